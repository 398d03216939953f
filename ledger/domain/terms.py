"""The clauses of a deal, typed, and the conditions they hang on.

A deal's terms say three things about each clause: what it is, that there is none (the deal was
announced or recorded *without* it), or nothing at all. The last two are never confused.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from ledger.domain.dated_prices import DatedPrice
from ledger.domain.values import (
    UNKNOWN_FEE,
    ClubId,
    Day,
    Fee,
    Money,
    Percent,
    Text,
    Value,
    a_fee,
    several,
)


class AllOf(Value):
    """Every one of these must come true."""

    kind: Literal["all_of"] = "all_of"
    of: tuple[Condition, ...] = Field(min_length=2)

    def __str__(self) -> str:
        return " and ".join(_bracketed(part) for part in self.of)


class AnyOf(Value):
    """One of these is enough."""

    kind: Literal["any_of"] = "any_of"
    of: tuple[Condition, ...] = Field(min_length=2)

    def __str__(self) -> str:
        return " or ".join(_bracketed(part) for part in self.of)


class Qualifies(Value):
    """The club qualifies for a competition."""

    kind: Literal["qualifies"] = "qualifies"
    competition: Text
    season: Text | None = None

    def __str__(self) -> str:
        return f"qualifying for the {self.competition}" + _in_season(self.season)


class AvoidsRelegation(Value):
    """The club stays in its division."""

    kind: Literal["avoids_relegation"] = "avoids_relegation"
    season: Text | None = None

    def __str__(self) -> str:
        return "staying up" + _in_season(self.season)


class Appearances(Value):
    """The player reaches a number of appearances."""

    kind: Literal["appearances"] = "appearances"
    at_least: int = Field(ge=1, le=500)

    def __str__(self) -> str:
        return f"{self.at_least} appearances" if self.at_least > 1 else "one appearance"


class FirstPointAfter(Value):
    """The club wins its first point after a day."""

    kind: Literal["first_point_after"] = "first_point_after"
    day: date

    def __str__(self) -> str:
        return f"the first point after {self.day.isoformat()}"


class Finishes(Value):
    """The club finishes at this place of the table or higher."""

    kind: Literal["finishes"] = "finishes"
    at_least: int = Field(ge=1, le=40)

    def __str__(self) -> str:
        return f"finishing in the top {self.at_least}"


class InWords(Value):
    """A condition as it was put, where no typed form fits ("sporting objectives")."""

    kind: Literal["in_words"] = "in_words"
    text: Text

    def __str__(self) -> str:
        return self.text


Condition = Annotated[
    AllOf
    | AnyOf
    | Qualifies
    | AvoidsRelegation
    | Appearances
    | FirstPointAfter
    | Finishes
    | InWords,
    Field(discriminator="kind"),
]


def _bracketed(condition: Condition) -> str:
    return f"({condition})" if isinstance(condition, AllOf | AnyOf) else str(condition)


def _in_season(season: str | None) -> str:
    return f" in {season}" if season else ""


class ClauseName(StrEnum):
    """The clauses a deal can carry, or be recorded without."""

    OPTION_TO_BUY = "option_to_buy"
    OBLIGATION_TO_BUY = "obligation_to_buy"
    OPTION_TO_EXTEND = "option_to_extend"
    RECALL = "recall"
    BUY_BACK = "buy_back"
    SELL_ON = "sell_on"
    RELEASE = "release"
    FIRST_REFUSAL = "first_refusal"


class OptionToBuy(Value):
    """The borrowing club's right to make the loan permanent.

    Its price may change with the day it is used on: ``prices`` then stand in the place of
    ``price``, one after the other, and the last one's ``until`` is the option's own. With
    ``becomes_duty_if`` the right turns into a duty once that condition comes true.
    """

    kind: Literal["option_to_buy"] = "option_to_buy"
    price: Fee = a_fee()
    prices: tuple[DatedPrice, ...] = several(20)
    until: Day | None = None
    becomes_duty_if: Condition | None = None

    @model_validator(mode="after")
    def _one_price_a_day(self) -> Self:
        if not self.prices:
            return self
        if self.price != UNKNOWN_FEE:
            raise ValueError("an option has one price, or prices that change with the day")
        for earlier, later in pairwise(self.prices):
            begins = later.from_day or later.until or date.max
            if earlier.until is None or begins <= earlier.until:
                raise ValueError(f"{earlier} and {later} do not follow each other")
        if self.until not in (None, self.prices[-1].until):
            raise ValueError(f"the option ends on {self.until}, its last price does not")
        return self

    def price_on(self, day: date) -> Fee:
        """What it costs to use it on a day, as far as that is told."""
        if not self.prices:
            return self.price
        return next((one.price for one in self.prices if one.holds_on(day)), UNKNOWN_FEE)

    @property
    def last_day(self) -> date | None:
        """The last day on which it can be used, where one is told."""
        return self.prices[-1].until if self.prices else self.until

    @property
    def prices_in_words(self) -> str:
        """Prices that change, one after the other."""
        return ", then ".join(map(str, self.prices))


class ObligationToBuy(Value):
    """The borrowing club's duty to make the loan permanent, outright or on a condition."""

    kind: Literal["obligation_to_buy"] = "obligation_to_buy"
    price: Fee = a_fee()
    condition: Condition | None = None


class OptionToExtend(Value):
    """The right to keep the player on loan until a later day."""

    kind: Literal["option_to_extend"] = "option_to_extend"
    until: Day | None = None
    price: Fee = a_fee()


class Recall(Value):
    """The lending club's right to call the player back before the loan ends."""

    kind: Literal["recall"] = "recall"
    from_day: Day | None = None
    until: Day | None = None


class BuyBack(Value):
    """The releasing club's right to buy the player again."""

    kind: Literal["buy_back"] = "buy_back"
    price: Fee = a_fee()
    until: Day | None = None


class SellOn(Value):
    """The releasing club's share of a later sale: of the fee, or of the profit."""

    kind: Literal["sell_on"] = "sell_on"
    percent: Percent
    share_of: Literal["fee", "profit"] | None = None


class Release(Value):
    """The price at which the club must let the player go."""

    kind: Literal["release"] = "release"
    price: Money
    from_day: Day | None = None
    until: Day | None = None
    except_for: tuple[ClubId, ...] = several()


class FirstRefusal(Value):
    """The releasing club's right to match any later offer."""

    kind: Literal["first_refusal"] = "first_refusal"


Clause = Annotated[
    OptionToBuy
    | ObligationToBuy
    | OptionToExtend
    | Recall
    | BuyBack
    | SellOn
    | Release
    | FirstRefusal,
    Field(discriminator="kind"),
]


class MoveType(StrEnum):
    """What sort of move a deal is."""

    LOAN = "loan"
    PERMANENT = "permanent"
    FREE = "free"


class Wage(Value):
    """What the player earns in a year, net or gross where the source says."""

    amount: Money
    net: bool | None = None

    def __str__(self) -> str:
        words = {True: " net", False: " gross", None: ""}
        return f"{self.amount}{words[self.net]} a year"


class Terms(Value):
    """What one report, bid or statement says of a deal's content; absent is not told.

    ``fee`` is the loan fee of a loan and the transfer fee of any other move. ``without`` names
    the clauses that are said *not* to be part of the deal.
    """

    move: MoveType | None = None
    fee: Fee = a_fee()
    until: Day | None = None
    clauses: tuple[Clause, ...] = several()
    without: tuple[ClauseName, ...] = several()
    wage: Wage | None = None
    contract_until: Day | None = None


NO_TERMS: Final = Terms()
