"""What was said of moves between two clubs, by who said it first, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from ledger.domain.deal import Outcome
from ledger.domain.entry import Recorded
from ledger.domain.estimates import beta_interval, beta_mean
from ledger.queries.corroboration import corroborate, sources_in, tellings
from ledger.queries.relationships.between import Between, is_done, rumours_before

ENOUGH: Final = 5
"""Under so many settled cases a rate is insufficient."""
Fate = Literal["done", "came to nothing", "open"]


class Rate(NamedTuple):
    """How often something happened: so many of so many, and where the true rate lies.

    Mean and interval (5th to 95th percentile) are of Beta(½ + hits, ½ + misses). ``enough`` says
    that there are at least five cases.
    """

    hits: int
    of: int
    mean: float
    low: float
    high: float
    enough: bool

    @property
    def judged(self) -> str:
        """Whether the cases are enough to tell a rate."""
        return "sufficient" if self.enough else "insufficient"


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One source's rumours of moves between the two clubs, as the origin of them.

    ``deals`` counts deals, not articles. ``rate`` and its interval are empty where fewer than
    five are settled, and ``judged`` then says ``insufficient``.
    """

    origin_id: str
    origin: str
    deals: int
    done: int
    came_to_nothing: int
    open: int
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    judged: str
    first_on: str
    last_on: str


def rate(hits: int, misses: int) -> Rate:
    """The rate after so many hits and misses."""
    low, high = beta_interval(hits, misses)
    enough = hits + misses >= ENOUGH
    return Rate(hits, hits + misses, beta_mean(hits, misses), low, high, enough)


def fate(one: Between, on: date) -> Fate:
    """What came of a deal by a day; one whose registration period is over came to nothing."""
    if is_done(one):
        return "done"
    official = one.deal.outcome.official
    failed = official is not None and official.state != Outcome.COMPLETED
    if (failed and official is not None and official.entry.day <= on) or (
        one.deal.aimed_until < on
    ):
        return "came to nothing"
    return "open"


def rumoured(deals: Sequence[Between], on: date) -> Counter[Fate]:
    """The deals that were rumoured before they were done, by what came of them."""
    return Counter(fate(one, on) for one in deals if rumours_before(one, on))


def by_origin(
    deals: Sequence[Between], on: date, outlets: Mapping[str, str]
) -> dict[str, list[tuple[Fate, list[date]]]]:
    """For each origin the fates of the deals it told of, each with the days on which it did.

    ``outlets`` say whose voice a journalist is. Citations are followed: a copy is nobody's.
    """
    found: dict[str, list[tuple[Fate, list[date]]]] = {}
    for one in deals:
        reports = rumours_before(one, on)
        for origin in corroborate(tellings(reports), outlets, frozenset()).origins:
            days = [item.day for item in reports if origin in _named_in(item, outlets)]
            found.setdefault(origin, []).append((fate(one, on), days))
    return found


def _named_in(item: Recorded, outlets: Mapping[str, str]) -> set[str]:
    return {outlets.get(who, who) for who in sources_in([item])}


def origin_row(origin: str, name: str, told: Sequence[tuple[Fate, Sequence[date]]]) -> OriginRow:
    """One origin's record between the two clubs."""
    fates = Counter(what for what, _ in told)
    settled = rate(fates["done"], fates["came to nothing"])
    days = [day for _, those in told for day in those]
    return OriginRow(
        origin_id=origin,
        origin=name,
        deals=len(told),
        done=fates["done"],
        came_to_nothing=fates["came to nothing"],
        open=fates["open"],
        rate=settled.mean if settled.enough else None,
        rate_low=settled.low if settled.enough else None,
        rate_high=settled.high if settled.enough else None,
        judged=settled.judged,
        first_on=min(days).isoformat(),
        last_on=max(days).isoformat(),
    )
