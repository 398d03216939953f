Feature: What two clubs did with each other
  One deal, one count: a loan and its exercised option are one; a player who came free through
  nobody's hands is a link and no deal.

  Background:
    Given AC Milan sold Mattia De Sciglio to Juventus on 20 July 2017 for €12m + up to €0.5m in add-ons
    And AC Milan lent Pierre Kalulu to Juventus on 21 August 2024 until 30 June 2025 with a fee of €3.3m and an option to buy at €14m
    And Juventus exercised the option on Pierre Kalulu on 5 June 2025 at €14.3m

  Rule: A loan that was bought is one deal
    Scenario: Juventus and Milan, latest first
      Then the dealings between Juventus and AC Milan are
        | player            | dealing | became | fee    | purchase fee | day            |
        | Pierre Kalulu     | loan    | sale   | €3.3m  | €14.3m       | 21 August 2024 |
        | Mattia De Sciglio | sale    |        | €12.0m |              | 20 July 2017   |

    Scenario: As known before the option
      Then the dealings between Juventus and AC Milan, as known on 1 June 2025 are
        | player            | dealing | became |
        | Pierre Kalulu     | loan    |        |
        | Mattia De Sciglio | sale    |        |

  Rule: Talk is counted apart
    Scenario: The Tomori rumour is no deal
      Given JuveFC reports on 1 January 2025 that Juventus and AC Milan will talk about Fikayo Tomori
      Then the partners of Juventus are
        | club     | deals | arrivals | departures | loans | sales | rumours |
        | AC Milan | 2     | 2        | 0          | 1     | 1     | 1     |

  Rule: A free agent links two clubs and is no deal between them
    Scenario: Pirlo, out of contract
      Given Andrea Pirlo was in the squad of AC Milan on 1 July 2010
      And AC Milan released Andrea Pirlo on 30 June 2011
      When Juventus signed Andrea Pirlo, who was without a club on 2 July 2011
      Then the partners of Juventus are
        | club     | deals | player links |
        | AC Milan | 2     | 1            |

  Rule: What was done later is not told of an earlier day
    Scenario: Kalulu's option, asked for a day before it was exercised
      Then the dealings between Juventus and AC Milan on 15 December 2024 are
        | player            | dealing | became | option state | purchase fee |
        | Pierre Kalulu     | loan    |        |              |              |
        | Mattia De Sciglio | sale    |        |              |              |
