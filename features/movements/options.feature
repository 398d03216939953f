Feature: Using an option, or not
  A loan may carry an option: the borrowing club's right to make the move permanent.

  Background:
    Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with an option to buy at €4m

  Rule: Exercised, the player stays for good
    Scenario: He changes hands the day after the loan's last
      When Lecce exercised the option on Marco Ferri on 1 June 2025 at €4m
      Then the squad of Lecce on 30 June 2025 is
        | player      | status     | option used |
        | Marco Ferri | on loan in | exercised   |
      And the squad of Lecce on 1 July 2025 is
        | player      | status | how      |
        | Marco Ferri | own    | recorded |
      And the squad of Empoli on 1 July 2025 is empty

    Scenario: The loan's end says once more that it was converted by staying
      Given Lecce exercised the option on Marco Ferri on 1 June 2025 at €4m
      When the loan of Marco Ferri from Empoli to Lecce was converted on 30 June 2025
      Then the ledger accepts it

  Rule: Declined or lapsed, he goes back
    Scenario: Lecce decline
      When Lecce declined the option on Marco Ferri on 15 June 2025
      Then the deal of Lecce for Marco Ferri on 15 June 2025 stands at
        | option state | declined |
      And the squad of Empoli on 1 July 2025 is
        | player      | status |
        | Marco Ferri | own    |

    Scenario: It lapses with its last day
      When Lecce let the option lapse on Marco Ferri on 30 June 2025
      Then the deal of Lecce for Marco Ferri on 1 July 2025 stands at
        | option state | lapsed |

    Scenario: A late official word replaces the lapse
      Given Lecce let the option lapse on Marco Ferri on 30 June 2025
      When Lecce announces on 3 July 2025 that Lecce exercised the option on Marco Ferri on 29 June 2025 at €4m
      Then the ledger accepts it
      And the squad of Lecce on 1 July 2025 is
        | player      | status |
        | Marco Ferri | own    |
