"""One player: his clubs, contracts, absences, deals and notes on one line of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping

from ledger.domain.dates import ONE_DAY
from ledger.domain.entry import Recorded
from ledger.domain.events import NoteRecorded
from ledger.projections import AVAILABILITY, CONFIRMATIONS, CONTRACTS, DEALS, DISCREPANCIES, SPELLS
from ledger.projections.base import ALWAYS, NEVER
from ledger.queries.answers import Answer
from ledger.queries.asking import Asking, clubs_of
from ledger.queries.names import Named
from ledger.queries.sentences import names_in


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing in a player's life: ``what`` is club, loan, contract, absence, deal, note or flag.

    ``from_day`` is its first day (None: nobody knows) and ``to_day`` its last (None: open).
    ``last_confirmed`` is, of a club or a loan, the latest day anything on record had him there.
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
    last_confirmed: str | None
    entry: int


def timeline(asking: Asking, player: str) -> Answer[TimelineRow]:
    """Everything on record about a player, in the order of days, then of recording.

    Of a day somebody names, only what had begun by then.
    """
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
    line = _Line(person, named, asking.known_at.date().isoformat(), _by_club(found.confirmations))
    said = names_in(asking, [flag["record"] for flag, _ in found.flags])
    rows = [
        *map(line.spell, found.spells),
        *map(line.contract, found.contracts),
        *map(line.absence, found.absences),
        *map(line.deal, found.deals),
        *(line.note(*note) for note in found.notes),
        *(line.flag(flag, day, said(flag["record"])) for flag, day in found.flags),
    ]
    if asking.day_asked is not None:
        day = asking.day_asked.isoformat()
        rows = [made for made in rows if (made.from_day or "") <= day]
    rows.sort(key=lambda made: (made.from_day or "", made.entry, made.what))
    return Answer(rows, asking.meta)


@dataclass(frozen=True)
class _Line:
    """Rows of one player's line of time.

    ``today`` is the day of what was known, ``confirmed`` the days on record by club.
    """

    person: Named
    named: Callable[[str | None], str | None]
    today: str
    confirmed: Mapping[str, Sequence[str]]

    def _row(
        self,
        what: str,
        days: tuple[str, str | None],
        says: str,
        how: str,
        *,
        entry: int,
        club: str | None = None,
        confirmed: str | None = None,
    ) -> TimelineRow:
        start, end = days
        return TimelineRow(
            player_id=self.person.id,
            player=self.person.name,
            from_day=start if start != ALWAYS else None,
            to_day=end,
            what=what,
            club_id=club,
            club=self._club(club),
            says=says,
            how=how,
            expected=start > self.today and what in ("club", "loan"),
            last_confirmed=confirmed,
            entry=entry,
        )

    def _club(self, which: str | None) -> str | None:
        return self.named(f"club:{which}") if which else None

    def spell(self, row: RowMapping) -> TimelineRow:
        what = "loan" if row["loan_until"] else "club"
        days = (row["valid_from"], _last_day(row["valid_to"]))
        says = _spell_says(row, self._club(row["parent_club"]))
        last = self._confirmed(row)
        how, entry, club = row["how"], row["entry"], row["club"]
        return self._row(what, days, says, how, entry=entry, club=club, confirmed=last)

    def _confirmed(self, row: RowMapping) -> str | None:
        """The latest day of a spell that anything on record had him there."""
        began: str = row["valid_from"]
        days = self.confirmed.get(row["club"], ())
        last = max((day for day in days if began <= day < row["valid_to"]), default=ALWAYS)
        if row["how"] != "inferred":
            last = max(last, min(row["certain_from"], _last_day(row["valid_to"]) or NEVER))
        return last if last != ALWAYS else None

    def contract(self, row: RowMapping) -> TimelineRow:
        says = f"until {row['until'] or 'not told'}"
        says += f", {row['wage']}" if row["wage"] else ""
        days = (row["valid_from"], row["until"])
        return self._row("contract", days, says, row["basis"], entry=row["entry"], club=row["club"])

    def absence(self, row: RowMapping) -> TimelineRow:
        days = (row["valid_from"], _last_day(row["valid_to"]))
        says = row["injury"] or "injured"
        return self._row("absence", days, says, row["basis"], entry=row["entry"])

    def deal(self, row: RowMapping) -> TimelineRow:
        releasing = self._club(row["from_club"]) or "not told"
        says = f"{row['deal']}: from {releasing}, {row['stage']}"
        says += f", {row['fee']}" if row["fee"] else ""
        days = (row["opened_on"], row["outcome_on"])
        return self._row(
            "deal", days, says, row["basis"], entry=row["first_entry"], club=row["to_club"]
        )

    def note(self, day: str, text: str, basis: str, entry: int) -> TimelineRow:
        return self._row("note", (day, None), text, basis, entry=entry)

    def flag(self, row: RowMapping, day: str, record: str) -> TimelineRow:
        says = f"{row['rule']} {row['code']}: {record}"
        return self._row("flag", (day, None), says, "derived", entry=row["entry"])


def _by_club(confirmations: Sequence[RowMapping]) -> dict[str, list[str]]:
    """The days that confirm a player at each club."""
    days: dict[str, list[str]] = {}
    for row in confirmations:
        days.setdefault(row["club"], []).append(row["day"])
    return days


def _last_day(valid_to: str) -> str | None:
    """The last day of a half-open stretch, from the first day after it."""
    if valid_to == NEVER:
        return None
    return (date.fromisoformat(valid_to) - ONE_DAY).isoformat()


def _spell_says(spell: RowMapping, parent: str | None) -> str:
    if not spell["loan_until"]:
        return "" if spell["parent_club"] else "registered; who holds him is not on record"
    says = f"on loan from {parent} until {spell['loan_until']}"
    if spell["loan_until_assumed"]:
        says += " (assumed)"
    if spell["option"]:
        says += f", option {spell['option']}"
    if spell["obligation"]:
        says += f", obligation {spell['obligation']}"
    if spell["option_used"]:
        says += f", {spell['option_used']}"
    return says


@dataclass(frozen=True)
class _Found:
    """The rows about one player."""

    spells: Sequence[RowMapping]
    confirmations: Sequence[RowMapping]
    contracts: Sequence[RowMapping]
    absences: Sequence[RowMapping]
    deals: Sequence[RowMapping]
    notes: Sequence[tuple[str, str, str, int]]
    flags: Sequence[tuple[RowMapping, str]]

    @classmethod
    def read(cls, asking: Asking, tables: Connection, player: str) -> _Found:
        flags = asking.rows(tables, DISCREPANCIES, DISCREPANCIES.table.c.player == player)
        items = asking.entries(f"player:{player}")
        days = {item.position: item.day.isoformat() for item in items}
        return cls(
            spells=asking.rows(tables, SPELLS, SPELLS.table.c.player == player),
            confirmations=asking.rows(
                tables, CONFIRMATIONS, CONFIRMATIONS.table.c.player == player
            ),
            contracts=asking.rows(tables, CONTRACTS, CONTRACTS.table.c.player == player),
            absences=asking.rows(tables, AVAILABILITY, AVAILABILITY.table.c.who == player),
            deals=asking.rows(tables, DEALS, DEALS.table.c.player == player),
            notes=list(_notes(items)),
            flags=[(flag, days.get(flag["entry"], "")) for flag in flags],
        )


def _notes(items: Sequence[Recorded]) -> Iterator[tuple[str, str, str, int]]:
    for item in items:
        if isinstance(item.event, NoteRecorded):
            text = f"{item.event.about}: {item.event.text}"
            yield item.day.isoformat(), text, item.entry.basis or "reported", item.position
