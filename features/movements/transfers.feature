Feature: Transferring a player for good
  A completed transfer moves a player from one club's squad into another's on its day.

  Background:
    Given Marco Ferri was in the squad of Empoli on 1 July 2024

  Rule: A sale moves the player on its day
    Scenario: Out of one squad and into the other
      When Empoli sold Marco Ferri to Lecce on 20 August 2024 for €5m + up to €1m in add-ons
      Then the squad of Empoli on 19 August 2024 is
        | player      | status | how      |
        | Marco Ferri | own    | recorded |
      And the squad of Lecce on 20 August 2024 is
        | player      | status | since          |
        | Marco Ferri | own    | 20 August 2024 |
      And the squad of Empoli on 20 August 2024 is empty

    Scenario: A sale that takes effect later moves nobody ahead of its day
      When Empoli sold Marco Ferri to Lecce on 10 January 2025 for €5m, with effect from 1 July 2025
      Then the squad of Empoli on 30 June 2025 is
        | player      | status |
        | Marco Ferri | own    |
      And the squad of Lecce on 1 July 2025 is
        | player      | status |
        | Marco Ferri | own    |

  Rule: Nothing paid, paid and not told, and not known are three things
    Scenario Outline: How a fee was told
      When Empoli sold Marco Ferri to Lecce on 20 August 2024 for <fee>
      Then the deal of Lecce for Marco Ferri on 20 August 2024 stands at
        | fee kind | <kind> |
        | outcome  | completed |

      Examples:
        | fee         | kind        |
        | free        | nil         |
        | undisclosed | undisclosed |
        | unknown     | unknown     |
        | about €5m   | about       |

  Rule: A player without a club joins without one to pay
    Scenario: Pirlo, free to sign
      Given Andrea Pirlo was in the squad of AC Milan on 1 July 2010
      And AC Milan released Andrea Pirlo on 30 June 2011
      When Juventus signed Andrea Pirlo, who was without a club on 2 July 2011
      Then the squad of Juventus on 2 July 2011 is
        | player       | status |
        | Andrea Pirlo | own    |

  Rule: A month is day enough
    Scenario: Some day in August
      When Empoli sold Marco Ferri to Lecce in August 2024
      Then the squad of Empoli on 30 August 2024 is
        | player      | status |
        | Marco Ferri | own    |
      And the squad of Lecce on 31 August 2024 is
        | player      | status |
        | Marco Ferri | own    |
