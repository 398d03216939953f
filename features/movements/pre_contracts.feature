Feature: Signing for a later day
  In the last months of his contract a player may sign for the club he joins when it ends.

  Rule: He stays where he is until the day he joins
    Scenario: Lewandowski leaves Dortmund for Bayern
      Given Robert Lewandowski was in the squad of Borussia Dortmund on 1 July 2013
      When Robert Lewandowski of Borussia Dortmund signed for Bayern on 4 January 2014, to join on 1 July 2014, until 30 June 2019
      Then the squad of Borussia Dortmund on 1 March 2014 is
        | player             | status |
        | Robert Lewandowski | own    |
      And the squad of Bayern on 30 June 2014 is empty
      And the squad of Bayern on 1 July 2014, as known on 1 March 2014 is
        | player             | status | expected | contract until |
        | Robert Lewandowski | own    | yes      | 30 June 2019   |

  Rule: Only one club gets him
    Scenario: A sale in between is in the way
      Given Marco Ferri was in the squad of Empoli on 1 July 2024
      And Marco Ferri of Empoli signed for Lecce on 8 January 2025, to join on 1 July 2025
      When Empoli sold Marco Ferri to Udinese on 1 February 2025
      Then the ledger refuses by rule H1, because "PreContractSigned"
