"""From statements to entries on record: who is who, in what order, written player by player.

All a file says of one player is brought together, settled and written in one transaction, so an
import that is cut off has every player whole or not at all, and running it again goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from types import MappingProxyType
from typing import Final
from uuid import UUID

from ledger.application import Ledger, Rejected, Result
from ledger.domain.entry import Entry
from ledger.domain.errors import LedgerError
from ledger.domain.likeness import Doubtful
from ledger.domain.regulations.windows import season_of
from ledger.interfaces.files.chains import in_order
from ledger.interfaces.files.formats.format import Progress
from ledger.interfaces.files.lasting import let_loans_last
from ledger.interfaces.files.matters import Around, ids_of_matters, matter_entries
from ledger.interfaces.files.movements import ids_of, move_entries
from ledger.interfaces.files.moves import moves_of
from ledger.interfaces.files.origin import Origin
from ledger.interfaces.files.people import Matter, Person, people_of
from ledger.interfaces.files.places import KnownClub, Places
from ledger.interfaces.files.quarantine import Origins
from ledger.interfaces.files.register import LedgerRegister
from ledger.interfaces.files.registering import (
    alias_entry,
    club_entry,
    coverage_entry,
    dated_alias_entries,
    doubt_entry,
    link_entry,
    merge_entry,
    player_entry,
    source_entry,
)
from ledger.interfaces.files.report import Doubt, Refusal, Report
from ledger.interfaces.files.resolving import Resolver, Settled
from ledger.interfaces.files.statements import ClubName, Key, Listing, Row, Sighting, Statement
from ledger.projections.names import NAME_KINDS, fold_name

STATEMENTS_AT_ONCE: Final = 900
"""What so many say fits into one transaction, with everybody they are the first to name."""


@dataclass
class Told:
    """All that a file says, by player, and of which club-seasons it says something."""

    players: dict[str, list[Statement]] = field(default_factory=dict)
    covered: dict[tuple[ClubName, int, str], set[str]] = field(default_factory=dict)

    def add(self, statement: Statement, covers: str | None) -> None:
        """Take in one statement."""
        who = statement.who
        name = who.key.id if who.key is not None else fold_name(who.name)
        self.players.setdefault(name, []).append(statement)
        if covers is None:
            return
        match statement:
            case Row() if statement.club is not None:
                key = (statement.club, statement.season, covers)
                self.covered.setdefault(key, set()).add(statement.window)
            case Listing():
                self.covered.setdefault((statement.club, statement.season, covers), set())
            case Sighting():
                season = int(season_of(statement.day)[:4])
                self.covered.setdefault((statement.club, season, covers), set())
            case _:
                pass  # A rumour covers nothing.


@dataclass
class Intake:
    """One file on its way into one ledger.

    ``register_holds`` tells whether the register still names whom the ledger does: not after a
    merge, nor where somebody it counts on was refused.
    """

    book: Ledger
    register: LedgerRegister
    resolver: Resolver
    places: Places
    origin: Origin
    report: Report
    policy: str
    today: date
    first_stood: Origins
    waiting: list[Entry] = field(default_factory=list)
    doubts: dict[Key, Doubtful] = field(default_factory=dict)
    register_holds: bool = True
    listed: set[tuple[str, str]] = field(default_factory=set)

    def take(self, told: Told, progress: Progress) -> None:
        """Settle and write everything, player by player, in the order of the file."""
        if told.players and not self.register.is_taken(f"source:{self.origin.source}"):
            self.waiting.append(source_entry(self.origin))
            self.register.add(f"source:{self.origin.source}", (), ())
        self.listed = set(self._windows_listed(told))
        done, total = 0, len(told.players)
        while told.players:
            # Always the same players together, all or none of them: so a run that was cut off and
            # runs again meets the same record at the same place, and comes to the same book.
            together = _next_players(told.players)
            self._take_in(together)
            self._flush()
            done += len(together)
            progress(done, total)
        self._add(list(self._coverage(told)))
        self._flush()

    def _take_in(self, together: Iterable[Iterable[Statement]]) -> None:
        """What is said of some players, settled; it waits to be written."""
        persons: list[Person] = []
        said: list[list[UUID]] = []
        for statements in together:
            namesakes = self._persons(statements)
            persons += namesakes
            for person, moved in zip(namesakes, ids_of(namesakes, self.origin), strict=True):
                said.append([*moved, *ids_of_matters(person, self.origin)])
        known = self.book.store.subjects_of([id_ for ids in said for id_ in ids])
        for settled, ids in zip(self.resolver.settle(persons, said, known), said, strict=True):
            self.register_holds &= not settled.merges
            if ids and known.keys() >= set(ids) and not settled.says_who:
                self.report.already += len(set(ids))  # all of it is on record
            else:
                self._add(list(self._entries(settled, ids)))

    def _persons(self, statements: Iterable[Statement]) -> list[Person]:
        rows: list[Row] = []
        matters: list[Matter] = []
        for statement in statements:
            if isinstance(statement, Row):
                rows.append(statement)
            else:
                matters.append(statement)
        moves = moves_of(rows, self.places, self.report)
        return people_of(moves, matters, self.report)

    def _entries(self, settled: Settled, said: list[UUID]) -> Iterator[Entry]:
        """What is to be written of one person: who he is, and everything the file says of him."""
        person, origin = settled.person, self.origin
        if settled.doubt is not None:
            self.doubts[settled.handle] = settled.doubt
            yield doubt_entry(settled, settled.doubt, origin)
            self.report.doubts.append(
                Doubt(
                    ":".join(settled.handle),
                    person.name,
                    settled.doubt.candidates,
                    settled.doubt.why,
                    tuple(person.lines),
                )
            )
            return
        if person.in_passing and not person.on_record:
            for line in person.lines:
                what = f"nobody on record is for sure the {person.name} of this sentence."
                self.report.refuse(line, what, "Record it by hand, or import who he is first.")
            return
        if not person.on_record and not person.name:
            who = " ".join(person.key) if person.key is not None else "nobody"
            for line in person.lines:
                what = f"the player has no name here, and {who} is not on record."
                self.report.refuse(line, what, "Write his name, or import who he is first.")
            return
        if not person.on_record:
            keys = [person.key] if person.key is not None else []
            self.register.add(f"player:{person.id}", person.spellings, keys)
            yield player_entry(person, origin)
        for key in settled.links:
            self.register.add(f"player:{person.id}", (), [key])
            yield link_entry(f"player:{person.id}", key, person.lines[0], origin)
        for name in settled.aliases:
            self.register.add(f"player:{person.id}", [name], ())
            yield alias_entry(f"player:{person.id}", name, person.lines[0], origin)
        for other in settled.merges:
            himself = f"player:{person.id}"
            text = f"{himself} and {other}, told in two parts by a source without ids"
            self.report.flag("players on record who are one by their id", person.lines, text)
            yield merge_entry(himself, other, person, origin)
        by_line = {move.first.line: id_ for move, id_ in zip(person.moves, said, strict=False)}
        matters = said[len(person.moves) :]
        let_loans_last(person.moves, lambda club, window: (club, window) in self.listed)
        moves = in_order(person, self.report)
        yield from move_entries(person, moves, by_line, origin, self.today)
        around = Around(origin, self.places, self.register, self.report)
        yield from matter_entries(person, matters, around)

    def _windows_listed(self, told: Told) -> Iterator[tuple[str, str]]:
        """The clubs and windows whose own rows the file has."""
        for (club, _, what), windows in told.covered.items():
            place = self.places.at(club)
            if what == "transfers" and place is not None:
                yield from ((place.club, window) for window in windows)

    def _coverage(self, told: Told) -> Iterator[Entry]:
        seasons: dict[tuple[str, int, str], set[str]] = {}
        for (club, season, what), windows in told.covered.items():
            place = self.places.at(club)
            if place is not None and place.nowhere is None:
                seasons.setdefault((place.club, season, what), set()).update(windows)
        for (club_id, season, what), windows in seasons.items():
            order = sorted(windows, key=lambda window: window.split("-")[::-1])
            yield coverage_entry(club_id, season, order, what, self.origin)

    # -- writing ------------------------------------------------------------------------------

    def _add(self, entries: list[Entry]) -> None:
        """Hand entries on, together with the clubs they are the first to name."""
        for club in self.places.take_new():
            self.waiting.extend(self._registering(club))
        self.waiting.extend(entries)

    def _registering(self, club: KnownClub) -> Iterator[Entry]:
        """A club that is new, or the ids by which one on record goes in this file's register."""
        subject = f"club:{club.id}"
        if club.on_record:
            if club.key is not None:
                yield from self._proven_by_id(club, club.key)
            return
        aliases = club.curated.aliases if club.curated is not None else ()
        self.register.add(subject, [club.name, *aliases, *club.spellings], club.keys)
        yield club_entry(club, self.origin)
        yield from dated_alias_entries(club, self.origin)

    def _proven_by_id(self, club: KnownClub, key: Key) -> Iterator[Entry]:
        """The id of a club on record, and the names by which a file with ids calls it.

        Where such a name is another club's on record, the two may be one: a person decides.
        """
        subject = f"club:{club.id}"
        if not self.register.has_key(subject, key.scheme):
            self.register.add(subject, (), [key])
            yield link_entry(subject, key, None, self.origin)
        for name in club.spellings:
            known = self.register.club_named(name)
            if known is None and not self.register.clubs_named(name):
                self.register.add(subject, [name], ())
                yield alias_entry(subject, name, None, self.origin)
            elif known not in (None, club.id):
                text = f"{name} is {club.id} by its id and {known} by its name: `tledger ids same`"
                self.report.flag("a club's id and name lead to two clubs", (), text)

    def _flush(self) -> None:
        if not self.waiting:
            return
        if self.first_stood.lines:
            self.waiting = [self.first_stood.cited(entry) for entry in self.waiting]
        written, rejected = self.book.record_many(self.waiting, policy=self.policy)
        self.waiting = []
        for refused in rejected:
            self.register_holds &= refused.entry.kind not in NAME_KINDS
        count_in(self.report, written, rejected)


