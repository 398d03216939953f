Feature: Clauses in the relationship of two clubs
  Loans are counted by what clubs and lists say of them; the press may fill in an amount.

  Rule: A clause that the clubs tell counts, though the press alone has its price
    Scenario: An obligation at a price told later
      Given AS Monaco lent Kylian Mbappé to Paris Saint-Germain on 31 August 2017 until 30 June 2018 with an obligation to buy if staying up
      When Marca reports on 2 September 2017 that the deal of Paris Saint-Germain for Kylian Mbappé is with a loan and an obligation to buy at €145m
      Then the relationship of AS Monaco and Paris Saint-Germain on 1 October 2017 shows
        | figure             | value |
        | obligations a to b | 1     |
