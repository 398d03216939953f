Feature: Lewandowski signs in January and joins in July
  Robert Lewandowski's contract with Borussia Dortmund ran until 30 June 2014. Bayern announced on
  4 January 2014 that he would join on 1 July, for five years.

  Background:
    Given Robert Lewandowski was in the squad of Borussia Dortmund on 1 July 2013
    And Robert Lewandowski of Borussia Dortmund signed for Bayern on 4 January 2014, to join on 1 July 2014, until 30 June 2019

  Rule: He stays where he is until the day he joins
    Scenario: The second half of the season
      Then the squad of Borussia Dortmund on 1 March 2014 is
        | player             | status |
        | Robert Lewandowski | own    |
      And the squad of Bayern on 30 June 2014 is empty
      And the squad of Bayern on 1 July 2014, as known on 1 March 2014 is
        | player             | status | expected | because        | contract until | last confirmed |
        | Robert Lewandowski | own    | yes      | a pre-contract | 30 June 2019   |                |

  Rule: What is signed is certain
    Scenario: July, as expected in March
      Then the expected squad of Bayern on 1 July 2014, as known on 1 March 2014 is
        | player             | chance | certain | because        | now club          |
        | Robert Lewandowski | 1.0    | yes     | a pre-contract | Borussia Dortmund |
      And the expected squad of Borussia Dortmund on 1 July 2014, as known on 1 March 2014 is
        | player             | chance | certain | because        | until        |
        | Robert Lewandowski | 0.0    | yes     | a pre-contract | 30 June 2014 |

    Scenario: The day before it was announced
      Then the expected squad of Bayern on 1 July 2014, as known on 3 January 2014 is
        | player |
