Feature: Registration periods
  The associations say when clubs may sign players, and sometimes change their mind.

  Rule: What is on record prevails over what is shipped
    Scenario: A window of our own
      When the BRA-2025-winter window runs from 3 January 2025 to 28 February 2025
      Then the BRA-2025-winter window is open from 3 January 2025 to 28 February 2025

  Rule: An amended window closes on its new day, for whoever knew
    Scenario: Italy's winter window 2025 closes a day later
      Given a club called Juventus of the association ITA
      And FIGC announces on 29 May 2024 that the ITA-2025-winter window runs from 2 January 2025 to 2 February 2025
      When FIGC announces on 20 December 2024 that the ITA-2025-winter window closes on 3 February 2025 instead
      Then the 2025-winter window of Juventus, as known on 1 July 2024 is open from 2 January 2025 to 2 February 2025
      And the 2025-winter window of Juventus, as known on 21 December 2024 is open from 2 January 2025 to 3 February 2025

    Scenario: Another association's window stays as it is
      Given a club called Villarreal of the association ESP
      When FIGC announces on 20 December 2024 that the ITA-2025-winter window closes on 5 February 2025 instead
      Then the 2025-winter window of Villarreal is open from 2 January 2025 to 3 February 2025

  Rule: A window adds up what was done in it
    Scenario: Three deals, one of them untold
      Given Empoli sold Marco Ferri to Lecce on 20 August 2024 for €5m
      And Empoli sold Luca Bassi to Lecce on 21 August 2024 for €2.5m
      And Empoli lent Piero Villa to Lecce on 21 August 2024 until 30 June 2025
      Then the 2024-summer window of Lecce counts
        | move      | deals |
        | loan      | 1     |
        | permanent | 2     |
      And the 2024-summer window of Lecce comes to
        | direction | currency | deals | fixed   |
        | spent     | EUR      | 2     | 7500000 |

    Scenario: A deal on the last day counts, the day after it does not
      Given Empoli sold Marco Ferri to Lecce on 3 February 2025 for €5m
      And Empoli sold Luca Bassi to Lecce on 20 February 2025 for €2m
      Then the 2025-winter window of Lecce counts
        | move      | deals |
        | permanent | 1     |
