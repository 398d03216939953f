Feature: Mbappé's obligation, met in February and due in July
  AS Monaco lent Kylian Mbappé to Paris Saint-Germain on 31 August 2017. Paris had to buy him if
  they stayed up, which was certain on 17 or 18 February 2018; he was theirs from 1 July.

  Background:
    Given AS Monaco lent Kylian Mbappé to Paris Saint-Germain on 31 August 2017 until 30 June 2018 with an obligation to buy at €180m if staying up

  Rule: A condition must come true first
    Scenario: Untold, he goes back
      Then the squad of AS Monaco on 1 July 2018 is
        | player        | status | how      | because        |
        | Kylian Mbappé | own    | inferred | the loan's end |

    Scenario: Failed, he goes back
      When Paris Saint-Germain failed the condition on Kylian Mbappé on 18 May 2018
      Then the squad of Paris Saint-Germain on 19 May 2018 is
        | player        | obligation | option used      |
        | Kylian Mbappé | €180.0m    | condition failed |
      And the squad of AS Monaco on 1 July 2018 is
        | player        | status |
        | Kylian Mbappé | own    |

  Rule: Met, it is certain, and takes effect when the loan is over
    Background:
      Given Paris Saint-Germain met the condition on Kylian Mbappé between 17 February 2018 and 18 February 2018

    Scenario: July, as expected in March, without a further word
      Then the squad of Paris Saint-Germain on 30 June 2018 is
        | player        | status     | option used   |
        | Kylian Mbappé | on loan in | condition met |
      And the squad of Paris Saint-Germain on 1 July 2018, as known on 1 March 2018 is
        | player        | status | how      | expected | because               |
        | Kylian Mbappé | own    | inferred | yes      | the obligation to buy |
      And the expected squad of Paris Saint-Germain on 1 July 2018, as known on 1 March 2018 is
        | player        | chance | certain | because               |
        | Kylian Mbappé | 1.0    | yes     | the obligation to buy |

    Scenario: The chain says what it rests on
      Then Kylian Mbappé is where he is on 1 July 2018 because
        | kind         | effect                                                        |
        | LoanAgreed   | at AS Monaco                                                  |
        | LoanAgreed   | at Paris Saint-Germain, on loan from AS Monaco until 2018-06-30 |
        | ConditionMet | he is Paris Saint-Germain's once the loan is over             |
        | LoanAgreed   | at Paris Saint-Germain                                        |

    Scenario: And recorded
      When Paris Saint-Germain had to buy Kylian Mbappé on 18 February 2018 for €180m
      Then the squad of Paris Saint-Germain on 30 June 2018 is
        | player        | status     | option used          |
        | Kylian Mbappé | on loan in | obligation triggered |
      And the squad of Paris Saint-Germain on 1 July 2018 is
        | player        | status | how      |
        | Kylian Mbappé | own    | recorded |
