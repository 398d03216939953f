Feature: F8, F9 and F10: copies, two official words, weak evidence
  A copy does not corroborate. Where two clubs tell the same deal differently, both words stand. A
  fact that one database tells is a fact, and worth a second source.

  Rule: Two papers with one origin are one
    Scenario: A paper cites another
      Given Gazzetta reports on 13 August 2024 that Juventus want Pierre Kalulu of Milan
      When Tuttosport reports on 14 August 2024, citing Gazzetta, that Juventus want Pierre Kalulu of Milan
      Then the flags under F8 are
        | code        | severity | count | limit |
        | same-origin | note     | 2     | 1     |

    Scenario: Two papers find out by themselves
      Given Gazzetta reports on 13 August 2024 that Juventus want Pierre Kalulu of Milan
      When Tuttosport reports on 14 August 2024 that Juventus want Pierre Kalulu of Milan
      Then the flags under F8 are none
