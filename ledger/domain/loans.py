"""Loans: their terms, what was done with them, and so when and how each one ends.

A loan is judged by its own acts alone, whatever else happened to the player: extensions move its
end, an early end or a recall closes it, an exercised option or a triggered obligation turns it
into a purchase. Contradictions among these acts are collected, never raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import assert_never

from ledger.domain.contradictions import Code, Contradiction
from ledger.domain.entry import Recorded
from ledger.domain.events.movements import (
    ConditionFailed,
    ConditionMet,
    LoanAgreed,
    LoanEnded,
    LoanExtended,
    LoanRecalled,
    LoanTerminatedEarly,
    ObligationTriggered,
    OptionDeclined,
    OptionExercised,
    OptionLapsed,
    SquadBaselineRecorded,
)
from ledger.domain.regulations.windows import season_end
from ledger.domain.terms import ClauseName, ObligationToBuy, OptionToBuy
from ledger.domain.values import Fee

ONE_DAY = timedelta(days=1)
_DUTY = ClauseName.OBLIGATION_TO_BUY
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


@dataclass(slots=True)
class Loan:
    """One loan as far as it is known: who lends to whom, from when, until when, and its fate.

    ``until`` is the last day; ``until_assumed`` says that nobody told it and the season's end
    stands in. ``back_on`` is the first day after an end that is on record; ``bought_on`` the day
    the borrower becomes the owner.
    """

    entry: Recorded
    lender: str
    borrower: str
    start: date
    until: date
    until_assumed: bool
    acts: list[Recorded] = field(default_factory=list)
    closed_by: Recorded | None = None
    back_on: date | None = None
    purchase: Recorded | None = None
    bought_on: date | None = None
    declined: Recorded | None = None
    failed: Recorded | None = None
    met: Recorded | None = None
    extended: bool = False

    @property
    def expires_on(self) -> date | None:
        """The first day on which the loan is over by itself; None where a record decides."""
        if self.back_on is not None or self.bought_on is not None:
            return None
        return self.until + ONE_DAY

    @property
    def terms(self) -> LoanAgreed | SquadBaselineRecorded:
        """The event that carries the loan's terms."""
        event = self.entry.event
        assert isinstance(event, LoanAgreed | SquadBaselineRecorded)  # noqa: S101 - by construction
        return event

    @property
    def option(self) -> OptionToBuy | None:
        """The option to buy on record, if any."""
        return next((c for c in self.terms.clauses if isinstance(c, OptionToBuy)), None)

    @property
    def obligation(self) -> ObligationToBuy | None:
        """The obligation to buy on record, if any."""
        return next((c for c in self.terms.clauses if isinstance(c, ObligationToBuy)), None)

    @property
    def ends_in_purchase(self) -> bool:
        """Whether the borrower must buy at the loan's end: an outright duty, or one now met."""
        duty = self.obligation
        if self.failed is not None or duty is None:
            return False
        return duty.condition is None or self.met is not None

    def without(self, clause: ClauseName) -> bool:
        """Whether the loan is on record as not carrying this clause."""
        return clause in self.terms.without

    def __str__(self) -> str:
        return f"{{{self.lender}}} → {{{self.borrower}}}, from {self.start.isoformat()}"


def loan_of(recorded: Recorded) -> Loan | None:
    """The loan that an entry starts, if it starts one."""
    event = recorded.event
    if isinstance(event, LoanAgreed) and event.from_club and event.to_club:
        lender, borrower = event.from_club, event.to_club
    elif isinstance(event, SquadBaselineRecorded) and event.parent_club is not None:
        lender, borrower = event.parent_club, event.club
    else:
        return None
    start = recorded.day
    until = event.until or assumed_end(start)
    return Loan(recorded, lender, borrower, start, until, until_assumed=event.until is None)


