Feature: F4: exercised at another price
  Clubs may settle on another price than the option's. It is flagged and never refused.

  Background:
    Given AC Milan lent Pierre Kalulu to Juventus on 21 August 2024 until 30 June 2025 with a fee of €3.3m over two years and an option to buy at €14m over three years

  Rule: Another price is flagged
    Scenario: Kalulu's option at €14.0m is exercised at €14.3m
      When Juventus exercised the option on Pierre Kalulu on 5 June 2025 at €14.3m + €0.3m costs + up to €3m in add-ons over three years
      Then the ledger accepts it and flags "price-differs" under F4
      And the flags of the deal of Juventus for Pierre Kalulu are
        | rule | code          | says                                          |
        | F4   | price-differs | exercised at €14.3m against an option of €14.0m |

    Scenario: The same figure in another currency
      When Juventus exercised the option on Pierre Kalulu on 5 June 2025 at £14m
      Then the ledger accepts it and flags "price-differs" under F4

    Scenario: It was not flagged before it was known
      Given Juventus exercised the option on Pierre Kalulu on 5 June 2025 at €14.3m
      Then the flags of the deal of Juventus for Pierre Kalulu, as known on 4 June 2025 are none

  Rule: The agreed price, or an untold one, is not
    Scenario: At the strike price
      When Juventus exercised the option on Pierre Kalulu on 5 June 2025 at €14m over three years
      Then the ledger accepts it

    Scenario: At a price nobody told
      When Juventus exercised the option on Pierre Kalulu on 5 June 2025
      Then the ledger accepts it
