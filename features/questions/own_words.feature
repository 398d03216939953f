Feature: A source that contradicts itself
  Lloyd Kelly's duty to buy: the statement of 3 February 2025 spoke of sporting objectives, and
  Il Bianconero told two different conditions.

  Background:
    Given Newcastle lent Lloyd Kelly to Juventus on 3 February 2025 until 30 June 2025 with an obligation to buy at €14.5m
    And IlBianconero reports on 4 February 2025 that the obligation of Juventus on Lloyd Kelly hangs on a place in any UEFA competition

  Rule: Its later word is named beside its earlier one
    Scenario: In May it tells another condition
      When IlBianconero reports on 20 May 2025 that the obligation of Juventus on Lloyd Kelly hangs on a number of appearances
      Then IlBianconero contradicts itself on the obligation condition of the deal of Juventus for Lloyd Kelly
      And IlBianconero does not contradict itself on the obligation condition of the deal of Juventus for Lloyd Kelly as known on 19 May 2025
      And the claims on the deal of Juventus for Lloyd Kelly are
        | term                 | value                           | status     | origins |
        | obligation condition | a number of appearances         | stands     | 1       |
        | obligation condition | a place in any UEFA competition | superseded | 1       |

  Rule: Another source's word is no contradiction of its own
    Scenario: DAZN has a third condition
      When DAZN reports on 20 May 2025 that the obligation of Juventus on Lloyd Kelly hangs on staying up
      Then IlBianconero does not contradict itself on the obligation condition of the deal of Juventus for Lloyd Kelly
