"""Whether a loan can still be acted on, and what is said where it cannot."""

from __future__ import annotations

from datetime import date

from ledger.domain.contradictions import Code, Contradiction
from ledger.domain.entry import Recorded
from ledger.domain.loans.loan import Loan


def act_day(item: Recorded) -> date:
    """The day of an act itself, which may be long before it takes effect."""
    when = item.entry.occurred_on or item.entry.published_at
    return when.last_day if when is not None else item.day


def no_option(loan: Loan, item: Recorded, way_out: str) -> Contradiction:
    """An option was used or declined that the loan is on record as not having."""
    record = "the loan on record has none"
    return Contradiction(Code.NO_OPTION_ON_RECORD, item, loan.entry, record, way_out)


def is_over(loan: Loan, item: Recorded, found: list[Contradiction]) -> bool:
    """Whether a record already closed the loan; says so where it did."""
    if loan.closed_by is not None:
        closer = loan.closed_by
        record = f"the loan ({loan}) was closed by {closer.entry.kind} on {closer.day.isoformat()}"
        way_out = "Void or correct that entry first if it is wrong."
        found.append(Contradiction(Code.LOAN_CLOSED, item, closer, record, way_out))
        return True
    if loan.purchase is not None:
        found.append(already_bought(loan, item, loan.purchase))
        return True
    return False


def already_bought(loan: Loan, item: Recorded, purchase: Recorded) -> Contradiction:
    """The loan became a purchase once; it does so no second time."""
    return Contradiction(
        Code.ALREADY_EXERCISED,
        item,
        purchase,
        f"{purchase.entry.kind} of {act_day(purchase).isoformat()} already made the loan "
        f"({loan}) permanent",
        "Record a new transfer if he moved again, or void that entry if it is wrong.",
    )
