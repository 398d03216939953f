Feature: Linked deals exist, and none is linked to itself
  A swap ties deals that are on record.

  Background:
    Given AC Milan sold Leonardo Bonucci to Juventus on 2 August 2018 for €35m

  Rule: No deal hangs together with itself
    Scenario: Bonucci for Bonucci
      When the move of Leonardo Bonucci to Juventus is tied to that of Leonardo Bonucci to Juventus on 2 August 2018 as a swap
      Then the ledger refuses

  Rule: The other deal must be on record
    Scenario: Nobody has recorded Caldara's move
      When the move of Leonardo Bonucci to Juventus is tied to that of Mattia Caldara to AC Milan on 2 August 2018 as a swap
      Then the ledger refuses by rule H6

  Rule: Where several deals fit, one must be named
    Scenario: Two deals of one player with one club are open
      Given Lecce opened talks for Marco Ferri of Empoli on 2 July 2024
      And Lecce opened talks for Marco Ferri of Torino on 3 July 2024
      When Marco Ferri passed his medical at Lecce on 4 July 2024
      Then the ledger refuses by rule H6, because "marco-ferri/lecce/1, marco-ferri/lecce/2"
