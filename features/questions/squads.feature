Feature: A squad on a day, as known at a moment
  Two moments, each free: the day in football, and what the world knew by then.

  Background:
    Given Pierre Kalulu was in the squad of AC Milan on 1 July 2024
    And AC Milan lent Pierre Kalulu to Juventus on 21 August 2024 until 30 June 2025 with an option to buy at €14m
    And Juventus exercised the option on Pierre Kalulu on 5 June 2025 at €14.3m

  Rule: On a day
    Scenario: In December he is on loan in Turin
      Then the squad of Juventus on 15 December 2024 is
        | player         | status     | available | from club | until        |
        | Pierre Kalulu  | on loan in | yes       | AC Milan  | 30 June 2025 |
      And the squad of AC Milan on 15 December 2024 is
        | player         | status      | available | at club  |
        | Pierre Kalulu  | on loan out | no        | Juventus |

  Rule: As known at a moment
    Scenario: In spring he was still expected back in July
      Then the squad of AC Milan on 1 July 2025, as known on 4 June 2025 is
        | player         | status | expected | how      |
        | Pierre Kalulu  | own    | yes      | inferred |
      And the squad of Juventus on 1 July 2025, as known on 4 June 2025 is empty

    Scenario: From 5 June on he is expected to stay
      Then the squad of Juventus on 1 July 2025, as known on 5 June 2025 is
        | player         | status | expected |
        | Pierre Kalulu  | own    | yes      |
      And the squad of AC Milan on 1 July 2025, as known on 5 June 2025 is empty

    Scenario: The day before the loan was known, no squad shows it
      Then the squad of Juventus on 21 August 2024, as known on 20 August 2024 is empty

  Rule: As the book stood
    Scenario: Before we had written the option down
      Then the squad of AC Milan on 1 July 2025, as the book stood before the option of Pierre Kalulu is
        | player         | status | how      |
        | Pierre Kalulu  | own    | inferred |

  Rule: In the order of positions
    Scenario: Keeper, defender, forward
      Given a forward called Zeno Abate
      And a goalkeeper called Ugo Zanetti
      And Zeno Abate was in the squad of Juventus on 1 July 2024
      When Ugo Zanetti was in the squad of Juventus on 1 July 2024
      Then the squad of Juventus on 2 July 2024 is
        | player      | position   |
        | Ugo Zanetti | goalkeeper |
        | Zeno Abate  | forward    |
