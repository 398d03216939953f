Feature: What would follow
  Entries can be supposed: the same rules judge them, every question answers, nothing is written.

  Background:
    Given Fikayo Tomori was in the squad of AC Milan on 2 September 2024

  Rule: Answers are those that recording them would give
    Scenario: Lent in January, he would be back in July
      When supposing that
      And AC Milan lent Fikayo Tomori to Juventus on 10 January 2025 until 30 June 2025
      Then the squad of Juventus on 10 February 2025 would be
        | player        | status     | from club | until        |
        | Fikayo Tomori | on loan in | AC Milan  | 30 June 2025 |
      And the squad of AC Milan on 1 July 2025 would be
        | player        | status | how      |
        | Fikayo Tomori | own    | inferred |
      And the squad of Juventus on 10 February 2025 is empty

  Rule: The rules are the same
    Scenario: Chelsea no longer have him to lend
      When supposing that
      And Chelsea lent Fikayo Tomori to Juventus on 10 January 2025 until 30 June 2025
      Then asking on that is refused, because "he is at AC Milan"
