"""The small values everything else is made of: ids, uncertain dates, money, fees.

All of them are frozen: two values with the same content are the same value.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from operator import not_
from typing import Annotated, Any, Final, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from ledger.domain.currencies import CURRENCIES, SYMBOLS
from ledger.domain.dates import FIRST_DAY, LAST_DAY, UncertainDate

__all__ = [
    "NIL",
    "UNDISCLOSED",
    "UNKNOWN",
    "UNKNOWN_FEE",
    "ClubId",
    "Day",
    "Fee",
    "Money",
    "MoneyKind",
    "NoClub",
    "Party",
    "Percent",
    "PlayerId",
    "Probability",
    "Season",
    "SourceId",
    "Text",
    "UncertainDate",
    "Value",
    "WindowId",
    "a_fee",
    "several",
]


class Value(BaseModel):
    """A frozen piece of content, strict about its types and its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


def several(at_most: int | None = None) -> Any:
    """A field that holds none, one or many, and is left out of the stored text when none."""
    return Field(default=(), max_length=at_most, exclude_if=not_)


_SLUG: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=_SLUG, max_length=120)]
PlayerId = Slug
"""A player's id, a slug: ``pierre-kalulu``."""
ClubId = Slug
"""A club's id, a slug: ``ac-milan``."""
SourceId = Slug
"""A source's id, a slug: ``il-bianconero``."""
WindowId = Annotated[
    str,
    StringConstraints(
        pattern=r"^([A-Z]{3}-)?(18[5-9][0-9]|19[0-9]{2}|2[01][0-9]{2}|2200)-(summer|winter)$"
    ),
]
"""A registration period by the calendar year it falls in: ``2025-winter``, ``ITA-2025-winter``."""
Season = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$")]
"""A season, by the years it began and ended in: ``2024-25``."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
"""A day of football: between 1850 and 2200, so that no sum of days can leave the calendar."""
Percent = Annotated[Decimal, Field(ge=0, le=100)]


class NoClub(StrEnum):
    """Where a player comes from or goes to when it is no club."""

    WITHOUT_CLUB = "@without-club"
    """He was under contract with nobody."""
    UNKNOWN = "@unknown"
    """The source does not say."""


NOWHERE: Final = frozenset(NoClub)
"""What stands in the place of a club without being one."""
Party = Annotated[ClubId | NoClub, Field(union_mode="left_to_right")]
"""One end of a move: a club, or the statement that it was none or is not known.

No club's id can be mistaken for the statement, so that the first that fits is the one meant; to
try both takes most of the time of reading a transfer.
"""


class MoneyKind(StrEnum):
    """How much an amount says."""

    EXACT = "exact"
    UP_TO = "up_to"
    AT_LEAST = "at_least"
    ABOUT = "about"
    RANGE = "range"
    NIL = "nil"
    UNDISCLOSED = "undisclosed"
    UNKNOWN = "unknown"


_WITHOUT_AMOUNT: Final = frozenset({MoneyKind.NIL, MoneyKind.UNDISCLOSED, MoneyKind.UNKNOWN})


_THOUSAND: Final = 1_000
_MILLION: Final = 1_000_000


def in_digits(amount: Decimal) -> str:
    """An amount in digits alone, without zeros that say nothing: 14300000, 0.5."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return value
    try:
        return Decimal(value)
    except InvalidOperation:
        raise ValueError(f"{value} is not an amount: write 14300000 or 14300000.50") from None


Amount = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    Field(ge=0, max_digits=18, allow_inf_nan=False),
    PlainSerializer(in_digits, return_type=str, when_used="json"),
]
"""An amount in whole units of its currency (euros, not cents or millions)."""


Probability = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    Field(ge=0, le=1, max_digits=7, decimal_places=6),
    PlainSerializer(in_digits, return_type=str, when_used="json"),
]
"""How likely something is, from 0 (never) to 1 (certain), exactly as it was given."""


