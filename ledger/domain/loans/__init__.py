"""Loans: their terms, what was done with them, and so when and how each one ends.

A loan is judged by its own acts alone, whatever else happened to the player: extensions move its
end, an early end or a recall closes it, an exercised option or a triggered obligation turns it
into a purchase. Contradictions among these acts are collected, never raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ledger.domain.contradictions import Contradiction
from ledger.domain.entry import Recorded
from ledger.domain.events.movements import LoanEnded
from ledger.domain.loans.acts import LOAN_ACTS, LoanAct, judge
from ledger.domain.loans.loan import ONE_DAY, Loan, assumed_end, loan_of

__all__ = ["ONE_DAY", "Loan", "assumed_end", "loan_of", "loans_with_acts"]


def loans_with_acts(
    movements: Sequence[Recorded], contradictions: list[Contradiction]
) -> tuple[list[Loan], list[Recorded]]:
    """All loans with their acts judged, and the acts for which no loan is on record."""
    loans = [loan for loan in map(loan_of, movements) if loan is not None]
    strays: list[Recorded] = []
    for item in movements:
        if isinstance(item.event, LOAN_ACTS):
            loan = _loan_for(item, item.event, loans)
            if loan is None:
                strays.append(item)
            else:
                loan.acts.append(item)
    for loan in loans:
        if loan.acts:
            judge(loan, contradictions)
    return loans, strays


def _loan_for(item: Recorded, act: LoanAct, loans: Iterable[Loan]) -> Loan | None:
    """The loan an act belongs to: of the same deal, else of the same clubs; the latest begun."""
    day = _latest_day(item)
    candidates = [loan for loan in loans if _same_deal(loan, item)] or [
        loan
        for loan in loans
        if act.from_club in (None, loan.lender) and act.to_club in (None, loan.borrower)
    ]
    begun = [loan for loan in candidates if loan.start <= day]
    if begun:
        return max(begun, key=lambda loan: (loan.start, loan.entry.first_position))
    return min(candidates, key=lambda loan: loan.start) if _may_precede(act, candidates) else None


def _may_precede(act: LoanAct, candidates: Sequence[Loan]) -> bool:
    return bool(candidates) and not isinstance(act, LoanEnded)


def _same_deal(loan: Loan, item: Recorded) -> bool:
    return item.entry.deal is not None and loan.entry.entry.deal == item.entry.deal


def _latest_day(item: Recorded) -> date:
    when = item.entry.occurred_on or item.entry.published_at
    return max(item.day, when.last_day) if when is not None else item.day
