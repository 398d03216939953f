"""The order of one player's moves: windows have days, the rows inside a window have none.

Ends of loans first, then the other moves chained so that each starts where he is. Loans find the
row that ends them, so that their last day is known; what a set writes as a loan back to the owner
is read as the loan's end; and a loan that no row ends is over before its owner moves him again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Final, assert_never

from ledger.domain.dates import ONE_DAY
from ledger.interfaces.files.loan_ends import (
    Slot,
    date_ends,
    match_loans,
    read_loans_back,
    window_opens,
    with_inferred_ends,
)
from ledger.interfaces.files.moves import Kind, Move, natural_end
from ledger.interfaces.files.people import Person
from ledger.interfaces.files.places import Nowhere, Place
from ledger.interfaces.files.report import Report

_STEPS_MAX: Final = 5_000
_BY_SLOT: Final = itemgetter(0)
_BY_PLACE: Final = itemgetter(0, 1)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Who holds a player and where he plays; None where nothing is known of it."""

    holder: str | None = None
    club: str | None = None


_ANYWHERE: Final = Whereabouts()
_NOWHERE: Final = "@nowhere"


def in_order(person: Person, report: Report) -> list[Move]:
    """A person's moves in the order they happened, with the days that this order leaves them.

    Where no order makes every move start where he is, the file's own order stands and is flagged.
    """
    date_ends(person.moves)
    placed = sorted(((_when(move), move.first.line, move) for move in person.moves), key=_BY_PLACE)
    slots = [
        (slot, [move for _, _, move in moves]) for slot, moves in groupby(placed, key=_BY_SLOT)
    ]
    read_loans_back(slots, report)
    match_loans(slots, report)
    ordered: list[Move] = []
    where, last_loan = _ANYWHERE, None
    for _, moves in slots:
        starts = (_back_from_loan(where, last_loan, moves), where, _ANYWHERE)
        chain, where = _chained(moves, starts, report)
        last_loan = next((m for m in reversed(chain) if m.kind is Kind.LOAN), last_loan)
        _give_days(chain)
        ordered += chain
    return with_inferred_ends(ordered)


def _when(move: Move) -> Slot:
    """Its place in time: its day where one is told, else its window."""
    if move.first.day is None:
        return move.slot
    day = move.ends_on if move.kind is Kind.LOAN_END and move.ends_on else move.first.day
    return day.toordinal(), 0


def _back_from_loan(where: Whereabouts, loan: Move | None, moves: Sequence[Move]) -> Whereabouts:
    """Where he is when a window opens: a loan that has run out has brought him back."""
    if loan is None or where.holder == where.club:
        return where
    until = loan.ends_on or natural_end(loan)
    over = until < min(window_opens(move) for move in moves)
    return Whereabouts(where.holder, where.holder) if over else where


# -- chaining ---------------------------------------------------------------------------------


def _chained(
    moves: Sequence[Move], starts: Sequence[Whereabouts], report: Report
) -> tuple[list[Move], Whereabouts]:
    """One window's moves in an order in which each starts where he is, and where that leads.

    The first of the starting points from which there is such an order counts.
    """
    if len(moves) == 1:  # as most are
        for start in starts:
            if (there := _after(moves[0], start)) is not None:
                return [*moves], there
    first_choice = sorted(moves, key=_choice)
    for start in starts:
        chain = _search(first_choice, start, [_STEPS_MAX])
        if chain is not None:
            return chain, _follow(chain, start)
    report.flag(
        "no order of a window's moves fits",
        [line for move in moves for line in move.lines],
        "; ".join(map(str, moves)),
    )
    return first_choice, _follow(first_choice, _ANYWHERE)


def _choice(move: Move) -> tuple[date, int]:
    """Ends of loans by their day, then the others as the file has them."""
    ended = move.ends_on if move.kind is Kind.LOAN_END else None
    return ended or date.max, move.first.line


def _search(moves: Sequence[Move], where: Whereabouts, budget: list[int]) -> list[Move] | None:
    """The first full chain, trying candidates in the order given; None if there is none."""
    if not moves:
        return []
    for index, move in enumerate(moves):
        budget[0] -= 1
        if budget[0] < 0:
            return None
        there = _after(move, where)
        if there is None:
            continue
        rest = _search([*moves[:index], *moves[index + 1 :]], there, budget)
        if rest is not None:
            return [move, *rest]
    return None


def _follow(chain: Sequence[Move], where: Whereabouts) -> Whereabouts:
    for move in chain:
        where = _after(move, where) or _after(move, _ANYWHERE) or _ANYWHERE
    return where


def _after(move: Move, where: Whereabouts) -> Whereabouts | None:
    """Where a move takes a player who is there; None if it cannot start there."""
    start, goal = _held_by(move.start), _held_by(move.goal)
    if move.kind in (Kind.LOAN, Kind.LOAN_END) and where.club == start != where.holder:
        # The borrower sends him back, or on.
        back = move.kind is Kind.LOAN_END and where.holder in (None, goal)
        return Whereabouts(goal if back else where.holder, goal)
    possible = start is None or where.holder in _holders(move, start, goal)
    return _goes(move.kind, start, goal) if possible else None


def _holders(move: Move, start: str | None, goal: str | None) -> tuple[str | None, ...]:
    """Who may hold a player for a move to be possible; None is always one, not being known."""
    match move.kind:
        case Kind.LOAN_END | Kind.PROMOTION:
            return None, goal
        case Kind.RETIREMENT:
            return None, start, _NOWHERE
        case Kind.LOAN | Kind.RELEASE | Kind.TRANSFER:
            return None, start
        case _:
            assert_never(move.kind)


def _goes(kind: Kind, start: str | None, goal: str | None) -> Whereabouts:
    return Whereabouts(start if kind is Kind.LOAN else goal, goal)


def _held_by(place: Place) -> str | None:
    """The club that counts for a chain: a youth team's is its first team; None is not known."""
    if place.nowhere is None:
        return place.first_team
    return None if place.nowhere in (Nowhere.UNKNOWN, Nowhere.OWN_YOUTH) else _NOWHERE


# -- days -------------------------------------------------------------------------------------


def _give_days(chain: Sequence[Move]) -> None:
    """No move of a window happened before a loan's end that it follows, or after one it precedes.

    Ends of loans carry their day; the others get the bounds that these days leave.
    """
    latest: date | None = None
    for move in chain:
        move.not_before = latest
        if move.kind is Kind.LOAN_END and move.ends_on is not None:
            after = move.ends_on + ONE_DAY
            latest = after if latest is None else max(latest, after)
    earliest: date | None = None
    for move in reversed(chain):
        move.not_after = earliest
        if move.kind is Kind.LOAN_END and move.ends_on is not None:
            earliest = move.ends_on if earliest is None else min(earliest, move.ends_on)
