Feature: Recording once, together, or not at all
  An entry has an id for ever. Handed in again it is recorded once; several handed in together
  are recorded all or none; a dry run says what would happen and writes nothing.

  Rule: The same entry is recorded once
    Scenario: Handed in twice
      Given Empoli sold Marco Ferri to Lecce on 20 August 2024 for €5m
      When the same entry is recorded again
      Then the entry is on record once

    Scenario: The same id with another day
      Given Empoli sold Marco Ferri to Lecce on 20 August 2024 for €5m
      When the same entry is recorded again with the day 21 August 2024
      Then the ledger refuses, because "other content"
      And nothing is written

  Rule: A batch is recorded all or none
    Scenario: A swap written together
      Given these entries are prepared together
      And AC Milan sold Leonardo Bonucci to Juventus on 2 August 2018 for €35m
      And Juventus sold Mattia Caldara to AC Milan on 2 August 2018 for €35m
      When they are recorded in one go
      Then all two are written

    Scenario: One of them cannot be
      Given Marco Ferri was in the squad of Empoli on 1 July 2024
      And these entries are prepared together
      And Empoli sold Luca Bassi to Genoa on 20 August 2024
      And Torino sold Marco Ferri to Lecce on 20 August 2024
      When they are recorded in one go
      Then the ledger refuses by rule H1
      And nothing is written

  Rule: A dry run writes nothing
    Scenario: It would be accepted
      Given these entries are prepared together
      And Empoli sold Marco Ferri to Lecce on 20 August 2024
      When they are tried out
      Then the ledger accepts it
      And nothing is written
      And the squad of Lecce on 20 August 2024 is empty

    Scenario: It would be refused
      Given Marco Ferri was in the squad of Empoli on 1 July 2024
      And these entries are prepared together
      And Torino sold Marco Ferri to Lecce on 20 August 2024
      When they are tried out
      Then the ledger refuses by rule H1
      And nothing is written
