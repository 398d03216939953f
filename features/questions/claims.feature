Feature: What was known of a deal, and when
  Kalulu's move to Juventus as the world learned it: the press had the loan fee at 3.5, the
  clubs' statement of 21 August 2024 at 3.3.

  Background:
    Given Gazzetta reports on 13 August 2024 that AC Milan and Juventus agreed on Pierre Kalulu with a loan, a fee of €3.5m and an option to buy at €14m
    And AC Milan lent Pierre Kalulu to Juventus on 21 August 2024 until 30 June 2025 with a fee of €3.3m over two years and an option to buy at €14m over three years

  Rule: Before anybody told it there is no deal
    Scenario: 12 August 2024
      Then asking for the deal of Pierre Kalulu as known on 12 August 2024 finds none

  Rule: A report stands until an official word contradicts it
    Scenario Outline: From the report until the statement
      Then the claims on the deal of Juventus for Pierre Kalulu, as known on <day> are
        | term     | value | status | basis    | source   |
        | loan fee | €3.5m | stands | reported | gazzetta |

      Examples:
        | day            |
        | 13 August 2024 |
        | 14 August 2024 |
        | 20 August 2024 |

    Scenario Outline: From the statement on
      Then the claims on the deal of Juventus for Pierre Kalulu, as known on <day> are
        | term     | value | status       | basis    | source   |
        | loan fee | €3.3m | stands       | official | juventus |
        | loan fee | €3.5m | contradicted | reported | gazzetta |

      Examples:
        | day            |
        | 21 August 2024 |
        | 22 August 2024 |

  Rule: A report after the statement does not unseat it
    Scenario: A paper repeats the old figure
      When Tuttosport reports on 25 August 2024 that AC Milan and Juventus agreed on Pierre Kalulu with a loan and a fee of €3.5m
      Then the claims on the deal of Juventus for Pierre Kalulu are
        | term     | value | status       | source     |
        | loan fee | €3.3m | stands       | juventus   |
        | loan fee | €3.5m | contradicted | tuttosport |
        | loan fee | €3.5m | contradicted | gazzetta   |

  Rule: What nobody tells is shown as unknown
    Scenario: Whether there is an obligation
      Then the claims on the deal of Juventus for Pierre Kalulu are
        | term       | value   | status  |
        | obligation | unknown | unknown |
