Feature: Passing the gates
  Between an agreement and a move stand a medical and the registration. Either can fail.

  Rule: The medical is a gate of its own
    Scenario: Kalulu passes
      When Pierre Kalulu passed his medical at Juventus on 20 August 2024
      Then the deal of Juventus for Pierre Kalulu on 20 August 2024 stands at
        | medical | passed |
        | outcome | open   |

  Rule: A registration can be refused after everything is signed
    Scenario: A registration the quota held up for a week goes through
      Given Paris Saint-Germain lent Randal Kolo Muani to Juventus on 23 January 2025 until 30 June 2025
      And the league refused Randal Kolo Muani for Juventus on 23 January 2025, because of quota
      When the league registered Randal Kolo Muani for Juventus on 24 January 2025
      Then the deal of Juventus for Randal Kolo Muani on 24 January 2025 stands at
        | registration | registered |
