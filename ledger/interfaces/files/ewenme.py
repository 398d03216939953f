"""ewenme/transfers: one league a file, one row for each club's side of a move.

A file is read whole, from ``.csv`` or ``.csv.gz``; what cannot be read is refused with its line and
the rest goes on. Nothing is recorded here: the result are entries, in order, ready for recording.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final, Literal

from ledger.interfaces.files.chains import in_order
from ledger.interfaces.files.entries import (
    SOURCE,
    club_entry,
    move_entries,
    player_entry,
    source_entry,
)
from ledger.interfaces.files.fees import Sort, UnreadableFeeError, price_of
from ledger.interfaces.files.lines import lines_of
from ledger.interfaces.files.moves import Row, moves_of
from ledger.interfaces.files.people import give_ids, people_of
from ledger.interfaces.files.places import Places, Register
from ledger.interfaces.files.report import Import, Report
from ledger.projections.names import slug
from ledger.queries.folding import collecting_nothing

HEADER: Final = (
    "club_name,player_name,age,position,club_involved_name,fee,transfer_movement,transfer_period,"
    "fee_cleaned,league_name,year,season,country"
)
_FIELDS: Final = HEADER.count(",") + 1
_SEASON: Final = re.compile(r"(\d{4})/(\d{4})")
_YEARS: Final = range(1880, 2101)
_AGES: Final = range(5, 70)
_NAME_LENGTH_MAX: Final = 120
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\udc80-\udcff]")
_PROGRESS_ROWS: Final = 1_000
Progress = Callable[[int, int], None]


def recognises(first_line: str) -> bool:
    """Whether a file that begins with this line is of this format."""
    return first_line.strip().removeprefix("\ufeff") == HEADER


def read(path: Path, register: Register, progress: Progress | None = None) -> Import:
    """Read a file of ewenme/transfers into entries ready for recording, with a report.

    The same file and register always give the same entries. Nothing is written and nothing raised
    for what the file holds: rows that make no sense are in the report, with their line.
    """
    with collecting_nothing():
        return _read(path, register, progress or _silent)


def _read(path: Path, register: Register, progress: Progress) -> Import:
    report = Report(path.name)
    lines = lines_of(path, report)
    if not lines or not _has_header(lines[0], report):
        return Import((), report)
    rows = list(_rows(lines[1:], report, progress))
    places = Places(register)
    moves = moves_of(rows, places, report)
    people = people_of(moves, report)
    give_ids(people, register)
    dated = [
        dated_entry
        for person in people
        for dated_entry in move_entries(person, in_order(person, report), report.file)
    ]
    dated.sort(key=lambda item: item[0])
    clubs = [club for club in places.clubs.values() if not club.on_record]
    source = [] if register.is_taken(f"source:{SOURCE}") else [source_entry()]
    report.clubs = len(places.clubs)
    entries_ready = (
        *source,
        *map(club_entry, clubs),
        *(player_entry(person) for person in people if not person.on_record),
        *(entry for _, entry in dated),
    )
    report.entries = len(entries_ready)
    return Import(entries_ready, report)


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def _has_header(line: str, report: Report) -> bool:
    if recognises(line):
        return True
    report.refuse(
        None,
        f"the first line is not the header of ewenme/transfers: “{line[:80]}”.",
        f"Give a file whose first line is {HEADER}.",
    )
    return False


def _rows(lines: Sequence[str], report: Report, progress: Progress) -> Iterator[Row]:
    total = len(lines)
    for number, line in enumerate(lines, start=2):
        if not line:
            continue
        report.rows += 1
        row = _row(number, line, report)
        if row is not None:
            yield row
        if number % _PROGRESS_ROWS == 0:
            progress(number - 1, total)
    progress(total, total)


def _row(number: int, line: str, report: Report) -> Row | None:
    """One line checked, or None with the refusal noted."""
    try:
        cells = _cells(line)
        return _checked(number, cells, report)
    except _UnreadableError as error:
        report.refuse(number, str(error), error.way_out)
    except UnreadableFeeError as error:
        report.refuse(number, str(error), "Write one of these.")
    return None


class _UnreadableError(ValueError):
    """A line says something that cannot be; ``way_out`` is what to do."""

    def __init__(self, what: str, way_out: str) -> None:
        super().__init__(what)
        self.way_out = way_out


def _cells(line: str) -> list[str]:
    if _CONTROL.search(line):
        raise _UnreadableError(
            "the line holds control characters or bytes that are no UTF-8.",
            "Save the file as UTF-8 text, or delete the line.",
        )
    try:
        cells = next(csv.reader([line], strict=True)) if '"' in line else line.split(",")
    except csv.Error as error:
        raise _UnreadableError(
            f"the line is no CSV: {error}.", "Check its quotation marks."
        ) from error
    if len(cells) != _FIELDS:
        raise _UnreadableError(
            f"the line has {len(cells)} fields where the header has {_FIELDS}.",
            "It may be cut: restore it from the source, or delete it.",
        )
    return [cell.strip() for cell in cells]


def _checked(number: int, cells: Sequence[str], report: Report) -> Row:
    club, player, age, position, involved, fee, movement, period, cleaned, _, year, season, _ = (
        cells
    )
    for what, name in (("club", club), ("player", player), ("club involved", involved)):
        _check_name(what, name)
    side = _side(movement)
    began, window = _window(season, year, period)
    row = Row(
        line=number,
        player=player,
        age=_age(age),
        position=position,
        window=window,
        season=began,
        from_name=involved if side == "in" else club,
        to_name=club if side == "in" else involved,
        side=side,
        price=price_of(fee),
    )
    _cross_check(row, cleaned, report)
    return row


def _check_name(what: str, name: str) -> None:
    if len(name) > _NAME_LENGTH_MAX:
        raise _UnreadableError(
            f"the name of the {what} is longer than {_NAME_LENGTH_MAX} letters.", "Shorten it."
        )
    if not slug(name):
        raise _UnreadableError(f"the {what} has no name.", "Write it, or delete the line.")


def _side(movement: str) -> Literal["in", "out"]:
    match movement:
        case "in" | "out":
            return movement
        case _:
            raise _UnreadableError(f"the movement is “{movement[:20]}”.", "Write in or out.")


def _window(season: str, year: str, period: str) -> tuple[int, str]:
    """The year a season began in and the window's name, by the calendar year it falls in."""
    found = _SEASON.fullmatch(season)
    if found is None or int(found[2]) != int(found[1]) + 1 or int(found[1]) not in _YEARS:
        raise _UnreadableError(f"the season is “{season[:20]}”.", "Write it as 2018/2019.")
    if year != found[1]:
        raise _UnreadableError(
            f"the year {year[:20]} is not the one in which {season} began.",
            f"Write {found[1]}, or the right season.",
        )
    match period:
        case "Summer":
            return int(found[1]), f"{found[1]}-summer"
        case "Winter":
            return int(found[1]), f"{found[2]}-winter"
        case _:
            raise _UnreadableError(f"the period is “{period[:20]}”.", "Write Summer or Winter.")


def _age(text: str) -> int | None:
    if text in ("NA", "", "-"):
        return None
    if not (text.isascii() and text.isdigit()) or int(text[:4]) not in _AGES:
        raise _UnreadableError(f"the age is “{text[:20]}”.", "Write it in years, or NA.")
    return int(text)


def _cross_check(row: Row, cleaned: str, report: Report) -> None:
    """The cleaned fee repeats the fee in millions; where it does not, the fee text counts."""
    amount = row.price.fee.fixed.low
    if cleaned in ("NA", "") or amount is None or row.price.sort is Sort.LOAN_END:
        return
    try:
        agrees = abs(Decimal(cleaned) * 1_000_000 - amount) < 1
    except InvalidOperation:
        agrees = False
    if not agrees:
        told = row.price.fee.fixed
        text = f"{row.player}: “{row.price.text}” and {cleaned[:20]}, taken as {told}"
        report.flag("cleaned fee differs", (row.line,), text)
