Feature: Sightings
  A match squad shows at which club a player is: it confirms the record, corrects it, or says what no record does.

  Rule: A sighting confirms where he is
    Scenario: Kalulu starts at Verona, five days after joining Juventus
      Given Pierre Kalulu was in the squad of AC Milan on 1 July 2024
      And AC Milan lent Pierre Kalulu to Juventus on 21 August 2024 until 30 June 2025
      When Pierre Kalulu started for Juventus on 26 August 2024
      Then the ledger accepts it
      And the squad of Juventus on 1 September 2024 is
        | player        | status     | how      | since          | last confirmed |
        | Pierre Kalulu | on loan in | recorded | 21 August 2024 | 26 August 2024 |

  Rule: Where nobody knows where he is, he is where he was seen
    Scenario: A player of whom nothing else is on record
      When Pierre Kalulu started for Juventus on 26 August 2024
      Then the squad of Juventus on 26 August 2024 is
        | player        | how     | last confirmed |
        | Pierre Kalulu | sighted | 26 August 2024 |
      And the squad of Juventus on 25 August 2024 is empty

  Rule: A sighting wins over a record, and the contradiction is kept
    Background:
      Given Genoa lent Oscar Hiljemark to Panathinaikos on 31 August 2017 until 30 June 2018

    Scenario: By hand it is refused
      When Oscar Hiljemark started for Genoa on 5 February 2018
      Then the ledger refuses by rule H1, because "on loan at Panathinaikos from Genoa until 2018-06-30"

    Scenario: An import writes it, and he is where he was seen
      Given these entries are prepared together
      And Oscar Hiljemark started for Genoa on 5 February 2018
      When they are imported in bulk
      Then the import reports
        | kind          | outcome                    | rule |
        | PlayerSighted | written with a discrepancy | H1   |
      And the squad of Genoa on 5 February 2018 is
        | player          | status | how     |
        | Oscar Hiljemark | own    | sighted |
      And the squad of Panathinaikos on 5 February 2018 is empty

  Rule: Sightings narrow a day that only a window tells
    Scenario: Zappacosta still played for Torino in August
      Given Torino sold Davide Zappacosta to Chelsea in the 2017-summer window
      And the squad of Chelsea on 27 August 2017 is
        | player            | how     |
        | Davide Zappacosta | assumed |
      When Davide Zappacosta came on for Torino on 27 August 2017
      Then the squad of Chelsea on 27 August 2017 is empty
      And the squad of Chelsea on 1 September 2017 is
        | player            | since          | how      |
        | Davide Zappacosta | 28 August 2017 | recorded |
