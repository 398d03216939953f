Feature: F5: a registration refused for want of a loan slot
  In January 2025 Paris Saint-Germain could not lend Randal Kolo Muani: it had six players out. The
  outlets named different six. What they say is shown as reported, and never counted.

  Background:
    Given a club called Paris Saint-Germain of the association FRA
    And a club called Juventus of the association ITA
    And a club called Aston Villa of the association ENG
    And Paris Saint-Germain lent these players, all born in 1990, on 20 August 2024 until 30 June 2025
      | player      | to          |
      | Marco Ferri | Aston Villa |

  Rule: The ledger counts what it holds, beside what is reported
    Scenario: Two outlets, two lists of six
      Given Gazzetta reports on 17 January 2025 that the league refused Randal Kolo Muani of Paris Saint-Germain for Juventus, for want of a slot: six are out, Xavi Simons among them
      And Tuttosport reports on 17 January 2025 that the league refused Randal Kolo Muani of Paris Saint-Germain for Juventus, for want of a slot: six are out, Gabriel Moscardó among them
      When Paris Saint-Germain lent Randal Kolo Muani to Juventus on 23 January 2025 until 30 June 2025
      Then the flags under F5 on 20 January 2025 are
        | code              | severity | club                | count | limit | cleared on |
        | refused-for-quota | reported | Paris Saint-Germain | 1     | 6     |            |
      And the flags under F5 on 23 January 2025 are
        | code              | severity | count | cleared on |
        | refused-for-quota | reported | 1     | 2025-01-23 |
      And the first flag under F5 says "the sources differ on why"
      And the first flag under F5 says "six are out, Gabriel Moscardó among them"
