Feature: F1: a move outside the engaging club's period
  Each association says when its clubs may sign. What counts is the period of the club that
  engages, and a move that broke it happened all the same: it is kept, and flagged.

  Background:
    Given a club called Juventus of the association ITA
    And a club called Napoli of the association ITA
    And a club called Galatasaray of the association TUR

  Rule: The period of the club that engages decides
    Scenario: Osimhen joins Galatasaray after Italy has closed
      When Napoli lent Victor Osimhen to Galatasaray on 4 September 2024 until 30 June 2025
      Then the flags under F1 are none

    Scenario: The same day at an Italian club
      When Galatasaray sold Marco Ferri to Juventus on 4 September 2024
      Then the flags under F1 are
        | code               | severity | player      | opened on  | cleared on |
        | outside-the-period | flag     | Marco Ferri | 2024-09-04 | 2025-01-02 |

    Scenario: The last day is a day of the period
      When Galatasaray sold Marco Ferri to Juventus on 3 February 2025
      Then the flags under F1 are none

  Rule: An amendment counts for whoever knew of it
    Scenario: A close that was put off only the day after
      Given FIGC announces on 29 May 2024 that the ITA-2025-winter window runs from 2 January 2025 to 3 February 2025
      And Galatasaray sold Marco Ferri to Juventus on 4 February 2025
      When FIGC announces on 5 February 2025 that the ITA-2025-winter window closes on 4 February 2025 instead
      Then the flags under F1, as known on 4 February 2025 are
        | code               | severity | player      |
        | outside-the-period | flag     | Marco Ferri |
      And the flags under F1, as known on 5 February 2025 are none
