"""The order of one player's moves: windows have days, the rows inside a window have none.

Ends of loans first, then the other moves chained so that each starts where he is. Loans find the
row that ends them, so that their last day is known; what a set writes as a loan back to the owner
is read as the loan's end; and a loan that no row ends is over before its owner moves him again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Final, assert_never

from ledger.interfaces.files.fees import Price, Sort
from ledger.interfaces.files.moves import Kind, Move, natural_end, period_named
from ledger.interfaces.files.people import Person
from ledger.interfaces.files.places import Nowhere, Place
from ledger.interfaces.files.report import Report

_LOAN_DAYS_MAX: Final = 3 * 366
_STEPS_MAX: Final = 5_000
_ONE_DAY: Final = timedelta(days=1)
Slot = tuple[int, int]


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
    _date_ends(person.moves)
    slots = [
        (slot, list(moves))
        for slot, moves in groupby(
            sorted(person.moves, key=lambda move: (_when(move), move.first.line)), key=_when
        )
    ]
    _read_loans_back(slots, report)
    _match_loans(slots, report)
    ordered: list[Move] = []
    where, last_loan = _ANYWHERE, None
    for _, moves in slots:
        starts = (_back_from_loan(where, last_loan, moves), where, _ANYWHERE)
        chain, where = _chained(moves, starts, report)
        last_loan = next((m for m in reversed(chain) if m.kind is Kind.LOAN), last_loan)
        _give_days(chain)
        ordered += chain
    return _with_inferred_ends(ordered)


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
    over = until < min(_window_opens(move) for move in moves)
    return Whereabouts(where.holder, where.holder) if over else where


# -- chaining ---------------------------------------------------------------------------------


def _chained(
    moves: Sequence[Move], starts: Sequence[Whereabouts], report: Report
) -> tuple[list[Move], Whereabouts]:
    """One window's moves in an order in which each starts where he is, and where that leads.

    The first of the starting points from which there is such an order counts.
    """
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


# -- loans and their ends ---------------------------------------------------------------------


def _with_inferred_ends(ordered: Sequence[Move]) -> list[Move]:
    """The moves, with an end for each loan that its owner's next move shows to be over early.

    Clubs list a loan to a lower league, but seldom its end in January: what is told is the loan
    that follows. The end is put on the day before the window of that next move, or the day before
    its day.
    """
    told = {id(move.loan) for move in ordered if move.loan is not None}
    whole: list[Move] = []
    running: Move | None = None
    for move in ordered:
        if running is not None and _is_owners_next(move, running):
            whole.append(_end_shown_by(move, running))
            running = None
        if move.kind is Kind.LOAN:
            running = None if id(move) in told else move
        whole.append(move)
    return whole


def _window_opens(move: Move) -> date:
    """The first day of the window in whose order it stands, or its own day."""
    if move.first.day is not None:
        return move.first.day
    year, half = move.slot
    return period_named(f"{year}-{'summer' if half else 'winter'}").first_day


def _opening(move: Move) -> date:
    """The first day on which a move can have happened."""
    return move.first.day or move.period.first_day


def _is_owners_next(move: Move, loan: Move) -> bool:
    """Whether the owner lends him elsewhere, or lets him go, while a loan should still run."""
    if move.kind in (Kind.LOAN_END, Kind.PROMOTION) or move.start.club != loan.start.club:
        return False
    runs = _opening(loan) < _opening(move) <= (loan.ends_on or natural_end(loan))
    return runs and move.goal.first_team != loan.goal.first_team


def _end_shown_by(move: Move, loan: Move) -> Move:
    return Move(
        move.rows,
        loan.goal,
        loan.start,
        Kind.LOAN_END,
        Price(move.price.text, Sort.LOAN_END),
        ends_on=_opening(move) - _ONE_DAY,
        loan=loan,
        inferred=True,
    )


def _match_loans(slots: Sequence[tuple[Slot, list[Move]]], report: Report) -> None:
    """Give every end of a loan its loan, and the loan its last day."""
    running: list[Move] = []
    for _, moves in slots:
        ends = [move for move in moves if move.kind is Kind.LOAN_END]
        loans = [move for move in moves if move.kind is Kind.LOAN]
        unmatched = [end for end in ends if not _match(end, running)]
        running += loans
        for end in unmatched:
            if not _match(end, loans):
                report.flag("end of a loan without its loan in this file", end.lines, str(end))
            else:
                running = [loan for loan in running if loan is not end.loan]
        report.loan_ends += len(ends)
        report.loan_ends_matched += sum(end.loan is not None for end in ends)


def _date_ends(moves: Sequence[Move]) -> None:
    """Put an end told without a day after its loan, where that stands in the same season.

    Sets list the end of a season's loan under that very season, its summer included.
    """
    loans = [move for move in moves if move.kind is Kind.LOAN]
    ends = [move for move in moves if move.kind is Kind.LOAN_END]
    for end in ends:
        if end.price.ends_on or end.first.day:
            continue
        fitting = [loan for loan in loans if _between_same(loan, end)]
        before = any(loan.slot < end.slot for loan in fitting)
        same_season = [loan for loan in fitting if loan.first.season == end.first.season]
        others = [one for one in ends if (one.start, one.goal) == (end.start, end.goal)]
        if (
            same_season
            and not before
            and not any(same_season[-1].slot < one.slot for one in others)
        ):
            end.ends_on = natural_end(same_season[-1])


def _between_same(loan: Move, end: Move) -> bool:
    """Whether the two clubs of a loan are those of an end."""
    return (loan.start.first_team, loan.goal.first_team) == (
        end.goal.first_team,
        end.start.first_team,
    )


def _match(end: Move, loans: list[Move]) -> bool:
    """Find the latest loan that an end can close, take it off the list, and note the days."""
    day = end.ends_on
    fitting = [
        loan
        for loan in loans
        if _between_same(loan, end)
        and (day is None or 0 <= (day - loan.period.first_day).days <= _LOAN_DAYS_MAX)
    ]
    if not fitting:
        return False
    loan = fitting[-1]
    loans.remove(loan)
    end.loan = loan
    if day is not None and day >= natural_end(loan):
        # A day before the season's end was not yet known when the loan was agreed.
        loan.ends_on = day
    return True


def _read_loans_back(slots: Sequence[tuple[Slot, list[Move]]], report: Report) -> None:
    """Read a loan from the borrower back to the owner as the end of the loan before it."""
    lent: Move | None = None
    for _, moves in slots:
        for move in moves:
            if lent is not None and _is_loan_back(move, lent, moves):
                move.kind = Kind.LOAN_END
                move.price = replace(move.price, sort=Sort.LOAN_END)
                move.ends_on = min(natural_end(lent), move.period.first_day - _ONE_DAY)
                report.flag("loan back to the owner read as the loan's end", move.lines, str(move))
        lent = next((m for m in reversed(moves) if m.kind is Kind.LOAN), None)


def _is_loan_back(move: Move, lent: Move, window: Sequence[Move]) -> bool:
    if move.kind is not Kind.LOAN or move.start.club != lent.goal.club:
        return False
    if move.goal.club != lent.start.club or move.price.fee.fixed.low is not None:
        return False
    if len(move.rows) > 1 or move.first.side == "in":
        return False  # an end written as a loan only the borrower tells
    return not any(
        other.goal.club == move.start.club or other.kind is Kind.LOAN_END
        for other in window
        if other is not move
    )


# -- days -------------------------------------------------------------------------------------


def _give_days(chain: Sequence[Move]) -> None:
    """No move of a window happened before a loan's end that it follows, or after one it precedes.

    Ends of loans carry their day; the others get the bounds that these days leave.
    """
    latest: date | None = None
    for move in chain:
        move.not_before = latest
        if move.kind is Kind.LOAN_END and move.ends_on is not None:
            after = move.ends_on + _ONE_DAY
            latest = after if latest is None else max(latest, after)
    earliest: date | None = None
    for move in reversed(chain):
        move.not_after = earliest
        if move.kind is Kind.LOAN_END and move.ends_on is not None:
            earliest = move.ends_on if earliest is None else min(earliest, move.ends_on)
