"""A table drawn for people. Only this module and the progress bar load Rich, and only when used."""

from __future__ import annotations

import os
from decimal import Decimal
from io import StringIO
from shutil import get_terminal_size
from typing import Final, TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Drawn
from rich.text import Text

from ledger.interfaces.cli.cells import shown
from ledger.interfaces.cli.output import Column, Table

_COMFORTABLE: Final = 24
_BETWEEN: Final = 3
_UNBOUNDED: Final = 100_000


def draw(answer: Table, *, out: TextIO, is_terminal: bool, width: int | None) -> list[str]:
    """Draw the table and return what is to be said about it.

    Words are wrapped between, never within: an id is never cut, even where the table then
    stands out of a narrow terminal. Columns marked wide give way first.
    """
    room = (width or get_terminal_size().columns) if is_terminal else _UNBOUNDED
    columns = answer.columns
    left_out: list[str] = []
    if sum(_comfortable(answer, column) + _BETWEEN for column in columns) > room:
        columns = tuple(column for column in columns if not column.wide)
        left_out = [column.heading for column in answer.columns if column.wide]
    colour = is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    paper = StringIO()
    Console(
        file=paper,
        width=max(room, sum(_longest_word(answer, column) + _BETWEEN for column in columns)),
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    ).print(_drawn(answer, columns, plain=not _speaks_unicode(out)), crop=False)
    out.writelines(f"{line.rstrip()}\n" for line in paper.getvalue().splitlines())
    if not left_out:
        return []
    return [f"left out for want of room: {', '.join(left_out)} (--format csv has everything)"]


def _drawn(answer: Table, columns: tuple[Column, ...], *, plain: bool) -> Drawn:
    rule = box.ASCII_DOUBLE_HEAD if plain else box.SIMPLE_HEAD
    drawn = Drawn(box=rule, show_edge=False, pad_edge=False, header_style="bold")
    for column in columns:
        drawn.add_column(
            Text(column.heading),
            justify="right" if _is_counted(answer, column) else "left",
            min_width=_longest_word(answer, column),
            overflow="fold",
        )
    for row in answer.rows:
        drawn.add_row(*(Text(shown(row.get(column.key))) for column in columns))
    return drawn


def _texts(answer: Table, column: Column) -> list[str]:
    return [column.heading, *(shown(row.get(column.key)) for row in answer.rows)]


def _longest_word(answer: Table, column: Column) -> int:
    words = (word for text in _texts(answer, column) for word in text.split())
    return max(map(cell_len, words), default=1)


def _comfortable(answer: Table, column: Column) -> int:
    """The width a column reads well in: its own, or a few words a line."""
    longest = max(map(cell_len, _texts(answer, column)))
    return min(longest, max(_COMFORTABLE, _longest_word(answer, column)))


def _is_counted(answer: Table, column: Column) -> bool:
    told = [row[column.key] for row in answer.rows if row.get(column.key) is not None]
    return bool(told) and all(
        isinstance(value, int | Decimal) and not isinstance(value, bool) for value in told
    )


def _speaks_unicode(out: TextIO) -> bool:
    encoding = getattr(out, "encoding", None)
    return encoding is None or encoding.lower().startswith("utf")
