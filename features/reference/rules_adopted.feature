Feature: Adopting a rule otherwise than shipped
  Rules change and texts differ. Our user sets the parameters of a shipped rule for a time, and
  names the text.

  Rule: Only what the rule has can be set, and only to what it can be
    Scenario: Seven loans out in the season 2025/26
      When we adopt for international-loans from 1 July 2025 that out_max is 7
      Then the log of the ledger itself shows
        | kind            | says                                                        |
        | RulePackAdopted | international-loans, out_max 7, since 2025-07-01, our own text |

    Scenario: A rule that nobody knows
      When we adopt for offside-traps from 1 July 2025 that out_max is 7
      Then the ledger refuses, because "No rule is called 'offside-traps'"

    Scenario: A parameter that the rule does not have
      When we adopt for international-loans from 1 July 2025 that goals_max is 7
      Then the ledger refuses, because "it has no parameter 'goals_max'"
