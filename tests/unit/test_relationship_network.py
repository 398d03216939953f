"""What is to be expected of two clubs, and how much more or less there is."""

from __future__ import annotations

from math import exp, factorial

import pytest

from ledger.queries.relationships.network import (
    Network,
    expected_in_common,
    lift,
    lift_interval,
)

CLUBS = frozenset({"a", "b", "c"})
DEALS = {("a", "b"): 6, ("b", "a"): 2, ("a", "c"): 2, ("c", "b"): 4, ("b", "c"): 2}


def network(**extra: int) -> Network:
    more = {(key[0], key[-1]): count for key, count in extra.items()}
    return Network.of(CLUBS, {**DEALS, **more})


def test_expected_is_what_one_sends_times_what_the_other_takes_over_all() -> None:
    found = network()
    assert found.deals == 16
    assert (found.sent["a"], found.taken["b"]) == (8, 10)
    assert found.expected("a", "b") == 8 * 10 / 16
    assert found.expected("b", "a") == 4 * 2 / 16


def test_a_deal_with_a_club_outside_or_with_itself_is_not_counted() -> None:
    assert network(a_d=50, a_a=7, d_b=3).between == network().between


def test_the_lift_of_a_pair_counts_both_ways() -> None:
    tie = network().tie("a", "b")
    assert (tie.a_to_b, tie.b_to_a) == (6, 2)
    assert tie.lift == (8 + 2) / (5.0 + 0.5 + 2)
    assert network().tie("b", "a").lift == tie.lift


def test_the_lift_of_a_pair_without_deals_is_drawn_towards_one() -> None:
    assert lift(0, 0) == 1
    assert lift(0, 2) == 0.5


@pytest.mark.parametrize(
    ("deals", "expected", "low", "high"),
    [(10, 7.589147286821705, 0.8165, 1.7309), (48, 3.7911977994498622, 7.1106, 10.2309)],
)
def test_the_interval_is_that_of_a_gamma_distribution(
    deals: int, expected: float, low: float, high: float
) -> None:
    assert lift_interval(deals, expected) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(
    ("deals", "verdict"),
    [(7, "fewer than expected"), (8, "as expected"), (17, "as expected"), (18, "ally")],
)
def test_an_ally_is_a_pair_whose_lift_exceeds_one_at_its_tenth_percentile(
    deals: int, verdict: str
) -> None:
    """Twelve are expected each time."""
    others = 1_000_000
    found = Network.of(
        frozenset({"a", "b", "c", "d"}),
        {("a", "b"): deals, ("a", "c"): 4000 - deals, ("d", "b"): 3015 - deals,
         ("d", "c"): others - 7015 + deals},
    )  # fmt: skip
    tie = found.tie("a", "b")
    assert found.deals == others
    assert tie.expected_a_to_b == pytest.approx(12.06)
    assert tie.verdict == verdict
    assert (found.allies > 0) == (verdict == "ally")


def test_the_ranks_are_those_of_the_lifts_and_equal_lifts_share_one() -> None:
    found = Network.of(
        frozenset("abcd"), {("a", "b"): 3, ("b", "a"): 3, ("c", "d"): 3, ("d", "c"): 3}
    )
    assert (found.rank("a", "b"), found.rank("d", "c"), found.rank("a", "c")) == (1, 1, None)
    ranks = [network().rank(*pair) for pair in (("b", "c"), ("b", "a"), ("a", "c"))]
    lifts = [network().tie(*pair).lift for pair in (("b", "c"), ("b", "a"), ("a", "c"))]
    assert ranks == [1, 2, 3]
    assert lifts == sorted(lifts, reverse=True)


def poisson(mean: float, count: int) -> float:
    return exp(-mean) * mean**count / factorial(count)


@pytest.mark.parametrize(("one", "two"), [(0.01, 0.02), (0.5, 3.0), (7.5, 7.6), (30.0, 1.0)])
def test_what_two_chances_have_in_common_is_the_mean_of_the_smaller(one: float, two: float) -> None:
    whole = sum(
        min(first, second) * poisson(one, first) * poisson(two, second)
        for first in range(90)
        for second in range(90)
    )
    assert expected_in_common(one, two) == pytest.approx(whole, rel=1e-9)


def test_a_club_that_sends_nobody_has_nothing_in_common_by_chance() -> None:
    assert expected_in_common(0, 4) == 0


def test_the_reciprocity_of_a_network_is_the_share_of_deals_with_one_in_return() -> None:
    found = network().reciprocity
    assert found is not None
    assert found.observed == (2 * 2 + 2 * 2) / 16
    assert found.rho == (found.observed - found.by_chance) / (1 - found.by_chance)


def test_a_network_without_deals_tells_nothing() -> None:
    found = Network.of(CLUBS, {})
    assert (found.reciprocity, found.expected("a", "b"), found.allies) == (None, 0.0, 0)
