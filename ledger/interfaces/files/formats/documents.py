"""Formats that are JSON: a document is laid out as rows, which are read as those of a table are.

A row's line is its number in the document, since JSON may stand on a single line. Rows that were
set aside are given back as a table of the same columns, which the format reads as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ledger.interfaces.files.formats.format import Cells, Format, Progress
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Statement
from ledger.interfaces.files.tables import (
    Line,
    Table,
    UnreadableError,
    check_cells,
    marked,
)
from ledger.interfaces.files.texts import Reading, Unreadable, first_line, whole_text

Json = Any
"""A value of JSON whose numbers are the text they are written with, so that none is bent."""
LayOut = Callable[[Path, Json], Iterator[Cells]]
"""A document as rows, by column; raises ``Unreadable`` where it is of another shape."""
CELL_LENGTH_MAX: Final = 2_000


@dataclass(frozen=True)
class DocumentFormat(Format):
    """A JSON document of one kind: ``beginning`` is how it begins, ``lay_out`` makes it rows."""

    beginning: re.Pattern[str] = re.compile("")
    lay_out: LayOut = lambda _path, _document: iter(())

    def recognises(self, header: list[str] | tuple[str, ...]) -> bool:  # type: ignore[override]
        """Whether a document that begins like this, or a table with this header, is of it."""
        if len(header) == 1 and is_json(header[0]):
            return self.beginning.match(header[0]) is not None
        return super().recognises(header)

    def statements(self, path: Path, report: Report, progress: Progress) -> Iterator[Statement]:
        """What a document says, row by row."""
        if not is_json(first_line(path)):
            return super().statements(path, report, progress)
        reading = Reading()
        table = Table(path.name, self.columns, self._counted(path, reading, report), reading)
        return self.statements_of(table, report, progress)

    def _counted(self, path: Path, reading: Reading, report: Report) -> Iterator[Line]:
        for line in self.rows(path, reading):
            report.rows += 1
            try:
                check_cells(self.columns, line.cells)
            except UnreadableError as error:
                report.refuse(line.number, str(error), error.way_out)
            else:
                yield line

    def rows(self, path: Path, reading: Reading | None = None) -> Iterator[Line]:
        """A document's rows with their numbers, counted from 1."""
        document = parsed(path, whole_text(path, reading))
        for number, cells in enumerate(self.lay_out(path, document), start=1):
            yield Line(number, tuple(cells.get(name, "") for name in self.columns))

    def set_aside(self, path: Path, lines: Container[int]) -> Iterator[Line]:
        """The rows of these numbers as a table, its header first."""
        if not is_json(first_line(path)):
            yield from super().set_aside(path, lines)
            return
        yield Line(1, self.columns)
        for line in self.rows(path):
            if line.number in lines:
                yield Line(line.number, tuple(map(marked, line.cells)))


def is_json(beginning: str) -> bool:
    """Whether a text begins like a JSON document of one or more values."""
    return beginning.lstrip().startswith(("{", "["))


def parsed(path: Path, text: str) -> Json:
    """A document's value; of several values, one a line, the list of them.

    Raises:
        Unreadable: it is no JSON.
    """
    try:
        return _value(text)
    except ValueError as whole:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return [_value(line) for line in lines] if len(lines) > 1 else _value(text)
        except (ValueError, RecursionError):
            what = f"it is no JSON ({whole})."
            raise Unreadable(path, what, "Fetch it again, or mend it.") from whole
    except RecursionError as error:
        raise Unreadable(path, "it is nested without end.", "Check what file it is.") from error


def _value(text: str) -> Json:
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)


def cell(value: Json) -> str:
    """A value as the text of a cell: nothing for null, several joined by a bar."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return " ".join(value.split())[:CELL_LENGTH_MAX]
        case list():
            return "|".join(cell(one) for one in value[:CELL_LENGTH_MAX] if isinstance(one, str))
        case _:
            return ""
