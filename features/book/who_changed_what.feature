Feature: Who changed what in the book
  Every change of the book says what stood there before, what stands there now, and why.

  Background:
    Given Empoli sold Marco Ferri to Lecce on 20 August 2024 for €50m
    And we correct the fee of the sale of Marco Ferri to €5m

  Rule: The newest change comes first
    Scenario: Corrected, undone, and corrected after all
      Given we strike the correction of Marco Ferri
      When we strike the striking of Marco Ferri
      Then the changes of the book are
        | act       | before     | after      | reason              |
        | undone    | fee €50.0m | fee €5.0m  | recorded by mistake |
        | undone    | fee €5.0m  | fee €50.0m | recorded by mistake |
        | corrected | fee €50.0m | fee €5.0m  | a slip of the pen   |

    Scenario: An entry struck and reinstated
      Given we strike the sale of Marco Ferri
      When we strike the striking of Marco Ferri
      Then what became of the sale of Marco Ferri is
        | act        | before                      | after                       | amended        |
        | corrected  | fee €50.0m                  | fee €5.0m                   |                |
        | voided     | Empoli → Lecce, fee €5.0m   | voided                      | …voided by #…  |
        | reinstated | voided                      | Empoli → Lecce, fee €5.0m   |                |

  Rule: As the book stood
    Scenario: Before it was struck
      When we strike the sale of Marco Ferri
      Then the changes of the book are
        | act       |
        | voided    |
        | corrected |
