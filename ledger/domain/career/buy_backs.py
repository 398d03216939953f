"""Buy-backs: the right of a club that sold a player to have him back, judged against that sale.

Not knowing is no contradiction: where the terms of the sale are not on record, the right is
inferred and flagged. Contradictions are collected, never raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ledger.domain.contradictions import Code, Contradiction
from ledger.domain.entry import Recorded
from ledger.domain.events import BuyBackExercised, BuyBackWaived, TransferCompleted
from ledger.domain.loans import Loan
from ledger.domain.loans.closing import act_day
from ledger.domain.loans.purchases import differs
from ledger.domain.terms import BuyBack, Clause, ClauseName
from ledger.domain.values import NoClub


@dataclass(slots=True)
class _Sale:
    """A sale on record: who sold him to whom, and whether the seller may have him back."""

    entry: Recorded
    seller: str
    buyer: str
    day: date
    clauses: tuple[Clause, ...]
    without: tuple[ClauseName, ...]
    used: Recorded | None = None
    waived: Recorded | None = None

    @property
    def clause(self) -> BuyBack | None:
        """The buy-back on record, if any."""
        return next((clause for clause in self.clauses if isinstance(clause, BuyBack)), None)

    @property
    def has_none(self) -> bool:
        """Whether the sale is on record as without one."""
        return ClauseName.BUY_BACK in self.without

    def __str__(self) -> str:
        return f"the sale {{{self.seller}}} → {{{self.buyer}}} of {self.day.isoformat()}"


_ACTS: Final = frozenset({"BuyBackExercised", "BuyBackWaived"})


def judge_buy_backs(
    facts: Sequence[Recorded], loans: Sequence[Loan], found: list[Contradiction]
) -> None:
    """Hold every use and every waiver of a buy-back against the sale that carries it."""
    acts = [item for item in facts if item.entry.event.kind in _ACTS]
    if not acts:
        return
    sales = [*_sales(facts), *_purchases(loans)]
    for item in sorted(acts, key=lambda one: (act_day(one), one.first_position, one.position)):
        if isinstance(item.event, BuyBackExercised):
            found.extend(_exercise(item, item.event, sales))
        elif isinstance(item.event, BuyBackWaived):
            found.extend(_waive(item, item.event, sales))


def _sales(facts: Iterable[Recorded]) -> Iterator[_Sale]:
    for item in facts:
        match item.event:
            case TransferCompleted(from_club=seller, to_club=buyer) as event:
                yield _Sale(item, seller, buyer, item.day, event.clauses, event.without)
            case BuyBackExercised(from_club=str(seller), to_club=str(buyer)):
                yield _Sale(item, seller, buyer, item.day, (), ())
            case _:
                pass  # Nothing else sells anybody; loans that became purchases come apart.


def _purchases(loans: Iterable[Loan]) -> Iterator[_Sale]:
    """Loans that became purchases: what they were agreed with is what the sale carries."""
    for loan in loans:
        if loan.purchase is not None and loan.bought_on is not None:
            terms = loan.terms
            yield _Sale(
                loan.purchase,
                loan.lender,
                loan.borrower,
                act_day(loan.purchase),
                terms.clauses,
                terms.without,
            )


def _last(item: Recorded, sales: Iterable[_Sale]) -> _Sale | None:
    """The last of these sales before an act."""
    day = act_day(item)
    before = [sale for sale in sales if sale.day <= day and sale.entry is not item]
    return max(before, key=lambda sale: (sale.day, sale.entry.first_position), default=None)


def _exercise(
    item: Recorded, event: BuyBackExercised, sales: Sequence[_Sale]
) -> Iterator[Contradiction]:
    holder, former = event.from_club, event.to_club
    if holder is None:
        sale = _last(item, (sale for sale in sales if sale.seller == former))
    else:
        sale = _last(item, (sale for sale in sales if sale.buyer == holder))
    if sale is not None and sale.seller == former:
        yield from _against_the_sale(item, event, sale)
        sale.used = sale.used or item
    elif sale is not None and sale.seller != NoClub.UNKNOWN:
        yield _none_on_record(item, sale, f"{{{holder}}} got him by {sale}, not from {{{former}}}")
    else:
        yield _inferred(item, None, f"the sale of him by {{{former}}} is not on record")


def _against_the_sale(
    item: Recorded, event: BuyBackExercised, sale: _Sale
) -> Iterator[Contradiction]:
    """On record, not used, not waived, not certainly after its day; and at the price agreed."""
    if sale.clause is None and sale.has_none:
        yield _none_on_record(item, sale, f"{sale} is on record without a buy-back")
        return
    if sale.clause is None:
        yield _inferred(item, sale.entry, f"the terms of {sale} are not on record")
    yield from _used_or_waived(item, sale)
    happened, clause = item.entry.occurred_on, sale.clause
    if clause is None:
        return
    if happened is not None and clause.until is not None and happened.first_day > clause.until:
        yield Contradiction(
            Code.BUY_BACK_LAPSED,
            item,
            sale.entry,
            f"the buy-back ran until {clause.until.isoformat()}",
            "Give the day it was exercised if that was earlier, or record a transfer.",
        )
    if differs(event.fee, clause.price):
        yield Contradiction(
            Code.PRICE_DIFFERS,
            item,
            sale.entry,
            f"bought back at {event.fee.fixed} against a clause of {clause.price.fixed}",
            "Nothing to do if both are right: clubs do agree on other terms.",
        )


def _used_or_waived(item: Recorded, sale: _Sale) -> Iterator[Contradiction]:
    if sale.used is not None:
        yield Contradiction(
            Code.ALREADY_EXERCISED,
            item,
            sale.used,
            f"the buy-back of {sale} was used on {act_day(sale.used).isoformat()}",
            "Record a transfer if he moved again, or void that entry if it is wrong.",
        )
    if sale.waived is not None:
        yield Contradiction(
            Code.BUY_BACK_WAIVED,
            item,
            sale.waived,
            f"the buy-back was waived on {act_day(sale.waived).isoformat()}",
            "Void that entry if it is wrong, or record a transfer.",
        )


def _waive(item: Recorded, event: BuyBackWaived, sales: Iterable[_Sale]) -> Iterator[Contradiction]:
    sale = _waived_sale(item, event, sales)
    if sale is None:
        return
    if sale.clause is None and sale.has_none:
        yield _none_on_record(item, sale, f"{sale} is on record without a buy-back")
    elif sale.used is not None:
        yield from _used_or_waived(item, sale)
    else:
        sale.waived = item


def _waived_sale(item: Recorded, event: BuyBackWaived, sales: Iterable[_Sale]) -> _Sale | None:
    """The sale whose buy-back is waived: that of the deal, else that between the clubs."""
    every = list(sales)
    same_deal = [sale for sale in every if sale.entry.entry.deal == item.entry.deal]
    if same_deal:
        return same_deal[-1]
    parties = (event.to_club, event.from_club)
    return _last(item, (sale for sale in every if (sale.seller, sale.buyer) == parties))


def _none_on_record(item: Recorded, sale: _Sale, record: str) -> Contradiction:
    way_out = "Record the clause first with its source (correct the sale), or record a transfer."
    return Contradiction(Code.NO_BUY_BACK_ON_RECORD, item, sale.entry, record, way_out)


def _inferred(item: Recorded, sale: Recorded | None, why: str) -> Contradiction:
    return Contradiction(
        Code.BUY_BACK_INFERRED,
        item,
        sale,
        f"{why}, so the buy-back is inferred",
        "Record the sale's terms with their source.",
    )
