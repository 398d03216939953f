"""Bringing a file in: which format it is, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from ledger.application import Ledger
from ledger.domain.errors import Malformed
from ledger.domain.events import EntitiesToldApart, IdentityDoubted
from ledger.domain.identity import Identities
from ledger.domain.likeness import Doubtful
from ledger.interfaces.files import ndjson
from ledger.interfaces.files.formats import Format, format_of, nearest_to
from ledger.interfaces.files.formats.format import Progress, silent
from ledger.interfaces.files.intake import Intake, count_in
from ledger.interfaces.files.origin import Origin
from ledger.interfaces.files.places import Places
from ledger.interfaces.files.quarantine import (
    Origins,
    is_quarantine,
    origins_of,
    write_quarantine,
)
from ledger.interfaces.files.register import LedgerRegister
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.resolving import Resolver
from ledger.interfaces.files.statements import Key, Statement
from ledger.interfaces.files.texts import Broken, Reading, check_refusals, first_line, lines_of
from ledger.interfaces.files.told import Told
from ledger.queries.asking import Asking
from ledger.queries.folding import collecting_nothing
from ledger.queries.identities import doubts_about
from ledger.store import Draft, Store, Stored

COPIED_AT_ONCE: Final = 10_000
_COLUMNS_NAMED: Final = 6
LINES_A_STEP: Final = 1_000


class UnknownFormat(Malformed):
    """A file that no importer recognises."""

    def __init__(self, path: Path, first: str) -> None:
        nearest = nearest_to(first)
        if nearest is None:
            record = "It has no column of any, and is neither their JSON nor the ledger's NDJSON."
        else:
            format_, missing = nearest
            more = len(missing) - _COLUMNS_NAMED
            named = ", ".join(missing[:_COLUMNS_NAMED]) + (f" and {more} more" if more > 0 else "")
            record = f"The nearest is {format_.says}, but it lacks {named}."
        super().__init__(
            f"Cannot import {path}: its first line is of no format this version reads. {record} "
            f"Name its columns as docs/reference/formats.md has them, and import again."
        )


def bring_in(
    book: Ledger,
    path: Path,
    *,
    policy: str = "flag",
    dry_run: bool = False,
    quarantine: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read a file into a ledger and report; a second run adds nothing.

    ``quarantine`` is a folder: rows that are refused or in doubt are written there, to be mended or
    settled and imported again.

    Raises:
        Malformed: the file cannot be read at all, or is of no known format; nothing is written.
    """
    importer = Importer(book, policy, quarantine)
    return importer.bring_in(path, dry_run=dry_run, progress=progress or silent)


@dataclass
class Importer:
    """Brings files into one ledger, one after the other.

    Whom the ledger knows is looked up for the first of them, and kept for those that follow as
    long as nobody else records.
    """

    book: Ledger
    policy: str = "flag"
    quarantine: Path | None = None
    _known: _Known | None = None

    def bring_in(self, path: Path, *, dry_run: bool = False, progress: Progress = silent) -> Report:
        """Read a file and report what became of it; with ``dry_run`` nothing is written anywhere.

        Raises:
            Malformed: the file cannot be read at all, or is of no known format.
        """
        if dry_run:
            with scratch_copy(self.book) as copy:
                report = Importer(copy, self.policy).bring_in(path, progress=progress)
            report.dry_run = True
            return report
        first = first_line(path)
        if ndjson.recognises(first):
            return _bring_book(self.book, path, policy=self.policy, progress=progress)
        format_ = format_of(first)
        if format_ is None:
            raise UnknownFormat(path, first)
        report = Report(path.name, format_.name)
        again = is_quarantine(first)
        statements = format_.statements(path, report, progress)
        stood = origins_of(path) if again else Origins(path.name)
        covers = None if again else format_.covers
        self.take(statements, covers, format_, report, stood=stood, progress=progress)
        if self.quarantine is not None and report.set_aside:
            report.quarantine = write_quarantine(path, self.quarantine, report, format_, stood)
        return report

    def take(
        self,
        statements: Iterable[Statement],
        covers: str | None,
        format_: Format,
        report: Report,
        *,
        stood: Origins,
        progress: Progress,
    ) -> None:
        """Settle and write what a file says of each player.

        ``covers`` is what its rows are a complete list of, as in :class:`Format`.
        """
        with collecting_nothing():
            told = told_by(statements, covers)
            known = self._whom_it_knows()
            self._known = None  # until all of it is written
            intake = self._intake(known, format_, report, stood)
            intake.take(told, progress)
        if intake.register_holds:
            doubts = {**known.doubts, **intake.doubts}
            self._known = replace(known, position=self.book.head().position, doubts=doubts)

    def _intake(self, known: _Known, format_: Format, report: Report, stood: Origins) -> Intake:
        origin = Origin(format_.source, format_.source_name, report.file)
        places = Places(known.register)
        doubts = {} if stood.lines else known.doubts  # judged anew when they are brought back
        resolver = Resolver(
            self.book, known.register, places, format_.name, known.identities, doubts, known.apart,
            format_.source,
        )  # fmt: skip
        return Intake(
            self.book, known.register, resolver, places, origin, report, self.policy,
            known.today, stood,
        )  # fmt: skip

    def _whom_it_knows(self) -> _Known:
        if self._known is not None and self._known.position == self.book.head().position:
            return self._known
        with self.book.asking() as asking:
            register = LedgerRegister(asking)
            doubts, apart = unsettled(asking)
            today, position = asking.now.date(), asking.meta.position
            return _Known(position, today, register, asking.identities, doubts, apart)


