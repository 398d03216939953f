Feature: Which deal an entry belongs to
  An entry that names no deal joins the one with the same clubs that is open on its day.

  Rule: The same clubs, the same window: one deal
    Scenario: A second report joins the first
      Given Gazzetta reports on 5 July 2024 that Lecce want Marco Ferri of Empoli
      When Tuttosport reports on 6 July 2024 that Lecce are in talks for Marco Ferri of Empoli
      Then the board of deals on 6 July 2024 shows
        | deal                | stage |
        | marco-ferri/lecce/1 | talks |

    Scenario: Another club, another deal
      Given Gazzetta reports on 5 July 2024 that Lecce want Marco Ferri of Empoli
      When Tuttosport reports on 6 July 2024 that Udinese want Marco Ferri of Empoli
      Then the board of deals on 6 July 2024 shows
        | deal                  |
        | marco-ferri/udinese/1 |
        | marco-ferri/lecce/1   |

  Rule: A loan stays one deal until it ends, whatever its clauses make of it
    Scenario: The option is part of the loan's own deal
      Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with an option to buy at €4m
      When Lecce exercised the option on Marco Ferri on 1 June 2025 at €4m
      Then the board of deals on 1 June 2025 shows
        | deal                | move | outcome   | option state |
        | marco-ferri/lecce/1 | loan | completed | exercised    |

  Rule: The world's latest news comes first on the board
    Scenario: Two players
      Given Gazzetta reports on 5 July 2024 that Lecce want Marco Ferri of Empoli
      When Gazzetta reports on 4 July 2024 that Lecce want Luca Bassi of Empoli
      Then the board of deals on 6 July 2024 shows
        | player      | last on     |
        | Marco Ferri | 5 July 2024 |
        | Luca Bassi  | 4 July 2024 |
