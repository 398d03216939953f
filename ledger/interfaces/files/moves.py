"""Moves: what several rows of a file say happened once.

A database that lists transfers club by club writes a move twice, once for either club. Here rows
become moves, the same for every format.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, Literal

from ledger.domain.regulations.windows import Window, season_end, window_named
from ledger.interfaces.files.fees import Price, Sort
from ledger.interfaces.files.places import Nowhere, Place, Places
from ledger.interfaces.files.report import Report
from ledger.projections.names import fold_name

period_named: Final = lru_cache(maxsize=1_024)(window_named)
"""The window of a name, by the usual days; a file has few windows and many rows."""


class Kind(StrEnum):
    """What happened to the player."""

    TRANSFER = "transfer"
    LOAN = "loan"
    LOAN_END = "end of loan"
    PROMOTION = "promotion"
    RELEASE = "release"
    RETIREMENT = "retirement"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file, checked: one club's word on one move.

    ``window`` is named as everywhere (``2019-winter``); ``season`` is the year it began in.
    """

    line: int
    player: str
    age: int | None
    position: str
    window: str
    season: int
    from_name: str
    to_name: str
    side: Literal["in", "out"]
    price: Price


@dataclass(slots=True)
class Move:
    """One move with all the rows that tell it.

    For an end of a loan ``start`` is the borrower and ``goal`` the owner. ``ends_on`` is the last
    day of the loan that ended, or of the loan agreed where it is known.
    """

    rows: tuple[Row, ...]
    start: Place
    goal: Place
    kind: Kind
    price: Price
    ends_on: date | None = None
    not_before: date | None = None
    not_after: date | None = None
    loan: Move | None = field(default=None, repr=False)

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines that tell it."""
        return tuple(row.line for row in self.rows)

    @property
    def first(self) -> Row:
        """The row that stands first in the file."""
        return self.rows[0]

    @property
    def period(self) -> Window:
        """The registration period the rows stand under."""
        return period_named(self.first.window)

    @property
    def slot(self) -> tuple[int, int]:
        """Where it stands in time: the calendar year, winter before summer.

        The end of a loan goes by its day, since sets list an end in May under the summer before.
        """
        if self.kind is Kind.LOAN_END and self.ends_on is not None:
            return _slot_of(self.ends_on)
        year, half = self.first.window.split("-")
        return int(year), int(half == "summer")

    def __str__(self) -> str:
        return (
            f"{self.first.player}, {self.kind} {self.start.club} → {self.goal.club} "
            f"in {self.first.window} ({self.price.text or 'no fee told'})"
        )


_WINTER_STRAGGLERS: Final = (2, 5)  # a winter window closes on its first working day after
_AUTUMN: Final = 9
_CLOSING_YEAR: Final = 11


def _slot_of(day: date) -> tuple[int, int]:
    """The window whose moves an end of loan on that day comes before."""
    if (day.month, day.day) <= _WINTER_STRAGGLERS:
        return day.year, 0
    if day.month >= _CLOSING_YEAR or (
        day.month >= _AUTUMN and day > period_named(f"{day.year}-summer").last_day
    ):
        return day.year + 1, 0
    return day.year, 1


def moves_of(rows: Iterable[Row], places: Places, report: Report) -> list[Move]:
    """The moves that rows tell, each once, in the order of their first rows."""
    told: dict[tuple[str, str, str, str, Kind], list[Move]] = {}
    moves: list[Move] = []
    for row in rows:
        move = _move_of(row, places, report)
        if move is None:
            continue
        key = (fold_name(row.player), row.window, move.start.club, move.goal.club, move.kind)
        others = told.setdefault(key, [])
        other = _other_side(move, others)
        if other is None:
            others.append(move)
            moves.append(move)
        else:
            _join(other, move, report)
    report.moves = len(moves)
    return moves


def _move_of(row: Row, places: Places, report: Report) -> Move | None:
    start, goal = places.named(row.from_name), places.named(row.to_name)
    if start is None or goal is None:
        unreadable = row.from_name if start is None else row.to_name
        report.refuse(
            row.line,
            f"the club “{unreadable[:60]}” has no letter or figure in its name.",
            "Write the club's name.",
        )
        return None
    kind = _kind_of(row, start, goal)
    if kind is None:
        report.refuse(
            row.line,
            f"{row.player} would move by {row.price.sort} from {row.from_name} to {row.to_name}.",
            "Name the two different clubs, or record the move by hand.",
        )
        return None
    if row.price.odd:
        report.flag("odd fee text", (row.line,), f"“{row.price.text}” is taken as a transfer")
    ends_on = row.price.ends_on
    if kind is Kind.LOAN_END and ends_on is None:
        ends_on = period_named(row.window).first_day - timedelta(days=1)
    return Move((row,), start, goal, kind, row.price, ends_on)


def _kind_of(row: Row, start: Place, goal: Place) -> Kind | None:
    """What a row says happened, now that its ends are known; None where it makes no sense."""
    if start.nowhere is not None and goal.nowhere is not None:
        return None
    if row.price.sort is not Sort.TRANSFER:
        two_clubs = start.nowhere is goal.nowhere is None and start.club != goal.club
        kind = Kind.LOAN if row.price.sort is Sort.LOAN else Kind.LOAN_END
        return kind if two_clubs else None
    if goal.nowhere is not None:
        return _LEAVING[goal.nowhere]
    if start.club == goal.club:
        # Some clubs stand on both sides where a youth player comes up.
        return Kind.PROMOTION if row.side == "in" else None
    own_youth = start.nowhere is Nowhere.OWN_YOUTH or start.first_team == goal.club
    return Kind.PROMOTION if own_youth else Kind.TRANSFER


_LEAVING: Final = {
    Nowhere.WITHOUT_CLUB: Kind.RELEASE,
    Nowhere.CAREER_BREAK: Kind.RELEASE,
    Nowhere.BANNED: Kind.RELEASE,
    Nowhere.RETIRED: Kind.RETIREMENT,
    Nowhere.UNKNOWN: Kind.TRANSFER,
    Nowhere.OWN_YOUTH: None,
}


def _other_side(move: Move, others: Sequence[Move]) -> Move | None:
    """The move already read whose other club's row this is; the best fitting of several."""
    row = move.first
    open_ones = [
        other
        for other in others
        if len(other.rows) == 1
        and other.first.side != row.side
        and not _goalkeeper_and_not(other.first, row)
    ]
    if not open_ones:
        return None
    return max(
        open_ones,
        key=lambda other: (
            other.price.text == move.price.text,
            other.first.age == row.age,
            other.first.position == row.position,
            -other.first.line,
        ),
    )


def _goalkeeper_and_not(one: Row, other: Row) -> bool:
    return (one.position == "Goalkeeper") != (other.position == "Goalkeeper")


def _join(other: Move, move: Move, report: Report) -> None:
    """Add the second club's row to a move, and note where the two clubs' rows differ."""
    other.rows = (*other.rows, *move.rows)
    report.merged += 1
    if other.price.text == move.price.text:
        return
    report.flag(
        "the two clubs' fees differ",
        other.lines,
        f"{other}: “{other.price.text}” and “{move.price.text}”",
    )
    if _says_more(move.price, other.price):
        other.price = move.price
        other.ends_on = other.ends_on or move.ends_on


def _says_more(one: Price, than: Price) -> bool:
    """Whether a price tells what the other leaves unknown."""
    return one.fee.fixed.low is not None and than.fee.fixed.low is None


def natural_end(move: Move) -> date:
    """The last day of the season a loan falls into, which is its end where nobody tells one."""
    return season_end(move.period.first_day)
