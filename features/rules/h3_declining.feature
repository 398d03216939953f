Feature: Only an option in force can be declined
  To decline is to act on the option too: it needs to be on record, open, and one's own.

  Background:
    Given Empoli lent Luca Bassi to Genoa on 20 August 2024 until 30 June 2025 with an option to buy at €4m

  Rule: Only while it is there and unused
    Scenario: A straight loan has nothing to decline
      Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with no option to buy
      When Lecce declined the option on Marco Ferri on 1 June 2025
      Then the ledger refuses by rule H3

    Scenario: Exercised, then declined
      Given Genoa exercised the option on Luca Bassi on 1 June 2025 at €4m
      When Genoa declined the option on Luca Bassi of Empoli on 2 June 2025
      Then the ledger refuses by rule H3

  Rule: Only by its holder
    Scenario: Another club declines
      When Torino declined the option on Luca Bassi of Empoli on 1 June 2025
      Then the ledger refuses
