"""Bringing a file in: which format it is, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from ledger.application import Ledger
from ledger.domain.entry import Entry
from ledger.domain.errors import LedgerError, Malformed
from ledger.interfaces.files import ewenme, ndjson
from ledger.interfaces.files.register import LedgerRegister
from ledger.interfaces.files.report import Refusal, Report
from ledger.store import Draft, Store, Stored

Progress = Callable[[int, int], None]
LINES_SHOWN: Final = 200
COPIED_AT_ONCE: Final = 10_000


class UnknownFormat(Malformed):
    """A file that no importer recognises."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Cannot import {path}: its first line is of no format this version reads. It reads "
            f"ewenme/transfers CSV (header {ewenme.HEADER[:40]}…) and the ledger's own NDJSON."
        )


@dataclass
class Outcome:
    """What became of one file: read, merged, recorded, there already, flagged, refused.

    ``flags`` are counts by reason; ``refusals`` name file, line, what is wrong and what to do.
    """

    file: str
    read: int = 0
    merged: int = 0
    recorded: int = 0
    already: int = 0
    dry_run: bool = False
    flags: Counter[str] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)
    reading: Report | None = None

    @property
    def refused_whole(self) -> bool:
        """Whether nothing of the file could be taken."""
        return self.read == 0 and bool(self.refusals)

    def lines(self) -> Iterator[tuple[str, int, int | None, str]]:
        """The report in lines: what, how many, which line of the file, what it says."""
        yield "read", self.read, None, "rows or lines"
        if self.merged:
            yield "merged", self.merged, None, "rows that were the other club's side of a move"
        verb = "would be recorded" if self.dry_run else "recorded"
        yield verb, self.recorded, None, "entries"
        known = "entries; players and clubs that are known are not registered again"
        yield "already there", self.already, None, known
        for reason, count in self.flags.most_common():
            yield "flagged", count, None, reason
        yield "refused", len(self.refusals), None, "rows or entries, listed below"
        for refusal in self.refusals[:LINES_SHOWN]:
            yield "refused", 1, refusal.line, f"{refusal.what} {refusal.way_out}"
        hidden = len(self.refusals) - LINES_SHOWN
        if hidden > 0:
            yield "refused", hidden, None, "more, all of them in --format json"

    def to_dict(self) -> dict[str, Any]:
        """The report for JSON, with every refusal."""
        return {
            "file": self.file,
            "read": self.read,
            "merged": self.merged,
            "recorded": self.recorded,
            "already_there": self.already,
            "dry_run": self.dry_run,
            "flagged": dict(self.flags.most_common()),
            "refused": [
                {"file": r.file, "line": r.line, "what": r.what, "what_to_do": r.way_out}
                for r in self.refusals
            ],
            **({"reading": self.reading.to_dict()} if self.reading is not None else {}),
        }


def bring_in(
    book: Ledger,
    path: Path,
    *,
    policy: str = "flag",
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Read a file into a ledger and report; a second run adds nothing.

    Raises:
        Malformed: the file cannot be read at all, or is of no known format.
    """
    if dry_run:
        with scratch_copy(book) as copy:
            outcome = bring_in(copy, path, policy=policy, progress=progress)
        outcome.dry_run = True
        return outcome
    first = next(iter(ndjson.open_text(path)), "")
    if ndjson.recognises(first):
        return _bring_book(book, path, policy=policy, progress=progress)
    if not ewenme.recognises(first):
        raise UnknownFormat(path)
    with book.asking() as asking:
        register = LedgerRegister(asking)
    found = ewenme.read(path, register, progress)
    outcome = Outcome(path.name, found.report.rows, found.report.merged)
    outcome.reading = found.report
    outcome.flags.update(found.report.flagged)
    outcome.refusals.extend(found.report.refusals)
    says_something = any(entry.kind != "SourceRegistered" for entry in found.entries)
    entries = found.entries if says_something else ()
    _record(book, entries, outcome, policy=policy, progress=progress)
    return outcome


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


def _bring_book(book: Ledger, path: Path, *, policy: str, progress: Progress | None) -> Outcome:
    """The ledger's own NDJSON: restored as it was into an empty ledger, else recorded now."""
    found = ndjson.read(ndjson.open_text(path), path.name)
    outcome = Outcome(path.name, len(found.lines) + len(found.refusals))
    outcome.refusals.extend(found.refusals)
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
    _record(book, entries, outcome, policy=policy, progress=progress, stamps=stamps, where=where)
    return outcome


def _record(
    book: Ledger,
    entries: Sequence[Entry],
    outcome: Outcome,
    *,
    policy: str,
    progress: Progress | None,
    stamps: dict[Any, Any] | None = None,
    where: dict[Any, int] | None = None,
) -> None:
    written, rejected = book.record_many(
        entries, policy=policy, progress=progress, total=len(entries), recorded_at=stamps
    )
    outcome.already = sum(result.already_recorded for result in written)
    outcome.recorded = len(written) - outcome.already
    for result in written:
        outcome.flags.update(f"{flag.rule} {flag.code}" for flag in result.flags)
    for refused in rejected:
        outcome.refusals.append(_refusal(outcome.file, refused.entry, refused.error, where or {}))


def _refusal(file: str, entry: Entry, error: LedgerError, where: dict[Any, int]) -> Refusal:
    lines = [piece.line for piece in entry.evidence if piece.line is not None]
    line = where.get(entry.entry_id) or (lines[0] if lines else None)
    return Refusal(file, line, str(error), "")
