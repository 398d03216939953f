Feature: Having to buy
  A loan may carry an obligation: the borrowing club must buy, outright or on a condition.

  Rule: An outright obligation makes the loan a purchase by itself
    Scenario: Nothing further is recorded
      Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with an obligation to buy at €4m
      Then the squad of Lecce on 1 July 2025 is
        | player      | status | how      |
        | Marco Ferri | own    | inferred |
