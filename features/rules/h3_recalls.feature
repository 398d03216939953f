Feature: Only a right of recall in force brings a player back
  The lender may call a player back where the loan gives that right, and while it runs.

  Rule: A right recorded as absent cannot be used
    Scenario: No right of recall
      Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with no right of recall
      When Empoli called Marco Ferri back from Lecce on 10 January 2025
      Then the ledger refuses by rule H3, because "has no right of recall"

    Scenario: What nobody told is not ruled out
      Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025
      When Empoli called Marco Ferri back from Lecce on 10 January 2025
      Then the ledger accepts it

  Rule: Only within its days
    Background:
      Given Empoli lent Luca Bassi to Lecce on 20 August 2024 until 30 June 2025 with a right of recall from 2 January 2025 until 31 January 2025

    Scenario: On its first day
      When Empoli called Luca Bassi back from Lecce on 2 January 2025
      Then the ledger accepts it

    Scenario: Before its first day
      When Empoli called Luca Bassi back from Lecce on 1 January 2025
      Then the ledger refuses by rule H3

    Scenario: After its last day
      When Empoli called Luca Bassi back from Lecce on 1 February 2025
      Then the ledger refuses by rule H3
