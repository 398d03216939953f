Feature: The relationship of two clubs
  Deals that are done, what they cost, what became of loans and options, and what was only said.
  One deal counts once: a loan and its exercised option are one. Talk is counted apart.

  Background:
    Given AC Milan sold Mattia De Sciglio to Juventus on 20 July 2017 for €12m + up to €0.5m in add-ons
    And Juventus lent Gonzalo Higuaín to AC Milan on 2 August 2018 until 30 June 2019 with a fee of €18m and an option to buy at €36m
    And AC Milan lent Pierre Kalulu to Juventus on 21 August 2024 until 30 June 2025 with a fee of €3.3m and an option to buy at €14m
    And Juventus exercised the option on Pierre Kalulu on 5 June 2025 at €14.3m

  Rule: What goes one way stands apart from what goes the other
    Scenario: Deals, loans and options each way
      Then the relationship of Juventus and AC Milan on 1 July 2025 shows
        | figure                   | value |
        | deals                    | 3     |
        | deals a to b             | 1     |
        | loans b to a             | 1     |
        | bought b to a            | 1     |
        | options exercised b to a | 1     |
        | options lapsed a to b    | 1     |
        | last deal on             | 21 August 2024 |

    Scenario: Before the option was exercised it was open, and the loan ran
      Then the relationship of Juventus and AC Milan on 1 June 2025 shows
        | figure              | value |
        | options open b to a | 1     |
        | bought b to a       | 0     |
        | open loans b to a   | 1     |

  Rule: Fees are intervals from the fixed parts to all add-ons
    Scenario: What each club paid the other
      Then the fees between Juventus and AC Milan on 1 July 2025 are
        | by club  | to club  | currency | basis    | least    | most     |
        | AC Milan | Juventus | EUR      | official | 18000000 | 18000000 |
        | Juventus | AC Milan | EUR      | official | 29600000 | 30100000 |

    Scenario: The price of an option that is not exercised yet is not paid
      Then the fees between Juventus and AC Milan on 1 June 2025 are
        | by club  | least    | most     |
        | AC Milan | 18000000 | 18000000 |
        | Juventus | 15300000 | 15800000 |

  Rule: A rumour is no deal, and counts for whoever said it first
    Scenario: The Tomori rumour
      Given Il Bianconero reports on 30 December 2024 that Juventus want Fikayo Tomori of AC Milan
      And JuveFC reports on 1 January 2025, citing Il Bianconero, that Juventus want Fikayo Tomori of AC Milan
      Then the relationship of Juventus and AC Milan on 1 March 2025 shows
        | figure                   | value          |
        | deals                    | 3              |
        | rumours                  | 1              |
        | rumoured came to nothing | 1              |
        | conversion judged        | insufficient   |
        | last contact on          | 1 January 2025 |
      And the origins of rumours between Juventus and AC Milan on 1 March 2025 are
        | origin        | deals | came to nothing | judged       |
        | Il Bianconero | 1     | 1               | insufficient |
