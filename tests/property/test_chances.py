"""What holds for any open deals: the exact figures are those of plain enumeration."""

from __future__ import annotations

from itertools import product
from math import isclose, prod

from hypothesis import given
from hypothesis import strategies as st

from ledger.queries.projected.chances import Possible, groups, packages

PLAYERS = ("arthur", "danso", "kelly", "pjanic", "tomori")
CLUBS = ("chelsea", "juventus", "milan")
DEALS = tuple(f"{player}/{club}/1" for player in PLAYERS for club in CLUBS)
CHANCES = st.integers(0, 100).map(lambda percent: percent / 100)


@st.composite
def markets(draw: st.DrawFn) -> list[Possible]:
    """Up to seven open deals for five players, some of them linked."""
    names = draw(st.lists(st.sampled_from(DEALS), min_size=1, max_size=7, unique=True))
    return [
        Possible(
            deal=name,
            player=name.partition("/")[0],
            chance=draw(CHANCES),
            linked=frozenset(draw(st.lists(st.sampled_from(names), max_size=1))) - {name},
            assessed=draw(st.sampled_from((None, k + 1, k + 11))),
        )
        for k, name in enumerate(names)
    ]


def done(deals: list[Possible]) -> dict[str, float]:
    """How likely each deal is in the end."""
    return {
        one.deal: group.done(one.deal)
        for group in groups(deals)
        for one in deals
        if one.player in group.players
    }


def by_plain_enumeration(deals: list[Possible]) -> dict[str, float]:
    """The same from first principles: independent packages, given that nobody moves twice.

    A certain package is one that is all but certain.
    """
    every = packages(deals)
    chance = [min(package.chance, 1 - 1e-9) for package in every]
    weights = {}
    for outcome in product((False, True), repeat=len(every)):
        moved = [
            p for on, package in zip(outcome, every, strict=True) if on for p in package.players
        ]
        if len(moved) == len(set(moved)):
            weights[outcome] = prod(
                p if on else 1 - p for on, p in zip(outcome, chance, strict=True)
            )
    total = sum(weights.values())
    return {
        deal: sum(weight for outcome, weight in weights.items() if outcome[place]) / total
        for place, package in enumerate(every)
        for deal in package.deals
    }


@given(markets())
def test_the_figures_are_those_of_plain_enumeration(deals: list[Possible]) -> None:
    expected = by_plain_enumeration(deals)
    for deal, chance in done(deals).items():
        assert isclose(chance, expected[deal], abs_tol=1e-6), deal


@given(markets())
def test_one_players_outcomes_sum_to_one(deals: list[Possible]) -> None:
    found = done(deals)
    for group in groups(deals):
        assert isclose(sum(state.chance for state in group.states), 1.0)
        for player in group.players:
            stays = sum(
                state.chance
                for state in group.states
                if all(player not in package.players for package in state.done)
            )
            moves = sum(found[one.deal] for one in deals if one.player == player)
            assert isclose(stays + moves, 1.0, abs_tol=1e-9)


@given(markets())
def test_nobody_moves_twice_in_any_state_and_packages_move_whole(deals: list[Possible]) -> None:
    every = {package.deals for package in packages(deals)}
    for group in groups(deals):
        for state in group.states:
            moved = [player for package in state.done for player in package.players]
            assert len(moved) == len(set(moved))
            assert {package.deals for package in state.done} <= every


@given(markets())
def test_a_rival_only_takes_away(deals: list[Possible]) -> None:
    """No deal is likelier beside rivals than its package is by itself, unless all are certain."""
    chance = {deal: package.chance for package in packages(deals) for deal in package.deals}
    for deal, found in done(deals).items():
        assert found <= chance[deal] + 1e-9


@given(markets(), st.permutations(PLAYERS))
def test_other_names_give_the_same_figures(deals: list[Possible], others: list[str]) -> None:
    names = dict(zip(PLAYERS, others, strict=True))

    def renamed(deal: str) -> str:
        player, _, rest = deal.partition("/")
        return f"{names[player]}/{rest}"

    again = [
        Possible(
            renamed(one.deal),
            names[one.player],
            one.chance,
            frozenset(map(renamed, one.linked)),
            one.assessed,
        )
        for one in reversed(deals)
    ]
    before, after = done(deals), done(again)
    for deal, chance in before.items():
        assert isclose(chance, after[renamed(deal)], abs_tol=1e-9)
