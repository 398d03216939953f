Feature: How likely a deal is held to be
  Reports say how far a deal is; whether it will be done is a judgement, and it is ours.
  The latest one known stands. It is no news of the deal.

  Background:
    Given Nicolò Schira reports on 27 December 2024 that Juventus want Fikayo Tomori of AC Milan

  Rule: The latest assessment known stands
    Scenario: Tomori, before and after he said that he stays
      When we hold the move of Fikayo Tomori to Juventus to be 60% likely on 10 January 2025
      And we hold the move of Fikayo Tomori to Juventus to be 5% likely on 20 January 2025 because he stays
      Then the move of Fikayo Tomori to Juventus is held to be 60% likely, as known on 19 January 2025
      And the move of Fikayo Tomori to Juventus is held to be 5% likely, as known on 20 January 2025
      And the move of Fikayo Tomori to Juventus is not assessed, as known on 9 January 2025

  Rule: It is no news of the deal
    Scenario: The deal is as far as it was
      When we hold the move of Fikayo Tomori to Juventus to be 60% likely on 10 January 2025
      Then the deal of Juventus for Fikayo Tomori on 11 January 2025 stands at
        | stage      | interest         |
        | opened on  | 27 December 2024 |
        | last on    | 27 December 2024 |
        | entries    | 1                |
      And the log of Fikayo Tomori shows
        | kind               | basis    | deal                     | says                           |
        | AssessmentRecorded | assessed | fikayo-tomori/juventus/1 | 60% likely                     |
        | RumourReported     | reported | fikayo-tomori/juventus/1 | AC Milan → Juventus, interest  |

  Rule: Only a deal on record can be assessed
    Scenario: Nobody has heard of a move to Spurs
      When we hold the move of Fikayo Tomori to Spurs to be 60% likely on 10 January 2025
      Then the ledger refuses by rule H6, because "no such deal is on record"
      And nothing is written
