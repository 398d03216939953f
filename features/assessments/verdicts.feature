Feature: Whether a report was right
  The ledger works out which reports came true. Our own verdict on one report prevails.

  Background:
    Given Fikayo Tomori was in the squad of AC Milan on 1 July 2024
    And Nicolò Schira reports on 27 December 2024 that Juventus want Fikayo Tomori of AC Milan

  Rule: A verdict stands with the report and its deal
    Scenario: Tomori stayed at Milan
      When we judge the report of Fikayo Tomori a miss on 4 February 2025 because he stayed
      Then the log of Fikayo Tomori shows
        | kind                  | basis    | deal                     | says            |
        | RumourResolved        | assessed | fikayo-tomori/juventus/1 | … miss, he stayed … |
        | RumourReported        | reported | fikayo-tomori/juventus/1 |  … interest …   |
        | SquadBaselineRecorded | official |                          | AC Milan        |
      And the report of Fikayo Tomori is judged a miss

    Scenario: A second thought prevails
      Given we judge the report of Fikayo Tomori a miss on 4 February 2025
      When we judge the report of Fikayo Tomori void on 5 February 2025
      Then the report of Fikayo Tomori is judged void

  Rule: Only a report can be judged
    Scenario: An opening squad claims nothing that could come true
      When we judge the opening squad of Fikayo Tomori a miss on 4 February 2025
      Then the ledger refuses by rule H8, because "has no such report on record"
