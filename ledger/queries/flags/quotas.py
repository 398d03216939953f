"""Quotas of a club: how many loan slots and list places it uses on a day, and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger.domain.regulations.rules.parameters import InternationalLoans
from ledger.queries.asking import Asking
from ledger.queries.flags.gathering import market_of
from ledger.queries.flags.lists import Judged, lists_of
from ledger.queries.flags.loan_counts import DIRECTIONS, RULE, count_on, loans_of
from ledger.queries.flags.loans import Pool, limit_of, pools_of, told
from ledger.queries.flags.market import Market
from ledger.queries.sentences import names_in


@dataclass(frozen=True, slots=True)
class Quota:
    """One limit and how much of it a club uses on the day asked about.

    ``used`` is what the record shows for certain, ``possible`` what it may come to; ``headroom``
    is the limit less ``used``, below 0 where it is passed. ``counted`` are the players, by name.
    """

    rule: str
    what: str
    used: int
    possible: int
    limit: int
    headroom: int
    counted: tuple[str, ...]
    entries: tuple[int, ...]
    reference: str
    pack: str


def quotas(asking: Asking, club: str) -> list[Quota]:
    """The limits that a club is held to on the day: loans out and in, then its squad lists.

    ``club`` is an id or a name. Where no rule is in force that day, there is no row.
    """
    which = asking.club(club).id
    market = market_of(asking, club=which)
    rows = [*_loans(market, which), *_lists(market, which)]
    filled = names_in(asking, [text for row in rows for text in row.counted])
    return [replace(row, counted=tuple(map(filled, row.counted))) for row in rows]


def _loans(market: Market, club: str) -> Iterator[Quota]:
    pack = market.rulebook.on(RULE, market.on, InternationalLoans)
    if pack is None:
        return
    pools = pools_of(loans_of(market))
    for direction in DIRECTIONS:
        pool: Pool = (direction, club, None)
        count = count_on(pools.get(pool, ()), market.on, pack.parameters)
        limit = limit_of(pool, pack.parameters)
        yield Quota(
            rule=pack.rule.id,
            what=f"international loans {direction}",
            used=len(count.certain),
            possible=len(count.possible),
            limit=limit,
            headroom=limit - len(count.certain),
            counted=tuple(told(one, direction, count) for one in count.possible),
            entries=tuple(one.entry.position for one in count.possible),
            reference=pack.reference,
            pack=pack.id,
        )


def _lists(market: Market, club: str) -> Iterator[Quota]:
    """The places on each list of the running season, as it stands that day."""
    standing = {one.name: one for one in lists_of(market, club) if _runs(one, market.on)}
    for judged in standing.values():
        rule, places = judged.pack.parameters, judged.places
        if rule.places_max is not None:
            what, used = "places", places.placed
            yield _places(judged, what, len(used), rule.places_max, used)
        if rule.free_places_max is not None:
            what, filled = "places that need no training at home", places.free_places(rule)
            yield _places(judged, what, filled, rule.free_places_max, places.untrained)


def _runs(judged: Judged, on: date) -> bool:
    return judged.until is None or on < judged.until


def _places(judged: Judged, what: str, used: int, limit: int, counted: Sequence[str]) -> Quota:
    return Quota(
        rule=judged.pack.rule.id,
        what=f"{judged.name}: {what}",
        used=used,
        possible=used,
        limit=limit,
        headroom=limit - used,
        counted=tuple(f"{{player:{one}}}" for one in counted),
        entries=tuple(item.position for item in judged.listed.entries),
        reference=judged.pack.reference,
        pack=judged.pack.id,
    )
