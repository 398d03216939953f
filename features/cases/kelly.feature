Feature: Kelly's duty to buy, told in three ways
  Newcastle lent Lloyd Kelly to Juventus on 3 February 2025. The statement spoke of sporting
  objectives; Il Bianconero told one condition in February and another in May, DAZN a third.

  Background:
    Given Newcastle lent Lloyd Kelly to Juventus on 3 February 2025 until 30 June 2025 with a fee of €3m and an obligation to buy at €14.5m over three years if sporting objectives
    And Il Bianconero reports on 4 February 2025 that the obligation of Juventus on Lloyd Kelly hangs on a place in any UEFA competition

  Rule: The statement stands, and every other word beside it
    Scenario: Three sources, four conditions
      When Il Bianconero reports on 20 May 2025 that the obligation of Juventus on Lloyd Kelly hangs on a number of appearances
      And DAZN reports on 21 May 2025 that the obligation of Juventus on Lloyd Kelly hangs on staying up
      Then the claims on the deal of Juventus for Lloyd Kelly are
        | term                 | value                           | status       | source        | origins |
        | obligation condition | sporting objectives             | stands       | juventus      | 0       |
        | obligation condition | staying up                      | contradicted | dazn          | 1       |
        | obligation condition | a number of appearances         | contradicted | il-bianconero | 1       |
        | obligation condition | a place in any UEFA competition | contradicted | il-bianconero | 1       |

  Rule: Who leaves its own word is named, whoever's word stands above both
    Scenario: Il Bianconero in May
      When Il Bianconero reports on 20 May 2025 that the obligation of Juventus on Lloyd Kelly hangs on a number of appearances
      Then Il Bianconero contradicts itself on the obligation condition of the deal of Juventus for Lloyd Kelly
      And Il Bianconero does not contradict itself on the obligation condition of the deal of Juventus for Lloyd Kelly as known on 19 May 2025
      And the flags under F7 are
        | code               | severity | opened on   | says                                                                                               |
        | contradicts-itself | note     | 20 May 2025 | …Il Bianconero on obligation condition: a number of appearances, earlier a place in any UEFA…      |

    Scenario: Another source's word is no contradiction of its own
      When DAZN reports on 20 May 2025 that the obligation of Juventus on Lloyd Kelly hangs on staying up
      Then Il Bianconero does not contradict itself on the obligation condition of the deal of Juventus for Lloyd Kelly
      And the flags under F7 are none

    Scenario: Nor is a word that it hands on
      When Il Bianconero reports on 20 May 2025, citing DAZN, that the obligation of Juventus on Lloyd Kelly hangs on staying up
      Then the flags under F7 are none
