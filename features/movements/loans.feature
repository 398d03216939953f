Feature: Lending a player
  On loan a player belongs to one club and plays for another. A loan ends by itself.

  Background:
    Given Marco Ferri was in the squad of Empoli on 1 July 2024
    And Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025

  Rule: The lender shows him as out, the borrower as in
    Scenario: Both squads in autumn
      Then the squad of Empoli on 15 October 2024 is
        | player      | status      | available | at club | until        |
        | Marco Ferri | on loan out | no        | Lecce   | 30 June 2025 |
      And the squad of Lecce on 15 October 2024 is
        | player      | status     | available | from club | until        |
        | Marco Ferri | on loan in | yes       | Empoli    | 30 June 2025 |

  Rule: A loan ends by itself after its last day, as inferred
    Scenario: The last day of the loan
      Then the squad of Lecce on 30 June 2025 is
        | player      | status     |
        | Marco Ferri | on loan in |

    Scenario: The day after
      Then the squad of Lecce on 1 July 2025 is empty
      And the squad of Empoli on 1 July 2025 is
        | player      | status | available | how      |
        | Marco Ferri | own    | yes       | inferred |

    Scenario: A recorded end makes it certain
      When the loan of Marco Ferri from Empoli to Lecce ended on 30 June 2025
      Then the squad of Empoli on 1 July 2025 is
        | player      | status | how      |
        | Marco Ferri | own    | recorded |

  Rule: A loan without an end runs to the season's, as assumed
    Scenario: Nobody tells the last day
      Given Luca Bassi was in the squad of Empoli on 1 July 2024
      When Empoli lent Luca Bassi to Genoa on 20 August 2024
      Then the squad of Genoa on 30 June 2025 is
        | player     | until        | until assumed |
        | Luca Bassi | 30 June 2025 | yes           |

  Rule: A loan on the reported track moves nobody
    Scenario: A paper lends him
      Given Luca Bassi was in the squad of Empoli on 1 July 2024
      When Gazzetta reports on 20 August 2024 that Empoli lent Luca Bassi to Genoa until 30 June 2025
      Then the squad of Genoa on 21 August 2024 is empty
