Feature: Danso's two medicals
  Lens and Roma agreed on Kevin Danso in August 2024, and the medical was not validated. In winter
  Juventus were outbid or found something of their own, as the paper has it; Tottenham took him.

  Background:
    Given Kevin Danso was in the squad of Lens on 1 July 2024

  Rule: A failed medical leaves him where he is
    Scenario: August 2024
      Given Lens and AS Roma agreed on Kevin Danso on 27 August 2024
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

  Rule: Why a deal fell through may be told in two ways
    Scenario: January 2025
      Given Gazzetta reports on 28 January 2025 that Juventus are in talks for Kevin Danso of Lens
      And Tuttosport reports on 2 February 2025 that the move of Kevin Danso to Juventus fell through on 1 February 2025, reason: medical
      When Gazzetta reports on 2 February 2025 that the move of Kevin Danso to Juventus fell through on 1 February 2025, reason: hijacked
      Then the claims on the deal of Juventus for Kevin Danso are
        | term                | value    | status       | source     |
        | why it fell through | hijacked | stands       | gazzetta   |
        | why it fell through | medical  | contradicted | tuttosport |

  Rule: Whoever is taken over stays named
    Scenario: Wolves led, Tottenham took him
      Given BBC reports on 1 February 2025 that Lens and Wolves agreed on Kevin Danso
      When Lens lent Kevin Danso to Tottenham on 2 February 2025 until 30 June 2025 with an obligation to buy
      And BBC reports on 2 February 2025 that Tottenham took Kevin Danso from under Wolves on 2 February 2025
      Then the deal of Wolves for Kevin Danso on 3 February 2025 stands at
        | stage   | hijacked (reported) |
        | by club | Tottenham           |
      And the squad of Tottenham on 1 July 2025, as known on 10 February 2025 is
        | player      | expected | because               |
        | Kevin Danso | yes      | the obligation to buy |
