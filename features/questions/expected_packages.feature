Feature: Deals that hang together in an expected squad
  A swap is done as a whole or not at all.

  Background:
    Given a midfielder called Arthur
    And a midfielder called Miralem Pjanic
    And Arthur was in the squad of Barcelona on 1 January 2020
    And Miralem Pjanic was in the squad of Juventus on 1 January 2020
    And Sport reports on 20 June 2020 that Juventus want Arthur of Barcelona
    And Sport reports on 20 June 2020 that Barcelona want Miralem Pjanic of Juventus
    And the move of Arthur to Juventus is tied to that of Miralem Pjanic to Barcelona on 21 June 2020 as a swap

  Rule: Both come and go together
    Scenario: A package is as likely as the least likely of its deals
      When we hold the move of Arthur to Juventus to be 40% likely on 22 June 2020
      Then the expected squad of Juventus on 6 October 2020, as known on 30 June 2020 is
        | player         | chance | likeliest |
        | Arthur         | 0.4    | no        |
        | Miralem Pjanic | 0.6    | yes       |
      And the expected squad of Juventus on 6 October 2020, as known on 30 June 2020 counts
        | position   | certain | expected | deviation | likeliest |
        | midfielder | 0       | 1.0      | 0.0       | 1         |
        | all        | 0       | 1.0      | 0.0       | 1         |

    Scenario: The other side of the swap, from a link told on one side only
      Then the expected squad of Barcelona on 6 October 2020, as known on 30 June 2020 is
        | player         | chance |
        | Arthur         | 0.75   |
        | Miralem Pjanic | 0.25   |

    Scenario: One leg falls through, and so does the other
      When Barcelona announces on 25 June 2020 that the move of Miralem Pjanic to Barcelona fell through
      Then the expected squad of Juventus on 6 October 2020, as known on 30 June 2020 is
        | player         | chance |
        | Arthur         | 0.0    |
        | Miralem Pjanic | 1.0    |
