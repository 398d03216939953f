"""How a loan becomes a purchase: by its option, or by its duty."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.domain.contradictions import Code, Contradiction
from ledger.domain.dates import ONE_DAY
from ledger.domain.entry import Recorded
from ledger.domain.events.movements import ObligationTriggered, OptionExercised
from ledger.domain.loans.closing import act_day, is_over, no_option
from ledger.domain.loans.loan import Loan
from ledger.domain.terms import ClauseName
from ledger.domain.values import Fee


def exercise(
    loan: Loan, item: Recorded, event: OptionExercised, found: list[Contradiction]
) -> None:
    """Make the loan permanent by its option, with what stands against that."""
    if is_over(loan, item, found):
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
        _compare(loan, item, event.fee, option.price_on(act_day(item)), found)
    loan.purchase = item


def _compare(
    loan: Loan, item: Recorded, paid: Fee, agreed: Fee, found: list[Contradiction]
) -> None:
    """Flag a purchase at another price than the clause has."""
    if differs(paid, agreed):
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


def differs(paid: Fee, agreed: Fee) -> bool:
    """Whether what was paid is certainly not what was agreed."""
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
        yield no_option(
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
    told = loan.option.last_day if loan.option is not None else None
    last = told or loan.until
    happened = item.entry.occurred_on
    certain_end = not loan.until_assumed or told is not None
    if happened is not None and certain_end and happened.first_day > last:
        yield Contradiction(
            Code.OPTION_LAPSED,
            item,
            loan.entry,
            f"the option ran until {last.isoformat()}",
            "Give the day it was exercised if that was earlier than its announcement, record a "
            "later end of the loan or of the option, or record a permanent transfer.",
        )


def trigger(
    loan: Loan, item: Recorded, event: ObligationTriggered, found: list[Contradiction]
) -> None:
    """Make the loan permanent by its duty, with what stands against that."""
    if is_over(loan, item, found):
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
    elif loan.option is not None and loan.may_become_duty:
        _compare(loan, item, event.fee, loan.option.price_on(act_day(item)), found)
    loan.purchase = item


def fail(loan: Loan, item: Recorded, found: list[Contradiction]) -> None:
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


def settle_purchase(loan: Loan) -> None:
    """When a purchase takes effect: on its own day where told, else after the loan's last."""
    purchase = loan.purchase
    assert purchase is not None  # noqa: S101 - the caller checked
    event = purchase.event
    assert isinstance(event, OptionExercised | ObligationTriggered)  # noqa: S101 - as loans are bought
    loan.bought_on = max(event.effective_on or loan.until + ONE_DAY, loan.start)
