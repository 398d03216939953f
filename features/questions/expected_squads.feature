Feature: How likely each player is at a club
  Each open deal has a chance: our own assessment, else what the record of its sources suggests,
  else one in four. A player goes to one place only, and deals that hang together go together.

  Background:
    Given a defender called Fikayo Tomori
    And Fikayo Tomori was in the squad of AC Milan on 2 September 2024
    And Il Bianconero reports on 20 December 2024 that Juventus want Fikayo Tomori of AC Milan

  Rule: Of a rumour nobody can judge, one in four comes true
    Scenario: Juventus' squad in February, as known before the window
      Then the expected squad of Juventus on 10 February 2025, as known on 31 December 2024 is
        | player        | chance | certain | likeliest | now club | deals                        |
        | Fikayo Tomori | 0.25   | no      | no        | AC Milan | ('fikayo-tomori/juventus/1',) |
      And the expected squad of Juventus on 10 February 2025, as known on 31 December 2024 rests on
        | stage    | chance | chance from          | chance after | counts from    |
        | interest | 0.25   | no record: the prior | 0.25         | 1 January 2025 |

    Scenario: Before the window opens nobody moves
      Then the expected squad of AC Milan on 31 December 2024, as known on 30 December 2024 is
        | player        | chance | likeliest |
        | Fikayo Tomori | 1.0    | yes       |

    Scenario: Once the window has closed the rumour is over
      Then the expected squad of AC Milan on 10 February 2025, as known on 4 February 2025 is
        | player        | chance | certain |
        | Fikayo Tomori | 1.0    | yes     |

  Rule: Our own word prevails, and a deal without a rival keeps it
    Scenario: We hold it to be likely
      When we hold the move of Fikayo Tomori to Juventus to be 60% likely on 21 December 2024
      Then the expected squad of AC Milan on 10 February 2025, as known on 31 December 2024 is
        | player        | chance | likeliest |
        | Fikayo Tomori | 0.4    | no        |
      And the expected squad of AC Milan on 10 February 2025, as known on 20 December 2024 is
        | player        | chance |
        | Fikayo Tomori | 0.75   |

  Rule: He goes to one place only
    Scenario: Two clubs want him
      Given we hold the move of Fikayo Tomori to Juventus to be 75% likely on 21 December 2024
      And Sky reports on 22 December 2024 that Tottenham want Fikayo Tomori of AC Milan
      When we hold the move of Fikayo Tomori to Tottenham to be 50% likely on 23 December 2024
      Then in the expected squad of Juventus on 10 February 2025, as known on 31 December 2024, Fikayo Tomori will be at
        | club      | stays | chance |
        | Juventus  | no    | 0.6    |
        | AC Milan  | yes   | 0.2    |
        | Tottenham | no    | 0.2    |

  Rule: Who leaves by what is agreed is told
    Scenario: A loan with an option that nobody has used yet
      Given a defender called Pierre Kalulu
      And AC Milan lent Pierre Kalulu to Juventus on 21 August 2024 until 30 June 2025 with an option to buy at €14m
      Then the expected squad of Juventus on 1 July 2025, as known on 30 April 2025 is
        | player        | chance | until        | because        | clauses       |
        | Pierre Kalulu | 0.0    | 30 June 2025 | the loan's end | option €14.0m |
