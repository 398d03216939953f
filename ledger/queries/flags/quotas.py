"""Quotas of a club: how many loan slots and list places it uses on a day, and what is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.domain.regulations.rules.parameters import InternationalLoans
from ledger.queries.asking import Asking
from ledger.queries.flags.gathering import market_of
from ledger.queries.flags.loan_counts import DIRECTIONS, RULE, count_on, loans_of
from ledger.queries.flags.loans import Pool, limit_of, pools_of, told
from ledger.queries.flags.market import Market
from ledger.queries.flags.naming import names_in


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
    rows = [*_loans(market, which)]
    filled = names_in(asking, [text for row in rows for text in (row.what, *row.counted)])
    return [
        Quota(
            rule=row.rule,
            what=filled(row.what),
            used=row.used,
            possible=row.possible,
            limit=row.limit,
            headroom=row.headroom,
            counted=tuple(map(filled, row.counted)),
            entries=row.entries,
            reference=row.reference,
            pack=row.pack,
        )
        for row in rows
    ]


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
