Feature: What a club needs, and what is worth noting
  Not everything worth keeping is a move: a need explains a rumour, a note keeps form.

  Rule: A need stands with the club
    Scenario: Juventus need a defender in winter
      When Tuttosport reports on 15 November 2024 that Juventus need two defenders because Bremer and Cabal are out
      Then the log of Juventus shows
        | kind         | says                                        | source     |
        | NeedReported | 2 defenders, Bremer and Cabal are out       | tuttosport |

  Rule: A note stands in the player's life
    Scenario: Tomori's form
      When we note on 20 December 2024 on Fikayo Tomori: five games on the bench
      Then the life of Fikayo Tomori shows
        | what | from day         | says                          |
        | note | 20 December 2024 | form: five games on the bench |

    Scenario: A note moves nobody
      Given Fikayo Tomori was in the squad of AC Milan on 1 July 2024
      When we note on 20 December 2024 on Fikayo Tomori: wants to leave
      Then the squad of AC Milan on 21 December 2024 is
        | player        | status |
        | Fikayo Tomori | own    |