@dataclass(frozen=True)
class _Known:
    """Whom a ledger knew at a position: names and ids, merges, doubts, and who was told apart."""

    position: int
    today: date
    register: LedgerRegister
    identities: Identities
    doubts: Mapping[Key, Doubtful]
    apart: Mapping[Key, frozenset[str]]


def told_by(statements: Iterable[Statement], covers: str | None) -> Told:
    """All that a file says, by player."""
    told = Told()
    for statement in statements:
        told.add(statement, covers)
    return told


def unsettled(asking: Asking) -> tuple[dict[Key, Doubtful], dict[Key, frozenset[str]]]:
    """The doubts that nobody has settled, and who was told apart from what files call somebody."""
    apart: dict[Key, frozenset[str]] = {}
    for item in asking.identities.apart:
        event = item.event
        if isinstance(event, EntitiesToldApart) and event.external_id is not None:
            key = Key(event.external_id.scheme, event.external_id.id)
            apart[key] = apart.get(key, frozenset()) | {event.one}
    doubts: dict[Key, Doubtful] = {}
    for external_id, items in doubts_about(asking).items():
        event, key = items[-1].event, Key(external_id.scheme, external_id.id)
        if isinstance(event, IdentityDoubted) and key not in apart:
            doubts[key] = Doubtful(event.candidates, event.why)
    return doubts, apart


@contextmanager
def scratch_copy(book: Ledger) -> Iterator[Ledger]:
    """The same book in memory, to try things on; nothing done to it touches the ledger."""
    with Ledger(Store.open(":memory:")) as copy:
        page: list[Draft] = []
        for stored in book.store.entries():
            page.append(_as_draft(stored))
            if len(page) == COPIED_AT_ONCE:
                copy.store.append(page, unchanged={}, now=stored.recorded_at)
                page = []
        if page:
            copy.store.append(page, unchanged={}, now=page[-1].recorded_at or datetime.now(UTC))
        yield copy


def _as_draft(stored: Stored) -> Draft:
    return Draft(
        entry_id=stored.entry_id,
        subject=stored.subject,
        kind=stored.kind,
        body=stored.body,
        known_by=stored.known_at,
        about_the_book=stored.known_at is None,
        recorded_at=stored.recorded_at,
        deal=stored.deal,
    )


def _bring_book(book: Ledger, path: Path, *, policy: str, progress: Progress) -> Report:
    """The ledger's own NDJSON: restored as it was into an empty ledger, else recorded now."""
    report = Report(path.name, "ndjson")
    found = _read_book(path, report, progress)
    restores = found.is_export and not report.refusals and book.head().position == 0
    stamps = (
        {
            line.entry.entry_id: line.recorded_at
            for line in found.lines
            if line.entry.entry_id is not None and line.recorded_at is not None
        }
        if restores
        else {}
    )
    where = {line.entry.entry_id: line.number for line in found.lines}
    entries = [line.entry for line in found.lines]
    written, rejected = book.record_many(
        entries, policy=policy, progress=progress, total=len(entries), recorded_at=stamps
    )
    count_in(report, written, rejected, where)
    return report


def _read_book(path: Path, report: Report, progress: Progress) -> ndjson.Book:
    """All entries of a file; a line that is none is refused."""
    found, reading = ndjson.Book(), Reading()
    for number, line in lines_of(path, reading):
        if isinstance(line, Broken):
            report.refuse(number, line.what, line.way_out)
        elif line.strip():
            try:
                found.lines.append(ndjson.read_line(line, number))
            except Malformed as error:
                report.refuse(number, str(error), "Mend the line and import again.")
        else:
            continue
        report.rows += 1
        check_refusals(path, report)
        if number % LINES_A_STEP == 0:
            progress(reading.read, reading.size)
    return found
