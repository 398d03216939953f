"""F5 as reported: registrations refused for want of a loan slot, beside the ledger's own count.

What a source says of the slots is never counted: it is shown as it was told, and as disputed where
sources tell it differently. The count beside it comes from the loans on record alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from ledger.domain.deal import by_known
from ledger.domain.entry import Recorded
from ledger.domain.events import RefusalReason, RegistrationRefused
from ledger.domain.regulations.rules import Pack
from ledger.domain.regulations.rules.parameters import InternationalLoans
from ledger.domain.sources import FACTUAL
from ledger.queries.flags.flag import Flag, FlagCode
from ledger.queries.flags.loan_counts import RULE, Count, Direction, Lent, count_on, loans_of
from ledger.queries.flags.loans import Pool, limit_of, pools_of, told
from ledger.queries.flags.market import Market, Person

_GOES_ON: Final = frozenset({"PlayerRegistered", "LoanAgreed", "TransferCompleted"})
_FALLS_THROUGH: Final = frozenset({"DealCollapsed", "DealHijacked"})
_NO_COUNT: Final = Count((), ())
REFUSING: Final = frozenset({"RegistrationRefused"})


def flags(market: Market) -> Iterator[Flag]:
    """Every refusal for want of a slot, one flag a deal, until it goes on or falls through."""
    pools: Mapping[Pool, list[Lent]] | None = None
    for person in market.having(REFUSING):
        for items in refusals(person):
            pack = market.rulebook.on(RULE, items[0].day, InternationalLoans)
            if pack is not None:
                pools = pools if pools is not None else pools_of(loans_of(market))
                yield _refused(person, items, pack, pools)


def refusals(person: Person) -> list[list[Recorded]]:
    """What is on record of refusals for want of a slot, by deal, in the order it was known."""
    found: dict[str | None, list[Recorded]] = {}
    told = [item for item in person.alive if item.entry.event.kind in REFUSING]
    for item in by_known(told):
        event = item.event
        if isinstance(event, RegistrationRefused) and event.reason is RefusalReason.QUOTA:
            found.setdefault(item.entry.deal, []).append(item)
    return list(found.values())


def _refused(
    person: Person,
    items: Sequence[Recorded],
    pack: Pack[InternationalLoans],
    pools: Mapping[Pool, list[Lent]],
) -> Flag:
    first = items[0]
    event = first.event
    assert isinstance(event, RegistrationRefused)  # noqa: S101 - the caller has looked
    day = first.day
    out, lent = _count(pools, "out", event.from_club, day, pack.parameters)
    limit, taken = _count(pools, "in", event.to_club, day, pack.parameters)
    told_by = dict.fromkeys(words for item in items for words in _explanations(item))
    disputed = len({words.partition(": ")[2] for words in told_by if words[0] == "{"}) > 1
    own = (
        f"the loans on record here make {_so_many(lent)} out of {{{event.from_club}}} "
        f"({out} allowed) and {_so_many(taken)} in at {{{event.to_club}}} ({limit} allowed)"
    )
    sure = any(item.entry.basis in FACTUAL for item in items)
    return Flag(
        code=FlagCode.REFUSED_FOR_QUOTA,
        severity="flag" if sure else "reported",
        pack=pack,
        opened_on=day,
        cleared_on=_settled(person, first),
        says=f"{'' if sure else 'reported: '}no loan slot free"
        f"{', and the sources differ on why' if disputed else ''}; {own}",
        entries=tuple(item.position for item in items),
        player=person.id,
        clubs=tuple(club for club in (event.from_club, event.to_club) if club is not None),
        deal=first.entry.deal,
        count=len(lent.certain),
        possible=len(lent.possible),
        limit=out,
        counted=(*told_by, *(told(one, "out", lent) for one in lent.possible)),
        basis=first.entry.basis,
    )


def _count(
    pools: Mapping[Pool, list[Lent]],
    direction: Direction,
    club: str | None,
    day: date,
    rule: InternationalLoans,
) -> tuple[int, Count]:
    """The limit of a club in one direction, and the loans on record that day."""
    pool: Pool = (direction, club or "", None)
    return limit_of(pool, rule), count_on(pools.get(pool, ()), day, rule) if club else _NO_COUNT


def _so_many(count: Count) -> str:
    sure, most = len(count.certain), len(count.possible)
    return f"{sure}" if sure == most else f"{sure} to {most}"


def _explanations(item: Recorded) -> Iterator[str]:
    """What each source says of it, and our own note."""
    event = item.event
    assert isinstance(event, RegistrationRefused)  # noqa: S101 - only these come here
    why = event.explanation or "refused for want of a slot"
    for piece in item.entry.evidence:
        yield f"{{source:{piece.source}}} on {item.day}: {piece.excerpt or why}"
    if item.entry.note is not None:
        yield f"noted here: {item.entry.note}"


def _settled(person: Person, first: Recorded) -> date | None:
    """The day on which the deal went on all the same, or fell through."""
    days = [
        item.day
        for item in person.alive
        if item.entry.deal == first.entry.deal
        and item.day > first.day
        and (
            item.entry.kind in _FALLS_THROUGH
            or (item.entry.kind in _GOES_ON and item.entry.basis in FACTUAL)
        )
    ]
    return min(days, default=None)
