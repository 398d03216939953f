Feature: Players nothing tells of any more
  A leaving that no source tells would keep a player in a squad for ever. After five years there must have been another contract, or he has left.

  Background:
    Given a club called Juventus of the association ITA
    And Pierre Kalulu was in the squad of Juventus on 1 July 2024

  Rule: No contract runs for more than five years
    Scenario: Five years after the last word on him
      Then the squad of Juventus on 1 July 2029 is
        | player        | unconfirmed | last confirmed |
        | Pierre Kalulu | no          | 1 July 2024    |

    Scenario: The day after
      Then the squad of Juventus on 2 July 2029 is
        | player        | unconfirmed | last confirmed |
        | Pierre Kalulu | yes         | 1 July 2024    |
