"""What one club paid the other: from the fixed parts alone to the fixed parts with all add-ons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ledger.domain.claims import Claim, standing
from ledger.domain.sources import Basis
from ledger.domain.values import Money, MoneyKind, in_digits
from ledger.queries.payments import add_ons_due, part_due, price_of_the_clause, spread
from ledger.queries.relationships.between import (
    Between,
    is_done,
    paid_first,
    paid_later,
)

Named = dict[str, str]


@dataclass(frozen=True, slots=True)
class FeeRow:
    """What one club paid the other in one currency, on one basis.

    ``least`` is the sum of the fixed parts and of the add-ons that fell due, ``most`` with every
    add-on told; both whole units as text. ``open_ended`` counts amounts of "at least", which have
    no upper end. The basis *inferred* is a clause's price, where nobody tells what its use cost.
    """

    by_club_id: str
    by_club: str
    to_club_id: str
    to_club: str
    currency: str
    basis: str
    payments: int
    least: str
    most: str
    open_ended: int


class Untold(NamedTuple):
    """Payments whose amount no interval can hold: kept from the public, or on nobody's record."""

    undisclosed: int
    unknown: int


class _Paid(NamedTuple):
    """One amount from club to club; ``extra`` if it is what may still come, less ``due`` of it."""

    by_club: str
    to_club: str
    money: Money | None
    basis: str
    extra: bool = False
    due: Decimal = Decimal(0)


def fees(deals: Sequence[Between], on: date, named: Named) -> list[FeeRow]:
    """What was paid each way by a day, by payer, then currency, then basis."""
    sums: dict[_Flow, list[_Paid]] = {}
    for paid in _payments(deals, on):
        if paid.money is not None and paid.money.currency is not None:
            flow = _Flow(paid.by_club, paid.to_club, paid.money.currency, paid.basis)
            sums.setdefault(flow, []).append(paid)
    return [_row(flow, amounts, named) for flow, amounts in sorted(sums.items())]


class _Flow(NamedTuple):
    by_club: str
    to_club: str
    currency: str
    basis: str


def _row(flow: _Flow, amounts: Sequence[_Paid], named: Named) -> FeeRow:
    told = [(paid, paid.money) for paid in amounts if paid.money is not None]
    sums = spread(
        [money for paid, money in told if not paid.extra],
        [(money, paid.due) for paid, money in told if paid.extra],
    )
    return FeeRow(
        by_club_id=flow.by_club,
        by_club=named[flow.by_club],
        to_club_id=flow.to_club,
        to_club=named[flow.to_club],
        currency=flow.currency,
        basis=flow.basis,
        payments=sum(not paid.extra for paid in amounts),
        least=in_digits(sums.low),
        most=in_digits(sums.high),
        open_ended=sums.open_ended,
    )


def untold(deals: Sequence[Between], on: date) -> Untold:
    """For how many payments of these deals no amount is on record."""
    amounts = [paid.money for paid in _payments(deals, on) if not paid.extra]
    kinds = [money.kind if money is not None else MoneyKind.UNKNOWN for money in amounts]
    return Untold(kinds.count(MoneyKind.UNDISCLOSED), kinds.count(MoneyKind.UNKNOWN))


def _payments(deals: Iterable[Between], on: date) -> Iterator[_Paid]:
    """Every fee of the deals that are done: of the move, and of the purchase of a loan.

    Extension fees count where they are told. Costs are no part of a fee; a compensation is not
    counted, since nobody says who paid it.
    """
    for one in deals:
        if is_done(one):
            yield from _fees_of(one, on)
            yield from _add_ons_of(one, on)


def _fees_of(one: Between, on: date) -> Iterator[_Paid]:
    if one.row.dealing != "free" or standing(one.claims, "fee") is not None:
        yield _paid(one, standing(one.claims, paid_first(one)))
    later = paid_later(one, on)
    if later is not None:
        told = standing(one.claims, later)
        price = price_of_the_clause(one.claims, one.deal.option.official)
        yield _paid(one, told) if told or not price else _inferred(one, price)
    extension = _extension(one, on)
    if extension is not None:
        yield _paid(one, extension)


def _add_ons_of(one: Between, on: date) -> Iterator[_Paid]:
    """The add-ons that fell due by a day, and what may still come on top of each fee."""
    due = [claim for claim in add_ons_due(one.claims) if claim.entry.day <= on]
    yield from (_paid(one, claim) for claim in due)
    terms = (paid_first(one), paid_later(one, on), _extension(one, on) and "extension fee")
    told = [standing(one.claims, f"{term}: add-ons") for term in filter(None, terms)]
    open_ = [(claim, claim.money) for claim in told if claim is not None and claim.money]
    parts = part_due([money for _, money in open_], (claim.money for claim in due))
    for (claim, _), part in zip(open_, parts, strict=True):
        yield _paid(one, claim)._replace(extra=True, due=part)


def _extension(one: Between, on: date) -> Claim | None:
    told = standing(one.claims, "extension fee")
    return told if told is not None and told.entry.day <= on else None


def _paid(one: Between, claim: Claim | None) -> _Paid:
    basis = (claim.entry.entry.basis if claim is not None else None) or Basis.REPORTED
    return _Paid(
        one.row.to_club, one.row.from_club, claim.money if claim is not None else None, str(basis)
    )


def _inferred(one: Between, price: Claim) -> _Paid:
    return _paid(one, price)._replace(basis=str(Basis.INFERRED))
