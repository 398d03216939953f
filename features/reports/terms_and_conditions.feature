Feature: Reporting the terms of a deal
  Sources tell fees, clauses and conditions, and rarely the same ones. All of them are kept:
  which word stands, and what it replaced or contradicts, is worked out.

  Rule: A second source against the first: the later word stands, the first stays beside it
    Scenario: Two papers on one fee
      Given Gazzetta reports on 5 July 2024 that the deal of Lecce for Marco Ferri is for €4m
      When Tuttosport reports on 6 July 2024 that the deal of Lecce for Marco Ferri is for €5m
      Then the claims on the deal of Lecce for Marco Ferri are
        | term | value | status       | source     |
        | fee  | €5.0m | stands       | tuttosport |
        | fee  | €4.0m | contradicted | gazzetta   |

    Scenario: A paper that changes its mind supersedes itself
      Given Gazzetta reports on 5 July 2024 that the deal of Lecce for Marco Ferri is for €4m
      When Gazzetta reports on 6 July 2024 that the deal of Lecce for Marco Ferri is for €5m
      Then the claims on the deal of Lecce for Marco Ferri are
        | term | value | status     |
        | fee  | €5.0m | stands     |
        | fee  | €4.0m | superseded |

    Scenario: Two papers that agree
      Given Gazzetta reports on 5 July 2024 that the deal of Lecce for Marco Ferri is for €4m
      When Tuttosport reports on 6 July 2024 that the deal of Lecce for Marco Ferri is for €4m
      Then the claims on the deal of Lecce for Marco Ferri are
        | term | value | status |
        | fee  | €4.0m | stands |
        | fee  | €4.0m | agrees |

  Rule: Every clause told is a claim of its own
    Scenario: What the clubs kept for themselves
      When Gazzetta reports on 5 July 2024 that the deal of Lecce for Marco Ferri is with a sell-on of 10% of the profit, a buy-back at €8m until 30 June 2026 and a right of first refusal
      Then the claims on the deal of Lecce for Marco Ferri are
        | term           | value             |
        | buy back       | €8.0m             |
        | buy back until | 30 June 2026      |
        | first refusal  | agreed            |
        | sell on        | 10% of the profit |
