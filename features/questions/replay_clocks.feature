Feature: Replaying on the world's clock or on ours
  The world learns in one order, this ledger in another. On the world's clock a slip of ours never
  was; on the ledger's own, mending it is an event.

  Background:
    Given today is 1 September 2024
    And Marco Ferri was in the squad of Empoli on 1 July 2023
    And Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with a fee of €10m
    And Gazzetta reports on 10 August 2024 that Lecce want Marco Ferri of Empoli for €2m
    And today is 1 October 2024
    And we correct the fee of the loan of Marco Ferri to €1m

  Rule: The world's clock knows nothing of our slips
    Scenario: The deal as the world learned of it
      Then the replay of the deal of Lecce for Marco Ferri shows
        | at             | kind           | deal change          | tracks                                 |
        | 10 August 2024 | RumourReported | new → interest       | clubs reported: none → interest        |
        | 20 August 2024 | LoanAgreed     | interest → completed | outcome official: none → completed     |

    Scenario: A stretch of August
      Then the replay of what was learned between 11 August 2024 and 20 August 2024 shows
        | kind       | terms                                       |
        | LoanAgreed | …loan fee €1.0m (stands)…                   |

  Rule: On the ledger's own clock amendments are events
    Scenario: A zero too many, and the mending of it
      Then the replay of Marco Ferri in the order of recording shows
        | kind                  | terms                             |
        | SquadBaselineRecorded |                                   |
        | LoanAgreed            | …loan fee €10.0m (stands)…        |
        | RumourReported        | fee €2.0m (stands)                |
        | EntryCorrected        | …loan fee €10.0m of #… |

    Scenario: Struck, he is where he was
      When we strike the loan of Marco Ferri
      Then the replay of Marco Ferri in the order of recording shows
        | kind                  | squads                                                            | deal change                      |
        | SquadBaselineRecorded | +Empoli from 1 July 2023                                          |                                  |
        | LoanAgreed            | +Lecce on loan from Empoli from 20 August 2024 until 30 June 2025; −Empoli | new → completed          |
        | RumourReported        |                                                                   |                                  |
        | EntryCorrected        |                                                                   |                                  |
        | EntryVoided           | +Empoli from 20 August 2024; −Lecce on loan from Empoli           | completed → interest             |
