Feature: Malcom, announced for Roma and gone to Barcelona
  On 23 July 2018 Bordeaux announced their agreement with Roma, subject to the medical and the
  player's own terms. On 24 July Barcelona took him; nothing had been signed.

  Background:
    Given Malcom was in the squad of Girondins de Bordeaux on 1 July 2018
    And Girondins de Bordeaux and AS Roma agreed on Malcom on 23 July 2018, subject to the medical
    And Girondins de Bordeaux presented Malcom as a player of AS Roma on 23 July 2018

  Rule: Announcing a deal does not complete it
    Scenario: The evening of 23 July
      Then the deal of AS Roma for Malcom on 23 July 2018 stands at
        | stage        | terms_agreed |
        | announced on | 23 July 2018 |
        | outcome      | open         |
      And the squad of AS Roma on 24 July 2018 is empty

  Rule: Another club may take him from under it
    Scenario: A day later
      When Barcelona took Malcom from under AS Roma on 24 July 2018
      And Girondins de Bordeaux sold Malcom to Barcelona on 24 July 2018 for about €41m
      Then the deal of AS Roma for Malcom on 25 July 2018 stands at
        | announced on | 23 July 2018 |
        | outcome      | hijacked     |
        | by club      | Barcelona    |
      And the deal of Barcelona for Malcom on 25 July 2018 stands at
        | outcome | completed |
        | fee     | ~€41.0m   |
      And the squad of Barcelona on 24 July 2018 is
        | player | status |
        | Malcom | own    |
      And the deal of AS Roma for Malcom changed between 23 July 2018 and 24 July 2018
        | what    | name              | before | after                 |
        | outcome | outcome: official |        | hijacked              |
