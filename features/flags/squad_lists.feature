Feature: F6: lists, contracts and minors
  Competitions limit squad lists, FIFA limits contracts and protects minors. What broke a limit is
  kept and flagged, and the flag clears when the list is set right.

  Rule: An under-22 is born by the day
    Scenario: One day too old to need no place
      Given a player called Marco Ferri, born on 31 December 2001
      When Juventus listed these players for the Serie A of 2024-25 on 2 September 2024
        | player      | trained | under age |
        | Marco Ferri |         | yes       |
      Then the flags under F6 are
        | code                     | severity | player      | opened on  |
        | too-old-for-a-free-place | flag     | Marco Ferri | 2024-09-02 |

  Rule: A player signs elsewhere only in his last six months
    Scenario: Lewandowski in January 2014
      Given Robert Lewandowski was under contract with Borussia Dortmund on 1 July 2010 until 30 June 2014
      When Robert Lewandowski of Borussia Dortmund signed for Bayern on 4 January 2014, to join on 1 July 2014, until 30 June 2019
      Then the flags under F6 are none

    Scenario: The same signature in October 2013
      Given Robert Lewandowski was under contract with Borussia Dortmund on 1 July 2010 until 30 June 2014
      When Robert Lewandowski of Borussia Dortmund signed for Bayern on 15 October 2013, to join on 1 July 2014, until 30 June 2019
      Then the flags under F6 are
        | code             | severity | opened on  | cleared on |
        | signed-too-early | flag     | 2013-10-15 | 2014-01-01 |
