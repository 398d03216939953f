Feature: What is paid, falls due or is set off
  A deal's money moves long after the player. Payments are told among the deal's terms: they add
  up, and the deal itself is as it was.

  Rule: What was owed may be set off
    Scenario: Juventus still owed for Morata when Real Madrid bought him back
      Given Real Madrid sold Alvaro Morata to Juventus on 19 July 2014 for €20m and a buy-back at €30m
      And Real Madrid bought Alvaro Morata back from Juventus on 6 July 2016 for €30m
      When €10.7m that Juventus owed Real Madrid for Alvaro Morata was set off against alvaro-morata/real-madrid/1 on 6 July 2016
      Then the claims on the deal of Juventus for Alvaro Morata are
        | term                                        | value  | status |
        | set off against alvaro-morata/real-madrid/1 | €10.7m | stands |

  Rule: Instalments, add-ons and shares add up
    Background:
      Given Empoli sold Marco Ferri to Lecce on 20 August 2024 for €3m and a sell-on of 10% of the profit

    Scenario: Two instalments and an add-on
      Given Lecce paid Empoli €1.5m for Marco Ferri on 31 August 2024, instalment 1
      And Lecce paid Empoli €1.5m for Marco Ferri on 31 August 2025, instalment 2
      When Lecce owed Empoli €500k more for Marco Ferri on 1 May 2025, since 30 appearances came true
      Then the claims on the deal of Lecce for Marco Ferri are
        | term                          | value | status |
        | paid, instalment 1            | €1.5m | stands |
        | paid, instalment 2            | €1.5m | stands |
        | add-on due for 30 appearances | €500k | stands |
      And the deal of Lecce for Marco Ferri on 1 September 2025 stands at
        | last on | 20 August 2024 |
        | entries | 1              |

    Scenario: A share of the profit
      Given Lecce sold Marco Ferri to Roma on 1 July 2025 for €13m
      When Lecce paid Empoli €1m for Marco Ferri on 2 July 2025, 10% of the profit
      Then the claims on the deal of Lecce for Marco Ferri are
        | term                       | value                     | status |
        | sell-on paid on 2025-07-02 | €1.0m (10% of the profit) | stands |

  Rule: There is no payment without a deal
    Scenario: Roma never bought him
      Given Empoli sold Marco Ferri to Lecce on 20 August 2024
      When Roma paid Empoli €1m for Marco Ferri on 31 August 2024
      Then the ledger refuses by rule H6, because "no such deal is on record"