def _next_players(players: dict[str, list[Statement]]) -> list[list[Statement]]:
    """Take the next players out, as many as are written at once and one at least."""
    taken: list[list[Statement]] = []
    count = 0
    for name in list(islice(players, STATEMENTS_AT_ONCE)):
        count += len(players[name])
        if taken and count > STATEMENTS_AT_ONCE:
            break
        taken.append(players.pop(name))
    return taken


def count_in(
    report: Report,
    written: Sequence[Result],
    rejected: Sequence[Rejected],
    where: Mapping[UUID | None, int] = MappingProxyType({}),
) -> None:
    """Add to a report what became of entries; ``where`` are the lines of those that cite none."""
    already = sum(result.already_recorded for result in written)
    report.already += already
    report.recorded += len(written) - already
    for result in written:
        report.flagged.update(f"{flag.rule} {flag.code}" for flag in result.flags)
    for refused in rejected:
        line = where.get(refused.entry.entry_id)
        report.refusals.append(refusal_of(report.file, refused.entry, refused.error, line))


def refusal_of(file: str, entry: Entry, error: LedgerError, line: int | None = None) -> Refusal:
    """An entry that the ledger refused, with the line it came from."""
    lines = [piece.line for piece in entry.evidence if piece.line is not None]
    at = line or (lines[0] if lines else None)
    return Refusal(file, at, str(error), "", judged=True)
