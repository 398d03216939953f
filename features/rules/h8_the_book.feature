Feature: What others rest on is not struck from under them
  Entries never change. A fact that later facts depend upon cannot be struck without them.

  Background:
    Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with an option to buy at €4m
    And Lecce sold Luca Bassi to Udinese on 1 July 2024
    And Udinese lent Luca Bassi to Torino on 20 August 2024 until 30 June 2025
    And Torino exercised the option on Luca Bassi on 1 June 2025

  Rule: Struck alone it is refused, naming who rests on it
    Scenario: The loan an option was exercised on
      When we strike the loan of Luca Bassi
      Then the ledger refuses, because "OptionExercised of 2025-06-01"
      And the refusal points at the option of Luca Bassi
      And nothing is written

  Rule: On demand, what rests on it goes with it
    Scenario: Loan and option together
      When we strike the loan of Luca Bassi, with all that rests on it
      Then all two are written
      And the squad of Torino on 1 July 2025 is empty
      And the squad of Udinese on 1 July 2025 is
        | player     | status |
        | Luca Bassi | own    |

  Rule: What points at an entry rests on it too
    Scenario: A report that was taken back
      Given Gazzetta reports on 5 July 2024 that Genoa want Marco Ferri of Empoli for €4m
      And Gazzetta reports on 8 July 2024 that it was wrong with the report of Marco Ferri
      When we strike the report of Marco Ferri
      Then the ledger refuses by rule H8, because "ReportRetracted of 2024-07-08"

    Scenario: A deal that another hangs together with
      Given AC Milan sold Leonardo Bonucci to Juventus on 2 August 2018 for €35m
      And Juventus sold Mattia Caldara to AC Milan on 2 August 2018 for €35m
      And the move of Leonardo Bonucci to Juventus is tied to that of Mattia Caldara to AC Milan on 2 August 2018 as a swap
      When we strike the sale of Mattia Caldara
      Then the ledger refuses by rule H8, because "DealsLinked of Leonardo Bonucci"

  Rule: An amendment points at an entry that still counts
    Scenario: Struck twice
      Given we strike the loan of Marco Ferri
      When we strike the loan of Marco Ferri
      Then the ledger refuses by rule H8, because "voided"

    Scenario: What rests on nothing is struck alone
      When we strike the option of Luca Bassi
      Then the ledger accepts it
