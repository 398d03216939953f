Feature: Whose tip it was
  What one origin first said of one player, one club and one window is a tip. It is credited to its
  origin along the citations, and counts once.

  Background:
    Given Fikayo Tomori was in the squad of AC Milan on 1 July 2024
    And Pierre Kalulu was in the squad of AC Milan on 1 July 2024

  Rule: A copy is its origin's, and a tip counts once
    Scenario: Romano citing Hawkins, who says it again
      Given Romano reports on 1 August 2024, citing Hawkins, that Juventus want Pierre Kalulu
      And Hawkins reports on 9 August 2024 that Juventus want Pierre Kalulu
      And AC Milan lent Pierre Kalulu to Juventus on 21 August 2024 until 30 June 2025
      Then the sources are
        | source  | reports | copies | tips | hits | judgement    |
        | Hawkins | 1       | 0      | 1    | 1    | insufficient |
        | Romano  | 1       | 1      | 0    | 0    | insufficient |

  Rule: A denial is a hit where the move is not made
    Scenario: Sky on Tomori
      Given Sky reports on 18 January 2025 that AC Milan denies that Juventus want Fikayo Tomori
      Then the tips of Sky on 4 February 2025 are
        | player        | says    | outcome |
        | Fikayo Tomori | no move | hit     |

  Rule: Our own verdict prevails
    Scenario: We know better
      Given Nicolò Schira reports on 27 December 2024 that Juventus want Fikayo Tomori of AC Milan
      And we judge the report of Fikayo Tomori void on 5 February 2025
      Then the tips of Nicolò Schira are
        | outcome | why                     |
        | void    | by a verdict on record  |
