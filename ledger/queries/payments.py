"""What a deal's claims say was paid beside the fees told: add-ons due, and a clause's own price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from ledger.domain.claims import Claim, Status, standing
from ledger.domain.deal import Step
from ledger.domain.events import AddOnTriggered
from ledger.domain.values import Money

_CLAUSES: Final = {
    "exercised": ("option",),
    "obligation triggered": ("obligation", "option"),  # an option may turn into a duty
}
"""The clauses under which a loan is bought, by the state that its option reached."""


class Spread(NamedTuple):
    """What several payments come to: the fixed parts alone, and with all that may come on top.

    ``open_ended`` counts the amounts that set no ceiling.
    """

    low: Decimal
    high: Decimal
    open_ended: int


def spread(fixed: Sequence[Money], extras: Sequence[tuple[Money, Decimal]] = ()) -> Spread:
    """What amounts of one currency come to; each extra without the part of it that fell due."""
    return Spread(
        low=sum((money.low or Decimal(0) for money in fixed), Decimal(0)),
        high=sum(map(ceiling, fixed), Decimal(0))
        + sum((ceiling(money) - due for money, due in extras), Decimal(0)),
        open_ended=sum(money.high is None for money in (*fixed, *(one for one, _ in extras))),
    )


def purchase_term(claims: Sequence[Claim]) -> str:
    """The term that tells what a loan was bought for: under its clauses, or apart from them."""
    apart = standing(claims, "fee")
    told = standing(claims, "purchase fee") is not None or apart is None or not apart.official
    return "purchase fee" if told else "fee"


def add_ons_due(claims: Iterable[Claim]) -> list[Claim]:
    """The add-ons that fell due: no longer what may come on top, but owed."""
    return [
        claim
        for claim in claims
        if claim.status is Status.STANDS and isinstance(claim.entry.entry.event, AddOnTriggered)
    ]


def part_due(add_ons: Sequence[Money], due: Iterable[Money | None]) -> list[Decimal]:
    """How much of each of these add-ons fell due already, so that only the rest may still come."""
    owed: dict[str | None, Decimal] = {}
    for money in due:
        if money is not None:
            owed[money.currency] = owed.get(money.currency, Decimal(0)) + ceiling(money)
    parts: list[Decimal] = []
    for money in add_ons:
        part = min(ceiling(money), owed.get(money.currency, Decimal(0)))
        parts.append(part)
        if part:
            owed[money.currency] -= part
    return parts


def ceiling(money: Money) -> Decimal:
    """The most an amount can be, of one without an upper end its least."""
    return next((end for end in (money.high, money.low) if end is not None), Decimal(0))


def price_of_the_clause(claims: Sequence[Claim], used: Step | None) -> Claim | None:
    """The one price that clubs or lists tell of the clause a loan was bought under.

    It stands in, as inferred, where nobody tells what was paid.
    """
    for term in _CLAUSES.get(used.state, ()) if used is not None else ():
        claim = standing(claims, term)
        if claim is not None and claim.official:
            return claim if claim.money is not None else None
    return None
