Feature: Pjanić and Arthur, a swap of two contracts
  On 29 June 2020 Juventus sold Miralem Pjanić to Barcelona for €60m and up to €5m, and Barcelona
  sold Arthur to Juventus for €72m and up to €10m. Both moved when the season was over.

  Background:
    Given Miralem Pjanić was in the squad of Juventus on 1 July 2019
    And Arthur was in the squad of Barcelona on 1 July 2019
    And Juventus sold Miralem Pjanić to Barcelona on 29 June 2020 for €60m + up to €5m with effect from 24 August 2020
    And Barcelona sold Arthur to Juventus on 29 June 2020 for €72m + up to €10m with effect from 24 August 2020
    And the move of Arthur to Juventus is tied to that of Miralem Pjanić to Barcelona on 29 June 2020 as a swap

  Rule: Two deals, each with its own fee
    Scenario: What the two clubs did with each other
      Then the dealings between Juventus and Barcelona on 24 August 2020 are
        | player         | from club | to club   | fee    |
        | Arthur         | Barcelona | Juventus  | €72.0m |
        | Miralem Pjanić | Juventus  | Barcelona | €60.0m |

  Rule: Agreed in June, they stay where they are until August
    Scenario: July, and what is certain of September
      Then the squad of Juventus on 23 August 2020 is
        | player         | status |
        | Miralem Pjanić | own    |
      And the expected squad of Juventus on 1 September 2020, as known on 1 July 2020 is
        | player         | chance | certain | because           |
        | Arthur         | 1.0    | yes     | a transfer agreed |
        | Miralem Pjanić | 0.0    | yes     | a transfer agreed |
      And the squad of Juventus changed between 23 August 2020 and 24 August 2020
        | player         | change |
        | Arthur         | in     |
        | Miralem Pjanić | out    |
