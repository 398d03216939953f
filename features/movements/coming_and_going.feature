Feature: Coming up and going away
  A club's own youth joins its first team; players are released, or end their careers.

  Rule: A promoted player joins the first team
    Scenario: Camarda at sixteen
      When AC Milan promoted Francesco Camarda from their youth on 1 July 2024
      Then the squad of AC Milan on 1 July 2024 is
        | player            | status |
        | Francesco Camarda | own    |

  Rule: A released player is in no squad
    Scenario: Let go in January
      Given Marco Ferri was in the squad of Empoli on 1 July 2024
      When Empoli released Marco Ferri on 10 January 2025
      Then the squad of Empoli on 9 January 2025 is
        | player      |
        | Marco Ferri |
      And the squad of Empoli on 10 January 2025 is empty

    Scenario: A club cannot release whom it does not hold
      Given Marco Ferri was in the squad of Empoli on 1 July 2024
      When Lecce released Marco Ferri on 10 January 2025
      Then the ledger refuses by rule H1, because "he is at Empoli"

    Scenario: A club cannot sell whom it released
      Given Marco Ferri was in the squad of Empoli on 1 July 2024
      And Empoli released Marco Ferri on 10 January 2025
      When Empoli sold Marco Ferri to Lecce on 20 January 2025
      Then the ledger refuses by rule H1

  Rule: Retired is the end
    Scenario: Bonucci stops
      Given Leonardo Bonucci was in the squad of Fenerbahce on 11 January 2024
      When Leonardo Bonucci of Fenerbahce retired on 28 May 2024
      Then the squad of Fenerbahce on 28 May 2024 is empty
