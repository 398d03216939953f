"""Recording a file of the ledger's own NDJSON: every entry of it, or none."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ledger.application import Ledger, Result
from ledger.domain.errors import LedgerError, Malformed
from ledger.interfaces.cli.options import Printing, opened
from ledger.interfaces.cli.recording.printing import print_recorded
from ledger.interfaces.files import ndjson
from ledger.interfaces.files.ndjson import Line

_SHOWN_MAX: Final = 20


class RefusedInFile(LedgerError):  # noqa: N818 - a sentence's subject
    """A line of a file that cannot be recorded, so that nothing of the file was."""

    def __init__(self, name: str, line: Line, error: LedgerError) -> None:
        self.file, self.line = name, line.number
        self.code, self.exit_code = error.code, error.exit_code
        super().__init__(f"{name}, line {line.number}: {error} Nothing of the file was written.")


def read_file(file: str) -> list[Line]:
    """The entries of a file, or of standard input.

    Raises:
        Malformed: lines make no sense (they are all named), or there are none.
    """
    name = _name(file)
    lines: Iterable[str] = sys.stdin if file == "-" else ndjson.open_text(Path(file))
    found = ndjson.read(lines, name)
    if found.refusals:
        said = [f"{one.file}, line {one.line}: {one.what}" for one in found.refusals[:_SHOWN_MAX]]
        more = len(found.refusals) - len(said)
        said.append(f"{more} more lines like that" if more else "")
        raise Malformed("\n".join(filter(None, said)) + "\nNothing of the file was written.")
    if not found.lines:
        raise Malformed(f"Cannot record {name}: it holds no entry. Write one a line, as JSON.")
    return found.lines


def record_lines(book: Ledger, file: str, lines: list[Line], *, dry_run: bool) -> list[Result]:
    """Record every entry of a file in one transaction.

    Raises:
        RefusedInFile: a line is refused, with the exit code of its reason.
    """
    try:
        return book.record([line.entry for line in lines], dry_run=dry_run)
    except LedgerError as error:
        raise RefusedInFile(_name(file), _culprit(book, lines), error) from error


def record_file(file: str, db: str, printing: Printing, *, dry_run: bool) -> None:
    """Record a file, or say what would be; where the ledger is new, refusals leave no file."""
    lines = read_file(file)
    if is_new(db):
        with opened(":memory:") as book:
            results = record_lines(book, file, lines, dry_run=True)
            if dry_run:
                _print(book, results, printing, dry_run=True)
                return
    with opened(db, must_exist=False) as book:
        results = record_lines(book, file, lines, dry_run=dry_run)
        _print(book, results, printing, dry_run=dry_run)


def is_new(db: str) -> bool:
    """Whether a ledger is a file that is not there yet."""
    return "://" not in db and db != ":memory:" and not Path(db).exists()


def _name(file: str) -> str:
    return "standard input" if file == "-" else file


def _print(book: Ledger, results: list[Result], printing: Printing, *, dry_run: bool) -> None:
    fresh = [result for result in results if not result.already_recorded]
    old = len(results) - len(fresh)
    note = f"{len(fresh)} entries recorded, {old} were there already"
    if dry_run:
        note = f"{len(fresh)} entries would be recorded, {old} are there already"
    print_recorded(book, fresh, printing, notes=[note], dry_run=dry_run, with_changes=False)


def _culprit(book: Ledger, lines: list[Line]) -> Line:
    """The first line without which those before it would have been recorded."""
    fine, refused = 0, len(lines)
    while refused - fine > 1:
        middle = (fine + refused) // 2
        try:
            book.record([line.entry for line in lines[:middle]], dry_run=True)
        except LedgerError:
            refused = middle
        else:
            fine = middle
    return lines[refused - 1]
