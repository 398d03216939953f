Feature: An entry must make sense by itself
  Whatever the record says, some sentences cannot be true.

  Rule: A move has two ends
    Scenario: Sold to itself
      When Empoli sold Marco Ferri to Empoli on 20 August 2024
      Then the ledger refuses, because "stands on both sides"

    Scenario: Lent to itself
      When Empoli lent Marco Ferri to Empoli on 20 August 2024
      Then the ledger refuses, because "stands on both sides"

  Rule: It ends no earlier than it starts
    Scenario: A loan that ends the day before it starts
      When Empoli lent Marco Ferri to Lecce on 20 August 2024 until 19 August 2024
      Then the ledger refuses, because "before it starts"

    Scenario: A loan of one day
      When Empoli lent Marco Ferri to Lecce on 20 August 2024 until 20 August 2024
      Then the ledger accepts it

  Rule: A share is between nothing and all
    Scenario: Half of the profit
      When Empoli sold Marco Ferri to Lecce on 20 August 2024 and kept 50% of the next sale
      Then the ledger accepts it

    Scenario: More than all of it
      When Empoli sold Marco Ferri to Lecce on 20 August 2024 and kept 101% of the next sale
      Then the ledger refuses, because "less than or equal to 100"

  Rule: Whoever is named has an id
    Scenario: A club nobody registered
      When Empoli sold Marco Ferri to a club without an id on 20 August 2024
      Then the ledger refuses, because "whom this ledger does not know"
      And nothing is written
