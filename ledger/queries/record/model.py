"""How likely a move is that somebody reports, learnt from what became of earlier reports.

Plain counting, in log-odds, with every figure shown. The *level* is the rate of all tips resolved
so far, starting from 0.25. The registration periods differ as a whole, so that one period, however
many its tips, tells little of the next: the prior counts as fifty tips, and each period for fifty
at most. The club's tips, drawn towards those of its association's clubs, move the log-odds by as
much as they differ from all. In both, a move that several tell of counts once, by its first tip.
Each further factor (who says so, how far the deal is said to be, how near the close, how many say
so) moves them by as much as its tips did better or worse than their clubs led to expect, drawn
towards nothing while few are resolved. Of several origins, each further one counts by half.

Only a tip whose period has closed teaches anything: until then hits are known and misses are not,
and early hits would flatter. So a forecast never looks ahead of its moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import exp, fsum, log
from typing import Final, NamedTuple

MODEL: Final = "record/1"
"""The version of the model; another formula or other constants are another version."""
PRIOR: Final = 0.25
"""The chance of a rumour of which nothing is known."""
LEVEL_STRENGTH: Final = 50.0
"""As many tips as the prior counts for, and one registration period at most.

The rates of the outlets that the Football Transfer League has followed since 2006 lie some six
points apart (standard deviation), and that is as uncertain as a rate of 0.25 out of fifty.
"""
SCOPE_STRENGTH: Final = 20.0
"""As many tips as a wider scope's rate counts for in a narrower one."""
FACTOR_STRENGTH: Final = 20.0
"""As many tips as it takes for a factor to move the odds by half of what it shows."""
DAMPING: Final = 0.5
"""How much each further origin counts, since origins are seldom independent."""
FORTNIGHT_DAYS: Final = 15
MANY: Final = 3
"""So many origins or more are counted alike."""


class Features(NamedTuple):
    """What is known of a reported move before its outcome.

    ``origins`` are those who said so, the latest last; ``days_left`` are those from the latest
    tip to the close of the period.
    """

    origins: tuple[str, ...]
    to_club: str
    league: str | None
    window: str
    stage: str
    days_left: int


class Sample(NamedTuple):
    """One tip: what was known when it was published, and what came of it.

    ``known`` is the moment of its publication and ``settled`` that from which it teaches, None
    while it is open; ``hit`` is None where it never will.
    """

    features: Features
    known: int
    settled: int | None
    hit: bool | None


@dataclass(slots=True)
class Tally:
    """How many tips were resolved, how many were hits, and how many the bases led to expect."""

    resolved: int = 0
    hits: int = 0
    expected: float = 0.0


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a chance rests on: what it is, what it has shown, and how it moves the log-odds.

    ``what`` is all, league, club, origin, stage, near the close or origins; ``which`` says of
    whom. For a scope (all, league, club) ``rate`` is that after drawing it towards the wider.
    """

    what: str
    which: str
    resolved: int
    hits: int
    rate: float | None
    log_odds: float


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a reported move is, and everything that this rests on."""

    probability: float
    inputs: tuple[Input, ...]
    model: str = MODEL


def near_close(days_left: int) -> str:
    """Whether a tip came in the last fortnight of its period."""
    return "last fortnight" if days_left <= FORTNIGHT_DAYS else "earlier"


def _factors(features: Features) -> list[tuple[str, str]]:
    """What a tip's outcome says something of, besides the club."""
    count = len(features.origins)
    return [
        ("origin", features.origins[-1]),
        ("stage", features.stage),
        ("near the close", near_close(features.days_left)),
        ("origins", f"{MANY} or more" if count >= MANY else str(count)),
    ]


