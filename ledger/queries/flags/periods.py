"""F1: a move on a day on which the engaging club's association registered nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from ledger.domain.dates import ONE_DAY
from ledger.domain.entry import Recorded
from ledger.domain.events import DealEvent, PlayerRegistered
from ledger.domain.regulations.rules import Pack
from ledger.domain.regulations.rules.parameters import Periods
from ledger.domain.regulations.windows import Window
from ledger.domain.sources import FACTUAL
from ledger.queries.flags.calendar import Around
from ledger.queries.flags.flag import Flag, FlagCode, Severity
from ledger.queries.flags.market import Market, Move, Person, instant_of

_SIDES: Final = frozenset({"women", "youth"})
"""Teams whose registration periods are not those of the first team."""


def flags(market: Market) -> Iterator[Flag]:
    """Every move outside the period of the association that engages."""
    for person in market.people.values():
        for move in person.moves:
            pack = market.rulebook.on("registration-periods", move.last, Periods)
            if pack is not None and _is_a_registration(market, move):
                for flag in _judged(market, person, move, pack):
                    if not _stays(market, person, move):
                        yield flag


def _is_a_registration(market: Market, move: Move) -> bool:
    """Whether a move registers somebody with another club on a day that was told."""
    club = market.clubs.get(move.to_club)
    if "occurred_on" in move.item.entry.assumed and move.exact:
        return False
    if club is None or club.association is None or club.team in _SIDES:
        return False
    return move.from_club is None or market.main(move.from_club) != club.main


def _stays(market: Market, person: Person, move: Move) -> bool:
    """Whether he was with that club the day before; looked at last, since careers take long."""
    before = person.career.on(move.first - ONE_DAY)
    return (
        before is not None
        and before.club is not None
        and market.main(before.club) == market.main(move.to_club)
    )


def _judged(market: Market, person: Person, move: Move, pack: Pack[Periods]) -> Iterator[Flag]:
    association = market.association(move.to_club) or ""
    registered = _registered(person, move)
    first, last = (registered.day,) * 2 if registered is not None else (move.first, move.last)
    leeway = timedelta(days=pack.parameters.leeway_days)
    around = market.calendar.between_periods(association, first, last, leeway)
    if around is None:
        late = _after_the_deadline(market, registered or move.item, association)
        if late is not None and not _filed_before(person, move, late):
            yield _late(person, move, pack, late, registered or move.item)
        return
    if _without_a_club(person, move, around.before):
        return
    filed = _filed_before(person, move, around.before)
    ahead = (around.after.first_day - last).days <= pack.parameters.ahead_days
    if filed == "certain" or (ahead and registered is None):
        return  # clubs announce ahead what is registered when the period opens
    severity: Severity = "assumed" if around.assumed else "flag"
    yield _outside(person, move, pack, around, "possible" if filed == "reported" else severity)


def _registered(person: Person, move: Move) -> Recorded | None:
    """The registration on record that belongs to the move, which tells the day that counts."""
    deal = move.item.entry.deal
    if deal is None or "PlayerRegistered" not in person.kinds:
        return None
    found = (
        item
        for item in person.facts
        if item.entry.deal == deal and isinstance(item.event, PlayerRegistered)
    )
    return next(found, None)


def _after_the_deadline(market: Market, item: Recorded, association: str) -> Window | None:
    """The period whose closing time had passed, where both are told to the minute."""
    instant = instant_of(item)
    if instant is None:
        return None
    window = market.calendar.open_on(association, item.day)
    closed = window is not None and window.closes_at is not None and instant > window.closes_at
    return window if closed else None


def _without_a_club(person: Person, move: Move, before: Window) -> bool:
    """Whether he belonged to no club when the last period closed."""
    if move.from_club is not None:
        return False
    spell = person.career.on(before.last_day)
    return spell is None or spell.parent_club is None or spell.entry is move.item


def _filed_before(person: Person, move: Move, before: Window) -> str | None:
    """Whether a step of the deal on record is of the period itself: certain, or as reported."""
    deal = move.item.entry.deal
    if deal is None:
        return None
    steps = [
        item
        for item in person.alive
        if item.entry.deal == deal
        and item.position != move.item.position
        and isinstance(item.event, DealEvent)
        and before.first_day <= item.day <= before.last_day
        and not _too_late(item, before)
    ]
    if any(item.entry.basis in FACTUAL for item in steps):
        return "certain"
    return "reported" if any(item.entry.kind in _DONE for item in steps) else None


_DONE: Final = frozenset(
    {"ClubTermsAgreed", "ContractSigned", "MedicalPassed", "TransferAnnounced", "PlayerRegistered"}
)
"""The reported steps that papers may have been filed on."""


def _too_late(item: Recorded, before: Window) -> bool:
    instant = instant_of(item)
    return instant is not None and before.closes_at is not None and instant > before.closes_at


def _late(person: Person, move: Move, pack: Pack[Periods], window: Window, item: Recorded) -> Flag:
    return replace(
        _flag(person, move, pack),
        code=FlagCode.AFTER_THE_DEADLINE,
        severity="assumed" if window.assumed else "flag",
        opened_on=item.day,
        cleared_on=window.last_day + ONE_DAY,
        says=f"registered after the period of {window.association} had closed at "
        f"{window.closes_at:%H:%M} UTC on {window.last_day}",
        counted=(_words(window),),
    )


def _outside(
    person: Person, move: Move, pack: Pack[Periods], around: Around, severity: Severity
) -> Flag:
    before, after = around
    told = f"on {move.first}" if move.exact else f"between {move.first} and {move.last}"
    usual = " by the usual days, which nobody published" if before.assumed else ""
    later = "; it is reported that papers were filed before"
    return replace(
        _flag(person, move, pack),
        severity=severity,
        cleared_on=after.first_day,
        says=f"joined {{{move.to_club}}} {told}, when the period of {before.association} had "
        f"closed on {before.last_day}{usual}" + (later if severity == "possible" else ""),
        counted=(_words(before), _words(after)),
    )


def _words(window: Window) -> str:
    note = f"; {window.note}" if window.note else ""
    return f"{window.id} {window.first_day} to {window.last_day} ({window.source}{note})"


def _flag(person: Person, move: Move, pack: Pack[Periods]) -> Flag:
    return Flag(
        code=FlagCode.OUTSIDE_THE_PERIOD,
        severity="flag",
        pack=pack,
        opened_on=move.first,
        says="",
        entries=(move.item.position,),
        player=person.id,
        clubs=move.clubs,
        deal=move.item.entry.deal,
        basis=move.item.entry.basis,
    )