class Money(Value):
    """An amount as it was told: exact, about, up to, a range, nil, undisclosed or unknown.

    ``nil`` (nothing was paid), ``undisclosed`` (it was paid and not told) and ``unknown``
    (nobody on record says) are three different things and are never converted into each other.
    Amounts stay in the currency they were told in (ISO 4217) and are never re-converted.
    """

    kind: MoneyKind
    amount: Amount | None = None
    amount_max: Amount | None = None
    currency: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.kind in _WITHOUT_AMOUNT:
            if (self.amount, self.amount_max, self.currency) != (None, None, None):
                raise ValueError(f"money of kind {self.kind} carries no amount and no currency")
            return self
        if self.amount is None or self.currency is None:
            raise ValueError(f"money of kind {self.kind} needs an amount and a currency")
        if self.currency not in CURRENCIES:
            raise ValueError(f"{self.currency} is not an ISO 4217 currency code")
        if (self.kind is MoneyKind.RANGE) != (self.amount_max is not None):
            raise ValueError("a range has two amounts, any other kind has one")
        if self.amount_max is not None and self.amount_max < self.amount:
            raise ValueError("the upper amount of a range is below its lower amount")
        return self

    @classmethod
    def exact(cls, amount: int | str | Decimal, currency: str = "EUR") -> Self:
        """Exactly this amount, in whole units: ``Money.exact(14_300_000)``."""
        return cls(kind=MoneyKind.EXACT, amount=Decimal(amount), currency=currency)

    @classmethod
    def about(cls, amount: int | str | Decimal, currency: str = "EUR") -> Self:
        """Roughly this amount, as a report puts it."""
        return cls(kind=MoneyKind.ABOUT, amount=Decimal(amount), currency=currency)

    @classmethod
    def up_to(cls, amount: int | str | Decimal, currency: str = "EUR") -> Self:
        """At most this amount."""
        return cls(kind=MoneyKind.UP_TO, amount=Decimal(amount), currency=currency)

    @property
    def low(self) -> Decimal | None:
        """The least it can be, or None where the wording sets no floor."""
        match self.kind:
            case MoneyKind.NIL | MoneyKind.UP_TO:
                return Decimal(0)
            case MoneyKind.UNDISCLOSED | MoneyKind.UNKNOWN:
                return None
            case _:
                return self.amount

    @property
    def high(self) -> Decimal | None:
        """The most it can be, or None where the wording sets no ceiling."""
        match self.kind:
            case MoneyKind.NIL:
                return Decimal(0)
            case MoneyKind.AT_LEAST | MoneyKind.UNDISCLOSED | MoneyKind.UNKNOWN:
                return None
            case MoneyKind.RANGE:
                return self.amount_max
            case _:
                return self.amount

    def __str__(self) -> str:
        if self.amount is None or self.currency is None:
            return str(self.kind)
        first = in_words(self.amount, self.currency)
        match self.kind:
            case MoneyKind.UP_TO:
                return f"up to {first}"
            case MoneyKind.AT_LEAST:
                return f"at least {first}"
            case MoneyKind.ABOUT:
                return f"~{first}"
            case MoneyKind.RANGE if self.amount_max is not None:
                return f"{first} to {in_words(self.amount_max, self.currency)}"
            case _:
                return first


def in_words(amount: Decimal, currency: str) -> str:
    """An amount the way the market writes it: €14.0m, £250k, CHF 1.25m."""
    symbol = SYMBOLS.get(currency, f"{currency} ")
    if amount >= _MILLION:
        millions = in_digits((amount / _MILLION).normalize())
        return f"{symbol}{millions if '.' in millions else millions + '.0'}m"
    if amount >= _THOUSAND:
        return f"{symbol}{in_digits((amount / _THOUSAND).normalize())}k"
    return f"{symbol}{in_digits(amount.normalize())}"


NIL: Final = Money.model_construct(kind=MoneyKind.NIL)
UNDISCLOSED: Final = Money.model_construct(kind=MoneyKind.UNDISCLOSED)
UNKNOWN: Final = Money.model_construct(kind=MoneyKind.UNKNOWN)


class Fee(Value):
    """What one club pays another: the fixed part, what may come on top, and how it is paid.

    ``add_ons`` and ``costs`` (the "oneri accessori" of Italian statements) are apart from the
    fixed part and never added to it. Absent means that nobody on record says.
    """

    fixed: Money = Field(default=UNKNOWN, exclude_if=lambda money: money.kind is MoneyKind.UNKNOWN)
    add_ons: Money | None = Field(default=None, exclude_if=lambda money: money is None)
    costs: Money | None = Field(default=None, exclude_if=lambda money: money is None)
    over_years: int | None = Field(
        default=None, ge=1, le=10, exclude_if=lambda years: years is None
    )

    def __str__(self) -> str:
        text = str(self.fixed)
        if self.costs is not None:
            text += f" + {self.costs} costs"
        if self.add_ons is not None:
            text += f" + {self.add_ons} add-ons"
        if self.over_years is not None:
            text += f" over {self.over_years} years"
        return text


UNKNOWN_FEE: Final = Fee.model_construct(
    fixed=UNKNOWN, add_ons=None, costs=None, over_years=None, _fields_set=set()
)


def _is_unknown(fee: Fee) -> bool:
    beside = (fee.add_ons, fee.costs, fee.over_years)
    return fee.fixed.kind is MoneyKind.UNKNOWN and beside == (None, None, None)


def a_fee() -> Any:
    """A field that holds a fee, and is left out of the stored text when nobody tells it."""
    return Field(default=UNKNOWN_FEE, exclude_if=_is_unknown)
