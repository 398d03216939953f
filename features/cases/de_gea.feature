Feature: De Gea's deadline, by the minute
  On 31 August 2015 Real Madrid and Manchester United agreed on David de Gea, and on Keylor Navas
  the other way. The Spanish period closed at midnight; the papers came late, and both moves fell.

  Background:
    Given David de Gea was in the squad of Manchester United on 1 July 2015
    And Keylor Navas was in the squad of Real Madrid on 1 July 2015
    And Real Madrid announces on 1 September 2015 that Manchester United and Real Madrid agreed on David de Gea at 23:32+02:00 on 31 August 2015
    And Real Madrid announces on 1 September 2015 that Keylor Navas agreed personal terms with Manchester United at 23:53+02:00 on 31 August 2015
    And the move of David de Gea to Real Madrid is tied to that of Keylor Navas to Manchester United on 31 August 2015 as a same package
    And the league refused David de Gea for Real Madrid at 00:28+02:00 on 1 September 2015, because of late paperwork

  Rule: Agreed is not registered
    Scenario: The minutes as told, and what came of them
      Then the steps of the deal of Real Madrid for David de Gea are
        | kind                | occurred               |
        | RegistrationRefused | 2015-09-01T00:28+02:00 |
        | DealsLinked         | 31 August 2015         |
        | ClubTermsAgreed     | 2015-08-31T23:32+02:00 |
      And the deal of Real Madrid for David de Gea on 1 September 2015 stands at
        | clubs official | terms_agreed             |
        | registration   | refused (late_paperwork) |
        | outcome        | open                     |

  Rule: Two deals that hang together fall together
    Scenario: Both go
      When the move of David de Gea from Manchester United to Real Madrid fell through on 1 September 2015, reason: late paperwork
      And the move of Keylor Navas from Real Madrid to Manchester United fell through on 1 September 2015, reason: late paperwork
      Then the board of deals on 1 September 2015 shows
        | deal                             | outcome   | outcome reason |
        | keylor-navas/manchester-united/1 | collapsed | late_paperwork |
        | david-de-gea/real-madrid/1       | collapsed | late_paperwork |
      And the squad of Real Madrid on 2 September 2015 is
        | player       | status |
        | Keylor Navas | own    |

  Rule: The two clubs' statements may differ
    Scenario: Manchester United's own account
      Given Real Madrid announces on 1 September 2015 that the move of David de Gea from Manchester United to Real Madrid fell through on 31 August 2015, reason: late paperwork
      When Manchester United announces on 1 September 2015 that the move of David de Gea from Manchester United to Real Madrid fell through on 31 August 2015, reason: contested
      Then the flags under F9 are
        | code              | severity | opened on  |
        | statements-differ | flag     | 2015-08-31 |
