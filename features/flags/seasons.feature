Feature: F2 and F3: many clubs in a short time
  A player may be registered with three clubs in a season and play for two of them. Two transfers
  for good within sixteen weeks are presumed to be a bridge, unless somebody shows otherwise.

  Rule: Sixteen weeks are counted to the day
    Scenario: On the last day of the sixteenth week
      When Empoli sold Marco Ferri to Juventus on 1 July 2022
      And Juventus sold Marco Ferri to Chelsea on 21 October 2022
      Then the flags under F3 are
        | code            | severity | count | limit |
        | bridge-presumed | flag     | 112   | 112   |

    Scenario: A day later
      When Empoli sold Marco Ferri to Juventus on 1 July 2022
      And Juventus sold Marco Ferri to Chelsea on 22 October 2022
      Then the flags under F3 are none

  Rule: A third club to play for is one too many
    Scenario: Three clubs in one season
      Given a club called Empoli of the association ITA
      And a club called Lecce of the association ITA
      And a club called Bari of the association ITA
      When Marco Ferri started for Empoli on 1 September 2022
      And Marco Ferri started for Lecce on 1 November 2022
      And Marco Ferri started for Bari on 1 February 2023
      Then the flags under F2 are
        | code                | severity | count | limit | opened on  | cleared on |
        | played-for-too-many | flag     | 3     | 2     | 2023-02-01 | 2023-07-01 |
