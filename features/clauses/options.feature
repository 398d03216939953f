Feature: Options that change
  An option may cost more the later it is used, and it may turn into a duty.

  Rule: The price of the day is what counts
    Background:
      Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with an option to buy at €18m until 31 January 2025, then €20m until 30 June 2025

    Scenario: On the last day of the lower price
      When Lecce exercised the option on Marco Ferri on 31 January 2025 at €18m
      Then the ledger accepts it

    Scenario: A day later it is the higher
      When Lecce exercised the option on Marco Ferri on 1 February 2025 at €18m
      Then the ledger accepts it and flags "price-differs" under F4

    Scenario: The squad says both
      Then the squad of Lecce on 1 January 2025 is
        | player      | option                                                |
        | Marco Ferri | €18.0m until 2025-01-31, then €20.0m until 2025-06-30 |
