"""A file as a table: a header and numbered lines of cells, whatever state the file is in.

Lines are read one after the other and never all held. What cannot be read is refused with its
line, and the rest goes on.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from ledger.interfaces.files.report import Report
from ledger.interfaces.files.texts import (
    Broken,
    Reading,
    Unreadable,
    check_refusals,
    first_line,
    lines_of,
    texts_of,
)

CELL_LENGTH_MAX: Final = 20_000
COLUMNS_MAX: Final = 500
LINES_A_CELL_MAX: Final = 50
ROWS_MAX: Final = 2_000_000
TO_MEND: Final = "⟨to mend⟩"
"""What a quarantine writes into a cell that it had to leave open; no row with it is taken."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_SHOWN_OF_A_CELL: Final = 200


class UnreadableError(ValueError):
    """A line, or a cell of it, says something that cannot be; ``way_out`` is what to do."""

    def __init__(self, what: str, way_out: str) -> None:
        super().__init__(what)
        self.way_out = way_out


class Line(NamedTuple):
    """One line of a table: its number in the file, 1 for the header, and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(slots=True)
class Table:
    """A header and, once, the lines below it. ``done`` is the share of the file read so far."""

    name: str
    header: tuple[str, ...]
    lines: Iterator[Line]
    reading: Reading = field(default_factory=Reading)

    @property
    def done(self) -> tuple[int, int]:
        """Bytes of the file read, and how many it has."""
        return self.reading.read, self.reading.size


@dataclass(slots=True)
class _Texts:
    """The lines of a file, of which some may be looked at and put back."""

    source: Iterator[tuple[int, str | Broken]]
    back: deque[tuple[int, str | Broken]] = field(default_factory=deque)

    def next(self) -> tuple[int, str | Broken] | None:
        return self.back.popleft() if self.back else next(self.source, None)


def open_table(path: Path, report: Report) -> Table:
    """Open a CSV file, ``.gz`` or not.

    Raises:
        Unreadable: it has no header line, or one that cannot be.
    """
    reading = Reading()
    texts = _Texts(lines_of(path, reading))
    first = texts.next()
    if first is None or isinstance(first[1], Broken) or not first[1].strip():
        raise Unreadable(path, "it has no header line.", "Give a file with a header and rows.")
    try:
        header = tuple(cell.strip() for cell in _cells(first[1]))
    except UnreadableError as error:
        raise Unreadable(path, f"in line 1, {error}", error.way_out) from error
    _check_header(path, header)
    return Table(path.name, header, _lines(path, texts, report, header), reading)


def _check_header(path: Path, header: Sequence[str]) -> None:
    if len(header) > COLUMNS_MAX:
        raise Unreadable(
            path,
            f"its first line has {len(header):,} columns.",
            f"No format has more than {COLUMNS_MAX}; check what file it is.",
        )
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        raise Unreadable(
            path,
            f"the column “{twice[:40]}” stands twice in line 1.",
            "Nobody can tell which is meant: rename or delete one.",
        )


def set_aside_rows(path: Path, lines: Container[int]) -> Iterator[Line]:
    """The rows on these lines again, as whole as they can be given back to be mended.

    The first is the header. What is missing in a row, surplus or no text is marked ``TO_MEND``.
    """
    texts = _Texts(lines_of(path, Reading()))
    header: tuple[str, ...] = ()
    while (found := texts.next()) is not None:
        number, text = found
        if number == 1 and isinstance(text, str):
            header = tuple(cell.strip() for cell in _cells(text))
            yield Line(1, header)
            continue
        if isinstance(text, str):
            try:
                cells = _whole(found, texts, header)
            except UnreadableError:
                cells = _mendable(text, header)
        else:
            cells = _mendable(text.text, header)
        if number in lines:
            yield Line(number, cells)


# -- cells ------------------------------------------------------------------------------------


def _lines(path: Path, texts: _Texts, report: Report, header: Sequence[str]) -> Iterator[Line]:
    """Lines as cells; what is no CSV, or has other than the header's number of cells, is refused.

    Lines without anything are passed over.
    """
    while (found := texts.next()) is not None:
        number, text = found
        if isinstance(text, str) and not text.strip():
            continue
        report.rows += 1
        if report.rows > ROWS_MAX:
            raise Unreadable(path, f"it has more than {ROWS_MAX:,} rows.", "Split it.")
        if isinstance(text, Broken):
            report.refuse(number, text.what, text.way_out)
            check_refusals(path, report)
            continue
        try:
            yield Line(number, _whole(found, texts, header))
        except UnreadableError as error:
            report.refuse(number, str(error), error.way_out)
        if report.refusals:
            check_refusals(path, report)


def _whole(
    found: tuple[int, str | Broken], texts: _Texts, header: Sequence[str]
) -> tuple[str, ...]:
    """A row's cells; one whose quoted cell runs over several lines takes them all.

    Where that makes no row, only its first line is refused, and the others are read by themselves.
    """
    text = str(found[1])
    taken: list[tuple[int, str | Broken]] = []
    while text.count('"') % 2 and len(taken) < LINES_A_CELL_MAX and (more := texts.next()):
        taken.append(more)
        if isinstance(more[1], Broken):
            break
        text = f"{text}\n{more[1]}"
    try:
        return _checked(text, header)
    except UnreadableError:
        texts.back.extendleft(reversed(taken))
        raise


def _checked(text: str, header: Sequence[str]) -> tuple[str, ...]:
    if _CONTROL.search(text):
        raise UnreadableError(
            "the line holds control characters.", "Save the file as UTF-8 text, or delete the line."
        )
    cells = _cells(text)
    if len(cells) != len(header):
        raise UnreadableError(
            f"the line has {len(cells)} fields where the header has {len(header)}.",
            "It may be cut: restore it from the source, or delete it.",
        )
    if len(text) > CELL_LENGTH_MAX and (longest := max(map(len, cells))) > CELL_LENGTH_MAX:
        raise UnreadableError(
            f"a cell is {longest:,} characters long.", f"Shorten it to {CELL_LENGTH_MAX:,} or less."
        )
    if TO_MEND in text:
        column = next(name for name, cell in zip(header, cells, strict=True) if TO_MEND in cell)
        raise UnreadableError(
            f"the column “{column}” is still marked {TO_MEND}.", "Write what belongs there."
        )
    return cells


def check_cells(header: Sequence[str], cells: Sequence[str]) -> None:
    """Refuse cells that did not come from a line of text as those of a line are refused.

    Raises:
        UnreadableError: a cell holds control characters, or is endless.
    """
    for name, cell in zip(header, cells, strict=True):
        if _CONTROL.search(cell):
            raise UnreadableError(
                f"the column “{name}” holds control characters.", "Write what belongs there."
            )
        if len(cell) > CELL_LENGTH_MAX:
            raise UnreadableError(
                f"a cell is {len(cell):,} characters long.",
                f"Shorten it to {CELL_LENGTH_MAX:,} or less.",
            )


def _cells(text: str) -> tuple[str, ...]:
    if '"' not in text:
        return tuple(text.split(","))
    try:
        rows = list(csv.reader([text], strict=True))
    except csv.Error as error:
        raise UnreadableError(
            f"the line is no CSV: {error}.", "Check its quotation marks."
        ) from error
    return tuple(rows[0]) if len(rows) == 1 else ()


def _mendable(text: str, header: Sequence[str]) -> tuple[str, ...]:
    """What can be given back of a line that is no row, with a mark on all that is open."""
    try:
        cells = [marked(cell) for cell in _cells(text)]
    except UnreadableError:
        cells = [marked(cell) for cell in text.split(",")]
        cells[0] += TO_MEND
    if len(cells) > len(header):
        surplus = ",".join(cells[len(header) - 1 :])
        cells = [*cells[: len(header) - 1], f"{surplus}{TO_MEND}"]
    return (*cells, *[TO_MEND] * (len(header) - len(cells)))


def marked(cell: str) -> str:
    """A cell with a mark on what is open in it: control characters, broken letters, no end."""
    if len(cell) > CELL_LENGTH_MAX:
        return f"{_CONTROL.sub('', cell[:_SHOWN_OF_A_CELL])}{TO_MEND}"
    clean = _CONTROL.sub(TO_MEND, cell)
    return f"{clean}{TO_MEND}" if "\ufffd" in clean else clean


__all__ = [
    "TO_MEND",
    "Line",
    "Table",
    "Unreadable",
    "UnreadableError",
    "check_cells",
    "first_line",
    "marked",
    "open_table",
    "set_aside_rows",
    "texts_of",
]
