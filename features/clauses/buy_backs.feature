Feature: Buying a player back
  A club may sell a player and keep the right to have him back. It uses that right once, in
  time, or lets it go; the other club has no say.

  Background:
    Given Real Madrid sold Alvaro Morata to Juventus on 19 July 2014 for €20m and a buy-back at €30m until 15 July 2017

  Rule: The former seller has him back at the price agreed
    Scenario: Real Madrid have Morata back in 2016
      When Real Madrid bought Alvaro Morata back from Juventus on 21 June 2016 for €30m with effect from 6 July 2016
      Then the squad of Juventus on 5 July 2016 is
        | player        | status |
        | Alvaro Morata | own    |
      And the squad of Real Madrid on 6 July 2016 is
        | player        | status | how      |
        | Alvaro Morata | own    | recorded |
      And the deal of Real Madrid for Alvaro Morata on 6 July 2016 stands at
        | outcome | completed |
        | move    | permanent |
        | fee     | €30.0m    |

    Scenario: Another price is flagged
      When Real Madrid bought Alvaro Morata back from Juventus on 21 June 2016 for €28m
      Then the ledger accepts it and flags "price-differs" under F4

  Rule: It is used in time, once, and not after it was let go
    Scenario: On its last day
      When Real Madrid bought Alvaro Morata back from Juventus on 15 July 2017 for €30m
      Then the ledger accepts it

    Scenario: A day too late
      When Real Madrid bought Alvaro Morata back from Juventus on 16 July 2017 for €30m
      Then the ledger refuses by rule H3, because "the buy-back ran until 2017-07-15"

    Scenario: Let go
      Given Real Madrid let their right to Alvaro Morata at Juventus go on 1 June 2016
      When Real Madrid bought Alvaro Morata back from Juventus on 21 June 2016 for €30m
      Then the ledger refuses by rule H3, because "the buy-back was waived on 2016-06-01"

  Rule: There must be such a right, or at least nothing that says there is none
    Scenario: Sold without
      Given Empoli sold Marco Ferri to Lecce on 1 July 2024 for €2m and no buy-back
      When Empoli bought Marco Ferri back from Lecce on 1 July 2025
      Then the ledger refuses by rule H3, because "is on record without a buy-back"

    Scenario: Nobody told the terms
      Given Empoli sold Marco Ferri to Lecce on 1 July 2024 for €2m
      When Empoli bought Marco Ferri back from Lecce on 1 July 2025
      Then the ledger accepts it and flags "buy-back-inferred" under F10
