"""Given open deals with their chances, this is how likely each outcome is."""

from __future__ import annotations

import pytest

from ledger.queries.projected.chances import Group, Possible, groups, packages


def possible(
    deal: str, chance: float, *linked: str, player: str | None = None, assessed: int | None = None
) -> Possible:
    """A deal called by its player and club: ``tomori-juventus`` is Tomori's."""
    return Possible(deal, player or deal.partition("-")[0], chance, frozenset(linked), assessed)


def done(found: list[Group], deal: str) -> float:
    return next(group.done(deal) for group in found if deal.partition("-")[0] in group.players)


def nothing(group: Group) -> float:
    """How likely it is that none of the group's deals is done."""
    return next(state.chance for state in group.states if not state.done)


def test_a_deal_without_a_rival_keeps_its_chance() -> None:
    (group,) = groups([possible("tomori-juventus", 0.6)])
    assert group.done("tomori-juventus") == 0.6
    assert nothing(group) == 0.4


def test_rivals_share_by_their_odds_and_staying_counts_one() -> None:
    """Odds of 3 and of 1 beside staying: three fifths, one fifth and one fifth."""
    (group,) = groups([possible("tomori-juventus", 0.75), possible("tomori-spurs", 0.5)])
    assert group.done("tomori-juventus") == pytest.approx(0.6)
    assert group.done("tomori-spurs") == pytest.approx(0.2)
    assert nothing(group) == pytest.approx(0.2)


def test_both_legs_of_a_swap_are_done_together() -> None:
    (group,) = groups([possible("arthur-barca", 0.5, "pjanic-juve"), possible("pjanic-juve", 0.4)])
    assert group.players == {"arthur", "pjanic"}
    assert [(state.deals, state.chance) for state in group.states] == [
        ((), 0.6),
        (("arthur-barca", "pjanic-juve"), pytest.approx(0.4)),
    ]


def test_a_package_is_as_likely_as_the_least_of_its_deals() -> None:
    (package,) = packages(
        [possible("a-x", 0.7, "b-y"), possible("b-y", 0.2), possible("c-z", 0.9, "b-y")]
    )
    assert package.deals == ("a-x", "b-y", "c-z")
    assert package.chance == 0.2


def test_our_users_latest_word_on_any_deal_is_the_packages() -> None:
    (package,) = packages(
        [
            possible("a-x", 0.7, "b-y", assessed=41),
            possible("b-y", 0.2),
            possible("c-z", 0.5, "b-y", assessed=12),
        ]
    )
    assert package.chance == 0.7


def test_rivals_of_a_linked_player_share_with_the_whole_package() -> None:
    """Three states of weight one: nothing, the swap, Arthur elsewhere; Pjanić stays in two."""
    found = groups(
        [
            possible("arthur-barca", 0.5, "pjanic-juve"),
            possible("pjanic-juve", 0.5),
            possible("arthur-milan", 0.5),
        ]
    )
    assert done(found, "pjanic-juve") == pytest.approx(1 / 3)
    assert done(found, "arthur-milan") == pytest.approx(1 / 3)
    assert len(found) == 1


def test_players_whom_nothing_joins_are_independent() -> None:
    found = groups([possible("a-x", 0.3), possible("b-x", 0.7)])
    assert [group.players for group in found] == [{"a"}, {"b"}]


def test_a_certain_deal_leaves_its_rivals_nothing() -> None:
    (group,) = groups([possible("a-x", 1.0), possible("a-y", 0.9)])
    assert (group.done("a-x"), group.done("a-y"), len(group.states)) == (1.0, 0.0, 1)


def test_two_certain_rivals_share_evenly() -> None:
    (group,) = groups([possible("a-x", 1.0), possible("a-y", 1.0)])
    assert (group.done("a-x"), group.done("a-y")) == (0.5, 0.5)


def test_an_impossible_deal_is_never_done() -> None:
    (group,) = groups([possible("a-x", 0.0), possible("a-y", 0.5)])
    assert (group.done("a-x"), group.done("a-y")) == (0.0, 0.5)


def test_two_deals_for_one_player_are_no_package_whatever_links_them() -> None:
    found = packages([possible("a-x", 0.5, "a-y"), possible("a-y", 0.25)])
    assert [package.deals for package in found] == [("a-x",), ("a-y",)]


def test_a_link_to_a_deal_that_is_not_open_binds_nothing() -> None:
    (package,) = packages([possible("a-x", 0.5, "b-y")])
    assert (package.deals, package.chance) == (("a-x",), 0.5)


def test_of_states_that_weigh_the_same_the_one_with_the_fewest_moves_comes_first() -> None:
    (group,) = groups([possible("a-x", 0.5), possible("a-b", 0.5)])
    assert [state.deals for state in group.states] == [(), ("a-b",), ("a-x",)]


def test_too_many_states_are_taken_player_by_player_and_say_so() -> None:
    deals = [possible("a-x", 0.5, "b-x"), possible("b-x", 0.5), possible("b-y", 0.5)]
    together = groups(deals, states_max=3)
    assert [(group.apart, len(group.states)) for group in together] == [(False, 3)]
    apart = groups(deals, states_max=2)
    assert [(*group.players, group.apart) for group in apart] == [("a", True), ("b", True)]
    assert done(apart, "a-x") == 0.5
    assert done(apart, "b-x") == pytest.approx(1 / 3)
