"""F5: international loans beyond the limits of their season, too long, too short, or lent on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ledger.domain.contradictions import Code
from ledger.domain.dates import ONE_DAY, months_later
from ledger.domain.events import LoanAgreed
from ledger.domain.regulations.rules import Pack
from ledger.domain.regulations.rules.parameters import InternationalLoans
from ledger.queries.flags.flag import Flag, FlagCode, Severity
from ledger.queries.flags.loan_counts import (
    RULE,
    Count,
    Direction,
    Lent,
    count_on,
    lent_since_limits,
    loans_of,
    turning_days,
)
from ledger.queries.flags.market import Market, Move, Person

_CODES: Final[dict[tuple[Direction, bool], FlagCode]] = {
    ("out", False): FlagCode.TOO_MANY_LOANS_OUT,
    ("in", False): FlagCode.TOO_MANY_LOANS_IN,
    ("out", True): FlagCode.TOO_MANY_TO_ONE_CLUB,
    ("in", True): FlagCode.TOO_MANY_FROM_ONE_CLUB,
}
_LENT_ON: Final = frozenset({Code.NOT_THE_PARENT_CLUB, Code.OUT_ON_LOAN, Code.ALREADY_ON_LOAN})
Pool = tuple[Direction, str, str | None]
"""Loans counted together: out or in, of which club, and with which other club (None: with any)."""


def flags(market: Market) -> Iterator[Flag]:
    """Every limit passed, and every loan that is no loan of the allowed length or kind."""
    packs = market.rulebook.over_time(RULE, InternationalLoans)
    pools = pools_of(loans_of(market))
    for pool, loans in pools.items():
        for pack in packs:
            yield from _passed(market, pool, loans, pack)
    for person in lent_since_limits(market):
        yield from _lengths(market, person)
        yield from _lent_on(market, person)


def pools_of(loans: Iterator[Lent]) -> Mapping[Pool, list[Lent]]:
    """The loans of each club, out and in, and those with each other club."""
    pools: dict[Pool, list[Lent]] = defaultdict(list)
    for one in loans:
        pools["out", one.lender, None].append(one)
        pools["in", one.borrower, None].append(one)
        pools["out", one.lender, one.borrower].append(one)
        pools["in", one.borrower, one.lender].append(one)
    return pools


def limit_of(pool: Pool, rule: InternationalLoans) -> int:
    """How many loans such a pool may hold."""
    match pool:
        case ("out", _, None):
            return rule.out_max
        case ("in", _, None):
            return rule.in_max
        case ("out", _, _):
            return rule.out_to_one_club_max
        case _:
            return rule.in_from_one_club_max


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days on end on which a pool holds more than it may."""

    first: date
    over_on: date | None
    most: Count


def _passed(
    market: Market, pool: Pool, loans: Sequence[Lent], pack: Pack[InternationalLoans]
) -> Iterator[Flag]:
    """The stretches on which the count passes the limit; those that only may, apart."""
    limit = limit_of(pool, pack.parameters)
    here = [one for one in loans if one.first <= pack.until and one.over_on > pack.since]
    if len(here) <= limit or pack.since > market.on:
        return
    days = turning_days(here, pack.since, min(pack.until, market.on))
    counts = [(day, count_on(here, day, pack.parameters)) for day in days]
    over = min(pack.until, market.on) + ONE_DAY
    ends = over if over <= market.on else None
    sure = list(_stretches(counts, limit, ends, certain=True))
    for stretch in sure:
        yield _too_many(pool, pack, stretch, limit, "flag")
    for stretch in _stretches(counts, limit, ends, certain=False):
        if not any(_overlap(stretch, one) for one in sure):
            yield _too_many(pool, pack, stretch, limit, "possible")


def _stretches(
    counts: Sequence[tuple[date, Count]], limit: int, ends: date | None, *, certain: bool
) -> Iterator[_Stretch]:
    first: date | None = None
    most: Count | None = None
    for day, count in counts:
        which = count.certain if certain else count.possible
        if len(which) > limit:
            first = first or day
            if most is None or len(which) > len(most.certain if certain else most.possible):
                most = count
        elif first is not None and most is not None:
            yield _Stretch(first, day, most)
            first = most = None
    if first is not None and most is not None:
        yield _Stretch(first, ends, most)


def _overlap(one: _Stretch, other: _Stretch) -> bool:
    return one.first < (other.over_on or date.max) and other.first < (one.over_on or date.max)


