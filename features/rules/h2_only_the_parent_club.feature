Feature: Only the parent club sells or lends
  On loan, a player belongs to the lender: the borrower can neither sell nor lend him, and the
  lender cannot have him elsewhere before the loan has ended.

  Background:
    Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025

  Rule: The borrower cannot sell or lend him
    Scenario: Lecce sell what they borrowed
      When Lecce sold Marco Ferri to Udinese on 10 January 2025
      Then the ledger refuses by rule H2, because "Lecce have him on loan from Empoli and cannot sell him"
      And the refusal points at the loan of Marco Ferri

    Scenario: Lecce lend what they borrowed
      When Lecce lent Marco Ferri to Udinese on 10 January 2025 until 30 June 2025
      Then the ledger refuses by rule H2, because "Lecce have him on loan from Empoli and cannot lend him"

  Rule: The lender must end the loan first
    Scenario: A second loan on the last day of the first
      When Empoli lent Marco Ferri to Udinese on 30 June 2025 until 30 June 2026
      Then the ledger refuses by rule H2, because "he is on loan at Lecce from Empoli until 2025-06-30"

    Scenario: A second loan the day after
      When Empoli lent Marco Ferri to Udinese on 1 July 2025 until 30 June 2026
      Then the ledger accepts it

    Scenario: Sold elsewhere while he is out
      When Empoli sold Marco Ferri to Udinese on 10 January 2025
      Then the ledger refuses by rule H2, because "Record the loan's end first"

    Scenario: Called back and lent again on the same day
      Given Empoli called Marco Ferri back from Lecce on 10 January 2025
      When Empoli lent Marco Ferri to Udinese on 10 January 2025 until 30 June 2025
      Then the ledger accepts it

    Scenario: Sold to the club that has him on loan
      When Empoli sold Marco Ferri to Lecce on 10 January 2025
      Then the ledger accepts it
