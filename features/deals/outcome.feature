Feature: How a deal ends
  A deal is completed, falls through, is taken over by another club, or lapses with its window.

  Rule: A deal that fell through needs a new one to come back
    Scenario: They try again in winter
      Given Lecce opened talks for Marco Ferri of Empoli on 2 July 2024
      And the move of Marco Ferri to Lecce fell through on 9 July 2024, reason: fee disagreement
      When Lecce opened talks for Marco Ferri of Empoli on 8 January 2025
      Then asking for the deal of Marco Ferri finds several
      And the board of deals on 8 January 2025 shows
        | deal                | outcome   | window      |
        | marco-ferri/lecce/2 | open      | 2025-winter |
        | marco-ferri/lecce/1 | collapsed | 2024-summer |

  Rule: The reported end of a deal does not end it officially
    Scenario: A paper calls it off
      Given Lecce opened talks for Marco Ferri of Empoli on 2 July 2024
      When Gazzetta reports on 9 July 2024 that the move of Marco Ferri to Lecce fell through, reason: player refused
      Then the deal of Lecce for Marco Ferri on 9 July 2024 stands at
        | outcome | open                 |
        | stage   | collapsed (reported) |

  Rule: A deal is open until the window it aims at closes
    Scenario: The last day of the window, and the day after
      Given Lecce opened talks for Marco Ferri of Empoli on 28 January 2025
      Then the deal of Lecce for Marco Ferri on 3 February 2025 stands at
        | outcome | open |
      And the deal of Lecce for Marco Ferri on 4 February 2025 stands at
        | outcome | lapsed |
