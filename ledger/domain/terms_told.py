"""What one entry tells of a deal's terms, each term with its value in words and its amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from ledger.domain.entry import Recorded
from ledger.domain.events import (
    AddOnTriggered,
    BidSubmitted,
    BuyBackExercised,
    ClubTermsAgreed,
    CollapseReason,
    ConditionReported,
    ContractSigned,
    DealCollapsed,
    LoanAgreed,
    LoanExtended,
    LoanTerminatedEarly,
    ObligationTriggered,
    OptionExercised,
    PaymentMade,
    PaymentSetOff,
    PersonalTermsAgreed,
    PreContractSigned,
    RumourReported,
    SellOnRealised,
    TalksExpected,
    TermsReported,
    TransferCompleted,
)
from ledger.domain.terms import (
    BuyBack,
    Clause,
    ClauseName,
    FirstRefusal,
    MoveType,
    ObligationToBuy,
    OptionToBuy,
    OptionToExtend,
    Recall,
    Release,
    SellOn,
    Terms,
)
from ledger.domain.values import UNKNOWN, Fee, Money, MoneyKind, NoClub

PRICE_UNKNOWN: Final = "agreed, price unknown"
WHY_IT_FELL: Final = "why it fell through"
Told = tuple[str, str, Money | None]


def told(item: Recorded) -> Iterator[Told]:  # noqa: C901, PLR0912 - one case a kind
    """The terms one entry tells, each with its value in words and its amount where it is one."""
    event = item.event
    match event:
        case RumourReported() | TermsReported() | BidSubmitted() | ClubTermsAgreed():
            yield from _terms(event.terms)
        case PersonalTermsAgreed():
            yield from _terms(event.terms)
        case LoanAgreed():
            yield from _fee("loan fee", event.fee)
            yield from _day("loan until", event.until)
            yield from _clauses(event.clauses, event.without)
        case TransferCompleted():
            yield from _transfer(event)
        case OptionExercised() | ObligationTriggered():
            yield from _fee("purchase fee", event.fee)
        case BuyBackExercised():
            yield from _fee("fee", event.fee)
        case SellOnRealised() | AddOnTriggered() | PaymentMade() | PaymentSetOff():
            yield _paid(item, event)
        case LoanExtended():
            yield from _day("loan until", event.until)
            yield from _fee("extension fee", event.fee)
        case LoanTerminatedEarly():
            yield from _fee("compensation", event.compensation)
        case ConditionReported():
            yield (f"{_named(event.clause)} condition", str(event.condition), None)
        case ContractSigned():
            yield from _day("contract until", event.until)
            if event.wage is not None:
                yield ("wage", str(event.wage), event.wage.amount)
        case PreContractSigned():
            yield from _day("contract until", event.until)
        case DealCollapsed():
            yield from _why(event)
        case TalksExpected():
            if event.condition is not None:
                yield ("talks condition", str(event.condition), None)
        case _:
            return


def _why(event: DealCollapsed) -> Iterator[Told]:
    """Why it fell through, by the closed list of reasons, or in words where none of them fits."""
    if event.reason is not CollapseReason.OTHER:
        yield (WHY_IT_FELL, event.reason.replace("_", " "), None)
    elif event.explanation is not None:
        yield (WHY_IT_FELL, event.explanation, None)


def _transfer(event: TransferCompleted) -> Iterator[Told]:
    yield from _fee("fee", event.fee)
    yield from _clauses(event.clauses, event.without)
    if event.from_club == NoClub.UNKNOWN:
        yield ("from", "not told", None)


def _paid(
    item: Recorded, event: SellOnRealised | AddOnTriggered | PaymentMade | PaymentSetOff
) -> Told:
    """One payment, as a term of its own: several add up, and none takes another's place.

    What tells it apart stands in the term: which instalment, for what, else on which day.
    """
    amount, on = event.amount, f" on {item.day.isoformat()}"
    match event:
        case SellOnRealised():
            of = f" of the {event.share_of}" if event.share_of else ""
            share = f" ({_percent(event.percent)}{of})" if event.percent is not None else ""
            return (f"sell-on paid{on}", f"{amount}{share}", amount)
        case AddOnTriggered():
            for_what = f" for {event.condition}" if event.condition is not None else on
            return (f"add-on due{for_what}", str(amount), amount)
        case PaymentMade():
            which = f", instalment {event.instalment}" if event.instalment is not None else on
            return (f"paid{which}", str(amount), amount)
        case PaymentSetOff():
            return (f"set off against {event.against}", str(amount), amount)


def _terms(terms: Terms) -> Iterator[Told]:
    if terms.move is not None:
        yield ("move", str(terms.move), None)
    yield from _fee("loan fee" if terms.move is MoveType.LOAN else "fee", terms.fee)
    yield from _day("loan until", terms.until)
    yield from _clauses(terms.clauses, terms.without)
    yield from _day("contract until", terms.contract_until)
    if terms.wage is not None:
        yield ("wage", str(terms.wage), terms.wage.amount)


def _fee(term: str, fee: Fee) -> Iterator[Told]:
    if fee.fixed.kind is not MoneyKind.UNKNOWN:
        yield (term, str(fee.fixed), fee.fixed)
    if fee.add_ons is not None:
        yield (f"{term}: add-ons", str(fee.add_ons), fee.add_ons)
    if fee.costs is not None:
        yield (f"{term}: costs", str(fee.costs), fee.costs)
    if fee.over_years is not None:
        yield (f"{term}: paid over", f"{fee.over_years} years", None)


def _day(term: str, day: object) -> Iterator[Told]:
    if day is not None:
        yield (term, str(day), None)


def _named(clause: ClauseName) -> str:
    short = {ClauseName.OPTION_TO_BUY: "option", ClauseName.OBLIGATION_TO_BUY: "obligation"}
    return short.get(clause, clause.value.replace("_", " "))


def _clauses(clauses: Sequence[Clause], without: Sequence[ClauseName]) -> Iterator[Told]:
    for clause in clauses:
        yield from _clause(clause)
    for name in without:
        yield (_named(name), "none", None)


def _clause(clause: Clause) -> Iterator[Told]:  # noqa: C901 - one case a clause
    match clause:
        case OptionToBuy():
            if clause.prices:
                yield ("option", clause.prices_in_words, None)
            else:
                yield from _priced("option", clause.price)
            yield from _day("option until", clause.last_day)
            if clause.becomes_duty_if is not None:
                yield ("option becomes duty if", str(clause.becomes_duty_if), None)
        case ObligationToBuy():
            yield from _priced("obligation", clause.price)
            if clause.condition is not None:
                yield ("obligation condition", str(clause.condition), None)
        case OptionToExtend():
            yield from _priced("option to extend", clause.price)
            yield from _day("option to extend until", clause.until)
        case Recall():
            span = f"{clause.from_day or ''}/{clause.until or ''}"
            yield ("recall", "agreed" if span == "/" else span, None)
        case BuyBack():
            yield from _priced("buy back", clause.price)
            yield from _day("buy back until", clause.until)
        case SellOn():
            of = f" of the {clause.share_of}" if clause.share_of else ""
            yield ("sell on", f"{_percent(clause.percent)}{of}", None)
        case Release():
            yield ("release", str(clause.price), clause.price)
            yield from _day("release until", clause.until)
        case FirstRefusal():
            yield ("first refusal", "agreed", None)


def _percent(value: Decimal) -> str:
    return f"{value.normalize():f}%"


def _priced(term: str, price: Fee) -> Iterator[Told]:
    """A clause that has a price is told even where the price itself is not known."""
    if price.fixed == UNKNOWN:
        yield (term, PRICE_UNKNOWN, None)
    yield from _fee(term, price)
