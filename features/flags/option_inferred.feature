Feature: F10: an option inferred from its use
  Where nobody told a loan's terms, its use is the first word on the option.

  Rule: Terms that nobody told do not forbid the exercise
    Scenario: A loan from a list that never states terms
      Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025
      When Lecce exercised the option on Marco Ferri on 1 June 2025 at €4m
      Then the ledger accepts it and flags "option-inferred" under F10
      And the squad of Lecce on 1 July 2025 is
        | player      | status |
        | Marco Ferri | own    |

  Rule: An option on record is not inferred
    Scenario: The terms were told
      Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with an option to buy
      When Lecce exercised the option on Marco Ferri on 1 June 2025 at €4m
      Then the ledger accepts it
