Feature: Higuaín's season at two clubs
  Juventus lent Gonzalo Higuaín to AC Milan on 2 August 2018, ended that loan on 23 January 2019
  and lent him to Chelsea on the same day. Chelsea used neither of their two options.

  Background:
    Given Juventus lent Gonzalo Higuaín to AC Milan on 2 August 2018 until 30 June 2019 with a fee of €18m and an option to buy at €36m
    And Juventus and AC Milan ended the loan of Gonzalo Higuaín early on 23 January 2019
    And Juventus lent Gonzalo Higuaín to Chelsea on 23 January 2019 until 30 June 2019 with an option to buy at €36m and an option to extend at €18m until 30 June 2020

  Rule: A loan that ended and one that began on one day are two, and no sub-loan
    Scenario: 23 January 2019
      Then the squad of AC Milan on 22 January 2019 is
        | player          | status     | from club |
        | Gonzalo Higuaín | on loan in | Juventus  |
      And the squad of AC Milan on 23 January 2019 is empty
      And the squad of Chelsea on 23 January 2019 is
        | player          | status     | from club | option |
        | Gonzalo Higuaín | on loan in | Juventus  | €36.0m |
      And Gonzalo Higuaín is where he is on 23 January 2019 because
        | kind                | effect                                              |
        | LoanAgreed          | at Juventus                                         |
        | LoanAgreed          | at AC Milan, on loan from Juventus until 2019-06-30 |
        | LoanTerminatedEarly | back at Juventus                                    |
        | LoanAgreed          | at Chelsea, on loan from Juventus until 2019-06-30  |

  Rule: An option lapses with its loan
    Scenario: Milan's, without a word
      Then the deal of AC Milan for Gonzalo Higuaín on 23 January 2019 stands at
        | option       | €36.0m |
        | option state |        |
      And the deal of AC Milan for Gonzalo Higuaín on 24 January 2019 stands at
        | option state | lapsed (inferred) |

  Rule: Each option is declined by itself
    Scenario: Not prolonged, and perhaps bought
      When Sky reports on 1 July 2019 that Chelsea declined to extend the loan of Gonzalo Higuaín on 30 June 2019
      Then the deal of Chelsea for Gonzalo Higuaín on 30 June 2019 stands at
        | option state |  |

    Scenario: Both declined, as was told on 1 July
      Given Sky reports on 1 July 2019 that Chelsea declined to extend the loan of Gonzalo Higuaín on 30 June 2019
      When Sky reports on 1 July 2019 that Chelsea declined the option on Gonzalo Higuaín on 30 June 2019
      Then the deal of Chelsea for Gonzalo Higuaín on 1 July 2019, as known on 30 June 2019 stands at
        | option state | lapsed (inferred) |
      And the deal of Chelsea for Gonzalo Higuaín on 1 July 2019 stands at
        | option state | declined (reported) |
      And the squad of Juventus on 1 July 2019 is
        | player          | status | because        |
        | Gonzalo Higuaín | own    | the loan's end |
