"""What is done with a loan after it began, each act judged against the loan's own record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, assert_never

from ledger.domain.contradictions import Code, Contradiction
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
from ledger.domain.loans.loan import ONE_DAY, Loan
from ledger.domain.terms import ClauseName, Recall
from ledger.domain.values import Fee

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
                _exercise(loan, item, event, found)
            case ObligationTriggered():
                _trigger(loan, item, event, found)
            case OptionDeclined() if event.clause is ClauseName.OPTION_TO_BUY:
                _decline(loan, item, found)
            case ConditionFailed() if _about_the_duty(loan, event.clause):
                _fail(loan, item, found)
            case ConditionMet() if _about_the_duty(loan, event.clause):
                loan.failed, loan.met = None, item
            case ConditionFailed() | ConditionMet():
                pass  # Other clauses decide nobody's club.
            case OptionDeclined() | OptionLapsed():
                pass  # These move nobody; a late official exercise replaces a lapse.
            case _:
                assert_never(event)
    if loan.purchase is not None:
        _settle_purchase(loan)


def _about_the_duty(loan: Loan, clause: ClauseName) -> bool:
    """Whether a condition decides the duty to buy; an option may turn into one."""
    return clause is _DUTY or (clause is ClauseName.OPTION_TO_BUY and loan.may_become_duty)


def act_day(item: Recorded) -> date:
    """The day of the act itself, not of its effect."""
    when = item.entry.occurred_on or item.entry.published_at
    return when.last_day if when is not None else item.day


def _extend(loan: Loan, item: Recorded, event: LoanExtended, found: list[Contradiction]) -> None:
    if _is_over(loan, item, found):
        return
    if not loan.until_assumed and event.until <= loan.until:
        found.append(
            Contradiction(
                Code.NOT_LATER,
                item,
                loan.entry,
                f"the loan ({loan}) already runs until {loan.until.isoformat()}",
                "State a later day, or record an early end if that is what was agreed.",
            )
        )
        return
    loan.until = max(event.until, loan.start)
    loan.until_assumed = False
    loan.extended = True


def _close(
    loan: Loan,
    item: Recorded,
    event: LoanRecalled | LoanTerminatedEarly | LoanEnded,
    found: list[Contradiction],
) -> None:
    if isinstance(event, LoanEnded) and event.cause == "converted":
        return  # The purchase itself decides; this says it once more.
    if _is_over(loan, item, found):
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


def _decline(loan: Loan, item: Recorded, found: list[Contradiction]) -> None:
    """An option is declined once, by a club that has one and has not used it."""
    if loan.purchase is not None:
        found.append(_already_bought(loan, item, loan.purchase))
        return
    if loan.option is None and loan.without(ClauseName.OPTION_TO_BUY):
        found.append(_no_option(loan, item, "There is nothing to decline: correct the loan first."))
    loan.declined = item


def _no_option(loan: Loan, item: Recorded, way_out: str) -> Contradiction:
    record = "the loan on record has none"
    return Contradiction(Code.NO_OPTION_ON_RECORD, item, loan.entry, record, way_out)


def _is_over(loan: Loan, item: Recorded, found: list[Contradiction]) -> bool:
    """Whether a record already closed the loan; says so where it did."""
    if loan.closed_by is not None:
        closer = loan.closed_by
        record = f"the loan ({loan}) was closed by {closer.entry.kind} on {closer.day.isoformat()}"
        way_out = "Void or correct that entry first if it is wrong."
        found.append(Contradiction(Code.LOAN_CLOSED, item, closer, record, way_out))
        return True
    if loan.purchase is not None:
        found.append(_already_bought(loan, item, loan.purchase))
        return True
    return False


def _already_bought(loan: Loan, item: Recorded, purchase: Recorded) -> Contradiction:
    return Contradiction(
        Code.ALREADY_EXERCISED,
        item,
        purchase,
        f"{purchase.entry.kind} of {act_day(purchase).isoformat()} already made the loan "
        f"({loan}) permanent",
        "Record a new transfer if he moved again, or void that entry if it is wrong.",
    )


def _exercise(
    loan: Loan, item: Recorded, event: OptionExercised, found: list[Contradiction]
) -> None:
    if _is_over(loan, item, found):
        return
    found.extend(_against_the_option(loan, item))
    option = loan.option
    if option is None and not loan.without(ClauseName.OPTION_TO_BUY):
        found.append(
            Contradiction(
                Code.OPTION_INFERRED,
                item,
                loan.entry,
                f"the terms of the loan ({loan}) are not on record, so the option is inferred",
                "Record the loan's terms with their source.",
            )
        )
    elif option is not None:
        _compare(loan, item, event.fee, option.price, found)
    loan.purchase = item


def _compare(
    loan: Loan, item: Recorded, paid: Fee, agreed: Fee, found: list[Contradiction]
) -> None:
    """Flag a purchase at another price than the clause has."""
    if _differs(paid, agreed):
        clause = "option" if isinstance(item.event, OptionExercised) else "obligation"
        act = "exercised" if isinstance(item.event, OptionExercised) else "triggered"
        found.append(
            Contradiction(
                Code.PRICE_DIFFERS,
                item,
                loan.entry,
                f"{act} at {paid.fixed} against an {clause} of {agreed.fixed}",
                "Nothing to do if both are right: clubs do agree on other terms.",
            )
        )


def _differs(paid: Fee, agreed: Fee) -> bool:
    low, high = agreed.fixed.low, agreed.fixed.high
    currencies = {paid.fixed.currency, agreed.fixed.currency} - {None}
    if len(currencies) > 1:
        return True
    if paid.fixed.low is None or paid.fixed.high is None or low is None or high is None:
        return False
    return paid.fixed.high < low or paid.fixed.low > high


def _against_the_option(loan: Loan, item: Recorded) -> Iterable[Contradiction]:
    """The hard rules of exercising: on record, not declined, not certainly after its day."""
    if loan.option is None and loan.without(ClauseName.OPTION_TO_BUY):
        yield _no_option(
            loan, item, "Record the option first with its source, or record a permanent transfer."
        )
    if loan.declined is not None:
        yield Contradiction(
            Code.OPTION_DECLINED,
            item,
            loan.declined,
            f"the option was declined on {act_day(loan.declined).isoformat()}",
            "Void that entry if it is wrong, or record a permanent transfer.",
        )
    last = loan.option.until if loan.option is not None and loan.option.until else loan.until
    happened = item.entry.occurred_on
    certain_end = not loan.until_assumed or (loan.option is not None and loan.option.until)
    if happened is not None and certain_end and happened.first_day > last:
        yield Contradiction(
            Code.OPTION_LAPSED,
            item,
            loan.entry,
            f"the option ran until {last.isoformat()}",
            "Give the day it was exercised if that was earlier than its announcement, record a "
            "later end of the loan or of the option, or record a permanent transfer.",
        )


def _trigger(
    loan: Loan, item: Recorded, event: ObligationTriggered, found: list[Contradiction]
) -> None:
    if _is_over(loan, item, found):
        return
    duty = loan.obligation
    if duty is None and not loan.may_become_duty and loan.without(ClauseName.OBLIGATION_TO_BUY):
        found.append(
            Contradiction(
                Code.NO_OBLIGATION_ON_RECORD,
                item,
                loan.entry,
                "the loan on record has none",
                "Record the obligation first with its source, or a permanent transfer.",
            )
        )
    if loan.failed is not None:
        found.append(
            Contradiction(
                Code.CONDITION_FAILED,
                item,
                loan.failed,
                f"its condition failed on {act_day(loan.failed).isoformat()}",
                "Void that entry if it is wrong, or record a permanent transfer.",
            )
        )
    if duty is not None:
        _compare(loan, item, event.fee, duty.price, found)
    loan.purchase = item


def _fail(loan: Loan, item: Recorded, found: list[Contradiction]) -> None:
    """A condition that failed lets nobody trigger the duty, before or after."""
    purchase = loan.purchase
    if purchase is not None and isinstance(purchase.event, ObligationTriggered):
        found.append(
            Contradiction(
                Code.CONDITION_FAILED,
                item,
                purchase,
                f"the obligation was triggered on {act_day(purchase).isoformat()}",
                "Void that entry if it is wrong.",
            )
        )
    loan.failed, loan.met = item, None


def _settle_purchase(loan: Loan) -> None:
    """When a purchase takes effect: on its own day where told, else after the loan's last."""
    purchase = loan.purchase
    assert purchase is not None  # noqa: S101 - the caller checked
    event = purchase.event
    assert isinstance(event, OptionExercised | ObligationTriggered)  # noqa: S101
    loan.bought_on = max(event.effective_on or loan.until + ONE_DAY, loan.start)
