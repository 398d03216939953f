Feature: What our user declares of clubs
  Who owns a club and who its rivals are is the user's own word. It is shown beside figures
  and counts in none of them.

  Rule: An owner is declared of one club, for a time
    Scenario: Lotito owned half of Salernitana beside Lazio
      When we declare that Claudio Lotito owned 50% of Salernitana from 14 July 2011 until 31 December 2021
      Then the log of Salernitana shows
        | kind              | basis    | says                                                              |
        | OwnershipDeclared | assessed | Claudio Lotito owns 50% of it, since 2011-07-14 until 2021-12-31 |

    Scenario: It cannot have ended before it began
      When we declare that Claudio Lotito owned 50% of Salernitana from 31 December 2021 until 14 July 2011
      Then the ledger refuses, because "it ends on 2011-07-14, before it begins on 2021-12-31"

  Rule: A rivalry stands in the log of both
    Scenario: The Derby d'Italia
      When we declare that Juventus and Inter are rivals
      Then the log of Inter shows
        | kind            | says           |
        | RivalryDeclared | rival of Inter |

    Scenario: Nobody is a rival of himself
      When we declare that Juventus and Juventus are rivals
      Then the ledger refuses, because "nobody is a rival of himself"
