Feature: Passing the gates
  Between an agreement and a move stand a medical and the registration. Either can fail.

  Rule: The medical is a gate of its own
    Scenario: Kalulu passes
      When Pierre Kalulu passed his medical at Juventus on 20 August 2024
      Then the deal of Juventus for Pierre Kalulu on 20 August 2024 stands at
        | medical | passed |
        | outcome | open   |

    Scenario: Danso's medical is not validated
      Given Kevin Danso was in the squad of Lens on 1 July 2024
      And Lens and AS Roma agreed on Kevin Danso on 27 August 2024
      When Kevin Danso failed his medical at AS Roma on 29 August 2024 because it was not validated
      And the move of Kevin Danso from Lens to AS Roma fell through on 29 August 2024, reason: medical
      Then the deal of AS Roma for Kevin Danso on 29 August 2024 stands at
        | clubs official | terms_agreed |
        | medical        | failed       |
        | outcome        | collapsed    |
        | outcome reason | medical      |
      And the squad of Lens on 30 August 2024 is
        | player      | status |
        | Kevin Danso | own    |

  Rule: A registration can be refused after everything is signed
    Scenario: De Gea's papers come late
      Given David de Gea was in the squad of Manchester United on 1 July 2015
      And Real Madrid and Manchester United agreed on David de Gea on 31 August 2015
      And David de Gea signed his contract with Real Madrid at 23:32 on 31 August 2015
      When the league refused David de Gea for Real Madrid on 1 September 2015, because of late paperwork
      Then the deal of Real Madrid for David de Gea on 1 September 2015 stands at
        | player official | signed                   |
        | registration    | refused (late_paperwork) |
      And the squad of Manchester United on 1 September 2015 is
        | player       | status |
        | David de Gea | own    |

    Scenario: A registration the quota held up for a week goes through
      Given Paris Saint-Germain lent Randal Kolo Muani to Juventus on 23 January 2025 until 30 June 2025
      And the league refused Randal Kolo Muani for Juventus on 23 January 2025, because of quota
      When the league registered Randal Kolo Muani for Juventus on 24 January 2025
      Then the deal of Juventus for Randal Kolo Muani on 24 January 2025 stands at
        | registration | registered |
