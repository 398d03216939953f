"""The amounts people write: ``€3.3m``, ``~25m + up to 5m``, ``free``, ``undisclosed``.

An amount is read only where it can mean one thing. ``3.3`` (of what?), ``1,250m`` and ``14.300``
(thousands or decimals?) are refused with what to write instead.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ledger.domain.currencies import CURRENCIES
from ledger.domain.errors import Malformed
from ledger.domain.values import NIL, UNDISCLOSED, UNKNOWN, Fee, Money, MoneyKind
from ledger.interfaces.reading.numbers import NUMBER, UNIT, AmbiguousNumberError, units

_ACCEPTED: Final = (
    "Write 14.3m, €600k, CHF 2m, about 30m, up to 3m, at least 20m, 28-30m, free, undisclosed or "
    "unknown"
)
_LONGEST_ECHO: Final = 60
_LONGEST: Final = 200
_IN_WORDS: Final = {
    "free": NIL,
    "free transfer": NIL,
    "nil": NIL,
    "undisclosed": UNDISCLOSED,
    "undisclosed fee": UNDISCLOSED,
    "unknown": UNKNOWN,
    "?": UNKNOWN,
}
_QUALIFIERS: Final = (
    (MoneyKind.ABOUT, re.compile(r"(?:[~≈]|(?:about|around|circa|ca\.|c\.|roughly)(?=\W))\s*")),
    (MoneyKind.UP_TO, re.compile(r"(?:up to|at most|max\.?|maximum)(?=\W)\s*")),
    (MoneyKind.AT_LEAST, re.compile(r"(?:at least|min\.?|minimum)(?=\W)\s*")),
)
_NAMES: Final = {"€": "EUR", "£": "GBP", "$": "USD", "US$": "USD", "EURO": "EUR", "EUROS": "EUR"}
_CURRENCY: Final = r"(?:US\$|[€£$]|[A-Z]{3}|(?i:euros?|eur|gbp|usd|chf))"
_AMOUNT: Final = re.compile(
    rf"(?P<before>{_CURRENCY})?\s*(?P<number>{NUMBER})\s*(?P<unit>{UNIT})?\s*"
    rf"(?P<after>{_CURRENCY})?"
)
_NAMED_CURRENCY: Final = re.compile(rf"(?<![A-Za-z]){_CURRENCY}(?![a-z])")
_SIGNED: Final = re.compile(r"[^0-9]*[-+][^0-9]{0,5}[0-9]")
_RANGE: Final = re.compile(r"(?:from )?(?P<low>.+?)\s*(?:-|\bto\b)\s*(?P<high>.+)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"between (?P<low>.+?) and (?P<high>.+)", re.IGNORECASE)
_OVER: Final = re.compile(
    r"(.*?),?\s*(?:(?:paid|payable)\s+)?over\s+(\w+)\s+(?:financial\s+)?years?", re.IGNORECASE
)
_COSTS: Final = re.compile(
    r"(.*?)\s*(?:\b(?:ancillary |additional )?costs|\boneri(?: accessori)?)", re.IGNORECASE
)
_ADD_ONS: Final = re.compile(r"(.*?)\s*(?:\bin )?\b(?:add[- ]?ons?|bonus(?:es)?)", re.IGNORECASE)
_COUNTS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class NotAnAmount(Malformed):
    """The words are no amount, or could be several."""

    def __init__(self, text: str, why: str, remedy: str = _ACCEPTED) -> None:
        shown = text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}…"
        super().__init__(f"Cannot read {shown or 'an empty text'} as an amount: {why}. {remedy}.")
        self.text = text


def read_money(text: str, currency: str = "EUR") -> Money:
    """One amount as somebody put it, in the currency they named or else the one given.

    Raises:
        NotAnAmount: the words are no amount, or could be several.
    """
    if currency not in CURRENCIES:
        raise NotAnAmount(text, f"{currency} is not a currency code of ISO 4217", "Write EUR")
    words = _plain(text)
    if (said := _IN_WORDS.get(words.lower())) is not None:
        return said
    if _SIGNED.match(words):
        raise NotAnAmount(text, "an amount has no sign", "Write it without one")
    for kind, pattern in _QUALIFIERS:
        if qualifier := pattern.match(words.lower()):
            amount, stated, _ = _one(text, words[qualifier.end() :])
            if not amount:
                raise NotAnAmount(text, "nothing is neither about nor up to", "Write free")
            return Money(kind=kind, amount=amount, currency=stated or currency)
    if "+" in words:
        raise NotAnAmount(text, "it adds up several amounts", "Give each where it belongs")
    if ends := _BETWEEN.fullmatch(words) or _RANGE.fullmatch(words):
        return _between(text, ends["low"], ends["high"], currency)
    amount, stated, _ = _one(text, words)
    return Money.exact(amount, stated or currency) if amount else NIL


def read_fee(text: str, currency: str = "EUR") -> Fee:
    """A fee as somebody put it: the fixed part, then what comes on top, then over how many years.

    What follows a plus is an add-on, or costs where the words say so. Parts that name no currency
    are in the one the others name.

    Raises:
        NotAnAmount: a part is no amount, or the parts do not make one fee.
    """
    words = _plain(text)
    years = None
    if over := _OVER.fullmatch(words):
        words, years = over[1], _years(text, over[2])
    named = {_code(text, found) for found in _NAMED_CURRENCY.findall(words)}
    stated = named.pop() if len(named) == 1 else currency
    parts: dict[str, Money] = {}
    for place, part in enumerate(re.split(r"\s*(?:\+|\bplus\b)\s*", words)):
        name, amount = _part(part, first=place == 0)
        if name in parts:
            raise NotAnAmount(text, f"it states the {name.replace('_', '-')} twice", "Add them up")
        parts[name] = UNKNOWN if name != "fixed" and not amount else read_money(amount, stated)
    return Fee(over_years=years, **parts)


def _part(words: str, *, first: bool) -> tuple[str, str]:
    """Which part of a fee the words state, and the amount in them."""
    if costs := _COSTS.fullmatch(words):
        return "costs", costs[1]
    if add_ons := _ADD_ONS.fullmatch(words):
        return "add_ons", add_ons[1]
    if not first and not words:
        raise NotAnAmount(words, "nothing follows the plus")
    return ("fixed" if first else "add_ons"), words


def _between(text: str, low: str, high: str, currency: str) -> Money:
    """A range: what one end leaves unsaid of unit and currency, the other end says."""
    most, most_in, unit = _one(text, high)
    written = _AMOUNT.fullmatch(low)
    least, least_in, _ = _one(text, low if written and written["unit"] else f"{low} {unit}")
    if least_in and most_in and least_in != most_in:
        raise NotAnAmount(text, "its two ends are in two currencies", "Write both in one")
    if most < least:
        raise NotAnAmount(text, "it ends below where it starts", "Write the lower amount first")
    return Money(
        kind=MoneyKind.RANGE,
        amount=least,
        amount_max=most,
        currency=least_in or most_in or currency,
    )


def _one(text: str, words: str) -> tuple[Decimal, str | None, str]:
    """One plain amount in whole units, the currency it names, and the unit it was written in."""
    found = _AMOUNT.fullmatch(words)
    if found is None:
        raise NotAnAmount(text, "it is none of the forms an amount has")
    codes = {_code(text, named) for named in (found["before"], found["after"]) if named}
    if len(codes) > 1:
        raise NotAnAmount(text, "it names two currencies", "Name one")
    unit = found["unit"] or ""
    try:
        amount = units(found["number"], unit)
    except AmbiguousNumberError as error:
        raise NotAnAmount(text, error.why, error.remedy) from error
    return amount, codes.pop() if codes else None, unit


def _code(text: str, named: str) -> str:
    code = _NAMES.get(named.upper(), named.upper())
    if code not in CURRENCIES:
        raise NotAnAmount(text, f"{named} is not a currency code of ISO 4217")
    return code


def _years(text: str, said: str) -> int:
    lower = said.lower()
    count = _COUNTS.index(lower) + 1 if lower in _COUNTS else 0
    if said.isascii() and said.isdigit():
        count = int(said[:3])
    if not 1 <= count <= len(_COUNTS):
        raise NotAnAmount(text, f"{said} years is no span a fee is paid over", "Write 1 to 10")
    return count


def _plain(text: str) -> str:
    """The words with plain spaces and hyphens, whatever keyboard or page they came from."""
    if len(text) > _LONGEST:
        raise NotAnAmount(text, f"it is longer than {_LONGEST} characters")
    return " ".join(re.sub(r"[\u2010-\u2015\u2212]", "-", text).split())
