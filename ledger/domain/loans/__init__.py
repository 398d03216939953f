"""Loans: their terms, what was done with them, and so when and how each one ends.

A loan is judged by its own acts alone, whatever else happened to the player: extensions move its
end, an early end or a recall closes it, an exercised option or a triggered obligation turns it
into a purchase. Contradictions among these acts are collected, never raised.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ledger.domain.contradictions import Code, Contradiction
from ledger.domain.entry import Recorded
from ledger.domain.events.movements import (
    LoanEnded,
    LoanExtended,
    LoanRecalled,
    LoanTerminatedEarly,
    SquadBaselineRecorded,
)
from ledger.domain.loans.acts import LOAN_ACTS, LoanAct, judge
from ledger.domain.loans.closing import act_day
from ledger.domain.loans.loan import Loan, assumed_end, loan_of

LOAN_ACT_KINDS = frozenset(act.__name__ for act in LOAN_ACTS)
_STARTING: Final = frozenset({"LoanAgreed", "SquadBaselineRecorded"})
__all__ = ["LOAN_ACTS", "Loan", "act_day", "assumed_end", "loan_for", "loan_of", "loans_with_acts"]


def loans_with_acts(
    movements: Sequence[Recorded], contradictions: list[Contradiction]
) -> tuple[list[Loan], list[Recorded]]:
    """All loans with their acts judged, and the acts for which no loan is on record."""
    acts = [item for item in movements if item.entry.event.kind in LOAN_ACT_KINDS]
    starts = [item for item in movements if item.entry.event.kind in _STARTING]
    loans = [loan for loan in map(loan_of, starts) if loan is not None]
    if len(loans) > 1:
        loans = _each_once(loans, acts)
    if not acts:
        return loans, []
    strays: list[Recorded] = []
    for item in acts:
        loan = loan_for(item, loans)
        if loan is None:
            strays.append(item)
        elif _between_others(item, loan):
            contradictions.append(_not_the_holder(item, loan))
        else:
            loan.acts.append(item)
    for loan in loans:
        if loan.acts:
            judge(loan, contradictions)
    return loans, strays


def _each_once(loans: list[Loan], acts: Sequence[Recorded]) -> list[Loan]:
    """Loans without those that a squad list merely shows going on."""
    if not any(isinstance(loan.entry.event, SquadBaselineRecorded) for loan in loans):
        return loans
    kept: list[Loan] = []
    for loan in sorted(loans, key=_listed_later):
        running = next((one for one in reversed(kept) if _goes_on(one, loan, acts)), None)
        if running is None or not isinstance(loan.entry.event, SquadBaselineRecorded):
            kept.append(loan)
            continue
        running.listed.append(loan.entry)
        if running.until_assumed and not loan.until_assumed:
            running.until, running.until_assumed = loan.until, False
    return kept


def _listed_later(loan: Loan) -> tuple[date, bool, int, int]:
    listed = isinstance(loan.entry.event, SquadBaselineRecorded)
    return (loan.start, listed, loan.entry.first_position, loan.entry.position)


def _goes_on(earlier: Loan, later: Loan, acts: Sequence[Recorded]) -> bool:
    """Whether an earlier loan still runs, between the same clubs, on the day of a later one."""
    if (earlier.lender, earlier.borrower) != (later.lender, later.borrower):
        return False
    until = earlier.until
    for item in acts:
        act = item.event
        if not isinstance(act, LOAN_ACTS) or not _of_these_clubs(act, earlier):
            continue
        if isinstance(act, LoanExtended):
            until = max(until, act.until)
        ends = isinstance(act, LoanEnded | LoanRecalled | LoanTerminatedEarly)
        if ends and earlier.start <= item.day < later.start:
            return False
    return later.start <= until


def _of_these_clubs(act: LoanAct, loan: Loan) -> bool:
    return act.from_club in (None, loan.lender) and act.to_club in (None, loan.borrower)


def _between_others(item: Recorded, loan: Loan) -> bool:
    return isinstance(item.event, LOAN_ACTS) and not _of_these_clubs(item.event, loan)


def _not_the_holder(item: Recorded, loan: Loan) -> Contradiction:
    return Contradiction(
        Code.NOT_THE_HOLDER,
        item,
        loan.entry,
        f"the loan of that deal ({loan}) is between other clubs",
        "Name the clubs of the loan, or the deal it belongs to.",
    )


def loan_for(item: Recorded, loans: Sequence[Loan]) -> Loan | None:
    """The loan an act belongs to: of the same deal, else of the same clubs; the latest begun."""
    act = item.event
    assert isinstance(act, LOAN_ACTS)  # noqa: S101 - the caller picked them
    day = _latest_day(item)
    candidates = [loan for loan in loans if _same_deal(loan, item)] or [
        loan for loan in loans if _of_these_clubs(act, loan)
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
