"""Moves: what several rows of a file say happened once.

A database that lists transfers club by club writes a move twice, once for either club. Here rows
become moves, the same for every format.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from ledger.domain.dates import ONE_DAY
from ledger.domain.regulations.windows import Window, season_end, window_named
from ledger.interfaces.files.fees import Price, Sort
from ledger.interfaces.files.places import Nowhere, Place, PlaceOf
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.sense import flag_shared
from ledger.interfaces.files.statements import Row, Who
from ledger.projections.names import fold_name

period_named: Final = lru_cache(maxsize=1_024)(window_named)
"""The window of a name, by the usual days; a file has few windows and many rows."""


GOALKEEPERS: Final = frozenset({"Goalkeeper", "GK", "GKP", "Keeper"})
"""How the files write that a player keeps goal; goalkeepers are never taken for others."""


class Kind(StrEnum):
    """What happened to the player."""

    TRANSFER = "transfer"
    LOAN = "loan"
    LOAN_END = "end of loan"
    PROMOTION = "promotion"
    RELEASE = "release"
    RETIREMENT = "retirement"


@dataclass(slots=True)
class Move:
    """One move with all the rows that tell it.

    For an end of a loan ``start`` is the borrower and ``goal`` the owner. ``ends_on`` is the last
    day of the loan that ended, or of the loan agreed where it is known. An ``inferred`` end stands
    in no row; its rows are those of the later move that shows it. ``first`` is the row that stands
    first in the file, ``period`` the registration period it stands under.
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
    inferred: bool = False
    first: Row = field(init=False, repr=False)
    period: Window = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.first = self.rows[0]
        self.period = period_named(self.first.window)

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines that tell it."""
        return tuple(row.line for row in self.rows)

    @property
    def slot(self) -> tuple[int, int]:
        """Where it stands in time: the calendar year, winter before summer.

        The end of a loan goes by its day, since sets list an end in May under the summer before.
        """
        if self.kind is Kind.LOAN_END and self.ends_on is not None:
            return _slot_of(self.ends_on)
        return _slot_named(self.first.window)

    def __str__(self) -> str:
        return (
            f"{self.first.who.name}, {self.kind} {self.start.club} → {self.goal.club} "
            f"in {self.first.window} ({self.price.text or 'no fee told'})"
        )


_WINTER_STRAGGLERS: Final = (2, 5)  # a winter window closes on its first working day after
_AUTUMN: Final = 9
_CLOSING_YEAR: Final = 11


@lru_cache(maxsize=1_024)
def _slot_named(window: str) -> tuple[int, int]:
    year, half = window.split("-")[-2:]
    return int(year), int(half == "summer")


@lru_cache(maxsize=16_384)
def _slot_of(day: date) -> tuple[int, int]:
    """The window whose moves an end of loan on that day comes before."""
    if (day.month, day.day) <= _WINTER_STRAGGLERS:
        return day.year, 0
    if day.month >= _CLOSING_YEAR or (
        day.month >= _AUTUMN and day > period_named(f"{day.year}-summer").last_day
    ):
        return day.year + 1, 0
    return day.year, 1


def moves_of(rows: Iterable[Row], place_of: PlaceOf, report: Report) -> list[Move]:
    """The moves that rows tell, each once, in the order of their first rows."""
    told: dict[tuple[str, ...], list[Move]] = {}
    moves: list[Move] = []
    for row in rows:
        move = _move_of(row, place_of, report)
        if move is None:
            continue
        key = _same_for_both_clubs(move)
        others = told.setdefault(key, [])
        other = _other_side(move, others)
        if other is None:
            others.append(move)
            moves.append(move)
        else:
            _join(other, move, report)
    report.moves += len(moves)
    return moves


def _same_for_both_clubs(move: Move) -> tuple[str, ...]:
    """What the two clubs' rows on one move have in common."""
    row = move.first
    if row.told is not None:
        return (row.told, move.kind)
    player = row.who.key.id if row.who.key is not None else fold_name(row.who.name)
    when = row.day.isoformat() if row.day is not None else row.window
    return (player, when, move.start.club, move.goal.club, move.kind)


def _move_of(row: Row, place_of: PlaceOf, report: Report) -> Move | None:
    start, goal = place_of(row.start), place_of(row.goal)
    if start is None or goal is None:
        unreadable = row.start.name if start is None else row.goal.name
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
            f"{row.who.name} would move by {row.price.sort} from {row.start.name} to "
            f"{row.goal.name}.",
            "Name the two different clubs, or record the move by hand.",
        )
        return None
    if start.shared or goal.shared:
        flag_shared(row.line, row.start, start, report)
        flag_shared(row.line, row.goal, goal, report)
    if row.price.odd:
        report.flag("odd fee text", (row.line,), f"“{row.price.text}” is taken as a transfer")
    ends_on = row.price.ends_on
    if kind is Kind.LOAN_END and ends_on is None:
        ends_on = row.day or period_named(row.window).first_day - ONE_DAY
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
        if _tell_one_move(other, row) and not _goalkeeper_and_not(other.first, row)
    ]
    if not open_ones:
        return None
    return max(
        open_ones,
        key=lambda other: (
            other.price.text == move.price.text,
            other.first.who.age == row.who.age,
            other.first.who.position == row.who.position,
            -other.first.line,
        ),
    )


def _tell_one_move(other: Move, row: Row) -> bool:
    """Whether a row is the other club's on a move, or says once more what no club's row says."""
    if row.side is None:
        return other.first.side is None
    return len(other.rows) == 1 and {other.first.side, row.side} == {"in", "out"}


def _goalkeeper_and_not(one: Row, other: Row) -> bool:
    return is_goalkeeper(one.who) is not is_goalkeeper(other.who)


def is_goalkeeper(who: Who) -> bool:
    """Whether the file has him in goal."""
    return who.position in GOALKEEPERS


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
