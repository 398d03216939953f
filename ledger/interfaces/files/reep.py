"""The reep register: what other registers call the players and clubs on record.

Its files of people and of teams carry, a row each, the ids of Transfermarkt, Wikidata, FBref and
many others. A row is about somebody on record where he carries one of its ids already, or, of a
club, where the curated register gives it one of them and the ledger has it by that id and name;
never because a name is the same. He is then linked to the row's other ids. Rows about nobody on
record are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ledger.application import Ledger
from ledger.domain.entry import Entry
from ledger.domain.errors import Malformed
from ledger.domain.events import ExternalId, IdentityDoubted
from ledger.domain.identity import LEDGER
from ledger.domain.regulations.countries import association_of
from ledger.domain.sources import Basis, Evidence
from ledger.domain.values import UncertainDate
from ledger.interfaces.files.carried import Carried, Sort
from ledger.interfaces.files.origin import Origin, entry_id
from ledger.interfaces.files.registering import link_entry, source_entry
from ledger.interfaces.files.report import LINES_SHOWN, Doubt, Refusal, Report
from ledger.interfaces.files.statements import Key
from ledger.interfaces.files.tables import Line, Table, open_table

Progress = Callable[[int, int], None]
SOURCE: Final = "reep"
ENTRIES_AT_ONCE: Final = 2_000
_ROWS_A_STEP: Final = 2_000
_KEY: Final = re.compile(r"key_([a-z0-9_-]{1,40})$")
_ID_LENGTH_MAX: Final = 200


class NotTheRegister(Malformed):
    """A file whose columns are not those of the reep register."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Cannot read {path} as a file of the reep register: it lacks the columns "
            "key_wikidata, name, and date_of_birth (people) or country (teams). Give the "
            "register's people.csv or teams.csv."
        )


@dataclass(slots=True)
class RegisterReport(Report):
    """What reading the register came to. ``found`` rows are about somebody on record."""

    found: int = 0

    def lines(self) -> Iterator[tuple[str, int, int | None, str]]:
        """The report in lines: what, how many, which line of the file, what it says."""
        yield "read", self.rows, None, "rows"
        yield "on record", self.found, None, "rows about somebody the ledger knows by an id"
        verb = "would be linked" if self.dry_run else "linked"
        yield verb, self.recorded, None, "ids of other registers"
        yield "already there", self.already, None, "ids that were linked before"
        yield "in doubt", len(self.doubts), None, "rows that fit two ids; see `tledger ids doubts`"
        for doubt in self.doubts[:LINES_SHOWN]:
            yield "in doubt", 1, doubt.lines[0], f"{doubt.name} ({doubt.handle}): {doubt.why}"
        yield "refused", len(self.refusals), None, "rows, listed below"
        for refusal in self.refusals[:LINES_SHOWN]:
            yield "refused", 1, refusal.line, f"{refusal.what} {refusal.way_out}"
        hidden = max(0, len(self.refusals) - LINES_SHOWN) + max(0, len(self.doubts) - LINES_SHOWN)
        if hidden:
            yield "more", hidden, None, "all of them in --format json"

    def to_dict(self) -> dict[str, Any]:
        """The report for JSON, with every doubt and every refusal."""
        told = Report.to_dict(self)
        kept = ("file", "format", "read", "already_there", "dry_run", "refused")
        return {
            **{key: told[key] for key in kept},
            "on_record": self.found,
            "linked": self.recorded,
            "doubted": told["quarantined"],
        }


def bring_in_register(
    book: Ledger,
    path: Path,
    *,
    progress: Progress | None = None,
    dry_run: bool = False,
) -> RegisterReport:
    """Link the players or clubs on record to their ids in other registers; safe to repeat.

    The file is read row by row and never held, so it may be of any size.

    Raises:
        Malformed: the file cannot be read, or is none of the register's.
    """
    report = RegisterReport(path.name, dry_run=dry_run)
    table = open_table(path, report)
    columns = _Columns.of(path, table.header)
    report.format = f"reep {columns.sort}s"
    with book.asking() as asking:
        known = Carried(asking, columns.sort, SOURCE)
    reading = _Reading(known, columns, Origin(SOURCE, "reep register", path.name), report)
    writing = _Writing(book, report)
    if not known.source_on_record:
        writing.source = source_entry(reading.origin)
    for line in _watched(table, progress):
        for entry in reading.entries(line):
            writing.add(entry)
    writing.flush()
    return report


