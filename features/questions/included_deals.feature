Feature: A squad with the open deals from some stage on
  Marked with a question: who would come, and who would leave.

  Background:
    Given a defender called Fikayo Tomori
    And a midfielder called Marco Ferri
    And Fikayo Tomori was in the squad of AC Milan on 2 September 2024
    And Marco Ferri was in the squad of Juventus on 2 September 2024
    And Il Bianconero reports on 20 December 2024 that Juventus want Fikayo Tomori of AC Milan
    And Sky reports on 22 December 2024 that Tottenham are in talks for Fikayo Tomori of AC Milan

  Rule: Only deals that have come that far, and of rivals the furthest
    Scenario: From talks on, Spurs have him
      Then the squad of AC Milan on 10 February 2025, as known on 31 December 2024, with deals from talks on, is
        | player        | status | if done | open club | open stage |
        | Fikayo Tomori | own    | leaves  | Tottenham | talks      |
      And the squad of Juventus on 10 February 2025, as known on 31 December 2024, with deals from interest on, is
        | player      | status | if done |
        | Marco Ferri | own    |         |

    Scenario: Talks broken off are interest again
      When Sky reports on 28 December 2024 that Tottenham broke off talks for Fikayo Tomori of AC Milan
      And Il Bianconero reports on 29 December 2024 that Juventus are in talks for Fikayo Tomori of AC Milan
      Then the squad of Juventus on 10 February 2025, as known on 31 December 2024, with deals from talks on, is
        | player        | status | how       | if done | open club | expected |
        | Fikayo Tomori | own    | open deal | comes   | AC Milan  | yes      |
        | Marco Ferri   | own    | recorded  |         |           | no       |
