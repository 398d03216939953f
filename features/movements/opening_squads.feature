Feature: Opening a book in the middle of history
  Users start mid-history: an opening squad says who was there on a day, owned or on loan.

  Rule: An opening squad is an opening balance
    Scenario: Owned, and on loan from elsewhere
      Given Andrea Cambiaso was in the squad of Juventus on 2 September 2024
      And Michele Di Gregorio was in the squad of Juventus on 2 September 2024, on loan from Monza until 30 June 2025 with an obligation to buy
      Then the squad of Juventus on 15 December 2024 is
        | player              | status     | from club |
        | Andrea Cambiaso     | own        |           |
        | Michele Di Gregorio | on loan in | Monza     |
      And the squad of Monza on 15 December 2024 is
        | player              | status      | at club  |
        | Michele Di Gregorio | on loan out | Juventus |

    Scenario: The day before the opening squad nothing is on record
      Given Andrea Cambiaso was in the squad of Juventus on 2 September 2024
      Then the squad of Juventus on 1 September 2024 is empty

  Rule: Not knowing is no contradiction
    Scenario: A sale of a player nobody has on record
      When Empoli sold Marco Ferri to Lecce on 20 August 2024
      Then the ledger accepts it
      And the squad of Empoli on 1 August 2024 is
        | player      | how      |
        | Marco Ferri | inferred |
