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

  Rule: What a clause hangs on may be told in three ways
    Scenario: Kelly's obligation to buy
      Given Newcastle lent Lloyd Kelly to Juventus on 3 February 2025 until 30 June 2025 with a fee of €3m and an obligation to buy at €14.5m over three years if sporting objectives
      When Il Bianconero reports on 4 February 2025 that the obligation of Juventus on Lloyd Kelly hangs on qualifying for the Champions League
      And Il Bianconero reports on 20 May 2025 that the obligation of Juventus on Lloyd Kelly hangs on 10 appearances
      And DAZN reports on 21 May 2025 that the obligation of Juventus on Lloyd Kelly hangs on staying up
      Then the claims on the deal of Juventus for Lloyd Kelly are
        | term                 | value                              | status       | source        |
        | obligation condition | sporting objectives                | stands       | juventus      |
        | obligation condition | staying up                         | contradicted | dazn          |
        | obligation condition | 10 appearances                     | contradicted | il-bianconero |
        | obligation condition | qualifying for the Champions League | contradicted | il-bianconero |
