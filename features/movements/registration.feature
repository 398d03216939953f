Feature: Registering a player
  The association registers a player at a club: from then on he may play for it.

  Rule: A registration confirms where he plays
    Scenario: Registered by the club that bought him
      Given Empoli sold Marco Ferri to Lecce on 20 August 2024
      When the league registered Marco Ferri for Lecce on 22 August 2024
      Then the deal of Lecce for Marco Ferri on 22 August 2024 stands at
        | registration | registered |
      And the squad of Lecce on 22 August 2024 is
        | player      | status | since          |
        | Marco Ferri | own    | 20 August 2024 |

    Scenario: The only word on record is enough
      When the league registered Luca Bassi for Genoa on 22 August 2024
      Then the squad of Genoa on 22 August 2024 is
        | player     | how      |
        | Luca Bassi | recorded |
