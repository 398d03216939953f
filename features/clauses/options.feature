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

  Rule: Past its own last day it has lapsed, whatever the loan
    Background:
      Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with an option to buy at €4m until 31 May 2025

    Scenario: On that day it is open
      Then the squad of Lecce on 31 May 2025 is
        | player      | option | option used |
        | Marco Ferri | €4.0m  |             |
      And the deal of Lecce for Marco Ferri on 31 May 2025 stands at
        | option state |  |
      And the relationship of Empoli and Lecce on 31 May 2025 shows
        | figure                | value |
        | options open a to b   | 1     |
        | options lapsed a to b | 0     |

    Scenario: A day later, without a word
      Then the squad of Lecce on 1 June 2025 is
        | player      | option | option used |
        | Marco Ferri | €4.0m  | lapsed      |
      And the deal of Lecce for Marco Ferri on 1 June 2025 stands at
        | option state | lapsed (inferred) |
      And the relationship of Empoli and Lecce on 1 June 2025 shows
        | figure                | value |
        | options open a to b   | 0     |
        | options lapsed a to b | 1     |

    Scenario: An option to extend is another option
      Given Lecce declined to extend the loan of Marco Ferri on 1 May 2025
      Then the squad of Lecce on 2 May 2025 is
        | player      | option | option used |
        | Marco Ferri | €4.0m  |             |
