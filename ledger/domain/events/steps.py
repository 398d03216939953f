"""Steps of a deal: what the two clubs and the player do before it is done, or undone."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from ledger.domain.events.base import DealEvent
from ledger.domain.terms import NO_TERMS, Terms
from ledger.domain.values import ClubId, Text


class InterestRegistered(DealEvent):
    """The engaging club let the other club or the player know that it is interested."""

    kind: Literal["InterestRegistered"] = "InterestRegistered"


class TalksOpened(DealEvent):
    """The clubs, or a club and the player, started to talk."""

    kind: Literal["TalksOpened"] = "TalksOpened"
    between: Literal["clubs", "club_and_player"] = "clubs"


class TalksBrokenOff(DealEvent):
    """The talks ended without an agreement, for now."""

    kind: Literal["TalksBrokenOff"] = "TalksBrokenOff"
    reason: Text | None = None


class BidSubmitted(DealEvent):
    """The engaging club made an offer. ``number`` counts its offers, 1 for the first."""

    kind: Literal["BidSubmitted"] = "BidSubmitted"
    number: int = Field(default=1, ge=1, le=99)
    terms: Terms = Field(default=NO_TERMS, exclude_if=lambda terms: terms == NO_TERMS)


class BidRejected(DealEvent):
    """The releasing club turned an offer down."""

    kind: Literal["BidRejected"] = "BidRejected"
    number: int = Field(default=1, ge=1, le=99)
    reason: Text | None = None


class BidAccepted(DealEvent):
    """The releasing club accepted an offer; the agreement itself is ClubTermsAgreed."""

    kind: Literal["BidAccepted"] = "BidAccepted"
    number: int = Field(default=1, ge=1, le=99)


class ClubTermsAgreed(DealEvent):
    """The two clubs agreed, perhaps subject to the medical and the player's own terms."""

    kind: Literal["ClubTermsAgreed"] = "ClubTermsAgreed"
    terms: Terms = Field(default=NO_TERMS, exclude_if=lambda terms: terms == NO_TERMS)
    subject_to: Text | None = None


class PersonalTermsAgreed(DealEvent):
    """The player agreed to the engaging club's contract offer."""

    kind: Literal["PersonalTermsAgreed"] = "PersonalTermsAgreed"
    terms: Terms = Field(default=NO_TERMS, exclude_if=lambda terms: terms == NO_TERMS)


class PersonalTermsRefused(DealEvent):
    """The player turned the move or the contract offer down, for now."""

    kind: Literal["PersonalTermsRefused"] = "PersonalTermsRefused"
    reason: Text | None = None


class MedicalPassed(DealEvent):
    """The player passed the engaging club's medical."""

    kind: Literal["MedicalPassed"] = "MedicalPassed"


class MedicalFailed(DealEvent):
    """The engaging club's medical was not passed or not validated."""

    kind: Literal["MedicalFailed"] = "MedicalFailed"
    reason: Text | None = None


class TransferAnnounced(DealEvent):
    """A club made the move public. The move itself is LoanAgreed or TransferCompleted."""

    kind: Literal["TransferAnnounced"] = "TransferAnnounced"
    by: ClubId | None = None


class RefusalReason(StrEnum):
    """Why a registration was refused."""

    LATE_PAPERWORK = "late_paperwork"
    QUOTA = "quota"
    WINDOW_CLOSED = "window_closed"
    WORK_PERMIT = "work_permit"
    OTHER = "other"


class RegistrationRefused(DealEvent):
    """The association or the transfer system did not register the player at the new club."""

    kind: Literal["RegistrationRefused"] = "RegistrationRefused"
    reason: RefusalReason = RefusalReason.OTHER
    explanation: Text | None = None


class CollapseReason(StrEnum):
    """Why a deal fell through."""

    MEDICAL = "medical"
    PLAYER_REFUSED = "player_refused"
    FEE_DISAGREEMENT = "fee_disagreement"
    LATE_PAPERWORK = "late_paperwork"
    HIJACKED = "hijacked"
    CLUB_CHANGED_MIND = "club_changed_mind"
    QUOTA = "quota"
    WORK_PERMIT = "work_permit"
    CONTESTED = "contested"
    OTHER = "other"


class DealCollapsed(DealEvent):
    """The deal fell through."""

    kind: Literal["DealCollapsed"] = "DealCollapsed"
    reason: CollapseReason = CollapseReason.OTHER
    explanation: Text | None = None


class DealHijacked(DealEvent):
    """Another club took the player from under this deal. ``by_club`` is that club."""

    kind: Literal["DealHijacked"] = "DealHijacked"
    by_club: ClubId
    by_deal: Text | None = None


class LinkType(StrEnum):
    """How deals hang together."""

    SWAP = "swap"
    PART_EXCHANGE = "part_exchange"
    DOMINO = "domino"
    SAME_PACKAGE = "same_package"


class DealsLinked(DealEvent):
    """This deal hangs together with others: a swap, a part exchange, one package, a domino."""

    kind: Literal["DealsLinked"] = "DealsLinked"
    link: LinkType
    deals: tuple[Text, ...] = Field(min_length=1)


DealStep = Annotated[
    InterestRegistered
    | TalksOpened
    | TalksBrokenOff
    | BidSubmitted
    | BidRejected
    | BidAccepted
    | ClubTermsAgreed
    | PersonalTermsAgreed
    | PersonalTermsRefused
    | MedicalPassed
    | MedicalFailed
    | TransferAnnounced
    | RegistrationRefused
    | DealCollapsed
    | DealHijacked
    | DealsLinked,
    Field(discriminator="kind"),
]
