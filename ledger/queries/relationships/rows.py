"""The deals between two clubs as rows of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.domain.claims import standing
from ledger.domain.values import in_digits
from ledger.queries.asking import Asking
from ledger.queries.relationships.between import (
    Between,
    bought,
    ended,
    how_ended,
    obligation_state,
    option_state,
    paid_first,
    paid_later,
    rumours_before,
)


@dataclass(frozen=True, slots=True)
class DealBetween:
    """One deal between the two clubs, as it stood on the day asked about.

    ``dealing`` and ``became`` are those of ``dealings``; ``agreed`` is what is signed and takes
    effect later. ``option`` is exercised, declined, lapsed or open, empty where the loan had none;
    ``obligation`` met, not met or open. ``ended`` says how a loan ended: ended, recalled or
    terminated early. ``rumours`` counts the reports before it was done.
    """

    day: str
    dealing: str
    became: str | None
    player_id: str
    player: str
    from_club_id: str
    from_club: str
    to_club_id: str
    to_club: str
    fee: str | None
    fee_kind: str
    fee_amount: str | None
    fee_amount_max: str | None
    fee_currency: str | None
    fee_basis: str | None
    add_ons: str | None
    purchase_fee: str | None
    option: str | None
    obligation: str | None
    loan_until: str | None
    ended: str | None
    ended_on: str | None
    rumours: int
    outcome: str
    deal: str
    entry: int


def deal_rows(
    asking: Asking, deals: Sequence[Between], named: Mapping[str, str]
) -> tuple[DealBetween, ...]:
    """The deals in their order; ``named`` are the names of the clubs to show."""
    players = asking.shown({f"player:{one.row.player}" for one in deals})
    return tuple(
        _row(one, asking.on, players[f"player:{one.row.player}"].name, named) for one in deals
    )


def _row(one: Between, on: date, player: str, named: Mapping[str, str]) -> DealBetween:
    """A deal as a row; a purchase later than the day is not in it."""
    first, later = paid_first(one), paid_later(one, on)
    fee, add_ons = standing(one.claims, first), standing(one.claims, f"{first}: add-ons")
    purchase = standing(one.claims, later) if later is not None else None
    money = fee.money if fee is not None else None
    over = ended(one, on)
    became = "sale" if bought(one, on) else "returned" if over is not None else None
    until = one.deal.loan_until
    return DealBetween(
        day=one.row.dealt_on,
        dealing=one.row.dealing,
        became=became if one.row.dealing == "loan" else None,
        player_id=one.row.player,
        player=player,
        from_club_id=one.row.from_club,
        from_club=named[one.row.from_club],
        to_club_id=one.row.to_club,
        to_club=named[one.row.to_club],
        fee=fee.value if fee is not None else None,
        fee_kind=str(money.kind) if money is not None else "unknown",
        fee_amount=_digits(money.amount if money is not None else None),
        fee_amount_max=_digits(money.amount_max if money is not None else None),
        fee_currency=money.currency if money is not None else None,
        fee_basis=fee.entry.entry.basis if fee is not None else None,
        add_ons=add_ons.value if add_ons is not None else None,
        purchase_fee=purchase.value if purchase is not None else None,
        option=option_state(one, on),
        obligation=obligation_state(one, on),
        loan_until=until.isoformat() if until is not None else None,
        ended=how_ended(over),
        ended_on=over.day.isoformat() if over is not None else None,
        rumours=len(rumours_before(one, on)),
        outcome=one.row.outcome,
        deal=str(one.row.deal),
        entry=one.row.entry,
    )


def _digits(amount: Decimal | None) -> str | None:
    return in_digits(amount) if amount is not None else None
