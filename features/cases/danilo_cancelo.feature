Feature: Danilo and Cancelo, a swap told by the difference
  On 7 August 2019 Manchester City sold Danilo to Juventus for €37m and Juventus sold João Cancelo to
  Manchester City for €65m. Papers that told one fee told the difference.

  Background:
    Given Danilo was in the squad of Manchester City on 1 July 2019
    And João Cancelo was in the squad of Juventus on 1 July 2019
    And Manchester City sold Danilo to Juventus on 7 August 2019 for €37m
    And Juventus sold João Cancelo to Manchester City on 7 August 2019 for €65m

  Rule: Neither is ever in two squads, nor are both in one
    Scenario: 6 and 7 August
      Then the squad of Juventus on 6 August 2019 is
        | player       |
        | João Cancelo |
      And the squad of Juventus on 7 August 2019 is
        | player |
        | Danilo |

  Rule: The clubs' figures stand, the difference beside them
    Scenario: A paper has Cancelo for €28m
      When Guardian reports on 8 August 2019 that the deal of Manchester City for João Cancelo is for €28m
      Then the claims on the deal of Manchester City for João Cancelo are
        | term | value  | status       | basis    |
        | fee  | €65.0m | stands       | official |
        | fee  | €28.0m | contradicted | reported |
