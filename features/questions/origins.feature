Feature: Who said it first
  A claim is as strong as its independent origins are many. A paper that repeats another adds
  nothing, however many do.

  Background:
    Given Gazzetta reports on 13 August 2024 that the deal of Juventus for Pierre Kalulu is for €14m

  Rule: A copy raises nothing
    Scenario: Two papers cite the Gazzetta
      When PianetaMilan reports on 13 August 2024, citing Gazzetta, that the deal of Juventus for Pierre Kalulu is for €14m
      And Goal reports on 14 August 2024, citing PianetaMilan, that the deal of Juventus for Pierre Kalulu is for €14m
      Then the claims on the deal of Juventus for Pierre Kalulu are
        | term | value  | source       | origins | origins named | copies |
        | fee  | €14.0m | goal         | 1       | Gazzetta      | 2      |
        | fee  | €14.0m | pianetamilan | 1       | Gazzetta      | 2      |
        | fee  | €14.0m | gazzetta     | 1       | Gazzetta      | 2      |

    Scenario: Another paper has it from elsewhere
      When Sky reports on 14 August 2024 that the deal of Juventus for Pierre Kalulu is for €14m
      Then behind the deal of Juventus for Pierre Kalulu stand
        | origins       | 2             |
        | origins named | Gazzetta, Sky |
        | copies        | 0             |

  Rule: A journalist and his paper are one voice
    Scenario: The paper's own man says so too
      Given a journalist of Gazzetta called Nicolò Schira
      When Nicolò Schira reports on 14 August 2024 that the deal of Juventus for Pierre Kalulu is for €14m
      Then behind the deal of Juventus for Pierre Kalulu stand
        | origins named | Gazzetta |

  Rule: Official words are counted apart
    Scenario: The buyer announces it
      When AC Milan sold Pierre Kalulu to Juventus on 21 August 2024 for €14m
      Then behind the deal of Juventus for Pierre Kalulu stand
        | origins        | 1        |
        | official named | Juventus |

  Rule: A denial lowers nothing and is listed
    Scenario: The seller denies it
      When Sky reports on 14 August 2024 that AC Milan denies that Juventus want Pierre Kalulu
      Then behind the deal of Juventus for Pierre Kalulu stand
        | origins   | 1   |
        | denied by | Sky |