@dataclass
class Model:
    """What was learnt from tips, in the order in which they were settled."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    by_window: dict[str, Tally] = field(default_factory=dict)

    def learn(self, features: Features, *, hit: bool) -> None:
        """Count one tip whose period has closed."""
        expected = _inverse(self._of_club(features)[-1].log_odds_so_far)
        for tally in self._concerned(features):
            tally.resolved += 1
            tally.hits += hit
            tally.expected += expected

    def _concerned(self, features: Features) -> list[Tally]:
        """What a tip teaches of; of its club and its period only the first tip of a move does."""
        keys = [_TIPS, *_factors(features)]
        found = [self.tallies.setdefault(key, Tally()) for key in keys]
        if len(features.origins) > 1:
            return found
        scopes = [self.tallies.setdefault(key, Tally()) for key in _scopes(features)]
        return [*found, *scopes, self.by_window.setdefault(features.window, Tally())]

    def chance(self, features: Features) -> Chance:
        """How likely a move is by what was learnt so far; without any origin, by its club."""
        level = self.level
        all_tips = self.tallies.get(_ALL, _NOTHING)
        inputs = [Input("all", "", all_tips.resolved, all_tips.hits, level, _log_odds(level))]
        inputs += [step.shown for step in self._of_club(features)[1:]]
        if features.origins:
            inputs += [self._factor(key) for key in _factors(features)]
            earlier = dict.fromkeys(features.origins[:-1])
            inputs += [self._factor(("origin", one), DAMPING) for one in earlier]
        return Chance(_inverse(fsum(one.log_odds for one in inputs)), tuple(inputs))

    @property
    def level(self) -> float:
        """The rate to expect of the next period's tips as a whole."""
        hits, resolved = PRIOR * LEVEL_STRENGTH, LEVEL_STRENGTH
        for tally in self.by_window.values():
            share = min(1.0, LEVEL_STRENGTH / tally.resolved)
            hits += share * tally.hits
            resolved += share * tally.resolved
        return hits / resolved

    def _of_club(self, features: Features) -> list[_Step]:
        """The rate of all tips, of the association's and of the club's, each drawn to the last."""
        steps: list[_Step] = []
        rate, so_far = PRIOR, 0.0
        for what, which in _scopes(features):
            tally = self.tallies.get((what, which), _NOTHING)
            rate = (tally.hits + SCOPE_STRENGTH * rate) / (tally.resolved + SCOPE_STRENGTH)
            moved = _log_odds(rate) - so_far
            so_far += moved
            shown = Input(what, which, tally.resolved, tally.hits, rate, moved)
            steps.append(_Step(shown, so_far))
        return steps

    def _factor(self, key: tuple[str, str], damping: float = 1.0) -> Input:
        """By how much a factor moves the log-odds: its hits against those to be expected.

        These are scaled so that all tips together move nothing: that is the level's part.
        """
        tally, every = (self.tallies.get(one, _NOTHING) for one in (key, _TIPS))
        expected = tally.expected * every.hits / every.expected if every.expected else 0.0
        rate = (every.hits + SCOPE_STRENGTH * PRIOR) / (every.resolved + SCOPE_STRENGTH)
        drawn, size = FACTOR_STRENGTH * rate, tally.resolved + FACTOR_STRENGTH
        moved = _log_odds((tally.hits + drawn) / size) - _log_odds((expected + drawn) / size)
        return Input(*key, tally.resolved, tally.hits, None, damping * moved)


class _Step(NamedTuple):
    """One scope, and the log-odds so far."""

    shown: Input
    log_odds_so_far: float


def _scopes(features: Features) -> list[tuple[str, str]]:
    """The scopes of a club, the widest first."""
    return [_ALL, ("league", features.league or ""), ("club", features.to_club)]


_ALL: Final = ("all", "")
_TIPS: Final = ("tips", "")
_NOTHING: Final = Tally()


def fitted(samples: Iterable[Sample], upto: int) -> Model:
    """What the tips teach that were settled by a moment."""
    model = Model()
    for sample in sorted(samples, key=_by_settled):
        if sample.settled is not None and sample.settled <= upto and sample.hit is not None:
            model.learn(sample.features, hit=sample.hit)
    return model


def forecasts(samples: Sequence[Sample]) -> list[float]:
    """For each tip, the chance the model gave it when it was published, in the order given.

    Each rests on nothing but the tips settled before that moment.
    """
    model, waiting = Model(), list[tuple[int, int]]()
    found = [0.0] * len(samples)
    for index in sorted(range(len(samples)), key=lambda at: (samples[at].known, at)):
        sample = samples[index]
        while waiting and waiting[0][0] < sample.known:
            _, earlier = heappop(waiting)
            model.learn(samples[earlier].features, hit=bool(samples[earlier].hit))
        found[index] = model.chance(sample.features).probability
        if sample.settled is not None and sample.hit is not None:
            heappush(waiting, (sample.settled, index))
    return found


def _by_settled(sample: Sample) -> tuple[int, int]:
    return (sample.settled if sample.settled is not None else -1, sample.known)


def _log_odds(rate: float) -> float:
    return log(rate / (1 - rate))


def _inverse(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
