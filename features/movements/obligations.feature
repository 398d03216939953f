Feature: Having to buy
  A loan may carry an obligation: the borrowing club must buy, outright or on a condition.

  Rule: An outright obligation makes the loan a purchase by itself
    Scenario: Nothing further is recorded
      Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with an obligation to buy at €4m
      Then the squad of Lecce on 1 July 2025 is
        | player      | status | how      |
        | Marco Ferri | own    | inferred |

  Rule: A condition must come true first
    Background:
      Given AS Monaco lent Kylian Mbappe to Paris Saint-Germain on 31 August 2017 until 30 June 2018 with an obligation to buy at €180m if staying up

    Scenario: Paris stay up in February and must buy in July
      Given Paris Saint-Germain met the condition on Kylian Mbappe on 18 February 2018
      When Paris Saint-Germain had to buy Kylian Mbappe on 18 February 2018 for €180m
      Then the squad of Paris Saint-Germain on 30 June 2018 is
        | player        | status     |
        | Kylian Mbappe | on loan in |
      And the squad of Paris Saint-Germain on 1 July 2018 is
        | player        | status | how      |
        | Kylian Mbappe | own    | recorded |

    Scenario: Met, it takes hold without a further word
      When Paris Saint-Germain met the condition on Kylian Mbappe on 18 February 2018
      Then the squad of Paris Saint-Germain on 1 July 2018 is
        | player        | status | how      |
        | Kylian Mbappe | own    | inferred |

    Scenario: Untold, he goes back
      Then the squad of AS Monaco on 1 July 2018 is
        | player        | status | how      |
        | Kylian Mbappe | own    | inferred |

    Scenario: Failed, he goes back
      When Paris Saint-Germain failed the condition on Kylian Mbappe on 18 May 2018
      Then the squad of AS Monaco on 1 July 2018 is
        | player        | status |
        | Kylian Mbappe | own    |
