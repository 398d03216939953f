Feature: Being out and coming back
  Only what a club or a source made public about an injury is recorded.

  Background:
    Given Gleison Bremer was in the squad of Juventus on 1 July 2024

  Rule: An injured player is in the squad and not available
    Scenario: Bremer's knee
      When Juventus announces on 3 October 2024 that Gleison Bremer of Juventus is out with a torn cruciate ligament on 2 October 2024
      Then the squad of Juventus on 15 December 2024 is
        | player         | status | available | injury                 |
        | Gleison Bremer | own    | no        | torn cruciate ligament |

    Scenario: It was not known before it was announced
      When Juventus announces on 3 October 2024 that Gleison Bremer of Juventus is out on 2 October 2024
      Then the squad of Juventus on 2 October 2024, as known on 2 October 2024 is
        | player         | available |
        | Gleison Bremer | yes       |

    Scenario: He is expected back in spring
      When Gleison Bremer of Juventus is out on 2 October 2024, back in May 2025
      Then the squad of Juventus on 15 December 2024 is
        | player         | expected return |
        | Gleison Bremer | 2025-05         |

  Rule: Fit again, he is available from that day
    Scenario: Back in training
      Given Gleison Bremer of Juventus is out on 2 October 2024
      When Gleison Bremer of Juventus is fit again on 12 July 2025
      Then the squad of Juventus on 11 July 2025 is
        | player         | available |
        | Gleison Bremer | no        |
      And the squad of Juventus on 12 July 2025 is
        | player         | available |
        | Gleison Bremer | yes       |

  Rule: Players left unnamed stand with their club
    Scenario: Two defenders are out for long
      When two defenders of Juventus are out on 15 November 2024
      Then the log of Juventus shows
        | kind                  | says                                |
        | InjuryReported        | 2 defenders                         |
        | SquadBaselineRecorded | Juventus                            |
      And the squad of Juventus on 15 December 2024 is
        | player         | available |
        | Gleison Bremer | yes       |
