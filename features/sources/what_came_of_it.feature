Feature: What came of a tip
  Who foretells moves is judged by what came of them, by a stated policy.

  Background:
    Given Fikayo Tomori was in the squad of AC Milan on 1 July 2024
    And Pierre Kalulu was in the squad of AC Milan on 1 July 2024

  Rule: A tip is a hit where the player joins the club by the close of the window
    Scenario: Gazzetta on Kalulu, eight days before Juventus announced him
      Given Gazzetta reports on 13 August 2024 that Juventus want Pierre Kalulu of AC Milan
      And AC Milan lent Pierre Kalulu to Juventus on 21 August 2024 until 30 June 2025
      Then the tips of Gazzetta are
        | player        | to club  | window      | outcome | why                  | lead days |
        | Pierre Kalulu | Juventus | 2024-summer | hit     | he joined the club   | 8         |

    Scenario: Schira on Tomori, who stayed
      Given Nicolò Schira reports on 27 December 2024 that Juventus want Fikayo Tomori of AC Milan
      Then the tips of Nicolò Schira on 31 January 2025 are
        | player        | outcome | why                         |
        | Fikayo Tomori | open    | the period is still open    |
      And the tips of Nicolò Schira on 4 February 2025 are
        | player        | outcome | why                         |
        | Fikayo Tomori | miss    | the period closed without it |

    Scenario: Going elsewhere is a miss before the close
      Given Gazzetta reports on 5 August 2024 that Lecce want Pierre Kalulu of AC Milan
      And AC Milan lent Pierre Kalulu to Juventus on 21 August 2024 until 30 June 2025
      Then the tips of Gazzetta on 22 August 2024 are
        | player        | to club | outcome | why                        |
        | Pierre Kalulu | Lecce   | miss    | he went to another club    |

  Rule: What cannot be judged is void, and counts neither way
    Scenario: A report of a move that was made already
      Given AC Milan sold Pierre Kalulu to Juventus on 1 August 2024
      And Gazzetta reports on 13 August 2024 that Juventus want Pierre Kalulu of AC Milan
      Then the tips of Gazzetta are
        | outcome | why                                       |
        | void    | he was already there when it was published |

    Scenario: Nobody knows where Marco Ferri was
      Given Gazzetta reports on 5 July 2024 that Lecce want Marco Ferri of Empoli
      Then the tips of Gazzetta are
        | outcome | why                                    |
        | void    | the ledger does not know where he was  |
