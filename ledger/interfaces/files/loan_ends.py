"""Ends of loans: which loan each one ends, which rows say one in other words, and those untold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ledger.domain.dates import ONE_DAY
from ledger.interfaces.files.fees import Price, Sort
from ledger.interfaces.files.moves import Kind, Move, natural_end, period_named
from ledger.interfaces.files.report import Report

_LOAN_DAYS_MAX: Final = 3 * 366
Slot = tuple[int, int]
"""A window's place in time: the calendar year, and 0 for winter or 1 for summer."""


def with_inferred_ends(ordered: Sequence[Move]) -> list[Move]:
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


def window_opens(move: Move) -> date:
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
        ends_on=_opening(move) - ONE_DAY,
        loan=loan,
        inferred=True,
    )


def match_loans(slots: Sequence[tuple[Slot, list[Move]]], report: Report) -> None:
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


def date_ends(moves: Sequence[Move]) -> None:
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


def read_loans_back(slots: Sequence[tuple[Slot, list[Move]]], report: Report) -> None:
    """Read a loan from the borrower back to the owner as the end of the loan before it."""
    lent: Move | None = None
    for _, moves in slots:
        for move in moves:
            if lent is not None and _is_loan_back(move, lent, moves):
                move.kind = Kind.LOAN_END
                move.price = replace(move.price, sort=Sort.LOAN_END)
                move.ends_on = min(natural_end(lent), move.period.first_day - ONE_DAY)
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
