Feature: Kulusevski, called back, sold and lent on one day
  Dejan Kulusevski was at Parma on loan from Atalanta when Juventus bought him on 2 January 2020.
  He stayed at Parma, on loan from Juventus, until the summer.

  Background:
    Given Atalanta lent Dejan Kulusevski to Parma on 18 July 2019 until 30 June 2020

  Rule: On loan, he cannot be sold before that loan is over
    Scenario: The sale alone
      When Atalanta sold Dejan Kulusevski to Juventus on 2 January 2020 for €35m + up to €9m
      Then the ledger refuses by rule H2, because "he is on loan at Parma"

  Rule: One day's acts follow from each other, whatever the clubs
    Scenario: The whole of 2 January
      Given Atalanta called Dejan Kulusevski back from Parma on 2 January 2020
      And Atalanta sold Dejan Kulusevski to Juventus on 2 January 2020 for €35m + up to €9m
      When Juventus lent Dejan Kulusevski to Parma on 2 January 2020 until 30 June 2020
      Then the squad of Parma on 1 January 2020 is
        | player           | status     | from club |
        | Dejan Kulusevski | on loan in | Atalanta  |
      And the squad of Parma on 2 January 2020 is
        | player           | status     | from club |
        | Dejan Kulusevski | on loan in | Juventus  |
      And Dejan Kulusevski is where he is on 2 January 2020 because
        | kind              | effect                                           |
        | LoanAgreed        | at Atalanta                                      |
        | LoanAgreed        | at Parma, on loan from Atalanta until 2020-06-30 |
        | LoanRecalled      | back at Atalanta                                 |
        | TransferCompleted | Juventus's, and lent on the same day             |
        | LoanAgreed        | at Parma, on loan from Juventus until 2020-06-30 |
      And the expected squad of Juventus on 1 July 2020, as known on 1 February 2020 is
        | player           | chance | certain | because        |
        | Dejan Kulusevski | 1.0    | yes     | the loan's end |
