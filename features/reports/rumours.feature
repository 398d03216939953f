Feature: Reporting a rumour
  A report is what a source claims. It moves nobody and is never refused for contradicting
  anything; who copied it from whom decides how much it weighs.

  Rule: A rumour opens a deal on the reported track and moves nobody
    Scenario: A first report of interest
      Given Marco Ferri was in the squad of Empoli on 1 July 2024
      When Gazzetta reports on 5 July 2024 that Lecce want Marco Ferri of Empoli
      Then the deal of Lecce for Marco Ferri on 5 July 2024 stands at
        | clubs reported | interest    |
        | clubs official |             |
        | outcome        | open        |
        | window         | 2024-summer |
      And the squad of Empoli on 6 July 2024 is
        | player      | status |
        | Marco Ferri | own    |

    Scenario: Even a rumour that it is done completes nothing
      Given Gazzetta reports on 5 July 2024 that Lecce have signed Marco Ferri of Empoli
      Then the deal of Lecce for Marco Ferri on 6 July 2024 stands at
        | stage   | completed (reported) |
        | outcome | open                 |
      And the squad of Lecce on 6 July 2024 is empty

    Scenario: A rumour that came to nothing lapses with its window
      Given Gazzetta reports on 5 July 2024 that Lecce want Marco Ferri of Empoli
      Then the deal of Lecce for Marco Ferri on 31 August 2024 stands at
        | outcome | open |
      And the deal of Lecce for Marco Ferri on 1 September 2024 stands at
        | outcome | lapsed |

  Rule: A copy adds a report, not an origin
    Scenario: Romano citing Hawkins on Kalulu
      Given Romano reports on 4 June 2025, citing Hawkins, that Juventus want Pierre Kalulu
      And Hawkins reports on 4 June 2025 that Juventus want Pierre Kalulu
      Then the sources are
        | source  | reports | as origin | cited by others |
        | Hawkins | 1       | 1         | 1               |
        | Romano  | 1       | 0         | 0               |

  Rule: Players left unnamed stand with the club that is after them
    Scenario: Two defenders, no names
      When Tuttosport reports on 3 January 2025 that Juventus want two defenders
      Then the log of Juventus shows
        | kind           | says                               |
        | RumourReported | ? → Juventus, interest, 2 defenders |

  Rule: What is not yet published cannot be reported
    Scenario: A paper from next week
      Given today is 10 July 2024
      When Gazzetta reports on 17 July 2024 that Lecce want Marco Ferri of Empoli
      Then the ledger refuses, because "which is still to come"
