Feature: What a window comes to
  A sum is an interval, from the fixed parts to these with every add-on. What nobody told is
  counted apart and never as nothing.

  Background:
    Given Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025 with a fee of €1m and an option to buy at €4m
    And Lecce sold Luca Bassi to Genoa on 20 August 2024 for €5m + up to €2m
    And Torino sold Piero Villa to Lecce on 29 August 2024
    And Sky reports on 30 August 2024 that Lecce want Ugo Prova of Torino

  Rule: Spent and received, each as an interval
    Scenario: Lecce's summer
      Then the replay of 2024-summer for Lecce comes to
        | what                  | figure                                |
        | loan deals            | 1                                     |
        | permanent deals       | 2                                     |
        | loans with an option  | 1                                     |
        | received in EUR       | 5000000 to 7000000                    |
        | spent in EUR          | 1000000 to 1000000                    |
        | spent besides         | 0 nil, 0 undisclosed, 1 unknown       |
        | 20 August 2024        | 2 done                                |
        | 29 August 2024        | 1 done                                |
        | ugo-prova/lecce/1     | interest                              |

  Rule: As known at any moment of it
    Scenario: On 25 August the last days had not been heard of
      Then the replay of 2024-summer for Lecce, as known on 25 August 2024 comes to
        | what                  | figure                                |
        | loan deals            | 1                                     |
        | permanent deals       | 1                                     |
        | loans with an option  | 1                                     |
        | received in EUR       | 5000000 to 7000000                    |
        | spent in EUR          | 1000000 to 1000000                    |
        | 20 August 2024        | 2 done                                |

  Rule: An option used is an event of its own
    Scenario: The option used a summer later
      When Lecce exercised the option on Marco Ferri on 20 June 2025 at €4m
      Then the replay of what was learned between 1 June 2025 and 30 June 2025 shows
        | kind            | tracks                             |
        | OptionExercised | …option official: none → exercised… |
