Feature: Names
  People type names, not ids. Exact names and aliases decide; a likeness only suggests.

  Rule: Whoever takes part has an id first
    Scenario: A club and a player get their ids
      Given a club called Empoli of the association ITA
      And a defender called Marco Ferri
      When Marco Ferri was in the squad of Empoli on 1 July 2024
      Then the squad of Empoli on 2 July 2024 is
        | player      | player id   | position |
        | Marco Ferri | marco-ferri | defender |

  Rule: An alias answers like the name
    Scenario: The Old Lady
      Given Andrea Cambiaso was in the squad of Juventus on 2 September 2024
      When the club Juventus is also called La Vecchia Signora
      Then the squad of La Vecchia Signora on 3 September 2024 is
        | player          |
        | Andrea Cambiaso |

    Scenario: An alias added today answers for yesterday too
      Given today is 2 September 2024
      And Andrea Cambiaso was in the squad of Juventus on 1 September 2024
      And today is 20 September 2024
      When the club Juventus is also called Zebre
      Then the squad of Zebre on 2 September 2024, as known on 2 September 2024 is
        | player          |
        | Andrea Cambiaso |

  Rule: A name that is not on record is not guessed
    Scenario: A slip of the keyboard
      Given a club called Juventus of the association ITA
      Then asking for the squad of "Juventos" finds none

    Scenario: Two clubs by one name
      Given a club called Inter of the association ITA
      And a club called Inter Miami of the association USA
      When the club Inter Miami is also called Los Nerazzurri
      And the club Inter is also called Los Nerazzurri
      Then asking for the squad of "Los Nerazzurri" finds several
