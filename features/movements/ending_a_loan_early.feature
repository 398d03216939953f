Feature: Ending a loan early, or late
  The lender may call him back, the clubs may agree on an earlier end, or on a later one.

  Background:
    Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025

  Rule: An early end puts him back on its day
    Scenario: Called back in January
      When Empoli called Marco Ferri back from Lecce on 10 January 2025
      Then the squad of Lecce on 9 January 2025 is
        | player      | status     |
        | Marco Ferri | on loan in |
      And the squad of Empoli on 10 January 2025 is
        | player      | status | how      |
        | Marco Ferri | own    | recorded |

  Rule: An extension goes on from the end it replaces
    Scenario: Kolo Muani stays for the Club World Cup
      Given Paris Saint-Germain lent Randal Kolo Muani to Juventus on 23 January 2025 until 30 June 2025
      When Paris Saint-Germain and Juventus extended the loan of Randal Kolo Muani on 10 June 2025 until 31 July 2025
      Then the squad of Juventus on 31 July 2025 is
        | player             | until        |
        | Randal Kolo Muani  | 31 July 2025 |
      And the squad of Juventus on 1 August 2025 is empty

    Scenario: An extension known only after the day reopens the loan
      When Empoli and Lecce extended the loan of Marco Ferri on 5 July 2025 until 30 June 2026
      Then the squad of Lecce on 2 July 2025 is
        | player      | status     | until        |
        | Marco Ferri | on loan in | 30 June 2026 |
