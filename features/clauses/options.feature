Feature: Options that change
  An option may cost more the later it is used, and it may turn into a duty.

  Rule: The price of the day is what counts
    Background:
      Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with an option to buy at €18m until 31 January 2025, then €20m until 30 June 2025

    Scenario: On the last day of the lower price
      When Lecce exercised the option on Marco Ferri on 31 January 2025 at €18m
      Then the ledger accepts it

    Scenario: A day later it is the higher
      When Lecce exercised the option on Marco Ferri on 1 February 2025 at €18m
      Then the ledger accepts it and flags "price-differs" under F4

    Scenario: The squad says both
      Then the squad of Lecce on 1 January 2025 is
        | player      | option                                                |
        | Marco Ferri | €18.0m until 2025-01-31, then €20.0m until 2025-06-30 |

  Rule: Once its condition is met, it is a duty
    Background:
      Given Fiorentina lent Federico Chiesa to Juventus on 5 October 2020 until 30 June 2022 with an option to buy at €40m that becomes a duty if sporting objectives

    Scenario: The duty takes hold
      Given Juventus met the condition of the option on Federico Chiesa on 15 May 2022
      When Juventus had to buy Federico Chiesa on 1 June 2022 for €40m
      Then the squad of Juventus on 1 July 2022 is
        | player          | status |
        | Federico Chiesa | own    |

    Scenario: It can be declined no more
      Given Juventus met the condition of the option on Federico Chiesa on 15 May 2022
      When Juventus declined the option on Federico Chiesa on 1 June 2022
      Then the ledger refuses by rule H4, because "the option became a duty"
