"""What a format is: how it is recognised, who speaks in it, and how its rows are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from ledger.domain.regulations.countries import association_of
from ledger.interfaces.files.fees import UnreadableFeeError
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import NAME_LENGTH_MAX, Side, Statement
from ledger.interfaces.files.tables import (
    Line,
    Table,
    UnreadableError,
    open_table,
    set_aside_rows,
)
from ledger.projections.names import slug

Progress = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Nobody watches."""


Cells = dict[str, str]
ReadRow = Callable[[int, Cells, Report], Statement | None]
"""A row's line and cells, by column, as what it says; None where it says nothing of a player.

Raises ``UnreadableError`` or ``UnreadableFeeError`` for a cell that cannot be.
"""
PROGRESS_ROWS: Final = 1_000
QUARANTINE_COLUMNS: Final = ("original_file", "original_line", "why")
"""What a quarantine file adds to the columns of the file its rows come from."""


@dataclass(frozen=True)
class Format:
    """A table of one kind.

    ``columns`` are those a header must have to be of this format; further ones are passed over.
    ``source`` is the id under which it is cited, ``source_name`` what it is called. ``covers`` says
    what a club's rows of a season are evidence of: that the ledger has its transfers, squad list or
    line-ups; None where rows are no complete list.
    """

    name: str
    says: str
    source: str
    source_name: str
    columns: tuple[str, ...]
    read: ReadRow
    covers: str | None = "transfers"

    def recognises(self, header: Sequence[str]) -> bool:
        """Whether a table with this header is of this format."""
        return set(self.columns) <= {cell.strip().removeprefix("\ufeff") for cell in header}

    def statements(self, path: Path, report: Report, progress: Progress) -> Iterator[Statement]:
        """What a file says, row by row; what cannot be read is refused in the report."""
        return self.statements_of(open_table(path, report), report, progress)

    def set_aside(self, path: Path, lines: Container[int]) -> Iterator[Line]:
        """The rows on these lines of a file again, to be mended; the header comes first."""
        return set_aside_rows(path, lines)

    def statements_of(
        self, table: Table, report: Report, progress: Progress
    ) -> Iterator[Statement]:
        """What a table says, row by row."""
        header = [cell.removeprefix("\ufeff") for cell in table.header]
        for line in table.lines:
            cells = dict(zip(header, map(str.strip, line.cells), strict=True))
            try:
                statement = self.read(line.number, cells, report)
            except UnreadableError as error:
                report.refuse(line.number, str(error), error.way_out)
            except UnreadableFeeError as error:
                report.refuse(line.number, str(error), "Write one of these.")
            else:
                if statement is not None:
                    yield statement
            if line.number % PROGRESS_ROWS == 0:
                progress(*table.done)
        progress(*table.done)


# -- cells that many formats share ----------------------------------------------------------------

_YEARS: Final = range(1880, 2101)
_AGES: Final = range(5, 70)
_association_of: Final = lru_cache(maxsize=1_024)(association_of)
_NOT_TOLD: Final = frozenset({"", "-", "NA", "N/A", "None", "nan", "?"})


def name_of(what: str, text: str) -> str:
    """A name that can be read and looked up."""
    if _readable(text):
        return text
    if len(text) > NAME_LENGTH_MAX:
        raise UnreadableError(
            f"the name of the {what} is longer than {NAME_LENGTH_MAX} letters.", "Shorten it."
        )
    raise UnreadableError(f"the {what} has no name.", "Write it, or delete the line.")


@lru_cache(maxsize=65_536)
def _readable(name: str) -> bool:
    return len(name) <= NAME_LENGTH_MAX and bool(slug(name))


def side_of(movement: str) -> Side:
    """Whether the club took him in or let him go."""
    match movement.lower():
        case "in":
            return "in"
        case "out":
            return "out"
        case _:
            raise UnreadableError(f"the movement is “{movement[:20]}”.", "Write in or out.")


@lru_cache(maxsize=1_024)
def age_of(text: str) -> int | None:
    """An age in years; None where none is told.

    Tables that went through a library of numbers write 22.0 where an age is missing elsewhere.
    """
    if text in _NOT_TOLD:
        return None
    text = text.removesuffix(".0")
    if not (text.isascii() and text.isdigit()) or int(text[:4]) not in _AGES:
        raise UnreadableError(f"the age is “{text[:20]}”.", "Write it in years, or NA.")
    return int(text)


def yes_or_no(what: str, text: str) -> bool:
    """Whether something is so: a table writes 1 or True, as its library does."""
    match text.lower():
        case "1" | "true":
            return True
        case "0" | "false":
            return False
        case _:
            raise UnreadableError(f"{what} is “{text[:20]}”.", "Write 1 or True, or 0 or False.")


def nations_of(names: Iterable[str], line: int, report: Report) -> tuple[str, ...]:
    """Countries as FIFA's trigrams, each once; a name of no association is flagged and left out."""
    found: dict[str, None] = {}
    for name in names:
        if name in _NOT_TOLD:
            continue
        trigram = _association_of(name)
        if trigram is None:
            report.flag("country not known", (line,), f"“{name[:40]}” is taken as not told")
        else:
            found[trigram] = None
    return tuple(found)


def year_of(what: str, text: str) -> int:
    """A calendar year."""
    if re.fullmatch(r"[0-9]{4}", text) is None or int(text) not in _YEARS:
        raise UnreadableError(f"the {what} is “{text[:20]}”.", "Write a year, as in 2018.")
    return int(text)


@lru_cache(maxsize=1_024)
def window_in(season: int, half: str) -> str:
    """The window's name, by the calendar year it falls in: a season's winter is the next year's."""
    match half.strip().lower():
        case "summer" | "s":
            return f"{season}-summer"
        case "winter" | "w":
            return f"{season + 1}-winter"
        case _:
            raise UnreadableError(f"the window is “{half[:20]}”.", "Write summer or winter.")


def id_of(what: str, text: str) -> str:
    """A number by which a register calls somebody."""
    if re.fullmatch(r"[0-9]{1,12}", text) is None:
        raise UnreadableError(f"the id of the {what} is “{text[:20]}”.", "Write a number.")
    return text
