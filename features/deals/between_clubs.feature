Feature: Dealing between the clubs
  Interest, talks, bids, an agreement: steps may come in any order, be skipped or go back.

  Rule: Each step moves the track of the clubs
    Scenario: From interest to an agreement
      Given Lecce registered an interest in Marco Ferri of Empoli on 1 July 2024
      And Lecce opened talks for Marco Ferri of Empoli on 2 July 2024
      When Empoli and Lecce agreed on Marco Ferri on 9 July 2024 for €5m, subject to the medical
      Then the deal of Lecce for Marco Ferri on 9 July 2024 stands at
        | clubs official | terms_agreed |
        | fee            | €5.0m        |
        | outcome        | open         |
      And the steps of the deal of Lecce for Marco Ferri are
        | kind               | occurred    |
        | InterestRegistered | 1 July 2024 |
        | TalksOpened        | 2 July 2024 |
        | ClubTermsAgreed    | 9 July 2024 |

    Scenario: Talks broken off, for now
      Given Lecce opened talks for Marco Ferri of Empoli on 2 July 2024
      When Lecce broke off talks for Marco Ferri of Empoli on 4 July 2024 because the price is too high
      Then the deal of Lecce for Marco Ferri on 4 July 2024 stands at
        | clubs official | broken_off |
        | outcome        | open       |

  Rule: Bids are counted
    Scenario: The second bid is accepted
      Given Lecce made their first bid to Empoli for Marco Ferri on 3 July 2024, €4m
      And Empoli rejected the first bid of Lecce for Marco Ferri on 4 July 2024 because it is too low
      And Lecce made their second bid to Empoli for Marco Ferri on 5 July 2024, €5m
      When Empoli accepted the second bid of Lecce for Marco Ferri on 6 July 2024
      Then the ledger accepts it
      And the claims on the deal of Lecce for Marco Ferri are
        | term | value | status     |
        | fee  | €5.0m | stands     |
        | fee  | €4.0m | superseded |

  Rule: What is official and what is reported are never blended
    Scenario: The papers are ahead of the clubs
      Given Lecce opened talks for Marco Ferri of Empoli on 2 July 2024
      When Gazzetta reports on 3 July 2024 that Empoli and Lecce agreed on Marco Ferri
      Then the deal of Lecce for Marco Ferri on 3 July 2024 stands at
        | clubs official | talks        |
        | clubs reported | terms_agreed |
