Feature: Denying and taking back
  Someone may deny a report, and a source may take its own report back. Neither removes it.

  Rule: A denial stands beside the rumour
    Scenario: A denial on match day
      Given Gazzetta reports on 27 December 2024 that Juventus want Fikayo Tomori of AC Milan
      When Sky reports on 18 January 2025 that Zlatan Ibrahimović denies that Juventus want Fikayo Tomori
      Then the steps of the deal of Juventus for Fikayo Tomori are
        | kind           | says                                         |
        | RumourReported | AC Milan → Juventus, interest                |
        | DenialReported | ? → Juventus, denied by Zlatan Ibrahimović   |
      And the deal of Juventus for Fikayo Tomori on 18 January 2025 stands at
        | clubs reported | interest |
        | outcome        | open     |

    Scenario: A denial needs no rumour before it
      When Sky reports on 18 January 2025 that Lecce denies that Juventus want Marco Ferri of Lecce
      Then the ledger accepts it

  Rule: A report taken back stays on record, marked so
    Scenario: Gazzetta takes a fee back
      Given Gazzetta reports on 5 July 2024 that Lecce want Marco Ferri of Empoli for €4m
      And Tuttosport reports on 4 July 2024 that the deal of Lecce for Marco Ferri is for €3m
      When Gazzetta reports on 8 July 2024 that it was wrong with the report of Marco Ferri
      Then the claims on the deal of Lecce for Marco Ferri are
        | term | value | status    | source     |
        | fee  | €3.0m | stands    | tuttosport |
        | fee  | €4.0m | retracted | gazzetta   |
      And the sources are
        | source   | reports | retracted |
        | Gazzetta | 1       | 1         |

    Scenario: Until it was taken back it stood
      Given Gazzetta reports on 5 July 2024 that Lecce want Marco Ferri of Empoli for €4m
      When Gazzetta reports on 8 July 2024 that it was wrong with the report of Marco Ferri
      Then the claims on the deal of Lecce for Marco Ferri as known on 7 July 2024 are
        | term | value | status |
        | fee  | €4.0m | stands |
