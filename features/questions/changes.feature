Feature: What changed between two moments
  Each difference names the entry that made it, or the rule by which it came about by itself.

  Background:
    Given Gazzetta reports on 13 August 2024 that AC Milan and Juventus agreed on Pierre Kalulu with a loan and a fee of €3.5m
    And AC Milan lent Pierre Kalulu to Juventus on 21 August 2024 until 30 June 2025 with a fee of €3.3m and an option to buy at €14m

  Rule: Of a deal, its terms, tracks and outcome
    Scenario: The day of the statement
      Then the deal of Juventus for Pierre Kalulu changed between 20 August 2024 and 21 August 2024
        | name                             | before           | after                   | kind       |
        | outcome: official                |                  | completed               | LoanAgreed |
        | loan fee €3.5m, by gazzetta      |                  | contradicted            | LoanAgreed |
        | loan fee                         | €3.5m (reported) | €3.3m (official)        | LoanAgreed |
        | loan until                       |                  | 2025-06-30 (official)   | LoanAgreed |
        | option                           |                  | €14.0m (official)       | LoanAgreed |

    Scenario: Days without news
      Then the deal of Juventus for Pierre Kalulu changed between 13 August 2024 and 20 August 2024 in nothing

  Rule: Of a squad, who came, who left, and whose place is another
    Scenario: He comes on loan
      Then the squad of Juventus changed between 20 August 2024 and 21 August 2024
        | player        | change | after                | kind       |
        | Pierre Kalulu | in     | on loan from AC Milan | LoanAgreed |

    Scenario: A loan that ends by itself says from what that follows
      Then the squad of Juventus changed between 30 June 2025 and 1 July 2025
        | player        | change | because                                   |
        | Pierre Kalulu | out    | the loan ended by itself on 30 June 2025  |

    Scenario: The option is used, so he stays
      When Juventus exercised the option on Pierre Kalulu on 5 June 2025 at €14.3m
      Then the squad of Juventus changed between 30 June 2025 and 1 July 2025
        | player        | change  | before                | after | kind            | because |
        | Pierre Kalulu | changed | on loan from AC Milan | own   | OptionExercised |         |
      And what the world learned of the squad of AC Milan on 1 July 2025 between 4 June 2025 and 5 June 2025 is
        | player        | change | before | kind            |
        | Pierre Kalulu | out    | own    | OptionExercised |
