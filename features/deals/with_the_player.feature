Feature: Dealing with the player
  The player decides for himself: the clubs may have agreed while he still refuses.

  Rule: The player's track is apart from the clubs'
    Scenario: Kalulu refuses at first
      Given Gazzetta reports on 13 August 2024 that AC Milan and Juventus agreed on Pierre Kalulu
      When Goal reports on 14 August 2024 that Pierre Kalulu turned down Juventus because he wants to stay
      Then the deal of Juventus for Pierre Kalulu on 14 August 2024 stands at
        | clubs reported  | terms_agreed |
        | player reported | refused      |
        | outcome         | open         |

    Scenario: After a call he says yes
      Given Goal reports on 14 August 2024 that Pierre Kalulu turned down Juventus
      When Goal reports on 17 August 2024 that Pierre Kalulu agreed personal terms with Juventus with a wage of €2.5m net and a contract until 30 June 2029
      Then the deal of Juventus for Pierre Kalulu on 17 August 2024 stands at
        | player reported | agreed |
      And the claims on the deal of Juventus for Pierre Kalulu are
        | term           | value             | status |
        | contract until | 30 June 2029      | stands |
        | wage           | €2.5m net a year  | stands |

  Rule: A club may talk to the player before it talks to his club
    Scenario: Talks with the player alone
      When Lecce opened talks with Marco Ferri of Empoli on 2 July 2024
      Then the deal of Lecce for Marco Ferri on 2 July 2024 stands at
        | player official | talks |
        | clubs official  |       |

  Rule: Signing a contract is not yet a move
    Scenario: Signed in the morning, not yet completed
      Given Marco Ferri was in the squad of Empoli on 1 July 2024
      When Marco Ferri signed his contract with Lecce on 8 July 2024 until 30 June 2027
      Then the deal of Lecce for Marco Ferri on 8 July 2024 stands at
        | player official | signed |
        | outcome         | open   |
      And the squad of Lecce on 8 July 2024 is empty
