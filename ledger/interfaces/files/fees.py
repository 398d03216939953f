"""What Transfermarkt writes where a fee stands, and what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final, Literal

from ledger.domain.terms import MoveType
from ledger.domain.values import NIL, UNKNOWN_FEE, Fee, Money


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
    r"(?P<loan>Loan fee:)? ?€(?P<figure>\d{1,9}(?:\.\d{1,3})?)(?P<unit>m|Th\.|k|)"
)
_LOAN_END: Final = re.compile(
    r"End of loan(?: ?(?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}), (?P<year>\d{4}))?"
)
_UNITS: Final = {
    "m": Decimal(1_000_000),
    "Th.": Decimal(1_000),
    "k": Decimal(1_000),
    "": Decimal(1),
}
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
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
    "NA": Price("NA", Sort.TRANSFER),
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
    if text in _WORDS:
        return _WORDS[text]
    amount = _AMOUNT.fullmatch(text)
    if amount is not None:
        figure = Decimal(amount["figure"]) * _UNITS[amount["unit"]]
        fee = Fee(fixed=Money.exact(figure) if figure else NIL)
        if amount["loan"]:
            return Price(text, Sort.LOAN, fee)
        return Price(text, Sort.TRANSFER, fee, MoveType.PERMANENT if figure else MoveType.FREE)
    ended = _LOAN_END.fullmatch(text)
    if ended is not None:
        return Price(text, Sort.LOAN_END, ends_on=_day(ended) if ended["year"] else None)
    raise UnreadableFeeError(
        f"the fee “{text[:60]}” is none of: €5.00m, €500Th., €500k, Loan fee:€600Th., free "
        f"transfer, loan transfer, ?, -, End of loanJun 30, 2021."
    )


def _day(ended: re.Match[str]) -> date:
    try:
        day = date(int(ended["year"]), _MONTHS.index(ended["month"]) + 1, int(ended["day"]))
    except ValueError as error:
        raise UnreadableFeeError(f"“{ended[0]}” names no day of the calendar.") from error
    if not 1900 <= day.year <= 2100:  # noqa: PLR2004 - football's own bounds
        raise UnreadableFeeError(f"“{ended[0]}” lies outside 1900 to 2100.")
    return day
