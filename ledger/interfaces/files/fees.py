"""What Transfermarkt writes where a fee stands, and what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final, Literal, assert_never

from ledger.domain.currencies import SYMBOLS
from ledger.domain.terms import MoveType
from ledger.domain.values import NIL, UNKNOWN_FEE, Fee, Money
from ledger.interfaces.files.days import UnreadableDayError, day_told


class Sort(StrEnum):
    """What a row says happened, before the clubs are looked at."""

    TRANSFER = "transfer"
    LOAN = "loan"
    LOAN_END = "end of loan"


@dataclass(frozen=True, slots=True)
class Price:
    """A fee text understood: what sort of move it names, what was paid, when a loan ended.

    ``move`` is None where the text leaves open whether a fee was paid. ``odd`` marks a text that
    says nothing about a transfer between clubs.
    """

    text: str
    sort: Sort
    fee: Fee = UNKNOWN_FEE
    move: Literal[MoveType.PERMANENT, MoveType.FREE] | None = None
    ends_on: date | None = None
    odd: bool = False


class UnreadableFeeError(ValueError):
    """The text is none of those that stand for a fee."""


_AMOUNT: Final = re.compile(
    r"(?P<loan>loan fee:?)? ?(?P<symbol>[€£$])(?P<figure>\d{1,9}(?:\.\d{1,3})?)(?P<unit>m|Th\.|k|)",
    re.IGNORECASE | re.ASCII,
)
_EUROS: Final = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,16})?")
_CENT: Final = Decimal("0.01")
_LOAN_END: Final = re.compile(r"end of loan(?:[: ]*(?P<day>\S.{5,14}))?", re.IGNORECASE)
_UNITS: Final = {
    "m": Decimal(1_000_000),
    "th.": Decimal(1_000),
    "k": Decimal(1_000),
    "": Decimal(1),
}
_CURRENCIES: Final = {symbol: code for code, symbol in SYMBOLS.items()}
_FREE: Final = Fee(fixed=NIL)

# "?" is a fee nobody knows. "-" stands where no fee can be stated: a promotion, a release, the end
# of a career, and now and then an old move between clubs; of these nothing is known either, least
# of all that it was free. "0" is no more: sets write it for what cost nothing and for what is not
# known alike. "draft" is how American leagues share players out.
_WORDS: Final = {
    "free transfer": Price("free transfer", Sort.TRANSFER, _FREE, MoveType.FREE),
    "loan transfer": Price("loan transfer", Sort.LOAN),
    "?": Price("?", Sort.TRANSFER),
    "-": Price("-", Sort.TRANSFER),
    "": Price("", Sort.TRANSFER),
    "na": Price("NA", Sort.TRANSFER),
    "0": Price("0", Sort.TRANSFER, odd=True),
    "draft": Price("draft", Sort.TRANSFER, odd=True),
}


@lru_cache(maxsize=8_192)
def price_of(text: str) -> Price:
    """What a fee text means.

    Raises:
        UnreadableFeeError: it is none of the texts that stand there; the message says which are.
    """
    text = text.strip()
    known = _WORDS.get(text.lower())
    if known is not None:
        return known
    amount = _AMOUNT.fullmatch(text)
    if amount is not None:
        figure = Decimal(amount["figure"]) * _UNITS[amount["unit"].lower()]
        sort = Sort.LOAN if amount["loan"] else Sort.TRANSFER
        return _paid(text, figure, sort, _CURRENCIES[amount["symbol"]])
    if _EUROS.fullmatch(text):
        return price_in_euros(text, Sort.TRANSFER)
    ended = _LOAN_END.fullmatch(text)
    if ended is not None:
        return Price(text, Sort.LOAN_END, ends_on=_day(text, ended["day"]))
    raise UnreadableFeeError(
        f"the fee “{text[:60]}” is none of: €5.00m, €500Th., €500k, Loan fee:€600Th., free "
        f"transfer, loan transfer, ?, -, End of loanJun 30, 2021, or a number of euros."
    )


@lru_cache(maxsize=8_192)
def price_in_euros(text: str, sort: Sort) -> Price:
    """What a plain number of euros means where another cell tells what sort of move it was.

    Nothing written means that nobody told the fee. 0 is a free move; with a loan it is what sets
    write where the fee was not told, so it says nothing there.

    Raises:
        UnreadableFeeError: it is no amount of euros.
    """
    if not text:
        return Price("", sort)
    if _EUROS.fullmatch(text) is None:
        raise UnreadableFeeError(
            f"the fee “{text[:60]}” is no number of euros, as in 14300000 or 14300000.0."
        )
    return _paid(text, Decimal(text), sort)


def _paid(text: str, figure: Decimal, sort: Sort, currency: str = "EUR") -> Price:
    """A price of that amount; only of a transfer does the figure tell what sort it was."""
    # Sets that went through binary fractions write 2069999.9999999998 for 2,070,000.
    figure = figure.quantize(_CENT)
    whole = figure.to_integral_value()
    amount = whole if whole == figure else figure
    fee = Fee(fixed=Money.exact(amount, currency)) if figure else _FREE
    match sort:
        case Sort.TRANSFER if figure:
            return Price(text, sort, fee, MoveType.PERMANENT)
        case Sort.TRANSFER:
            return Price(text, sort, _FREE, MoveType.FREE)
        case Sort.LOAN:
            return Price(text, sort, fee if figure else UNKNOWN_FEE)
        case Sort.LOAN_END:
            return Price(text, sort)
        case _:
            assert_never(sort)


def _day(text: str, told: str | None) -> date | None:
    if told is None:
        return None
    try:
        return day_told(told)
    except UnreadableDayError as error:
        raise UnreadableFeeError(f"“{text[:40]}”: {error}") from error
