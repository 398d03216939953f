"""How likely each outcome of the open deals is, where no player can go to two places.

Deals that hang together are one package, done together or not at all. Each package alone has a
chance ``p`` of being done, and odds ``p / (1 − p)``. A *state* is a set of packages that leaves
every player at most one move; its weight is the product of the odds of what is done in it:

    P(state) = ∏ odds(package done in it) / Σ of the same over all states

That is the distribution of independent packages on condition that nobody moves twice. So one
player's outcomes, each destination and staying, sum to 1; of his rival deals each gets a share
that goes with its odds, with 1 for staying; a deal without a rival keeps its ``p``.

Players that no package joins, directly or through others, are independent of each other. Within
such a group every state is enumerated, so the figures are exact; there is no simulation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import fsum, prod
from typing import Final, NamedTuple

STATES_MAX: Final = 5_000
"""A group of players with more states is taken player by player, as if no package joined them."""
_SURE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Possible:
    """One open deal: who would move, and how likely it is by itself.

    ``linked`` are the deals it hangs together with. ``assessed`` is the position of our user's
    assessment, where the chance is his own.
    """

    deal: str
    player: str
    chance: float
    linked: frozenset[str] = frozenset()
    assessed: int | None = None


class Package(NamedTuple):
    """Deals that are done together or not at all, and the chance that they are, by itself."""

    deals: tuple[str, ...]
    players: frozenset[str]
    chance: float


class State(NamedTuple):
    """One way it may come: what is done in it, and how likely it is within its group."""

    chance: float
    done: tuple[Package, ...]

    @property
    def deals(self) -> tuple[str, ...]:
        """The deals done in it, in order."""
        return tuple(sorted(deal for package in self.done for deal in package.deals))


class Group(NamedTuple):
    """Players whose moves hang together, and every state of them, the likeliest first.

    ``apart`` says that they had too many states, so that this player is taken by himself.
    """

    players: frozenset[str]
    states: tuple[State, ...]
    apart: bool = False

    def done(self, deal: str) -> float:
        """How likely a deal is, now that nobody can go to two places."""
        return fsum(state.chance for state in self.states if deal in state.deals)


def packages(deals: Iterable[Possible]) -> list[Package]:
    """The deals in packages, in the order of their ids.

    A package has the chance that our user gave one of its deals, the latest of several; else the
    least of its deals'. Two deals for one player cannot be done together, so that whatever would
    join them into one package is passed over, and every deal of it stands by itself.
    """
    known = {one.deal: one for one in sorted(deals, key=lambda one: one.deal)}
    made: list[Package] = []
    for together in _joined(known, {one.deal: one.linked for one in known.values()}):
        members = [known[deal] for deal in together]
        players = frozenset(one.player for one in members)
        if len(players) < len(members):
            made.extend(
                Package((one.deal,), frozenset({one.player}), one.chance) for one in members
            )
        else:
            made.append(Package(together, players, _chance(members)))
    return sorted(made)


def _chance(members: Sequence[Possible]) -> float:
    assessed = [one for one in members if one.assessed is not None]
    if assessed:
        return max(assessed, key=lambda one: one.assessed or 0).chance
    return min(one.chance for one in members)


def _joined(nodes: Iterable[str], edges: Mapping[str, AbstractSet[str]]) -> list[tuple[str, ...]]:
    """The nodes in groups that edges join, in either direction."""
    leader = {node: node for node in nodes}

    def find(node: str) -> str:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for node, others in edges.items():
        for other in others:
            if other in leader:
                leader[find(node)] = find(other)
    found: dict[str, list[str]] = {}
    for node in sorted(leader):
        found.setdefault(find(node), []).append(node)
    return sorted(tuple(group) for group in found.values())


def groups(deals: Iterable[Possible], states_max: int = STATES_MAX) -> list[Group]:
    """Every group of players whose moves hang together, with all its states."""
    every = packages(deals)
    players = {player for package in every for player in package.players}
    rivals = {player: set[str]() for player in players}
    for package in every:
        for player in package.players:
            rivals[player] |= package.players
    found = []
    for together in _joined(players, rivals):
        own = [package for package in every if not package.players.isdisjoint(together)]
        states = _states(own, states_max)
        if states is not None:
            found.append(Group(frozenset(together), states))
            continue
        found.extend(_alone(player, own) for player in together)
    return found


def _alone(player: str, own: Sequence[Package]) -> Group:
    """One player of a group with too many states: his own deals only, each with its chance."""
    his = [package for package in own if player in package.players]
    return Group(frozenset({player}), _states(his, len(his) + 1) or (), apart=True)


def _states(own: Sequence[Package], states_max: int) -> tuple[State, ...] | None:
    """Every set of packages that moves nobody twice, the likeliest first; None if too many.

    Of packages that are certain (a chance of 1) as few as can be are left undone: where all can
    be done they are, and where two are each other's rivals they share evenly.
    """
    sets: list[tuple[Package, ...]] = [()]
    for package in own:
        if package.chance <= 0:
            continue
        sets += [
            (*done, package)
            for done in sets
            if all(package.players.isdisjoint(other.players) for other in done)
        ]
        if len(sets) > states_max:
            return None
    most = max(sum(package.chance >= _SURE for package in done) for done in sets)
    sets = [done for done in sets if sum(one.chance >= _SURE for one in done) == most]
    open_ones = [package for package in own if 0 < package.chance < _SURE]
    weights = [_weight(done, open_ones) for done in sets]
    total = fsum(weights)
    states = [State(weight / total, done) for weight, done in zip(weights, sets, strict=True)]
    return tuple(sorted(states, key=_likeliest_first))


def _likeliest_first(state: State) -> tuple[float, int, tuple[str, ...]]:
    """By chance, as far as arithmetic tells them apart; then the fewest moves, then by id."""
    return (-round(state.chance, 12), len(state.deals), state.deals)


def _weight(done: Sequence[Package], own: Iterable[Package]) -> float:
    """The product of the odds, times that of all chances of nothing being done, for exactness."""
    return prod(one.chance if one in done else 1 - one.chance for one in own)