def assumed_end(start: date) -> date:
    """The last day of a loan that nobody tells: the season's end, or the next one's if it is near.

    A loan agreed in a season's last thirty days is for the season to come.
    """
    return season_end(start + timedelta(days=30))


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
            _judge(loan, contradictions)
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


def _judge(loan: Loan, found: list[Contradiction]) -> None:
    """Apply a loan's acts in the order they happened."""
    for item in sorted(loan.acts, key=lambda a: (_act_day(a), a.first_position, a.position)):
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
                _trigger(loan, item, found)
            case OptionDeclined():
                loan.declined = item if event.clause is ClauseName.OPTION_TO_BUY else loan.declined
            case ConditionFailed():
                if event.clause is _DUTY:
                    loan.failed, loan.met = item, None
            case ConditionMet():
                if event.clause is _DUTY:
                    loan.failed, loan.met = None, item
            case OptionLapsed():
                pass  # A lapse moves nobody; a late official exercise replaces it.
            case _:
                assert_never(event)
    if loan.purchase is not None:
        _settle_purchase(loan)


def _act_day(item: Recorded) -> date:
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
    loan.until = event.until
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
    if isinstance(event, LoanRecalled) and loan.without(ClauseName.RECALL):
        found.append(
            Contradiction(
                Code.NO_RECALL_ON_RECORD,
                item,
                loan.entry,
                f"the loan on record ({loan}) has no right of recall",
                "Record an agreed early end (LoanTerminatedEarly), or correct the loan first.",
            )
        )
    loan.closed_by = item
    loan.back_on = item.day + ONE_DAY if isinstance(event, LoanEnded) else item.day
    loan.back_on = max(loan.back_on, loan.start)


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
        f"{purchase.entry.kind} of {_act_day(purchase).isoformat()} already made the loan "
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
    elif option is not None and _differs(event.fee, option.price):
        found.append(
            Contradiction(
                Code.PRICE_DIFFERS,
                item,
                loan.entry,
                f"exercised at {event.fee.fixed} against an option of {option.price.fixed}",
                "Nothing to do if both are right: clubs do agree on other terms.",
            )
        )
    loan.purchase = item


def _differs(paid: Fee, agreed: Fee) -> bool:
    low, high = agreed.fixed.low, agreed.fixed.high
    if paid.fixed.low is None or paid.fixed.high is None or low is None or high is None:
        return False
    return paid.fixed.high < low or paid.fixed.low > high


def _against_the_option(loan: Loan, item: Recorded) -> Iterable[Contradiction]:
    """The hard rules of exercising: on record, not declined, not certainly after its day."""
    if loan.option is None and loan.without(ClauseName.OPTION_TO_BUY):
        yield Contradiction(
            Code.NO_OPTION_ON_RECORD,
            item,
            loan.entry,
            "the loan on record has none",
            "Record the option first with its source, or record a permanent transfer.",
        )
    if loan.declined is not None:
        yield Contradiction(
            Code.OPTION_DECLINED,
            item,
            loan.declined,
            f"the option was declined on {_act_day(loan.declined).isoformat()}",
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


def _trigger(loan: Loan, item: Recorded, found: list[Contradiction]) -> None:
    if _is_over(loan, item, found):
        return
    if loan.obligation is None and loan.without(ClauseName.OBLIGATION_TO_BUY):
        option = loan.option
        if option is None or option.becomes_duty_if is None:
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
                f"its condition failed on {_act_day(loan.failed).isoformat()}",
                "Void that entry if it is wrong, or record a permanent transfer.",
            )
        )
    loan.purchase = item


def _settle_purchase(loan: Loan) -> None:
    """When a purchase takes effect: on its own day where told, else after the loan's last."""
    purchase = loan.purchase
    assert purchase is not None  # noqa: S101 - the caller checked
    event = purchase.event
    assert isinstance(event, OptionExercised | ObligationTriggered)  # noqa: S101
    loan.bought_on = max(event.effective_on or loan.until + ONE_DAY, loan.start)

