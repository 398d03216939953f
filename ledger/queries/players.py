"""One player: his clubs, contracts, absences, deals and notes on one line of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, RowMapping

from ledger.domain.book import live
from ledger.domain.events import NoteRecorded
from ledger.projections import AVAILABILITY, CONTRACTS, DEALS, DISCREPANCIES, SPELLS
from ledger.projections.base import ALWAYS, NEVER
from ledger.queries.answers import Answer
from ledger.queries.asking import Asking, clubs_of
from ledger.queries.freshness import recorded
from ledger.queries.sentences import with_names


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing in a player's life: ``what`` is club, loan, contract, absence, deal, note or flag.

    ``from_day`` is its first day (None: nobody knows) and ``to_day`` its last (None: open).
    """

    player_id: str
    player: str
    from_day: str | None
    to_day: str | None
    what: str
    club_id: str | None
    club: str | None
    says: str
    how: str
    expected: bool
    entry: int


def timeline(asking: Asking, player: str) -> Answer[TimelineRow]:
    """Everything on record about a player, in the order of days, then of recording."""
    person = asking.player(player)
    with asking.over(lambda: [person.subject]) as tables:
        found = _Found.read(asking, tables, person.id)
    named = asking.named(
        [
            *clubs_of(found.spells, "club", "parent_club"),
            *clubs_of(found.contracts, "club"),
            *clubs_of(found.deals, "from_club", "to_club"),
        ]
    )
    said = with_names(asking, [flag["record"] for flag, _ in found.flags])
    today = asking.known_at.date().isoformat()

    def club(which: str | None) -> str | None:
        return named(f"club:{which}") if which else None

    def row(start: str, end: str | None, what: str, where: str | None, says: str, how: str,
            entry: int) -> TimelineRow:  # fmt: skip
        return TimelineRow(
            player_id=person.id,
            player=person.name,
            from_day=start if start != ALWAYS else None,
            to_day=end,
            what=what,
            club_id=where,
            club=club(where),
            says=says,
            how=how,
            expected=start > today and what in ("club", "loan"),
            entry=entry,
        )

    rows = [
        row(
            spell["valid_from"],
            _last_day(spell["valid_to"]),
            "loan" if spell["loan_until"] else "club",
            spell["club"],
            _spell_says(spell, club(spell["parent_club"])),
            spell["how"],
            spell["entry"],
        )
        for spell in found.spells
    ]
    rows += [
        row(
            contract["valid_from"],
            contract["until"],
            "contract",
            contract["club"],
            f"until {contract['until'] or 'not told'}"
            + (f", {contract['wage']}" if contract["wage"] else ""),
            contract["basis"],
            contract["entry"],
        )
        for contract in found.contracts
    ]
    rows += [
        row(
            absence["valid_from"],
            _last_day(absence["valid_to"]),
            "absence",
            None,
            absence["injury"] or "injured",
            absence["basis"],
            absence["entry"],
        )
        for absence in found.absences
    ]
    rows += [
        row(
            deal["opened_on"],
            deal["outcome_on"],
            "deal",
            deal["to_club"],
            f"{deal['deal']}: from {club(deal['from_club']) or 'not told'}, {deal['stage']}"
            + (f", {deal['fee']}" if deal["fee"] else ""),
            deal["fee_basis"] or "reported",
            deal["first_entry"],
        )
        for deal in found.deals
    ]
    rows += [
        row(day, None, "note", None, text, basis, entry) for day, text, basis, entry in found.notes
    ]
    rows += [
        row(day, None, "flag", None, f"{flag['rule']} {flag['code']}: {said[flag['record']]}", "derived",
            flag["entry"])
        for flag, day in found.flags
    ]  # fmt: skip
    rows.sort(key=lambda made: (made.from_day or "", made.entry, made.what))
    return Answer(rows, asking.meta)


def _last_day(valid_to: str) -> str | None:
    """The last day of a half-open stretch, from the first day after it."""
    if valid_to == NEVER:
        return None
    return (date.fromisoformat(valid_to) - timedelta(days=1)).isoformat()


def _spell_says(spell: RowMapping, parent: str | None) -> str:
    if not spell["loan_until"]:
        return "" if spell["parent_club"] else "registered; who holds him is not on record"
    says = f"on loan from {parent} until {spell['loan_until']}"
    if spell["loan_until_assumed"]:
        says += " (assumed)"
    if spell["option"]:
        says += f", option {spell['option']}"
    if spell["option_used"]:
        says += f", {spell['option_used']}"
    if spell["obligation"]:
        says += f", obligation {spell['obligation']}"
    return says


@dataclass(frozen=True)
class _Found:
    """The rows about one player."""

    spells: Sequence[RowMapping]
    contracts: Sequence[RowMapping]
    absences: Sequence[RowMapping]
    deals: Sequence[RowMapping]
    notes: Sequence[tuple[str, str, str, int]]
    flags: Sequence[tuple[RowMapping, str]]

    @classmethod
    def read(cls, asking: Asking, tables: Connection, player: str) -> _Found:
        flags = asking.rows(tables, DISCREPANCIES, DISCREPANCIES.table.c.player == player)
        items = [
            recorded(stored)
            for stored in asking.store.stream([f"player:{player}"], upto=asking.position)
        ]
        days = {item.position: item.day.isoformat() for item in live(items)}
        return cls(
            spells=asking.rows(tables, SPELLS, SPELLS.table.c.player == player),
            contracts=asking.rows(tables, CONTRACTS, CONTRACTS.table.c.player == player),
            absences=asking.rows(tables, AVAILABILITY, AVAILABILITY.table.c.who == player),
            deals=asking.rows(tables, DEALS, DEALS.table.c.player == player),
            notes=list(_notes(asking, items)),
            flags=[(flag, days.get(flag["entry"], "")) for flag in flags],
        )


def _notes(asking: Asking, items: Sequence[object]) -> Iterator[tuple[str, str, str, int]]:
    for item in live(items):  # type: ignore[arg-type]
        known = item.known_at is None or item.known_at <= asking.known_at
        if isinstance(item.event, NoteRecorded) and known:
            text = f"{item.event.about}: {item.event.text}"
            yield item.day.isoformat(), text, item.entry.basis or "reported", item.position
