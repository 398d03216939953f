Feature: Doubts
  An import that cannot tell whether somebody is on record leaves him out and says so. One word
  settles it, for ever.

  Background:
    Given a midfielder called Marco Ferri
    And a midfielder called Marco Ferrini
    And an import cannot tell whether transfermarkt:4711 is Marco Ferri or Marco Ferrini

  Rule: A doubt is open until somebody carries the id
    Scenario: Nobody has settled it
      Then the doubts are
        | external id        | candidates                  | file        | line |
        | transfermarkt:4711 | marco-ferri, marco-ferrini  | players.csv | 17   |

    Scenario: He is one of them
      When transfermarkt:4711 is Marco Ferri
      Then the doubts are none
      And the identity of transfermarkt:4711 is
        | what        | value              |
        | id          | marco-ferri        |
        | name        | Marco Ferri        |
        | external id | transfermarkt:4711 |

    Scenario: He is neither
      When transfermarkt:4711 is not Marco Ferri
      Then the doubts are none
      And the identity of transfermarkt:4711 is
        | what        | value              |
        | id          | marco-ferri-2      |
        | name        | Marco Ferri        |
        | born        | 2001               |
        | external id | transfermarkt:4711 |

  Rule: Two that were told apart are never one
    Scenario: Told apart, then merged
      Given Marco Ferri and Marco Ferrini are told apart
      When Marco Ferri and Marco Ferrini turn out to be one
      Then the ledger refuses by rule H9, because "told apart for ever"

    Scenario: Merged, then told apart
      Given Marco Ferri and Marco Ferrini turn out to be one
      When Marco Ferri and Marco Ferrini are told apart
      Then the ledger refuses by rule H9, because "Revert the merge first"

    Scenario: One id, one man
      Given transfermarkt:4711 is Marco Ferri
      When transfermarkt:4711 is Marco Ferrini
      Then the ledger refuses by rule H9, because "marco-ferri carries it"
