Feature: A failed condition triggers nothing
  An obligation on a condition cannot take hold once the condition is recorded as failed.

  Background:
    Given Newcastle lent Lloyd Kelly to Juventus on 3 February 2025 until 30 June 2025 with an obligation to buy at €14.5m if 10 appearances

  Rule: Failed is failed
    Scenario: Triggered all the same
      Given Juventus failed the condition on Lloyd Kelly on 25 May 2025
      When Juventus had to buy Lloyd Kelly on 1 June 2025 for €14.5m
      Then the ledger refuses by rule H4, because "its condition failed on 2025-05-25"

    Scenario: Met, it may be triggered
      Given Juventus met the condition on Lloyd Kelly on 25 May 2025
      When Juventus had to buy Lloyd Kelly on 1 June 2025 for €14.5m
      Then the ledger accepts it

    Scenario: Nobody said whether it came true
      When Juventus had to buy Lloyd Kelly on 1 June 2025 for €14.5m
      Then the ledger accepts it

  Rule: An obligation recorded as absent triggers nothing either
    Scenario: A loan without one
      Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with no obligation to buy
      When Lecce had to buy Marco Ferri on 1 June 2025
      Then the ledger refuses by rule H3, because "the loan on record has none"
