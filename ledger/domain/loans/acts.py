"""What is done with a loan after it began, each act judged against the loan's own record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

from ledger.domain.contradictions import Code, Contradiction
from ledger.domain.dates import ONE_DAY
from ledger.domain.entry import Recorded
from ledger.domain.events.movements import (
    ConditionFailed,
    ConditionMet,
    LoanEnded,
    LoanExtended,
    LoanRecalled,
    LoanTerminatedEarly,
    ObligationTriggered,
    OptionDeclined,
    OptionExercised,
    OptionLapsed,
)
from ledger.domain.loans.closing import act_day, already_bought, is_over, no_option
from ledger.domain.loans.loan import Loan
from ledger.domain.loans.purchases import exercise, fail, settle_purchase, trigger
from ledger.domain.terms import ClauseName, Recall

_DUTY: Final = ClauseName.OBLIGATION_TO_BUY
LoanAct = (
    LoanExtended
    | LoanRecalled
    | LoanTerminatedEarly
    | LoanEnded
    | OptionExercised
    | OptionDeclined
    | OptionLapsed
    | ConditionMet
    | ConditionFailed
    | ObligationTriggered
)
LOAN_ACTS = (
    LoanExtended,
    LoanRecalled,
    LoanTerminatedEarly,
    LoanEnded,
    OptionExercised,
    OptionDeclined,
    OptionLapsed,
    ConditionMet,
    ConditionFailed,
    ObligationTriggered,
)


def judge(loan: Loan, found: list[Contradiction]) -> None:  # noqa: C901 - a kind a case
    """Apply a loan's acts in the order they happened."""
    for item in sorted(loan.acts, key=lambda a: (act_day(a), a.first_position, a.position)):
        event = item.event
        assert isinstance(event, LOAN_ACTS)  # noqa: S101 - by construction
        match event:
            case LoanExtended():
                _extend(loan, item, event, found)
            case LoanRecalled() | LoanTerminatedEarly() | LoanEnded():
                _close(loan, item, event, found)
            case OptionExercised():
                exercise(loan, item, event, found)
            case ObligationTriggered():
                trigger(loan, item, event, found)
            case OptionDeclined() if event.clause is ClauseName.OPTION_TO_BUY:
                _decline(loan, item, found)
            case ConditionFailed() if _about_the_duty(loan, event.clause):
                fail(loan, item, found)
            case ConditionMet() if _about_the_duty(loan, event.clause):
                loan.failed, loan.met = None, item
            case ConditionFailed() | ConditionMet():
                pass  # Other clauses decide nobody's club.
            case OptionDeclined() | OptionLapsed():
                pass  # These move nobody; a late official exercise replaces a lapse.
            case _:
                assert_never(event)
    if loan.purchase is not None:
        settle_purchase(loan)


def _about_the_duty(loan: Loan, clause: ClauseName) -> bool:
    """Whether a condition decides the duty to buy; an option may turn into one."""
    return clause is _DUTY or (clause is ClauseName.OPTION_TO_BUY and loan.may_become_duty)


def _extend(loan: Loan, item: Recorded, event: LoanExtended, found: list[Contradiction]) -> None:
    if is_over(loan, item, found):
        return
    if not loan.until_assumed and event.until <= loan.until:
        found.append(
            Contradiction(
                Code.NOT_LATER,
                item,
                loan.extended or loan.entry,
                f"the loan ({loan}) already runs until {loan.until.isoformat()}",
                "State a later day, or record an early end if that is what was agreed.",
            )
        )
        return
    loan.until = max(event.until, loan.start)
    loan.until_assumed = False
    loan.extended = item


def _close(
    loan: Loan,
    item: Recorded,
    event: LoanRecalled | LoanTerminatedEarly | LoanEnded,
    found: list[Contradiction],
) -> None:
    if isinstance(event, LoanEnded) and event.cause == "converted":
        return  # The purchase itself decides; this says it once more.
    if is_over(loan, item, found):
        return
    if isinstance(event, LoanRecalled):
        found.extend(_against_the_recall(loan, item))
    happened = item.entry.occurred_on
    if happened is not None and happened.last_day < loan.start:
        found.append(
            Contradiction(
                Code.NOT_LATER,
                item,
                loan.entry,
                f"the loan ({loan}) had not begun on {happened}",
                "Check the day, or correct the loan's first day.",
            )
        )
    loan.closed_by = item
    loan.back_on = item.day + ONE_DAY if isinstance(event, LoanEnded) else item.day
    loan.back_on = max(loan.back_on, loan.start)


def _against_the_recall(loan: Loan, item: Recorded) -> Iterable[Contradiction]:
    """A recall needs a right of recall, inside its days where they are told."""
    clause = next((c for c in loan.terms.clauses if isinstance(c, Recall)), None)
    happened = item.entry.occurred_on
    record = None
    if loan.without(ClauseName.RECALL):
        record = f"the loan on record ({loan}) has no right of recall"
    elif clause is not None and happened is not None:
        too_early = clause.from_day is not None and happened.last_day < clause.from_day
        too_late = clause.until is not None and happened.first_day > clause.until
        if too_early or too_late:
            first, last = clause.from_day or loan.start, clause.until or loan.until
            record = f"the right of recall runs from {first} to {last}"
    if record is not None:
        yield Contradiction(
            Code.NO_RECALL_ON_RECORD,
            item,
            loan.entry,
            record,
            "Record an agreed early end (LoanTerminatedEarly), or correct the loan first.",
        )


def _is_a_duty(item: Recorded, met: Recorded) -> Contradiction:
    return Contradiction(
        Code.OPTION_IS_A_DUTY,
        item,
        met,
        f"the option became a duty when its condition was met on {act_day(met).isoformat()}",
        "Record the purchase (ObligationTriggered), or void that entry if it is wrong.",
    )


def _decline(loan: Loan, item: Recorded, found: list[Contradiction]) -> None:
    """An option is declined by a club that has one, has not used it, and need not use it."""
    if loan.purchase is not None:
        found.append(already_bought(loan, item, loan.purchase))
        return
    if loan.met is not None and loan.may_become_duty:
        found.append(_is_a_duty(item, loan.met))
    if loan.option is None and loan.without(ClauseName.OPTION_TO_BUY):
        found.append(no_option(loan, item, "There is nothing to decline: correct the loan first."))
    loan.declined = item
