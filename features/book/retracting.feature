Feature: Taking a report back
  A source may take its own report back, and nobody else in its name. That is news of the world;
  that we mistyped something is not, and what others hold against a report is a denial.

  Background:
    Given a journalist of Gazzetta called Nicolò Schira
    And Gazzetta reports on 5 July 2024 that Lecce want Marco Ferri of Empoli for €4m

  Rule: Whoever made the report takes it back
    Scenario: Another outlet cannot
      When Sky reports on 8 July 2024 that it was wrong with the report of Marco Ferri
      Then the ledger refuses by rule H8, because "it was made by Gazzetta"
      And nothing is written

    Scenario: Another outlet may tell that Gazzetta did
      When Sky reports on 8 July 2024, citing Gazzetta, that it was wrong with the report of Marco Ferri
      Then the claims on the deal of Lecce for Marco Ferri are
        | term | value | status    |
        | fee  | €4.0m | retracted |

    Scenario: A journalist of Gazzetta's speaks for it
      When Nicolò Schira reports on 8 July 2024 that it was wrong with the report of Marco Ferri
      Then the ledger accepts it

    Scenario: The origin is named among those who can
      Given JuveFC reports on 6 July 2024, citing Il Bianconero, that Juventus want Luca Bassi of Lecce for €3m
      When Sky reports on 8 July 2024 that it was wrong with the report of Luca Bassi
      Then the ledger refuses by rule H8, because "Let JuveFC or Il Bianconero take it back"

    Scenario: The origin takes back what another passed on
      Given JuveFC reports on 6 July 2024, citing Il Bianconero, that Juventus want Luca Bassi of Lecce for €3m
      When Il Bianconero reports on 7 July 2024 that it was wrong with the report of Luca Bassi
      Then the claims on the deal of Juventus for Luca Bassi are
        | term | value | status    |
        | fee  | €3.0m | retracted |

  Rule: A retraction that was never made is struck, and the report stands again
    Scenario: We had misread Gazzetta
      Given Gazzetta reports on 8 July 2024 that it was wrong with the report of Marco Ferri
      When we strike the retraction of Marco Ferri
      Then the claims on the deal of Lecce for Marco Ferri are
        | term | value | status |
        | fee  | €4.0m | stands |
      And what became of the report of Marco Ferri is
        | act        | amended         |
        | taken back | …voided by #…   |
        | voided     |                 |
