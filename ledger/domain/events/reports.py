"""Reports: a source claims something. Never refused for contradicting anything."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from ledger.domain.events.base import DealEvent, Event, Unnamed
from ledger.domain.terms import NO_TERMS, ClauseName, Condition, Terms
from ledger.domain.values import Text, UncertainDate


class Stage(StrEnum):
    """How far a deal is said to be, between the clubs or with the player."""

    INTEREST = "interest"
    ENQUIRY = "enquiry"
    CONTACT = "contact"
    TALKS_EXPECTED = "talks_expected"
    TALKS = "talks"
    STALLED = "stalled"
    BROKEN_OFF = "broken_off"
    BID = "bid"
    TERMS_AGREED = "terms_agreed"
    PERSONAL_TERMS_AGREED = "personal_terms_agreed"
    DONE = "done"


class RumourReported(DealEvent):
    """A source says that a club is after a player, or how far a deal is.

    In a player's stream it is about him; in a club's stream it is about players left unnamed.
    """

    kind: Literal["RumourReported"] = "RumourReported"
    stage: Stage = Stage.INTEREST
    terms: Terms = Field(default=NO_TERMS, exclude_if=lambda terms: terms == NO_TERMS)
    why: Text | None = None
    unnamed: Unnamed | None = None


class TermsReported(DealEvent):
    """A source tells terms of a deal, whatever its stage."""

    kind: Literal["TermsReported"] = "TermsReported"
    terms: Terms


class ConditionReported(DealEvent):
    """A source tells the condition a clause hangs on; sources may tell different ones."""

    kind: Literal["ConditionReported"] = "ConditionReported"
    clause: ClauseName
    condition: Condition


class DenialReported(DealEvent):
    """Someone denies it: a club, a player, an agent, or a source on their behalf."""

    kind: Literal["DenialReported"] = "DenialReported"
    denies: Text | None = None
    by: Text | None = None


class ReportRetracted(Event):
    """A source takes back its own earlier report. The report stays on record, marked so."""

    kind: Literal["ReportRetracted"] = "ReportRetracted"
    target: UUID
    reason: Text | None = None


class TalksExpected(DealEvent):
    """A source expects the clubs to start talking, perhaps only on a condition.

    Nothing says that they talked: that would be TalksOpened.
    """

    kind: Literal["TalksExpected"] = "TalksExpected"
    expected: UncertainDate | None = None
    condition: Condition | None = None


Report = Annotated[
    RumourReported
    | TermsReported
    | ConditionReported
    | DenialReported
    | ReportRetracted
    | TalksExpected,
    Field(discriminator="kind"),
]
