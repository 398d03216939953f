"""What becomes of clauses after the deal: buy-backs, payments, shares, what is set off."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from pytest_bdd import step

from ledger.domain.events import (
    AddOnTriggered,
    BuyBackExercised,
    BuyBackWaived,
    PaymentMade,
    PaymentSetOff,
    SellOnRealised,
)
from ledger.domain.terms import Terms
from ledger.interfaces.reading.amounts import read_money
from ledger.interfaces.reading.conditions import read_condition
from steps.market import Market, Told
from steps.sentences import Sentence

AMOUNT: Final = r"(?P<amount>€[\d.]+[mk])"


@step(Sentence("{to_club} bought {player} back from {from_club}{on}{terms}{effective}"))
def bought_back(
    market: Market,
    *,
    told: Told,
    to_club: str,
    player: str,
    from_club: str,
    terms: Terms,
    effective: date | None,
) -> None:
    market.tell(
        market.player(player),
        BuyBackExercised,
        told,
        voice=to_club,
        fee=terms.fee,
        effective_on=effective,
        **_between(market, from_club, to_club),
    )


@step(Sentence("{to_club} let their right to {player} at {from_club} go{on}"))
def waived(market: Market, told: Told, to_club: str, player: str, from_club: str) -> None:
    who = market.player(player)
    market.tell(who, BuyBackWaived, told, voice=to_club, **_between(market, from_club, to_club))


@step(
    Sentence(
        rf"{{from_club}} paid {{to_club}} {AMOUNT} for {{player}}{{on}}"
        r"(?:, instalment (?P<instalment>\d)|, (?P<percent>\d+)% of the (?P<share_of>fee|profit))?"
    )
)
def paid(
    market: Market,
    *,
    told: Told,
    from_club: str,
    to_club: str,
    amount: str,
    player: str,
    instalment: str | None,
    percent: str | None,
    share_of: str | None,
) -> None:
    said: dict[str, Any] = {"instalment": int(instalment)} if instalment else {}
    if percent is not None:
        said = {"percent": Decimal(percent), "share_of": share_of}
    market.tell(
        market.player(player),
        SellOnRealised if percent is not None else PaymentMade,
        told,
        voice=from_club,
        amount=read_money(amount),
        **said,
        **_between(market, from_club, to_club),
    )


@step(
    Sentence(
        rf"{{from_club}} owed {{to_club}} {AMOUNT} more for {{player}}{{on}}"
        r", since (?P<came_true>.+) came true"
    )
)
def fell_due(
    market: Market,
    *,
    told: Told,
    from_club: str,
    to_club: str,
    amount: str,
    player: str,
    came_true: str,
) -> None:
    market.tell(
        market.player(player),
        AddOnTriggered,
        told,
        voice=from_club,
        amount=read_money(amount),
        condition=read_condition(came_true),
        **_between(market, from_club, to_club),
    )


@step(
    Sentence(
        rf"{AMOUNT} that {{from_club}} owed {{to_club}} for {{player}} was set off against "
        r"(?P<against>[a-z0-9/-]+){on}"
    )
)
def set_off(
    market: Market,
    *,
    told: Told,
    amount: str,
    from_club: str,
    to_club: str,
    player: str,
    against: str,
) -> None:
    market.tell(
        market.player(player),
        PaymentSetOff,
        told,
        voice=from_club,
        amount=read_money(amount),
        against=against,
        **_between(market, from_club, to_club),
    )


def _between(market: Market, from_club: str, to_club: str) -> dict[str, str]:
    return {"from_club": market.club(from_club), "to_club": market.club(to_club)}
