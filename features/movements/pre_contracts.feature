Feature: Signing for a later day
  In the last months of his contract a player may sign for the club he joins when it ends.

  Rule: Only one club gets him
    Scenario: A sale in between is in the way
      Given Marco Ferri was in the squad of Empoli on 1 July 2024
      And Marco Ferri of Empoli signed for Lecce on 8 January 2025, to join on 1 July 2025
      When Empoli sold Marco Ferri to Udinese on 1 February 2025
      Then the ledger refuses by rule H1, because "PreContractSigned"
