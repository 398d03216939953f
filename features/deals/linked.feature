Feature: Deals that hang together
  A swap is two deals, each with its own fee: they are tied to each other, not blended.

  Background:
    Given AC Milan sold Leonardo Bonucci to Juventus on 2 August 2018 for €35m over two years
    And Juventus sold Mattia Caldara to AC Milan on 2 August 2018 for €35m over two years

  Rule: Linked deals stay deals of their own
    Scenario: Bonucci for Caldara
      When the move of Leonardo Bonucci to Juventus is tied to that of Mattia Caldara to AC Milan on 2 August 2018 as a swap
      Then the ledger accepts it
      And the steps of the deal of Juventus for Leonardo Bonucci are
        | kind              | says                                                 |
        | TransferCompleted | AC Milan → Juventus, fee €35.0m, fee: paid over 2 years |
        | DealsLinked       | ? → Juventus, swap with mattia-caldara/ac-milan/1     |
      And the dealings between Juventus and AC Milan on 3 August 2018 are
        | player            | dealing | fee    |
        | Mattia Caldara    | sale    | €35.0m |
        | Leonardo Bonucci  | sale    | €35.0m |

    Scenario: Part of the same package
      Given Juventus lent Gonzalo Higuain to AC Milan on 2 August 2018 until 30 June 2019 with a fee of €18m and an option to buy at €36m
      When the move of Gonzalo Higuain to AC Milan is tied to that of Mattia Caldara to AC Milan on 2 August 2018 as a same package
      Then the ledger accepts it
