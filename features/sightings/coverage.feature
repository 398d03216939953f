Feature: Coverage
  A club's season without data keeps the last squad known: the answer says so, and whom nothing has confirmed since.

  Background:
    Given a club called Juventus of the association ITA
    And Pierre Kalulu was in the squad of Juventus on 1 July 2024

  Rule: What is covered is a table of clubs and seasons
    Scenario: Transfers of two windows, and line-ups
      Given Transfermarkt covers the transfers of Juventus in 2024-25, in 2024-summer and 2025-winter
      And Wyscout covers the line-ups of Juventus in 2024-25
      And Transfermarkt covers the transfers of Fiorentina in 2023-24
      Then the coverage is
        | club       | season  | what      | source        | windows                 |
        | Fiorentina | 2023-24 | transfers | transfermarkt |                         |
        | Juventus   | 2024-25 | line-ups  | wyscout       |                         |
        | Juventus   | 2024-25 | transfers | transfermarkt | 2024-summer 2025-winter |
      And the coverage of the association ITA in 2024-25 is
        | club     | what      |
        | Juventus | line-ups  |
        | Juventus | transfers |

  Rule: A squad outside the covered seasons says so
    Scenario: The last day of the last season covered
      Given Transfermarkt covers the transfers of Juventus in 2024-25
      Then the squad of Juventus on 30 June 2025 is as far as it goes
      And the squad of Juventus on 30 June 2025 is
        | player        | unconfirmed | last confirmed |
        | Pierre Kalulu | no          | 1 July 2024    |

    Scenario: The day after
      Given Transfermarkt covers the transfers of Juventus in 2024-25
      Then the squad of Juventus on 1 July 2025 says "no data for 2025-26; the last season covered before it is 2024-25"
      And the squad of Juventus on 1 July 2025 is
        | player        | unconfirmed | how      |
        | Pierre Kalulu | yes         | recorded |

    Scenario: Whoever is seen in that season is confirmed
      Given Transfermarkt covers the transfers of Juventus in 2024-25
      When Pierre Kalulu started for Juventus on 24 August 2025
      Then the squad of Juventus on 24 August 2025 is
        | player        | unconfirmed | last confirmed |
        | Pierre Kalulu | no          | 24 August 2025 |

  Rule: A ledger that tells of no coverage says nothing
    Scenario: A squad recorded by hand
      Then the squad of Juventus on 1 July 2026 is as far as it goes

    Scenario: A club that only others' data tells of
      Given Transfermarkt covers the transfers of Fiorentina in 2024-25
      Then the squad of Juventus on 1 October 2024 says "no data of this club's own, only what other clubs' tells of it"
