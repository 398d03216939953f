Feature: F5: too many international loans
  Since July 2022 FIFA limits how many players a club may have out on loan abroad, and how many in:
  eight at first, six since July 2024. Only loans across a border count, and not those of young
  players whom the lender trained.

  Background:
    Given a club called Juventus of the association ITA
    And a club called Empoli of the association ITA
    And a club called Chelsea of the association ENG
    And a club called Porto of the association POR
    And a club called Ajax of the association NED
    And Juventus lent these players, all born in 1990, on 20 August 2024 until 30 June 2025
      | player       | to      |
      | Marco Ferri  | Chelsea |
      | Luca Bassi   | Chelsea |
      | Piero Villa  | Porto   |
      | Aldo Conti   | Porto   |
      | Ivo Neri     | Ajax    |
      | Ugo Sala     | Ajax    |

  Rule: The flag opens with the loan that passes the limit, and clears when one ends
    Scenario: A seventh, until the first comes back
      Given Juventus lent these players, all born in 1990, on 15 January 2025 until 30 June 2025
        | player     | to   |
        | Zeno Costa | Ajax |
      When Juventus called Marco Ferri back from Chelsea on 22 January 2025
      Then the flags under F5 on 20 January 2025 are
        | code               | severity | club     | count | limit | opened on  | cleared on |
        | too-many-loans-out | flag     | Juventus | 7     | 6     | 2025-01-15 |            |
      And the flags under F5 on 22 January 2025 are
        | code               | severity | club     | count | limit | opened on  | cleared on |
        | too-many-loans-out | flag     | Juventus | 7     | 6     | 2025-01-15 | 2025-01-22 |

    Scenario: A loan at home uses no slot
      When Juventus lent Zeno Costa to Empoli on 15 January 2025 until 30 June 2025
      Then the flags under F5 are none

  Rule: Where it is not known whether a loan counts, the flag says so
    Scenario: Nobody tells how old the seventh is
      When Juventus lent Zeno Costa to Ajax on 15 January 2025 until 30 June 2025
      Then the flags under F5 are
        | code               | severity | count | possible | limit |
        | too-many-loans-out | possible | 6     | 7        | 6     |

  Rule: Our user may set the limit otherwise, for a time
    Scenario: Seven loans
      Given Juventus lent these players, all born in 1990, on 15 January 2025 until 30 June 2025
        | player     | to   |
        | Zeno Costa | Ajax |
      When we adopt for international-loans from 1 July 2024 that out_max is 7
      Then the flags under F5 are none
