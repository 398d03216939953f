Feature: Striking what should never have been written
  A struck entry counts no longer; the book keeps it and the striking. Striking an amendment
  reinstates what it had replaced.

  Background:
    Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with a fee of €1m and an option to buy at €4m

  Rule: A struck entry never counted
    Scenario: The wrong player
      When we strike the loan of Marco Ferri
      Then the squad of Lecce on 15 October 2024 is empty
      And the squad of Lecce on 15 October 2024, as the book stood before the striking of Marco Ferri is
        | player      | status     |
        | Marco Ferri | on loan in |

  Rule: Striking an amendment reinstates what it had replaced
    Scenario: The correction was the slip
      Given we correct the fee of the loan of Marco Ferri to €2m
      When we strike the correction of Marco Ferri
      Then the deal of Lecce for Marco Ferri stands at
        | fee | €1.0m |

    Scenario: The striking was the slip
      Given we strike the loan of Marco Ferri
      When we strike the striking of Marco Ferri
      Then the squad of Lecce on 15 October 2024 is
        | player      | status     |
        | Marco Ferri | on loan in |

    Scenario: A correction corrected
      Given we correct the fee of the loan of Marco Ferri to €2m
      When we correct the fee of the correction of Marco Ferri to €3m
      Then the deal of Lecce for Marco Ferri stands at
        | fee | €3.0m |

    Scenario: The corrected correction struck reinstates the first correction
      Given we correct the fee of the loan of Marco Ferri to €2m
      And we correct the fee of the correction of Marco Ferri to €3m
      When we strike the correction of Marco Ferri
      Then the deal of Lecce for Marco Ferri stands at
        | fee | €2.0m |

    Scenario: Struck, and struck again: the correction stands after all
      Given we correct the fee of the loan of Marco Ferri to €2m
      And we strike the correction of Marco Ferri
      When we strike the striking of Marco Ferri
      Then the deal of Lecce for Marco Ferri stands at
        | fee | €2.0m |
