Feature: Never in two squads
  A player is registered with one club at a time. A movement that would put him with two is
  refused, naming the entry in the way; it is judged on his whole timeline, not on arrival.

  Background:
    Given Marco Ferri was in the squad of Empoli on 1 July 2024

  Rule: Who does not hold a player cannot let him go
    Scenario: Torino sell a player of Empoli
      When Torino sold Marco Ferri to Lecce on 20 August 2024
      Then the ledger refuses by rule H1, because "he is at Empoli since 2024-07-01"
      And the refusal points at the opening squad of Marco Ferri
      And nothing is written

    Scenario: Sold on, he is not there to be sold again
      Given Empoli sold Marco Ferri to Lecce on 20 August 2024
      When Empoli sold Marco Ferri to Udinese on 29 August 2024
      Then the ledger refuses by rule H1, because "he is at Lecce since 2024-08-20"
      And the refusal points at the sale of Marco Ferri

    Scenario: He cannot stand in two opening squads
      When Marco Ferri was in the squad of Lecce on 2 July 2024
      Then the ledger refuses by rule H1, because "he is at Empoli"

    Scenario: He cannot be registered elsewhere
      When the league registered Marco Ferri for Lecce on 22 August 2024
      Then the ledger refuses by rule H1, because "he is at Empoli"

  Rule: A backdated move is judged against what comes after it
    Scenario: An older sale that a later one contradicts
      Given Empoli sold Marco Ferri to Lecce on 29 August 2024
      When Empoli sold Marco Ferri to Udinese on 20 August 2024
      Then the ledger refuses by rule H1, because "TransferCompleted of 2024-08-29 on record would then contradict it"
      And the refusal points at the sale of Marco Ferri

    Scenario: An older sale that fits in between
      Given Lecce sold Luca Bassi to Udinese on 29 August 2024
      When Empoli sold Luca Bassi to Lecce on 20 August 2024
      Then the ledger accepts it

  Rule: On one day he may move on
    Scenario: Bought and lent on the same day
      Given Empoli sold Marco Ferri to Lecce on 20 August 2024
      When Lecce lent Marco Ferri to Udinese on 20 August 2024 until 30 June 2025
      Then the ledger accepts it
      And the squad of Udinese on 20 August 2024 is
        | player      | status     | from club |
        | Marco Ferri | on loan in | Lecce     |
