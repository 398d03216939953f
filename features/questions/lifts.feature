Feature: Whether two clubs deal more than was to be expected
  Each club sends and takes so many players. Were partners chance, A would let B have out · in / all.
  Only deals that are done count, between clubs whose transfers are covered.

  Background:
    Given Transfermarkt covers the transfers of Lazio in 2020-21, in 2020-summer
    And Transfermarkt covers the transfers of Salernitana in 2020-21, in 2020-summer
    And Transfermarkt covers the transfers of Torino in 2020-21, in 2020-summer
    And Lazio lent Marius Adamonis to Salernitana on 10 September 2020 until 30 June 2021
    And Lazio lent Tiago Casasola to Salernitana on 11 September 2020 until 30 June 2021
    And Salernitana sold Jean Akpa to Lazio on 15 September 2020 for €12.7m
    And Torino sold Simone Verdi to Salernitana on 20 September 2020 for €1m

  Rule: The lift is the deals there are over those expected, drawn towards 1
    Scenario: Three deals where two and a quarter were expected
      Then the relationship of Lazio and Salernitana on 1 January 2021 shows
        | figure          | value |
        | network deals   | 4     |
        | compared        | 3     |
        | expected a to b | 1.5   |
        | expected b to a | 0.25  |
        | lift            | 1.33  |
        | verdict         | as expected |

    Scenario: A deal with a club that is not covered is not compared
      Given Lazio sold Felipe Anderson to West Ham on 22 September 2020 for €38m
      Then the relationship of Lazio and Salernitana on 1 January 2021 shows
        | figure        | value |
        | network deals | 4     |
        | lift          | 1.33  |
      And the relationship of Lazio and West Ham on 1 January 2021 shows
        | figure     | value |
        | deals      | 1     |
        | lift       |       |
        | not judged | west-ham: not among the clubs compared |

    Scenario: A rumour changes nothing
      Given JuveFC reports on 1 October 2020 that Lazio want Milan Djuric of Salernitana
      Then the relationship of Lazio and Salernitana on 1 January 2021 shows
        | figure   | value |
        | rumours  | 1     |
        | compared | 3     |
        | lift     | 1.33  |

  Rule: The partners of a club stand by lift
    Scenario: Salernitana's
      Then the relationships of Salernitana on 1 January 2021 are
        | club   | deals | arrivals | lift | verdict     |
        | Lazio  | 3     | 2        | 1.33 | as expected |
        | Torino | 1     | 1        | 1.09 | as expected |

  Rule: What is declared stands beside, and in no figure
    Scenario: One owner had both
      Given we declare that Claudio Lotito owned 66% of Lazio from 19 July 2004 until 31 December 2030
      And we declare that Claudio Lotito owned 50% of Salernitana from 14 July 2011 until 31 December 2021
      Then the relationship of Lazio and Salernitana on 1 January 2021 shows
        | figure        | value          |
        | owner of both | Claudio Lotito |
        | lift          | 1.33           |
