"""Contracts between a player and a club."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ledger.domain.events.base import DealEvent, Event
from ledger.domain.terms import Wage
from ledger.domain.values import ClubId, Day, Text


class ContractBaselineRecorded(Event):
    """An opening balance: the player is under contract with this club until that day."""

    kind: Literal["ContractBaselineRecorded"] = "ContractBaselineRecorded"
    club: ClubId
    until: Day


class ContractSigned(DealEvent):
    """The player signed a contract with the engaging club."""

    kind: Literal["ContractSigned"] = "ContractSigned"
    until: Day | None = None
    wage: Wage | None = None


class ContractRenewed(Event):
    """The player and his club agreed on a new last day."""

    kind: Literal["ContractRenewed"] = "ContractRenewed"
    club: ClubId
    until: Day
    wage: Wage | None = None


class ContractTerminated(Event):
    """The contract ended before its last day: by agreement, or by one side."""

    kind: Literal["ContractTerminated"] = "ContractTerminated"
    club: ClubId
    by: Literal["agreement", "club", "player"] = "agreement"
    reason: Text | None = None
    effective_on: Day | None = None


Contract = Annotated[
    ContractBaselineRecorded | ContractSigned | ContractRenewed | ContractTerminated,
    Field(discriminator="kind"),
]
