"""F4, F7 and F10 as found within one person's entries: prices, bids, rumours, inferred options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ledger.domain.contradictions import Contradiction
from ledger.domain.flags import FLAGGING_KINDS, flags_of
from ledger.queries.flags.flag import Flag
from ledger.queries.flags.market import Market, Person, clubs_of_entry

_RULES: Final = {"F4": "clause-prices", "F7": "reports-and-record", "F10": "weak-evidence"}


def flags(market: Market) -> Iterator[Flag]:
    """Every flag that one person's own entries raise."""
    for person in market.having(FLAGGING_KINDS):
        for found in _found(person):
            pack = market.rulebook.pack(_RULES[found.rule], found.entry.day)
            if pack is None:
                continue
            positions = (found.entry, *((found.against,) if found.against is not None else ()))
            yield Flag(
                code=found.code,
                severity="flag" if found.rule == "F4" else "note",
                pack=pack,
                opened_on=found.entry.day,
                says=found.record,
                entries=tuple(item.position for item in positions),
                player=person.id,
                clubs=clubs_of_entry(found.entry, "club"),
                deal=found.entry.entry.deal,
                basis=found.entry.entry.basis,
            )


def _found(person: Person) -> Iterator[Contradiction]:
    yield from (one for one in person.career.contradictions if not one.hard)
    yield from flags_of(person.alive, person.career)
