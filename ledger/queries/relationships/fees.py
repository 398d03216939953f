"""What one club paid the other: from the fixed parts alone to the fixed parts with all add-ons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ledger.domain.claims import Claim
from ledger.domain.values import Money, MoneyKind
from ledger.queries.relationships.between import (
    Between,
    is_done,
    paid_first,
    paid_later,
    standing,
)

Named = dict[str, str]


@dataclass(frozen=True, slots=True)
class FeeRow:
    """What one club paid the other in one currency, on one basis.

    ``least`` is the sum of the fixed parts, ``most`` with every add-on told; both whole units as
    text. ``open_ended`` counts amounts of "at least", which have no upper end.
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
    by_club: str
    to_club: str
    claim: Claim | None
    extra: bool


def fees(deals: Sequence[Between], on: date, named: Named) -> list[FeeRow]:
    """What was paid each way by a day, by payer, then currency, then basis."""
    sums: dict[_Flow, list[tuple[bool, Money]]] = {}
    for paid in _payments(deals, on):
        money = paid.claim.money if paid.claim is not None else None
        if paid.claim is not None and money is not None and money.currency is not None:
            basis = str(paid.claim.entry.entry.basis or "reported")
            flow = _Flow(paid.by_club, paid.to_club, money.currency, basis)
            sums.setdefault(flow, []).append((paid.extra, money))
    return [_row(flow, amounts, named) for flow, amounts in sorted(sums.items())]


class _Flow(NamedTuple):
    by_club: str
    to_club: str
    currency: str
    basis: str


def _row(flow: _Flow, amounts: Sequence[tuple[bool, Money]], named: Named) -> FeeRow:
    least = sum((money.low or Decimal(0) for extra, money in amounts if not extra), Decimal(0))
    most = sum((_ceiling(money) for _, money in amounts), Decimal(0))
    return FeeRow(
        by_club_id=flow.by_club,
        by_club=named[flow.by_club],
        to_club_id=flow.to_club,
        to_club=named[flow.to_club],
        currency=flow.currency,
        basis=flow.basis,
        payments=sum(not extra for extra, _ in amounts),
        least=format(least, "f"),
        most=format(most, "f"),
        open_ended=sum(money.high is None for _, money in amounts),
    )


def _ceiling(money: Money) -> Decimal:
    return next((end for end in (money.high, money.low) if end is not None), Decimal(0))


def untold(deals: Sequence[Between], on: date) -> Untold:
    """For how many payments of these deals no amount is on record."""
    kinds = [_kind(paid.claim) for paid in _payments(deals, on) if not paid.extra]
    return Untold(kinds.count(MoneyKind.UNDISCLOSED), kinds.count(MoneyKind.UNKNOWN))


def _kind(claim: Claim | None) -> MoneyKind:
    return claim.money.kind if claim is not None and claim.money is not None else MoneyKind.UNKNOWN


def _payments(deals: Iterable[Between], on: date) -> Iterator[_Paid]:
    """Every fee of the deals that are done: of the move, and of the purchase of a loan.

    Extension fees count where they are told. Costs are no part of a fee; a compensation is not
    counted, since nobody says who paid it.
    """
    for one in deals:
        if not is_done(one):
            continue
        giver, taker = one.row.from_club, one.row.to_club
        if one.row.dealing != "free" or standing(one, "fee") is not None:
            yield _Paid(taker, giver, standing(one, paid_first(one)), extra=False)
        later = paid_later(one, on)
        if later is not None:
            yield _Paid(taker, giver, standing(one, later), extra=False)
        extension = standing(one, "extension fee")
        if extension is not None and extension.entry.day <= on:
            yield _Paid(taker, giver, extension, extra=False)
        for term in filter(None, (paid_first(one), later, extension and "extension fee")):
            add_ons = standing(one, f"{term}: add-ons")
            if add_ons is not None and add_ons.money is not None:
                yield _Paid(taker, giver, add_ons, extra=True)
