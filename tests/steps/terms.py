"""How the terms of a deal are read: a fee of €3.3m and an option to buy at €14m."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from ledger.domain.dated_prices import DatedPrice
from ledger.domain.terms import (
    NO_TERMS,
    BuyBack,
    Clause,
    ClauseName,
    FirstRefusal,
    MoveType,
    ObligationToBuy,
    OptionToBuy,
    OptionToExtend,
    Recall,
    SellOn,
    Terms,
    Wage,
)
from ledger.domain.values import UNKNOWN_FEE
from ledger.interfaces.reading.amounts import read_fee, read_money
from ledger.interfaces.reading.conditions import read_condition

_PARTS: Final = re.compile(r",? and (?=an? |no )|, (?=an? |no )")
_DAY: Final = r"\d{1,2} [A-Z][a-z]+ \d{4}"
_PRICE: Final = r"(?: at (?P<price>.+?))?"
_THEN: Final = rf", then (?P<then>.+?) until (?P<end>{_DAY})"
_CLAUSE: Final = re.compile(
    rf"an? (?P<name>option to buy|obligation to buy|option to extend|buy-back|right of recall)"
    rf"{_PRICE}(?: from (?P<first>{_DAY}))?(?: until (?P<last>{_DAY}))?(?P<dearer>{_THEN})?"
    r"(?: that becomes a duty)?(?: if (?P<condition>.+))?"
)
_WITHOUT: Final = {
    "no option to buy": ClauseName.OPTION_TO_BUY,
    "no obligation to buy": ClauseName.OBLIGATION_TO_BUY,
    "no right of recall": ClauseName.RECALL,
    "no buy-back": ClauseName.BUY_BACK,
}


def read_terms(text: str | None) -> Terms:
    """The terms in a sentence; none where there are none."""
    if text is None:
        return NO_TERMS
    said: dict[str, Any] = {}
    clauses: list[Clause] = []
    without: list[ClauseName] = []
    for part in _PARTS.split(text):
        if part in _WITHOUT:
            without.append(_WITHOUT[part])
        elif found := _CLAUSE.fullmatch(part):
            clauses.append(_changing(found) if found["dearer"] else _clause(found))
        elif found := re.fullmatch(r"an? sell-on of (\S+)%(?: of the (fee|profit))?", part):
            clauses.append(SellOn(percent=Decimal(found[1]), share_of=_share(found[2])))
        elif part == "a right of first refusal":
            clauses.append(FirstRefusal())
        else:
            said.update(_plain(part))
    return Terms(clauses=tuple(clauses), without=tuple(without), **said)


def _share(word: str | None) -> Any:
    return word


def _plain(part: str) -> dict[str, Any]:
    """What is no clause: the fee, the sort of move, the wage, the contract."""
    if part in ("a loan", "a free transfer", "a permanent move"):
        return {"move": MoveType(part.split()[1])}
    if found := re.fullmatch(rf"a contract until ({_DAY})", part):
        return {"contract_until": _day(found[1])}
    if found := re.fullmatch(r"a wage of (.+?)( net| gross)?", part):
        net = {" net": True, " gross": False, None: None}[found[2]]
        return {"wage": Wage(amount=read_money(found[1]), net=net)}
    return {"fee": read_fee(re.sub(r"^a (?:loan )?fee of ", "", part))}


def _changing(found: re.Match[str]) -> Clause:
    """An option whose price changes once."""
    prices = ((found["price"], found["last"]), (found["then"], found["end"]))
    dated = (DatedPrice(price=read_fee(price), until=_day(day)) for price, day in prices)
    return OptionToBuy(prices=tuple(dated))


def _clause(found: re.Match[str]) -> Clause:
    price, first, last, condition = found.group("price", "first", "last", "condition")
    fee = read_fee(price) if price else UNKNOWN_FEE
    until = _day(last) if last else None
    when = read_condition(condition) if condition else None
    match found["name"]:
        case "option to buy":
            return OptionToBuy(price=fee, until=until, becomes_duty_if=when)
        case "obligation to buy":
            return ObligationToBuy(price=fee, condition=when)
        case "option to extend":
            return OptionToExtend(price=fee, until=until)
        case "buy-back":
            return BuyBack(price=fee, until=until)
        case _:
            return Recall(from_day=_day(first) if first else None, until=until)


def _day(text: str) -> date:
    return datetime.strptime(text, "%d %B %Y").date()  # noqa: DTZ007 - a day has no zone
