Feature: Replaying a window
  A window's events in the order the world learned them, and what each one changed.

  Background:
    Given Pierre Kalulu was in the squad of AC Milan on 1 July 2023
    And AC Milan lent Pierre Kalulu to Juventus on 21 August 2024 until 30 June 2025 with a fee of €3.3m
    And Gazzetta reports on 13 August 2024 that AC Milan and Juventus agreed on Pierre Kalulu with a loan and a fee of €3.5m
    And Pierre Kalulu passed his medical at Juventus on 20 August 2024

  Rule: In the order the world learned them, not in ours
    Scenario: Kalulu's August
      Then the replay of 2024-summer shows
        | frame | known          | kind            | deal change              |
        | 1     | 13 August 2024 | ClubTermsAgreed | new → terms_agreed       |
        | 2     | 20 August 2024 | MedicalPassed   |                          |
        | 3     | 21 August 2024 | LoanAgreed      | terms_agreed → completed |

  Rule: Each frame says what it changed
    Scenario: The statement changes the squads and the fee
      Then the replay of 2024-summer for Juventus shows
        | kind            | terms                                        |
        | ClubTermsAgreed | move loan (stands); loan fee €3.5m (stands)  |
        | MedicalPassed   |                                              |
        | LoanAgreed      | … contradicted; loan fee €3.3m (stands) …    |
      And the replay of 2024-summer for Juventus shows
        | kind            | squads                                                                            |
        | ClubTermsAgreed |                                                                                   |
        | MedicalPassed   |                                                                                   |
        | LoanAgreed      | +Juventus on loan from AC Milan from 21 August 2024 until 30 June 2025; −AC Milan |

  Rule: Nothing outside the window, nothing not yet known
    Scenario: As known on 20 August
      Then the replay of 2024-summer, as known on 20 August 2024 shows
        | kind            |
        | ClubTermsAgreed |
        | MedicalPassed   |

    Scenario: A deal on the window's last day, and one the day after
      Given Empoli sold Marco Ferri to Lecce on 30 August 2024
      When Empoli sold Luca Bassi to Lecce on 1 September 2024
      Then the replay of 2024-summer for Lecce shows
        | player      | kind              |
        | Marco Ferri | TransferCompleted |
