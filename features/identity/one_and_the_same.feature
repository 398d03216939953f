Feature: One and the same
  The same man may be on record under two ids. A merge makes them one from then on; each id keeps
  its entries, so that a merge found wrong separates only what it had joined.

  Background:
    Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025
    And Empoli sold Mark Ferri to Torino on 10 July 2025

  Rule: Two ids count once, and both answer
    Scenario: The man who came back from a loan is the one who was sold
      When Marco Ferri and Mark Ferri turn out to be one
      Then the squad of Torino on 1 August 2025 is
        | player      | player id   |
        | Marco Ferri | marco-ferri |
      And the squad of Empoli on 1 August 2025 is empty
      And the life of Mark Ferri shows
        | player      | what | club   |
        | Marco Ferri | club | Empoli |
        | Marco Ferri | loan | Lecce  |
        | Marco Ferri | club | Empoli |
        | Marco Ferri | club | Torino |

    Scenario: What is recorded of one holds for the other
      Given Marco Ferri and Mark Ferri turn out to be one
      When Empoli sold Marco Ferri to Lecce on 20 July 2025
      Then the ledger refuses by rule H1

    Scenario: The id that was merged away is named no more
      Given Marco Ferri and Mark Ferri turn out to be one
      When Torino sold Mark Ferri to Lecce on 20 January 2026
      Then the ledger refuses by rule H7, because "mark-ferri was merged into marco-ferri"

  Rule: A merge that was wrong separates what it joined
    Scenario: Two brothers
      Given Marco Ferri and Mark Ferri turn out to be one
      When Marco Ferri and Mark Ferri turn out to be two after all
      Then the squad of Torino on 1 August 2025 is
        | player id  |
        | mark-ferri |
      And the squad of Empoli on 1 August 2025 is
        | player id   | how      |
        | marco-ferri | inferred |

  Rule: Clubs are merged the same way
    Scenario: A club under its full name
      Given Lecce sold Luca Neri to Hellas Verona on 1 August 2025
      And Verona sold Paolo Bruni to Torino on 1 August 2025
      When Hellas Verona and Verona turn out to be one
      Then the squad of Verona on 2 August 2025 is
        | player    |
        | Luca Neri |
      And the partners of Verona are
        | club   | deals |
        | Lecce  | 1     |
        | Torino | 1     |
