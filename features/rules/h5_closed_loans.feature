Feature: A closed loan stays closed
  A loan is ended, called back or extended once: what a record closed cannot be closed again,
  and an extension goes on to a later day.

  Background:
    Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025

  Rule: A loan closed by a record is closed
    Scenario: Called back twice
      Given Empoli called Marco Ferri back from Lecce on 10 January 2025
      When Empoli called Marco Ferri back from Lecce on 12 January 2025
      Then the ledger refuses by rule H5, because "was closed by LoanRecalled on 2025-01-10"

    Scenario: Extended after its early end
      Given Empoli and Lecce ended the loan of Marco Ferri early on 10 January 2025
      When Empoli and Lecce extended the loan of Marco Ferri on 20 January 2025 until 30 June 2026
      Then the ledger refuses by rule H5, because "was closed by LoanTerminatedEarly on 2025-01-10"

  Rule: An extension goes on to a later day
    Scenario: Extended to the day it ends anyway
      When Empoli and Lecce extended the loan of Marco Ferri on 20 January 2025 until 30 June 2025
      Then the ledger refuses by rule H5, because "already runs until 2025-06-30"

    Scenario: Extended by one day
      When Empoli and Lecce extended the loan of Marco Ferri on 20 January 2025 until 1 July 2025
      Then the ledger accepts it

  Rule: A loan cannot end before it began
    Scenario: Called back before he was lent
      When Empoli called Marco Ferri back from Lecce on 19 August 2024
      Then the ledger refuses by rule H5

  Rule: There must be a loan to end
    Scenario: The loan of a player who was never lent
      Given Luca Bassi was in the squad of Empoli on 1 July 2024
      When the loan of Luca Bassi from Torino to Genoa ended on 30 June 2025
      Then the ledger refuses by rule H5, because "there is no such loan on record"

    Scenario: The loan between two other clubs
      When the loan of Marco Ferri from Torino to Genoa ended on 30 June 2025
      Then the ledger refuses by rule H5, because "there is no such loan on record"
