"""How an answer is printed: a table for people, and five formats for programs.

What goes to a terminal is a table; what goes into a pipe or a file is TSV, unless a format is
asked for or the file's name ends in one. The machine formats carry every key of every row, whole.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath
from typing import Final, TextIO

from ledger.domain.errors import Malformed
from ledger.interfaces.cli.cells import as_json, markdown, one_line, plain, quoted, shown


class Format(StrEnum):
    """The formats an answer can be printed in."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"


@dataclass(frozen=True, slots=True)
class Column:
    """A column people see; a ``wide`` one gives way where a terminal is too narrow."""

    key: str
    heading: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """An answer in rows, with what it rests on.

    ``columns`` are what people see, ``rows`` hold what programs get. ``keys`` names every key of
    a row in order, so that an answer without rows has them too; otherwise the rows say.
    ``meta`` states the moments asked about (``on``, ``known_at``, ``position``) and how far the
    record goes (``data_reaches``); ``notes`` are sentences printed beneath.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, object]]
    meta: Mapping[str, object] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def all_keys(self) -> tuple[str, ...]:
        """Every key of the rows, in the order they were given."""
        rows = (key for row in self.rows for key in row)
        columns = (column.key for column in self.columns)
        return tuple(dict.fromkeys((*self.keys, *rows, *columns)))


_ENDINGS: Final = {
    **{f".{name}": name for name in Format},
    ".jsonl": Format.NDJSON,
    ".markdown": Format.MD,
    ".txt": Format.TABLE,
}
_META: Final = {
    "on": "on {}",
    "known_at": "known at {}",
    "position": "position #{}",
    "data_reaches": "data reaches {}",
    "assumed": "assumed beside it: {}",
}


def format_for(asked: Format | None, output: PurePath | None, *, is_terminal: bool) -> Format:
    """The format to print in: the one asked for, else the file's, else what suits the place."""
    if asked is not None:
        return asked
    if output is None:
        return Format.TABLE if is_terminal else Format.TSV
    if (ending := output.suffix.lower()) not in _ENDINGS:
        raise Malformed(
            f"Cannot tell the format of {output}: its name ends in none of "
            f"{', '.join(sorted(_ENDINGS))}. Rename it, or say --format csv."
        )
    return Format(_ENDINGS[ending])


def write(
    answer: Table,
    *,
    format: Format | None,  # noqa: A002 - the option's name
    out: TextIO,
    is_terminal: bool,
    err: TextIO | None = None,
    quiet: bool = False,
    width: int | None = None,
) -> None:
    """Print an answer to ``out``, and beside it what it rests on.

    For people that stands beneath the table; for programs, where the format has no place for it,
    it goes to ``err`` unless ``quiet``. ``width`` is the terminal's, where it is known better.
    """
    chosen = format or format_for(None, None, is_terminal=is_terminal)
    beneath = [_what_it_rests_on(answer.meta), *map(shown, answer.notes)]
    match chosen:
        case Format.JSON:
            _write_json(answer, out)
            return
        case Format.NDJSON:
            out.writelines(f"{as_json(_whole(row, answer.all_keys()))}\n" for row in answer.rows)
        case Format.CSV | Format.TSV:
            _write_separated(answer, chosen, out)
        case Format.MD:
            _write_markdown(answer, out)
        case Format.TABLE:
            from ledger.interfaces.cli.drawing import draw

            beneath += draw(answer, out=out, is_terminal=is_terminal, width=width)
    if chosen in (Format.TABLE, Format.MD):
        lead = "\n" if chosen is Format.MD and any(beneath) else ""
        out.write(lead + "".join(f"{line}\n" for line in beneath if line))
    elif not quiet:
        (err or sys.stderr).writelines(f"# {line}\n" for line in beneath if line)


def _write_json(answer: Table, out: TextIO) -> None:
    keys = answer.all_keys()
    meta = dict(answer.meta) | ({"notes": answer.notes} if answer.notes else {})
    items = [plain(_whole(row, keys)) for row in answer.rows]
    json.dump({"items": items, "meta": plain(meta)}, out, indent=2, ensure_ascii=False)
    out.write("\n")


def _write_separated(answer: Table, chosen: Format, out: TextIO) -> None:
    """CSV quotes what needs it; TSV has no quotes, so that a tab or a line's end is a space."""
    keys = answer.all_keys()
    between, cell, blank = (",", quoted, '""') if chosen is Format.CSV else ("\t", one_line, "")
    rows = ({key: key for key in keys}, *answer.rows)
    lines = (between.join(cell(row.get(key)) for key in keys) for row in rows)
    out.writelines(f"{line or blank}\n" for line in lines)


def _write_markdown(answer: Table, out: TextIO) -> None:
    def line(cells: Iterable[object]) -> str:
        return f"| {' | '.join(map(markdown, cells))} |\n"

    out.write(line(column.heading for column in answer.columns))
    out.write(f"|{' --- |' * len(answer.columns)}\n")
    out.writelines(line(row.get(column.key) for column in answer.columns) for row in answer.rows)


def _what_it_rests_on(meta: Mapping[str, object]) -> str:
    said = (
        words.format(shown(meta[key])) for key, words in _META.items() if meta.get(key) is not None
    )
    return " · ".join(said)


def _whole(row: Mapping[str, object], keys: tuple[str, ...]) -> dict[str, object]:
    return {key: row.get(key) for key in keys}
