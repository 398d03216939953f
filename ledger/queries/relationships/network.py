"""The deals between the clubs of a league as a network, and how many a pair was to be expected.

The model is the configuration model: every club keeps the number of players it sends and the
number it takes, and who deals with whom is chance. A pair's expected deals from A to B are then
``out_A · in_B / W`` with W all deals. Pure: counts in, figures out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement
from math import exp, expm1
from typing import Final, Literal, NamedTuple

from ledger.domain.estimates import Interval, gamma_below, gamma_interval

KAPPA: Final = 2
"""The weight of "as many as expected" before anything is counted: two deals' worth."""
PERCENTILE: Final = 0.1
"""What is left out on either side of the interval of a lift."""
_NEGLIGIBLE: Final = 1e-17

Verdict = Literal["ally", "as expected", "fewer than expected"]
Direction = tuple[str, str]


class Tie(NamedTuple):
    """The deals of a pair beside those expected; ``a_to_b`` are those in which A let B have one.

    ``low`` and ``high`` are the 10th and 90th percentile of Gamma(κ + n, κ + E).
    """

    a_to_b: int
    b_to_a: int
    expected_a_to_b: float
    expected_b_to_a: float
    lift: float
    low: float
    high: float

    @property
    def verdict(self) -> Verdict:
        """Allies where even the 10th percentile of the lift exceeds 1."""
        if self.low > 1:
            return "ally"
        return "fewer than expected" if self.high < 1 else "as expected"


class Reciprocity(NamedTuple):
    """How much of the network goes both ways, and how much would by chance.

    ``observed`` is the share of the deals that have one in return; ``by_chance`` the same under
    the configuration model; ``rho`` is (observed - by_chance) / (1 - by_chance).
    """

    observed: float
    by_chance: float
    rho: float


@dataclass(frozen=True)
class Network:
    """Completed deals between the clubs of a set, by who let whom have the player."""

    clubs: frozenset[str]
    between: Mapping[Direction, int]

    @classmethod
    def of(cls, clubs: frozenset[str], deals: Mapping[Direction, int]) -> Network:
        """The deals between two different clubs of the set; all others are left out."""
        inside = {
            pair: count
            for pair, count in deals.items()
            if clubs.issuperset(pair) and pair[0] != pair[1]
        }
        return cls(clubs, inside)

    @cached_property
    def deals(self) -> int:
        """All deals counted: W."""
        return sum(self.between.values())

    @cached_property
    def pairs(self) -> list[Direction]:
        """The pairs of clubs with at least one deal, in the order of their ids."""
        return sorted({(min(pair), max(pair)) for pair in self.between})

    @cached_property
    def sent(self) -> Counter[str]:
        """The deals of each club as the releasing or lending one."""
        return self._by_club(0)

    @cached_property
    def taken(self) -> Counter[str]:
        """The deals of each club as the engaging or borrowing one."""
        return self._by_club(1)

    def _by_club(self, side: int) -> Counter[str]:
        found: Counter[str] = Counter()
        for pair, count in self.between.items():
            found[pair[side]] += count
        return found

    def count(self, from_club: str, to_club: str) -> int:
        """The deals from one club to the other."""
        return self.between.get((from_club, to_club), 0)

    def expected(self, from_club: str, to_club: str) -> float:
        """The deals to be expected from one club to the other."""
        return self.sent[from_club] * self.taken[to_club] / self.deals if self.deals else 0.0

    def tie(self, a: str, b: str) -> Tie:
        """What there is between two clubs beside what was to be expected."""
        one, two = self.expected(a, b), self.expected(b, a)
        n = self.count(a, b) + self.count(b, a)
        interval = lift_interval(n, one + two)
        return Tie(
            self.count(a, b),
            self.count(b, a),
            one,
            two,
            lift(n, one + two),
            interval.low,
            interval.high,
        )

    @cached_property
    def ranks(self) -> dict[Direction, int]:
        """The place of each pair with a deal, the highest lift first; equal lifts share one."""
        lifts = {pair: lift(*self._pair(pair)) for pair in self.pairs}
        ordered = sorted(lifts.values(), reverse=True)
        places = {value: place for place, value in reversed(list(enumerate(ordered, start=1)))}
        return {pair: places[value] for pair, value in lifts.items()}

    def rank(self, a: str, b: str) -> int | None:
        """The place of a pair among all; None where it has no deal."""
        return self.ranks.get((min(a, b), max(a, b)))

    @cached_property
    def allies(self) -> int:
        """How many pairs have a lift whose 10th percentile exceeds 1."""
        return sum(_exceeds_one(*self._pair(pair)) for pair in self.pairs)

    def _pair(self, pair: Direction) -> tuple[int, float]:
        a, b = pair
        n = self.count(a, b) + self.count(b, a)
        return n, self.expected(a, b) + self.expected(b, a)

    @cached_property
    def reciprocity(self) -> Reciprocity | None:
        """How much goes both ways; None where nothing, or nothing else, could."""
        if not self.deals:
            return None
        with_itself = sum(self.sent[club] * self.taken[club] for club in self.clubs)
        possible = self.deals - with_itself / self.deals
        if not possible:
            return None
        both = sum(2 * min(self.count(a, b), self.count(b, a)) for a, b in self.pairs)
        observed = both / self.deals
        chance = self._both_ways_by_chance() / possible
        if chance >= 1:
            return None
        return Reciprocity(observed, chance, (observed - chance) / (1 - chance))

    def _both_ways_by_chance(self) -> float:
        """The deals with one in return to be expected; clubs that send and take alike are alike."""
        alike = Counter((self.sent[club], self.taken[club]) for club in self.clubs)
        either = sorted(both for both in alike if min(both))
        total = 0.0
        for one, two in combinations_with_replacement(either, 2):
            pairs = alike[one] * (alike[one] - 1) / 2 if one == two else alike[one] * alike[two]
            if pairs:
                forth, back = one[0] * two[1] / self.deals, two[0] * one[1] / self.deals
                total += pairs * 2 * expected_in_common(forth, back)
        return total


def lift(deals: int, expected: float) -> float:
    """How many times as many deals there are as expected, drawn towards 1 where both are few."""
    return (deals + KAPPA) / (expected + KAPPA)


def lift_interval(deals: int, expected: float) -> Interval:
    """Where the lift lies with four chances in five."""
    return gamma_interval(KAPPA + deals, KAPPA + expected, 1 - 2 * PERCENTILE)


def _exceeds_one(deals: int, expected: float) -> bool:
    return gamma_below(KAPPA + expected, KAPPA + deals) < PERCENTILE


def expected_in_common(one: float, two: float) -> float:
    """The mean of the smaller of two independent Poisson counts with these means."""
    if one <= 0 or two <= 0:
        return 0.0
    total, count = 0.0, 1
    first, second = exp(-one), exp(-two)
    above_first, above_second = -expm1(-one), -expm1(-two)
    while (share := above_first * above_second) > _NEGLIGIBLE:
        total += share
        first, second = first * one / count, second * two / count
        above_first, above_second = above_first - first, above_second - second
        if min(above_first, above_second) <= 0:
            break
        count += 1
    return total
