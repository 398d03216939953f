Feature: F7: a rumour against the record
  A rumour may contradict what is on record. It is kept as it was made, and flagged.

  Background:
    Given Empoli sold Marco Ferri to Lecce on 20 August 2024

  Rule: A rumour of a move from where he is not
    Scenario: A paper has him still at Empoli
      When Gazzetta reports on 25 August 2024 that Udinese want Marco Ferri of Empoli
      Then the ledger accepts it and flags "against-the-record" under F7

    Scenario: A paper has him where he is
      When Gazzetta reports on 25 August 2024 that Udinese want Marco Ferri of Lecce
      Then the ledger accepts it

    Scenario: On the day before the move it was right
      When Gazzetta reports on 19 August 2024 that Udinese want Marco Ferri of Empoli
      Then the ledger accepts it

  Rule: A rumour of a move to where he is already
    Scenario: Yesterday's news
      When Gazzetta reports on 25 August 2024 that Lecce want Marco Ferri of Empoli
      Then the ledger accepts it and flags "stale-report" under F7

  Rule: A fact recorded later flags the rumour too
    Scenario: The rumour came first into the book
      Given Gazzetta reports on 25 August 2024 that Udinese want Luca Bassi of Empoli
      When Empoli sold Luca Bassi to Lecce on 20 August 2024
      Then the flags of the deal of Udinese for Luca Bassi are
        | rule | code               |
        | F7   | against-the-record |
