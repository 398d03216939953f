Feature: Correcting what we mistyped
  A slip of ours is mended by a correction: it holds at every moment of the world, and the old
  answer stays reachable by its place in the book.

  Background:
    Given today is 25 August 2024
    And Empoli sold Marco Ferri to Lecce on 20 August 2024 for €50m
    And today is 1 October 2024

  Rule: A correction holds for what the world knew then
    Scenario: A zero too many
      When we correct the fee of the sale of Marco Ferri to €5m
      Then the claims on the deal of Lecce for Marco Ferri, as known on 20 August 2024 are
        | term | value | status |
        | fee  | €5.0m | stands |

    Scenario: The old answer stays reachable
      When we correct the fee of the sale of Marco Ferri to €5m
      Then the claims on the deal of Lecce for Marco Ferri, as the book stood before the correction of Marco Ferri are
        | term | value  | status |
        | fee  | €50.0m | stands |
      And the book is sound

  Rule: The latest correction stands
    Scenario: Corrected twice
      Given we correct the fee of the sale of Marco Ferri to €5m
      When we correct the fee of the sale of Marco Ferri to €5.5m
      Then the claims on the deal of Lecce for Marco Ferri are
        | term | value |
        | fee  | €5.5m |

  Rule: A correction may not contradict the record
    Scenario: A loan shortened to before its option was used
      Given Empoli lent Luca Bassi to Genoa on 20 August 2023 until 30 June 2024 with an option to buy at €4m
      And Genoa exercised the option on Luca Bassi on 1 June 2024 at €4m
      When we correct the last day of the loan of Luca Bassi to 31 May 2024
      Then the ledger refuses by rule H3, because "the option ran until 2024-05-31"
      And nothing is written

    Scenario: A loan shortened to before it starts
      Given Empoli lent Luca Bassi to Genoa on 20 August 2023 until 30 June 2024
      When we correct the last day of the loan of Luca Bassi to 1 August 2023
      Then the ledger refuses, because "before it starts"
