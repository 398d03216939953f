"""Clauses after the deal: bought back or not, and what was paid, fell due or was set off."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ledger.domain.events.base import DealEvent, Event
from ledger.domain.terms import Condition
from ledger.domain.values import ClubId, Day, Fee, Money, Percent, Text, a_fee


class BuyBackExercised(DealEvent):
    """The club that had sold the player bought him back, under the clause of that sale.

    ``from_club`` is the club that holds him, ``to_club`` the one that had sold him. He changes
    hands on ``effective_on``, by default on the day it happened.
    """

    kind: Literal["BuyBackExercised"] = "BuyBackExercised"
    fee: Fee = a_fee()
    effective_on: Day | None = None


class OfASale(Event):
    """What came of a deal later, between its two clubs.

    They may be left out where the entry names its deal; else it is the deal in which ``from_club``
    got the player from ``to_club``.
    """

    from_club: ClubId | None = None
    to_club: ClubId | None = None

    @model_validator(mode="after")
    def _two_clubs(self) -> Self:
        if self.from_club is not None and self.from_club == self.to_club:
            raise ValueError(f"two clubs are needed: {self.from_club} stands on both sides")
        return self


class BuyBackWaived(OfASale):
    """The club that had sold the player let its right to buy him back go.

    ``from_club`` is the club that holds him, ``to_club`` the one whose right it was.
    """

    kind: Literal["BuyBackWaived"] = "BuyBackWaived"


class SellOnRealised(OfASale):
    """A later sale brought a former club its share; ``from_club`` pays, ``to_club`` is paid.

    ``percent`` and ``share_of`` say how the amount came about, where that is told.
    """

    kind: Literal["SellOnRealised"] = "SellOnRealised"
    amount: Money
    percent: Percent | None = None
    share_of: Literal["fee", "profit"] | None = None


class AddOnTriggered(OfASale):
    """An add-on of the fee fell due; ``from_club`` owes it to ``to_club``."""

    kind: Literal["AddOnTriggered"] = "AddOnTriggered"
    amount: Money
    condition: Condition | None = None


class PaymentMade(OfASale):
    """Part of what a deal costs was paid, by ``from_club`` to ``to_club``.

    ``instalment`` counts the instalments, 1 for the first.
    """

    kind: Literal["PaymentMade"] = "PaymentMade"
    amount: Money
    instalment: int | None = Field(default=None, ge=1, le=99)


class PaymentSetOff(OfASale):
    """What ``from_club`` still owed ``to_club`` was not paid, but set off against something else.

    ``against`` says what that is: another deal's id, or in words.
    """

    kind: Literal["PaymentSetOff"] = "PaymentSetOff"
    amount: Money
    against: Text


ClauseUse = Annotated[
    BuyBackExercised
    | BuyBackWaived
    | SellOnRealised
    | AddOnTriggered
    | PaymentMade
    | PaymentSetOff,
    Field(discriminator="kind"),
]
