Feature: Importing in bulk
  Losing data is worse than keeping a contradiction: a bulk writes a movement that contradicts
  the record with a discrepancy, and hands back what it refuses.

  Background:
    Given Marco Ferri was in the squad of Empoli on 1 July 2024
    And these entries are prepared together

  Rule: A contradicting movement is written with a discrepancy
    Scenario: Two sales of one player
      Given Torino sold Marco Ferri to Lecce on 20 August 2024
      When they are imported in bulk
      Then the import reports
        | kind              | outcome                    | rule |
        | TransferCompleted | written with a discrepancy | H1   |

  Rule: Clause rules are always refused, the rest is written
    Scenario: An option that does not exist
      Given Empoli lent Luca Bassi to Lecce on 20 August 2024 until 30 June 2025 with no option to buy
      And Lecce exercised the option on Luca Bassi of Empoli on 1 June 2025
      And Empoli sold Piero Villa to Lecce on 20 August 2024
      When they are imported in bulk
      Then the import reports
        | kind              | outcome | rule |
        | LoanAgreed        | written |      |
        | TransferCompleted | written |      |
        | OptionExercised   | refused | H3   |
