"""Movements: what decides, on any day, who holds a player and where he plays."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ledger.domain.events.base import DealEvent, Event
from ledger.domain.terms import Clause, ClauseName, MoveType
from ledger.domain.values import (
    ClubId,
    Day,
    Fee,
    NoClub,
    Party,
    Text,
    WindowId,
    a_fee,
    several,
)


class SquadBaselineRecorded(Event):
    """An opening balance: on this day the player was in this club's squad.

    With ``parent_club`` he was there on loan from that club, until ``until`` where it is known.
    """

    kind: Literal["SquadBaselineRecorded"] = "SquadBaselineRecorded"
    club: ClubId
    parent_club: ClubId | None = None
    until: Day | None = None
    clauses: tuple[Clause, ...] = several()
    without: tuple[ClauseName, ...] = several()

    @model_validator(mode="after")
    def _not_from_itself(self) -> Self:
        if self.club == self.parent_club:
            raise ValueError(f"{self.club} cannot have a player on loan from itself")
        return self


class PlayerSighted(Event):
    """On this day the player was in this club's match squad: he is registered there.

    ``match`` says in which match, in the words or by the id its source has.
    """

    kind: Literal["PlayerSighted"] = "PlayerSighted"
    club: ClubId
    role: Literal["started", "came on", "on the bench"] | None = None
    match: Text | None = None


class TransferCompleted(Event):
    """The player moved for good, for a fee or free, and belongs to the new club.

    ``effective_on`` is the day it takes effect, where that is not the day it happened.
    """

    kind: Literal["TransferCompleted"] = "TransferCompleted"
    from_club: Party = NoClub.UNKNOWN
    to_club: Party
    move: Literal[MoveType.PERMANENT, MoveType.FREE] | None = None
    fee: Fee = a_fee()
    clauses: tuple[Clause, ...] = several()
    without: tuple[ClauseName, ...] = several()
    effective_on: Day | None = None
    window: WindowId | None = None

    @model_validator(mode="after")
    def _goes_somewhere_else(self) -> Self:
        if self.from_club == self.to_club:
            raise ValueError(f"a transfer goes somewhere else: {self.to_club} stands on both sides")
        return self


class PreContractSigned(DealEvent):
    """The player signed for a club that he will join later, when his contract has ended."""

    kind: Literal["PreContractSigned"] = "PreContractSigned"
    effective_on: Day
    until: Day | None = None


class LoanAgreed(DealEvent):
    """The player goes on loan: he belongs to one club and plays for the other.

    ``until`` is the last day of the loan. Clauses that are neither in ``clauses`` nor in
    ``without`` are not known.
    """

    kind: Literal["LoanAgreed"] = "LoanAgreed"
    until: Day | None = None
    fee: Fee = a_fee()
    clauses: tuple[Clause, ...] = several()
    without: tuple[ClauseName, ...] = several()
    effective_on: Day | None = None


class LoanExtended(DealEvent):
    """The loan goes on until a later day than agreed."""

    kind: Literal["LoanExtended"] = "LoanExtended"
    until: Day
    fee: Fee = a_fee()


class LoanRecalled(DealEvent):
    """The lending club called the player back before the loan's end."""

    kind: Literal["LoanRecalled"] = "LoanRecalled"
    effective_on: Day | None = None


class LoanTerminatedEarly(DealEvent):
    """The clubs ended the loan before its end, by agreement."""

    kind: Literal["LoanTerminatedEarly"] = "LoanTerminatedEarly"
    compensation: Fee = a_fee()
    effective_on: Day | None = None


class LoanEnded(DealEvent):
    """The loan came to its end; the day it happened is its last day.

    ``converted`` means that it ended because the player stayed for good.
    """

    kind: Literal["LoanEnded"] = "LoanEnded"
    cause: Literal["expired", "converted"] = "expired"


class OptionExercised(DealEvent):
    """The borrowing club made the loan permanent under the loan's own terms.

    The player changes hands on ``effective_on``, by default the day after the loan's last.
    """

    kind: Literal["OptionExercised"] = "OptionExercised"
    fee: Fee = a_fee()
    effective_on: Day | None = None


class OptionDeclined(DealEvent):
    """The borrowing club said that it will not use its option."""

    kind: Literal["OptionDeclined"] = "OptionDeclined"
    clause: Literal[ClauseName.OPTION_TO_BUY, ClauseName.OPTION_TO_EXTEND] = (
        ClauseName.OPTION_TO_BUY
    )


class OptionLapsed(DealEvent):
    """The option's last day passed, or its loan ended, without it being used."""

    kind: Literal["OptionLapsed"] = "OptionLapsed"
    clause: Literal[ClauseName.OPTION_TO_BUY, ClauseName.OPTION_TO_EXTEND] = (
        ClauseName.OPTION_TO_BUY
    )
    cause: Literal["expired", "loan_ended"] = "expired"


class ConditionMet(DealEvent):
    """The condition a clause hangs on came true."""

    kind: Literal["ConditionMet"] = "ConditionMet"
    clause: ClauseName = ClauseName.OBLIGATION_TO_BUY


class ConditionFailed(DealEvent):
    """The condition a clause hangs on can no longer come true."""

    kind: Literal["ConditionFailed"] = "ConditionFailed"
    clause: ClauseName = ClauseName.OBLIGATION_TO_BUY


class ObligationTriggered(DealEvent):
    """The duty to buy took hold, so the loan becomes a purchase.

    The player changes hands on ``effective_on``, by default the day after the loan's last.
    """

    kind: Literal["ObligationTriggered"] = "ObligationTriggered"
    fee: Fee = a_fee()
    effective_on: Day | None = None


class PlayerRegistered(DealEvent):
    """The association registered the player at a club: from then on he may play for it."""

    kind: Literal["PlayerRegistered"] = "PlayerRegistered"
    effective_on: Day | None = None


class YouthPlayerPromoted(Event):
    """A player of the club's own youth joined its first team."""

    kind: Literal["YouthPlayerPromoted"] = "YouthPlayerPromoted"
    club: ClubId
    window: WindowId | None = None


class PlayerReleased(Event):
    """The club let the player go without another club taking him."""

    kind: Literal["PlayerReleased"] = "PlayerReleased"
    club: ClubId
    reason: Literal["contract_ended", "career_break", "banned"] | None = None
    effective_on: Day | None = None
    window: WindowId | None = None


class PlayerRetired(Event):
    """The player ended his career."""

    kind: Literal["PlayerRetired"] = "PlayerRetired"
    club: ClubId | None = None
    effective_on: Day | None = None
    window: WindowId | None = None


Movement = Annotated[
    SquadBaselineRecorded
    | PlayerSighted
    | TransferCompleted
    | PreContractSigned
    | LoanAgreed
    | LoanExtended
    | LoanRecalled
    | LoanTerminatedEarly
    | LoanEnded
    | OptionExercised
    | OptionDeclined
    | OptionLapsed
    | ConditionMet
    | ConditionFailed
    | ObligationTriggered
    | PlayerRegistered
    | YouthPlayerPromoted
    | PlayerReleased
    | PlayerRetired,
    Field(discriminator="kind"),
]