def _watched(table: Table, progress: Progress | None) -> Iterator[Line]:
    for number, line in enumerate(table.lines):
        if progress is not None and number % _ROWS_A_STEP == 0:
            progress(*table.done)
        yield line


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where in a row what stands: the ids by register, and what tells who it is."""

    sort: Sort
    keys: tuple[tuple[str, int], ...]
    name: int
    born: int | None
    nationality: int | None

    @classmethod
    def of(cls, path: Path, header: tuple[str, ...]) -> _Columns:
        at = {column: place for place, column in enumerate(header)}
        people, teams = "date_of_birth" in at, "country" in at
        if not {"key_wikidata", "name"} <= at.keys() or people == teams:
            raise NotTheRegister(path)
        keys = [(told[1], place) for column, place in at.items() if (told := _KEY.match(column))]
        if "reep_id" in at:
            keys.insert(0, (SOURCE, at["reep_id"]))
        return cls(
            sort="player" if people else "club",
            keys=tuple(keys),
            name=at["name"],
            born=at.get("date_of_birth"),
            nationality=at.get("nationality"),
        )


@dataclass(slots=True)
class _Reading:
    """Rows of the register against what is on record."""

    known: Carried
    columns: _Columns
    origin: Origin
    report: RegisterReport

    def entries(self, line: Line) -> Iterator[Entry]:
        """What is to be recorded of one row: its links, a doubt, or nothing."""
        keys = [
            Key(scheme, line.cells[place].strip())
            for scheme, place in self.columns.keys
            if line.cells[place].strip()
        ]
        found = self.known.who(keys)
        if not found:
            return
        self.report.found += 1
        if any(len(key.id) > _ID_LENGTH_MAX for key in keys):
            self._refuse(line, "carries an id of more than 200 characters.", "Mend the file.")
        elif len(found) > 1:
            yield from self._doubt(line, keys, found)
        else:
            yield from self._links(line, keys, next(iter(found)))

    def _links(self, line: Line, keys: list[Key], subject: str) -> Iterator[Entry]:
        for key in keys:
            if (other := self.known.other_id(subject, key)) is not None:
                self._refuse(
                    line,
                    f"calls {subject} {key.scheme} {key.id}, and it is known as {other} there.",
                    "Nothing of the row was linked: check which is right, and link it by hand "
                    "with `tledger ids link`.",
                )
                return
        for key in keys:
            if subject in self.known.ids.get(key, ()):
                self.report.already += 1
            elif self.known.identities.apart_from_external(subject, *key) is None:
                self.known.add(subject, key)
                yield link_entry(subject, key, line.number, self.origin)

    def _doubt(self, line: Line, keys: list[Key], found: dict[str, Key]) -> Iterator[Entry]:
        candidates = sorted(found)
        why = "one row has ids of several on record: " + ", ".join(
            f"{found[who].scheme} {found[who].id} is {who}" for who in candidates
        )
        if any(self.known.identities.told_apart(candidates[0], who) for who in candidates[1:]):
            self._refuse(line, f"fits nobody: {why}, told apart for ever.", "Mend the file.")
            return
        handle = next((key for key in keys if not self.known.ids.get(key)), None)
        if handle is None:
            way_out = "Say with `tledger ids same` or `tledger ids different` who they are."
            self._refuse(line, f"fits several: {why}.", way_out)
            return
        name = line.cells[self.columns.name].strip()[:_ID_LENGTH_MAX] or handle.id
        self.report.doubts.append(
            Doubt(f"{handle.scheme}:{handle.id}", name, tuple(candidates), why, (line.number,))
        )
        yield Entry(
            subject=LEDGER,
            entry_id=entry_id("doubt", *handle, *candidates),
            event=IdentityDoubted(
                external_id=ExternalId(scheme=handle.scheme, id=handle.id),
                name=name,
                born=self._born(line),
                nationalities=self._nationalities(line),
                candidates=tuple(candidates),
                why=why[:2000],
            ),
            basis=Basis.LISTED,
            evidence=(
                Evidence(source=self.origin.source, file=self.origin.file, line=line.number),
            ),
        )

    def _born(self, line: Line) -> UncertainDate | None:
        told = line.cells[self.columns.born].strip() if self.columns.born is not None else ""
        try:
            return UncertainDate.parse(told) if told else None
        except ValueError:
            return None  # the doubt is about his ids, and stands without his birthday

    def _nationalities(self, line: Line) -> tuple[str, ...]:
        place = self.columns.nationality
        trigram = association_of(line.cells[place]) if place is not None else None
        return (trigram,) if trigram is not None else ()

    def _refuse(self, line: Line, what: str, way_out: str) -> None:
        name = line.cells[self.columns.name].strip() or "the row"
        self.report.refuse(line.number, f"{name} {what}", way_out)


@dataclass(slots=True)
class _Writing:
    """Entries on their way into the book, some thousands at a time."""

    book: Ledger
    report: RegisterReport
    source: Entry | None = None
    waiting: list[Entry] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        self.waiting.append(entry)
        if len(self.waiting) >= ENTRIES_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        if not self.waiting:
            return
        if self.report.dry_run:
            self.report.recorded += sum(e.kind == "ExternalIdLinked" for e in self.waiting)
        else:
            self._record()
        self.waiting.clear()

    def _record(self) -> None:
        if self.source is not None:
            self.book.record(self.source)
            self.source = None
        written, rejected = self.book.record_many(self.waiting, policy="refuse")
        for result in written:
            if result.entry.kind == "ExternalIdLinked":
                self.report.already += result.already_recorded
                self.report.recorded += not result.already_recorded
        for refused in rejected:
            lines = [piece.line for piece in refused.entry.evidence if piece.line is not None]
            self.report.refusals.append(
                Refusal(self.report.file, lines[0] if lines else None, str(refused.error), "")
            )
