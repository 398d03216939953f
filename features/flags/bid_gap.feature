Feature: F7: a bid is missing
  Bids are numbered. A number without the one before it is flagged and never refused.

  Rule: A gap is flagged
    Scenario: The second bid is the first on record
      When Lecce made their second bid to Empoli for Marco Ferri on 5 July 2024, €5m
      Then the ledger accepts it and flags "bid-gap" under F7

    Scenario: Rejected, though never recorded as made
      When Empoli rejected the first bid of Lecce for Marco Ferri on 4 July 2024
      Then the ledger accepts it and flags "bid-gap" under F7

  Rule: The missing bid, once recorded, closes the gap
    Scenario: The first bid turns up
      Given Lecce made their second bid to Empoli for Marco Ferri on 5 July 2024, €5m
      When Lecce made their first bid to Empoli for Marco Ferri on 3 July 2024, €4m
      Then the ledger accepts it
      And the flags of the deal of Lecce for Marco Ferri are none
