Feature: Contracts
  A contract ties a player to a club until its last day. It may be renewed, or ended early.

  Background:
    Given Marco Ferri was in the squad of Empoli on 1 July 2024
    And Marco Ferri was under contract with Empoli on 1 July 2024 until 30 June 2025

  Rule: A contract ends with its last day
    Scenario: The last day, and the day after
      Then the squad of Empoli on 30 June 2025 is
        | player      | contract until |
        | Marco Ferri | 30 June 2025   |
      And the squad of Empoli on 1 July 2025 is empty

  Rule: A renewed contract has a new last day
    Scenario: Two more years
      When Empoli renewed the contract of Marco Ferri on 12 March 2025 until 30 June 2027
      Then the squad of Empoli on 1 July 2025 is
        | player      | contract until |
        | Marco Ferri | 30 June 2027   |
      And the squad of Empoli on 1 July 2025, as known on 11 March 2025 is empty

  Rule: A contract ended early frees the player
    Scenario: Danilo and Juventus part in January
      Given Danilo was in the squad of Juventus on 2 September 2024
      And Danilo was under contract with Juventus on 2 September 2024 until 30 June 2025
      When Juventus and Danilo ended his contract on 27 January 2025
      Then the squad of Juventus on 26 January 2025 is
        | player |
        | Danilo |
      And the squad of Juventus on 27 January 2025 is empty

    Scenario: A club cannot end a contract with another club's player
      When Lecce and Marco Ferri ended his contract on 27 January 2025
      Then the ledger refuses by rule H1, because "he is at Empoli"

  Rule: A new club's contract stands in the player's life
    Scenario: Kalulu signs until 2029
      Given Pierre Kalulu signed his contract with Juventus on 5 June 2025 until 30 June 2029 with a wage of €2.4m
      Then the life of Pierre Kalulu shows
        | what     | from day    | club     | says                                 |
        | contract | 5 June 2025 | Juventus | until 30 June 2029, €2.4m a year     |
