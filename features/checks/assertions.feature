Feature: Holding squads against what somebody knows
  As accountants keep balance assertions beside a journal, people keep assertions beside a ledger:
  on this day this player is at this club. They are compared and never recorded.

  Background:
    Given Pierre Kalulu was in the squad of AC Milan on 1 July 2024
    And AC Milan lent Pierre Kalulu to Juventus on 21 August 2024 until 30 June 2025

  Rule: An assertion holds on the days it is true, and on no other
    Scenario: Around the first and the last day of a loan
      When somebody asserts
        | date       | club     | player        | status      |
        | 2024-08-20 | AC Milan | Pierre Kalulu | own         |
        | 2024-08-21 | Juventus | Pierre Kalulu | on loan     |
        | 2025-06-30 | AC Milan | Pierre Kalulu | on loan out |
        | 2025-07-01 | AC Milan | Pierre Kalulu | own         |
      Then every assertion holds

    Scenario: One that fails tells where he is, since when, and how that is known
      When somebody asserts
        | date       | club     | player        | status |
        | 2024-08-20 | Juventus | Pierre Kalulu |        |
        | 2025-07-01 | Juventus | Pierre Kalulu |        |
      Then these assertions fail
        | line | verdict   | found club | since       | how      |
        | 2    | elsewhere | AC Milan   | 1 July 2024 | recorded |
        | 3    | elsewhere | AC Milan   | 1 July 2025 | inferred |

  Rule: The right club is not enough where more is asserted
    Scenario: He plays there, but is not theirs
      When somebody asserts
        | date       | club     | player        | status |
        | 2024-12-15 | Juventus | Pierre Kalulu | own    |
      Then these assertions fail
        | line | verdict   | cause       | found parent club |
        | 2    | otherwise | not as said | AC Milan          |

  Rule: Nobody is guessed
    Scenario: A player who is not on record is nowhere, whoever has a name like his
      When somebody asserts
        | date       | club     | player      | status |
        | 2024-12-15 | Juventus | Aldo Kalulu |        |
      Then these assertions fail
        | line | verdict | cause                |
        | 2    | nowhere | player not on record |
