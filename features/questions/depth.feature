Feature: What a squad lacks
  A position with fewer fit players than the club usually has, or one that a source says is needed.

  Background:
    Given Juventus had these players on 2 September 2024
      | goalkeeper | Perin                                |
      | defender   | Bremer, Gatti, Danilo, Cambiaso      |
      | midfielder | Locatelli, Koopmeiners, McKennie     |
      | forward    | Vlahovic, Yildiz, Weah               |
    And Bremer of Juventus is out with a torn ligament on 2 October 2024, back in April 2025

  Rule: Usual is the same day of earlier seasons, else the first squad since the window closed
    Scenario: One defender fewer than in September
      Then the depth of Juventus on 15 December 2024 shows
        | section  | what       | count | against | margin |
        | position | goalkeeper | 1     | 1       | 0      |
        | position | defender   | 3     | 4       | -1     |
        | position | midfielder | 3     | 3       | 0      |
        | position | forward    | 3     | 3       | 0      |
        | need     | defender   | 3     | 4       | -1     |
        | injured  | Bremer     | 1     |         |        |
      And the depth of Juventus on 15 December 2024 shows
        | section | says                                                  |
        | need    | … Bremer is out (torn ligament) …                     |
        | injured | defender, torn ligament, back 2025-04                 |

  Rule: A need may be reported
    Scenario: JuveFC say why
      When JuveFC reports on 20 December 2024 that Juventus need a forward because two are tired
      Then the depth of Juventus on 21 December 2024 shows
        | section | what     | margin | says                                      |
        | need    | defender | -1     | … usually 4 on …                          |
        | need    | forward  | 0      | … JuveFC says that they need forwards: two are tired … |

  Rule: Who may sign elsewhere, six months before his contract ends
    Scenario: The last day but one
      Given Danilo was under contract with Juventus on 2 September 2024 until 30 June 2025
      Then the depth of Juventus on 29 December 2024 shows
        | section      | what                      | count |
        | pre-contract | may sign for another club | 0     |
      And the depth of Juventus on 30 December 2024 shows
        | section      | what                      | count |
        | pre-contract | may sign for another club | 1     |
