Feature: Fekir and Liverpool, told from three sides
  On 8 June 2018 Lyon said that the move was off. Why, the clubs and the player told differently.

  Background:
    Given L'Equipe reports on 6 June 2018 that Liverpool are in talks for Nabil Fekir of Lyon
    And Lyon announces on 8 June 2018 that the move of Nabil Fekir from Lyon to Liverpool fell through on 8 June 2018, reason: fee disagreement
    And Liverpool announces on 9 June 2018 that the move of Nabil Fekir from Lyon to Liverpool fell through on 8 June 2018, reason: medical

  Rule: Both clubs' words stand beside each other
    Scenario: Two reasons
      Then the flags under F9 are
        | code              | says                                                                       |
        | statements-differ | why it fell through: Lyon says fee disagreement, Liverpool says medical |
      And the claims on the deal of Liverpool for Nabil Fekir are
        | term                | value            | status       | source    |
        | why it fell through | medical          | stands       | liverpool |
        | why it fell through | fee disagreement | contradicted | lyon      |

  Rule: What he himself denies stands beside the deal, though he names no club
    Scenario: He denies while it is open, and later
      When L'Equipe reports on 7 June 2018 that Nabil Fekir denies having agreed
      And L'Equipe reports on 20 June 2018 that Nabil Fekir denies having failed a medical
      Then beside the deal of Liverpool for Nabil Fekir are said
        | says                                     | known       |
        | denied by player, having agreed          | 7 June 2018 |
      And the steps of the deal of Liverpool for Nabil Fekir are
        | kind           |
        | RumourReported |
        | DealCollapsed  |
        | DealCollapsed  |
