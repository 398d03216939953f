Feature: One move told by several sources
  Databases and clubs tell the same transfer, one its day, another only its window or its fee.
  The ledger keeps each word with its source, and counts one move.

  Background:
    Given a database called Ewenme
    And a database called Eordo
    And Marco Ferri was in the squad of Empoli on 1 July 2017

  Rule: A day and a window tell one move
    Scenario: The day of one source, the fee of the other
      Given Ewenme reports on 31 August 2018 that Empoli sold Marco Ferri to Lecce between 1 July 2018 and 31 August 2018 for €5m
      When Eordo reports on 15 July 2018 that Empoli sold Marco Ferri to Lecce on 15 July 2018
      Then the ledger accepts it
      And the squad of Lecce on 15 July 2018 is
        | player      | status | since        |
        | Marco Ferri | own    | 15 July 2018 |
      And the dealings between Lecce and Empoli are
        | player      | dealing | fee   | day          |
        | Marco Ferri | sale    | €5.0m | 15 July 2018 |

    Scenario: The other way round
      Given Eordo reports on 15 July 2018 that Empoli sold Marco Ferri to Lecce on 15 July 2018
      When Ewenme reports on 31 August 2018 that Empoli sold Marco Ferri to Lecce between 1 July 2018 and 31 August 2018 for €5m
      Then the ledger accepts it
      And the dealings between Lecce and Empoli are
        | player      | dealing | fee   | day          |
        | Marco Ferri | sale    | €5.0m | 15 July 2018 |

  Rule: Two fees are two claims, and the club's stands
    Scenario: A database differs from the statement
      Given Ewenme reports on 31 August 2018 that Empoli sold Marco Ferri to Lecce on 15 July 2018 for €5m
      When Empoli sold Marco Ferri to Lecce on 15 July 2018 for €6m
      Then the claims on the deal of Lecce for Marco Ferri are
        | term | value | status       | source |
        | fee  | €6.0m | stands       | lecce  |
        | fee  | €5.0m | contradicted | ewenme |

  Rule: What one source says twice are two moves
    Scenario: Sold twice by one database
      Given Ewenme reports on 31 August 2018 that Empoli sold Marco Ferri to Lecce on 15 July 2018
      When Ewenme reports on 31 August 2018 that Empoli sold Marco Ferri to Lecce on 15 August 2018
      Then the ledger refuses by rule H1

  Rule: A loan ends once, and a purchase explains its end
    Scenario: A database tells an end and a transfer where the club used its option
      Given Empoli lent Marco Ferri to Lecce on 20 August 2018 until 30 June 2019
      And Lecce exercised the option on Marco Ferri on 5 June 2019 at €4m
      And Eordo reports on 30 June 2019 that the loan of Marco Ferri from Empoli to Lecce ended on 30 June 2019
      When Eordo reports on 1 July 2019 that Empoli sold Marco Ferri to Lecce on 1 July 2019
      Then the ledger accepts it
      And the dealings between Lecce and Empoli are
        | player      | dealing | became |
        | Marco Ferri | loan    | sale   |