def _too_many(
    pool: Pool, pack: Pack[InternationalLoans], stretch: _Stretch, limit: int, severity: Severity
) -> Flag:
    direction, club, other = pool
    shown = stretch.most.certain if severity == "flag" else stretch.most.possible
    far = f" {'to' if direction == 'out' else 'from'} {{{other}}}" if other is not None else ""
    sure = len(stretch.most.certain)
    open_ = "" if severity == "flag" else f", {len(shown) - sure} of them not for sure"
    return Flag(
        code=_CODES[direction, other is not None],
        severity=severity,
        pack=pack,
        opened_on=stretch.first,
        cleared_on=stretch.over_on,
        says=f"{{{club}}} has {len(shown)} international loans {direction}{far}, "
        f"{limit} allowed{open_}",
        entries=tuple(sorted(one.entry.position for one in shown)),
        clubs=(club, *((other,) if other is not None else ())),
        among=tuple(one.player for one in shown),
        count=sure,
        possible=len(stretch.most.possible),
        limit=limit,
        counted=tuple(told(one, direction, stretch.most) for one in shown),
        basis=min((one.entry.entry.basis or "reported" for one in shown), default=None),
    )


def told(one: Lent, direction: Direction, count: Count) -> str:
    """One loan of a count, in words."""
    way = "to" if direction == "out" else "from"
    doubt = "" if one in count.certain else f" ({_doubt(one)})"
    until = one.over_on - ONE_DAY
    return f"{{player:{one.player}}} {way} {{{one.other(direction)}}} {one.first} to {until}{doubt}"


def _doubt(one: Lent) -> str:
    """Why it is not for sure that a loan counts."""
    if one.abroad is None:
        return "an association is not on record"
    if one.young is None:
        return "his age then is not on record"
    if one.trained is None:
        return "whether the lender trained him is not on record"
    return "the days are not told"


def _lengths(market: Market, person: Person) -> Iterator[Flag]:
    """Loans agreed for longer than allowed, or to end before the next period opens."""
    for move in person.moves:
        until = getattr(move.item.event, "until", None)
        if move.sort != "loan" or until is None or "until" in move.item.entry.assumed:
            continue
        pack = market.rulebook.on(RULE, move.last, InternationalLoans)
        if pack is None or not market.across_borders(move.from_club, move.to_club):
            continue
        months = pack.parameters.months_max
        if until >= months_later(move.last, months):
            yield _length(person, move, pack, until, f"longer than {months} months")
        association = market.association(move.to_club) or ""
        opens = market.calendar.next_opening(association, move.last)
        short = opens is not None and until + ONE_DAY < opens
        if short and pack.parameters.one_period_min:
            why = f"before the next period of {association} opens on {opens}"
            flag = _length(person, move, pack, until, why)
            yield replace(flag, code=FlagCode.LOAN_TOO_SHORT, severity="possible")


def _length(
    person: Person, move: Move, pack: Pack[InternationalLoans], until: date, why: str
) -> Flag:
    return Flag(
        code=FlagCode.LOAN_TOO_LONG,
        severity="flag",
        pack=pack,
        opened_on=move.first,
        cleared_on=until + ONE_DAY,
        says=f"lent by {{{move.from_club}}} to {{{move.to_club}}} until {until}, {why}",
        entries=(move.item.position,),
        player=person.id,
        clubs=move.clubs,
        deal=move.item.entry.deal,
        counted=(f"{move.first} to {until}",),
        basis=move.item.entry.basis,
    )


def _lent_on(market: Market, person: Person) -> Iterator[Flag]:
    """Loans made by a club that had him on loan itself."""
    for found in person.career.contradictions:
        event = found.entry.event
        if found.code not in _LENT_ON or not isinstance(event, LoanAgreed):
            continue
        pack = market.rulebook.on(RULE, found.entry.day, InternationalLoans)
        if pack is None or pack.parameters.sub_loans:
            continue
        here = person.career.on(found.entry.day - ONE_DAY)
        borrower = here.club if here is not None and here.loan is not None else None
        if borrower is None or event.from_club != borrower or event.to_club is None:
            continue
        if here is not None and event.to_club == here.parent_club:
            continue  # some data sets write the end of a loan as a loan back
        if not market.across_borders(borrower, event.to_club):
            continue
        against = (found.against.position,) if found.against is not None else ()
        yield Flag(
            code=FlagCode.SUB_LOAN,
            severity="flag",
            pack=pack,
            opened_on=found.entry.day,
            says=f"lent on to {{{event.to_club}}} by {{{borrower}}}, which had him on loan",
            entries=(found.entry.position, *against),
            player=person.id,
            clubs=(borrower, event.to_club),
            deal=found.entry.entry.deal,
            basis=found.entry.entry.basis,
        )
