Feature: Why a player is where he is
  The entries that put him there, one after the other; what nobody recorded names its rule.

  Background:
    Given Pierre Kalulu was in the squad of AC Milan on 1 July 2024
    And AC Milan lent Pierre Kalulu to Juventus on 21 August 2024 until 30 June 2025 with an option to buy at €14m

  Rule: From the first record to the day
    Scenario: In December he is in Turin on loan
      Then Pierre Kalulu is where he is on 15 December 2024 because
        | day            | kind                  | how      | effect                                                |
        | 1 July 2024    | SquadBaselineRecorded | recorded | at AC Milan                                           |
        | 21 August 2024 | LoanAgreed            | recorded | at Juventus, on loan from AC Milan until 30 June 2025 |
      And against where Pierre Kalulu is on 15 December 2024 stands nothing

  Rule: What nobody recorded names its rule
    Scenario: The loan ends by itself
      Then Pierre Kalulu is where he is on 1 July 2025 because
        | kind                  | how      | effect      | rule                                        |
        | SquadBaselineRecorded | recorded | at AC Milan |                                             |
        | LoanAgreed            | recorded | … Juventus … |                                            |
        | LoanAgreed            | inferred | at AC Milan | … the loan ended by itself on 2025-06-30 … |

  Rule: As known at a moment, and as the book stood
    Scenario: Before the option was known, and after
      When Juventus exercised the option on Pierre Kalulu on 5 June 2025 at €14.3m
      Then Pierre Kalulu is where he is on 1 July 2025 as known on 5 June 2025 because
        | kind                  | effect       |
        | SquadBaselineRecorded | at AC Milan  |
        | LoanAgreed            | … Juventus … |
        | OptionExercised       | at Juventus  |
      And Pierre Kalulu is where he is on 1 July 2025 as the book stood before the option of Pierre Kalulu because
        | kind                  | effect       |
        | SquadBaselineRecorded | at AC Milan  |
        | LoanAgreed            | … Juventus … |
        | LoanAgreed            | at AC Milan  |

  Rule: What contradicts it stands beneath
    Scenario: A paper has him elsewhere
      When Sky reports on 10 September 2024 that Bayern have signed Pierre Kalulu of AC Milan
      Then against where Pierre Kalulu is on 15 December 2024 stands
        | what     | kind           | effect                                                                      |
        | reported | RumourReported | a report has him at Bayern; only official and listed words move a player     |

  Rule: What was mended stands in the chain as it reads now, and the mending beside it
    Scenario: A last day that we had mistyped
      Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2026
      When we correct the last day of the loan of Marco Ferri to 30 June 2025
      Then Marco Ferri is where he is on 1 September 2024 because
        | kind       | effect                                        | says                                   |
        | LoanAgreed | at Empoli                                     | Empoli → Lecce, loan until 30 June 2025 |
        | LoanAgreed | at Lecce, on loan from Empoli until 30 June 2025 | Empoli → Lecce, loan until 30 June 2025 |
      And against where Marco Ferri is on 1 September 2024 stands
        | kind           | effect                                    |
        | EntryCorrected | …says otherwise now: a slip of the pen… |
