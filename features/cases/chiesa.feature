Feature: Chiesa's option becomes a duty
  Fiorentina lent Federico Chiesa to Juventus on 5 October 2020, for €3m and then €7m. Juventus had
  an option at €40m and up to €10m more, which became a duty on sporting objectives.

  Background:
    Given Fiorentina lent Federico Chiesa to Juventus on 5 October 2020 until 30 June 2022 with a fee of €10m and an option to buy at €40m + up to €10m that becomes a duty if sporting objectives

  Rule: Until its condition is met it is a right
    Scenario: Declined
      When Juventus declined the option on Federico Chiesa on 1 June 2022
      Then the squad of Fiorentina on 1 July 2022 is
        | player          | status |
        | Federico Chiesa | own    |

    Scenario: Nothing is certain of 2022 in 2021
      Then the expected squad of Juventus on 1 July 2022, as known on 1 January 2021 is
        | player          | chance | because        | clauses       |
        | Federico Chiesa | 0.0    | the loan's end | option €40.0m |

  Rule: Once it is met, it is a duty
    Background:
      Given Juventus met the condition of the option on Federico Chiesa on 15 May 2022

    Scenario: He is theirs from July without a further word
      Then the expected squad of Juventus on 1 July 2022, as known on 16 May 2022 is
        | player          | chance | certain | because               |
        | Federico Chiesa | 1.0    | yes     | the obligation to buy |

    Scenario: The duty takes hold
      When Juventus had to buy Federico Chiesa on 1 June 2022 for €40m
      Then the squad of Juventus on 1 July 2022 is
        | player          | status | how      |
        | Federico Chiesa | own    | recorded |

    Scenario: It can be declined no more
      When Juventus declined the option on Federico Chiesa on 1 June 2022
      Then the ledger refuses by rule H4, because "the option became a duty"
