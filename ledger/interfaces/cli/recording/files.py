"""Recording a file of the ledger's own NDJSON: every entry of it, or none."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ledger.application import Ledger
from ledger.domain.errors import LedgerError, Malformed
from ledger.interfaces.cli.options import Printing
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


def record_file(book: Ledger, file: str, printing: Printing, *, dry_run: bool) -> None:
    """Record every entry of a file in one transaction.

    Raises:
        RefusedInFile: a line is refused, with the exit code of its reason.
        Malformed: lines make no sense, or there are none.
    """
    name = "standard input" if file == "-" else file
    lines: Iterable[str] = sys.stdin if file == "-" else ndjson.open_text(Path(file))
    found = ndjson.read(lines, name)
    if found.refusals:
        said = [f"{one.file}, line {one.line}: {one.what}" for one in found.refusals[:_SHOWN_MAX]]
        more = len(found.refusals) - len(said)
        said.append(f"{more} more lines like that" if more else "")
        raise Malformed("\n".join(filter(None, said)) + "\nNothing of the file was written.")
    if not found.lines:
        raise Malformed(f"Cannot record {name}: it holds no entry. Write one a line, as JSON.")
    entries = [line.entry for line in found.lines]
    try:
        results = book.record(entries, dry_run=dry_run)
    except LedgerError as error:
        raise RefusedInFile(name, _culprit(book, found.lines), error) from error
    old = sum(result.already_recorded for result in results)
    note = f"{len(results) - old} entries recorded, {old} were there already"
    if dry_run:
        note = f"{len(results) - old} entries would be recorded, {old} are there already"
    fresh = [result for result in results if not result.already_recorded]
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
