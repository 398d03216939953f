Feature: Squad lists
  A club names the players it registers for a competition. A list moves nobody; who is in the
  squad and not on the list may not play there.

  Background:
    Given Juventus listed these players for the Champions League of 2024-25, list A, on 3 September 2024
      | player         | trained     | under age |
      | Mattia Perin   | association |           |
      | Nicolò Fagioli | club        |           |
      | Danilo         |             |           |
      | Arthur Melo    |             |           |

  Rule: A list stands as submitted and amended by then
    Scenario: Three come and three go in February 2025
      When Juventus took Danilo, Arthur Melo and Nicolò Fagioli off that list on 5 February 2025 and put on
        | player            | trained | under age |
        | Renato Veiga      |         |           |
        | Lloyd Kelly       |         |           |
        | Randal Kolo Muani |         |           |
      Then that list on 5 February 2025 is
        | player            | trained     |
        | mattia-perin      | association |
        | renato-veiga      |             |
        | lloyd-kelly       |             |
        | randal-kolo-muani |             |
      And that list on 4 February 2025 is
        | player         | trained     |
        | mattia-perin   | association |
        | nicolo-fagioli | club        |
        | danilo         |             |
        | arthur-melo    |             |

    Scenario: The list of the youngsters is another one
      When Juventus listed these players for the Champions League of 2024-25, list B, on 3 September 2024
        | player        | trained | under age |
        | Nicolò Savona | club    | yes       |
      Then that list on 5 September 2024 is
        | player        | trained | under age |
        | nicolo-savona | club    | yes       |

  Rule: One entry names everybody, and moves nobody
    Scenario: It stands in the log of each
      Then the log of Danilo shows
        | kind               | basis    | says                                      |
        | SquadListSubmitted | official | Champions League 2024-25, list A, 4 players |
      And the squad of Juventus on 4 September 2024 is empty

  Rule: Nobody stands on a list twice
    Scenario: A name too many
      When Juventus listed these players for the Serie A of 2024-25 on 3 September 2024
        | player | trained | under age |
        | Danilo |         |           |
        | Danilo |         |           |
      Then the ledger refuses, because "danilo stands on the list twice"
