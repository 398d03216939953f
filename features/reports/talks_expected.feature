Feature: Expecting talks
  "Talks are expected if Juventus decide to pursue him" says nothing of talks that took place.

  Background:
    Given Fikayo Tomori was in the squad of AC Milan on 1 July 2024

  Rule: Talks expected are not talks
    Scenario: The Tomori rumour of the new year 2025
      When JuveFC reports between 14 November 2024 and 1 January 2025, citing Il Bianconero, that Juventus and AC Milan will talk about Fikayo Tomori expected in January 2025 if they decide to pursue him
      Then the deal of Juventus for Fikayo Tomori on 1 January 2025 stands at
        | from club      | AC Milan       |
        | clubs reported | talks_expected |
        | clubs official |                |
        | window         | 2025-winter    |
      And the claims on the deal of Juventus for Fikayo Tomori are
        | term            | value                    | source | cites         |
        | talks condition | they decide to pursue him | juvefc | il-bianconero |
      And the log of Fikayo Tomori shows
        | kind                  |
        | TalksExpected         |
        | SquadBaselineRecorded |

    Scenario: The undated rumour was known at the latest on the last of its days
      When JuveFC reports between 14 November 2024 and 1 January 2025 that Juventus and AC Milan will talk about Fikayo Tomori
      Then asking for the deal of Fikayo Tomori as known on 31 December 2024 finds none
      And the deal of Juventus for Fikayo Tomori as known on 1 January 2025 stands at
        | clubs reported | talks_expected |

    Scenario: The player stays and the deal falls through without ever a talk
      Given JuveFC reports on 1 January 2025 that Juventus and AC Milan will talk about Fikayo Tomori
      And Gazzetta reports on 20 January 2025 that Fikayo Tomori turned down Juventus
      When Gazzetta reports on 20 January 2025 that the move of Fikayo Tomori to Juventus fell through, reason: player refused
      Then the steps of the deal of Juventus for Fikayo Tomori are
        | kind                 | basis    |
        | TalksExpected        | reported |
        | PersonalTermsRefused | reported |
        | DealCollapsed        | reported |
      And the squad of AC Milan on 1 February 2025 is
        | player        | status | available |
        | Fikayo Tomori | own    | yes       |
