Feature: Only an option in force can be exercised
  An option needs to be on record, used by its holder, once, and no later than its last day.

  Background:
    Given Empoli lent Luca Bassi to Genoa on 20 August 2024 until 30 June 2025 with an option to buy at €4m

  Rule: An option recorded as absent cannot be exercised
    Scenario: A straight loan has nothing to exercise
      Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with no option to buy
      When Lecce exercised the option on Marco Ferri on 1 June 2025
      Then the ledger refuses by rule H3, because "the loan on record has none"
      And the refusal points at the loan of Marco Ferri

  Rule: No later than its last day
    Scenario: On its last day
      When Genoa exercised the option on Luca Bassi on 30 June 2025 at €4m
      Then the ledger accepts it

    Scenario: The day after
      When Genoa exercised the option on Luca Bassi on 1 July 2025 at €4m
      Then the ledger refuses by rule H3, because "the option ran until 2025-06-30"

    Scenario: Announced after its day, exercised before
      When Genoa announces on 3 July 2025 that Genoa exercised the option on Luca Bassi at €4m
      Then the ledger accepts it

    Scenario: Its own last day comes before the loan's
      Given Empoli lent Piero Villa to Lecce on 20 August 2024 until 30 June 2025 with an option to buy at €4m until 31 May 2025
      When Lecce exercised the option on Piero Villa on 1 June 2025 at €4m
      Then the ledger refuses by rule H3, because "the option ran until 2025-05-31"

  Rule: Once, and not after it was declined
    Scenario: Exercised twice
      Given Genoa exercised the option on Luca Bassi on 1 June 2025 at €4m
      When Genoa exercised the option on Luca Bassi of Empoli on 2 June 2025 at €4m
      Then the ledger refuses by rule H3, because "already made the loan"

    Scenario: Declined, then exercised
      Given Genoa declined the option on Luca Bassi on 15 May 2025
      When Genoa exercised the option on Luca Bassi on 1 June 2025 at €4m
      Then the ledger refuses by rule H3, because "the option was declined on 2025-05-15"

  Rule: Only by its holder
    Scenario: Another club
      When Torino exercised the option on Luca Bassi of Empoli on 1 June 2025
      Then the ledger refuses
