"""Bringing a file in: which format it is, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ledger.application import Ledger
from ledger.domain.errors import Malformed
from ledger.domain.events import EntitiesToldApart, IdentityDoubted
from ledger.domain.likeness import Doubtful
from ledger.interfaces.files import ndjson
from ledger.interfaces.files.entries import Origin
from ledger.interfaces.files.formats import FORMATS, Format, format_of
from ledger.interfaces.files.formats.format import QUARANTINE_COLUMNS
from ledger.interfaces.files.intake import Intake, Told, refusal_of
from ledger.interfaces.files.places import Places
from ledger.interfaces.files.quarantine import write_quarantine
from ledger.interfaces.files.register import LedgerRegister
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.resolving import Resolver
from ledger.interfaces.files.statements import Key
from ledger.interfaces.files.tables import first_line
from ledger.queries.asking import Asking
from ledger.queries.folding import collecting_nothing
from ledger.store import Draft, Store, Stored

Progress = Callable[[int, int], None]
COPIED_AT_ONCE: Final = 10_000


class UnknownFormat(Malformed):
    """A file that no importer recognises."""

    def __init__(self, path: Path) -> None:
        known = "; ".join(f"{f.says} (columns {', '.join(f.columns[:4])}, …)" for f in FORMATS)
        super().__init__(
            f"Cannot import {path}: its first line is of no format this version reads. It reads "
            f"{known}; and the ledger's own NDJSON. Check the file's first line."
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
        Malformed: the file cannot be read at all, or is of no known format.
    """
    if dry_run:
        with scratch_copy(book) as copy:
            report = bring_in(copy, path, policy=policy, progress=progress)
        report.dry_run = True
        return report
    first = first_line(path)
    if ndjson.recognises(first):
        return _bring_book(book, path, policy=policy, progress=progress)
    format_ = format_of(first)
    if format_ is None:
        raise UnknownFormat(path)
    retry = all(column in first for column in QUARANTINE_COLUMNS)
    report = _bring_rows(book, path, format_, policy, progress or _silent, retry=retry)
    if quarantine is not None and report.set_aside:
        report.quarantine = write_quarantine(path, quarantine, report)
    return report


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def _bring_rows(
    book: Ledger, path: Path, format_: Format, policy: str, progress: Progress, *, retry: bool
) -> Report:
    """A file of some database: what it says of each player, settled and written."""
    report = Report(path.name, format_.name)
    told = Told()
    with collecting_nothing():
        for statement in format_.statements(path, report, progress):
            told.add(statement, format_.covers)
    with book.asking() as asking:
        register = LedgerRegister(asking)
        doubts, apart = unsettled(asking, register)
        identities = asking.identities
        today = asking.now.date()
    origin = Origin(format_.source, format_.source_name, path.name)
    places = Places(register)
    doubts = {} if retry else doubts
    resolver = Resolver(book, register, places, format_.name, identities, doubts, apart)
    intake = Intake(book, register, resolver, places, origin, report, policy, today)
    intake.take(told, progress)
    return report


def unsettled(
    asking: Asking, register: LedgerRegister
) -> tuple[dict[Key, Doubtful], dict[Key, frozenset[str]]]:
    """The doubts that nobody has settled, and who was told apart from what files call somebody."""
    doubts: dict[Key, Doubtful] = {}
    apart: dict[Key, frozenset[str]] = {}
    for item in asking.entries("ledger"):
        event = item.event
        match event:
            case IdentityDoubted():
                key = Key(event.external_id.scheme, event.external_id.id)
                if register.player_with(*key) is None:
                    doubts[key] = Doubtful(event.candidates, event.why)
            case EntitiesToldApart() if event.external_id is not None:
                key = Key(event.external_id.scheme, event.external_id.id)
                apart[key] = apart.get(key, frozenset()) | {event.one}
            case _:
                pass
    return {key: doubt for key, doubt in doubts.items() if key not in apart}, apart


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


def _bring_book(book: Ledger, path: Path, *, policy: str, progress: Progress | None) -> Report:
    """The ledger's own NDJSON: restored as it was into an empty ledger, else recorded now."""
    found = ndjson.read(ndjson.open_text(path), path.name)
    report = Report(path.name, "ndjson", rows=len(found.lines) + len(found.refusals))
    report.refusals.extend(found.refusals)
    restores = found.is_export and not found.refusals and book.head().position == 0
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
    report.already = sum(result.already_recorded for result in written)
    report.recorded = len(written) - report.already
    for result in written:
        report.flagged.update(f"{flag.rule} {flag.code}" for flag in result.flags)
    for refused in rejected:
        line = where.get(refused.entry.entry_id)
        report.refusals.append(refusal_of(report.file, refused.entry, refused.error, line))
    return report
