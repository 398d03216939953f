"""The catalogue: every event the ledger can hold, in groups.

A fold matches its own groups exhaustively and passes over the others by name.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, get_args

from pydantic import Field

from ledger.domain.events.assessments import Assessment, AssessmentRecorded, RumourResolved
from ledger.domain.events.base import DealEvent, Event, Unnamed
from ledger.domain.events.clauses import (
    AddOnTriggered,
    BuyBackExercised,
    BuyBackWaived,
    ClauseUse,
    OfASale,
    PaymentMade,
    PaymentSetOff,
    SellOnRealised,
)
from ledger.domain.events.contracts import (
    Contract,
    ContractBaselineRecorded,
    ContractRenewed,
    ContractSigned,
    ContractTerminated,
)
from ledger.domain.events.identity import (
    EntitiesMerged,
    EntitiesToldApart,
    ExternalIdLinked,
    Identity,
    IdentityDoubted,
    MergeReverted,
)
from ledger.domain.events.movements import (
    ConditionFailed,
    ConditionMet,
    LoanAgreed,
    LoanEnded,
    LoanExtended,
    LoanRecalled,
    LoanTerminatedEarly,
    Movement,
    ObligationTriggered,
    OptionDeclined,
    OptionExercised,
    OptionLapsed,
    PlayerRegistered,
    PlayerReleased,
    PlayerRetired,
    PlayerSighted,
    PreContractSigned,
    SquadBaselineRecorded,
    TransferCompleted,
    YouthPlayerPromoted,
)
from ledger.domain.events.reference import (
    AliasAdded,
    ClubRegisteredInLedger,
    ExternalId,
    OwnershipDeclared,
    Parameter,
    PlayerRegisteredInLedger,
    Reference,
    RivalryDeclared,
    RulePackAdopted,
    SeasonCovered,
    SourceGraded,
    SourceRegistered,
    WindowAmended,
    WindowDefined,
)
from ledger.domain.events.reports import (
    ConditionReported,
    DenialReported,
    Report,
    ReportRetracted,
    RumourReported,
    Stage,
    TalksExpected,
    TermsReported,
)
from ledger.domain.events.squad import (
    InjuryReported,
    Listed,
    NeedReported,
    NoteRecorded,
    PlayerReturned,
    SquadListAmended,
    SquadListSubmitted,
    SquadMatter,
)
from ledger.domain.events.steps import (
    BidAccepted,
    BidRejected,
    BidSubmitted,
    ClubTermsAgreed,
    CollapseReason,
    DealCollapsed,
    DealHijacked,
    DealsLinked,
    DealStep,
    InterestRegistered,
    LinkType,
    MedicalFailed,
    MedicalPassed,
    PersonalTermsAgreed,
    PersonalTermsRefused,
    RefusalReason,
    RegistrationRefused,
    TalksBrokenOff,
    TalksOpened,
    TransferAnnounced,
)

WorldEvent = Annotated[
    Report
    | DealStep
    | Movement
    | ClauseUse
    | Contract
    | SquadMatter
    | Assessment
    | Reference
    | Identity,
    Field(discriminator="kind"),
]
"""Everything that is about the world; EntryCorrected and EntryVoided are about the book."""


def members(group: Any) -> tuple[type[Event], ...]:
    """The event classes of a group, in the order of its union."""
    found: list[type[Event]] = []
    for part in get_args(get_args(group)[0]):
        found.extend((part,) if isinstance(part, type) else members(part))
    return tuple(found)


GROUPS: Final[dict[str, tuple[type[Event], ...]]] = {
    "reports": members(Report),
    "steps": members(DealStep),
    "movements": members(Movement),
    "clauses": members(ClauseUse),
    "contracts": members(Contract),
    "squad": members(SquadMatter),
    "assessments": members(Assessment),
    "reference": members(Reference),
    "identity": members(Identity),
}
"""The classes of each group about the world."""


def kinds_of(*groups: str) -> frozenset[str]:
    """The on-disk names of all events of these groups."""
    return frozenset(event.__name__ for group in groups for event in GROUPS[group])


__all__ = [
    "GROUPS",
    "AddOnTriggered",
    "AliasAdded",
    "Assessment",
    "AssessmentRecorded",
    "BidAccepted",
    "BidRejected",
    "BidSubmitted",
    "BuyBackExercised",
    "BuyBackWaived",
    "ClauseUse",
    "ClubRegisteredInLedger",
    "ClubTermsAgreed",
    "CollapseReason",
    "ConditionFailed",
    "ConditionMet",
    "ConditionReported",
    "Contract",
    "ContractBaselineRecorded",
    "ContractRenewed",
    "ContractSigned",
    "ContractTerminated",
    "DealCollapsed",
    "DealEvent",
    "DealHijacked",
    "DealStep",
    "DealsLinked",
    "DenialReported",
    "EntitiesMerged",
    "EntitiesToldApart",
    "Event",
    "ExternalId",
    "ExternalIdLinked",
    "Identity",
    "IdentityDoubted",
    "InjuryReported",
    "InterestRegistered",
    "LinkType",
    "Listed",
    "LoanAgreed",
    "LoanEnded",
    "LoanExtended",
    "LoanRecalled",
    "LoanTerminatedEarly",
    "MedicalFailed",
    "MedicalPassed",
    "MergeReverted",
    "Movement",
    "NeedReported",
    "NoteRecorded",
    "ObligationTriggered",
    "OfASale",
    "OptionDeclined",
    "OptionExercised",
    "OptionLapsed",
    "OwnershipDeclared",
    "Parameter",
    "PaymentMade",
    "PaymentSetOff",
    "PersonalTermsAgreed",
    "PersonalTermsRefused",
    "PlayerRegistered",
    "PlayerRegisteredInLedger",
    "PlayerReleased",
    "PlayerRetired",
    "PlayerReturned",
    "PlayerSighted",
    "PreContractSigned",
    "Reference",
    "RefusalReason",
    "RegistrationRefused",
    "Report",
    "ReportRetracted",
    "RivalryDeclared",
    "RulePackAdopted",
    "RumourReported",
    "RumourResolved",
    "SeasonCovered",
    "SellOnRealised",
    "SourceGraded",
    "SourceRegistered",
    "SquadBaselineRecorded",
    "SquadListAmended",
    "SquadListSubmitted",
    "SquadMatter",
    "Stage",
    "TalksBrokenOff",
    "TalksExpected",
    "TalksOpened",
    "TermsReported",
    "TransferAnnounced",
    "TransferCompleted",
    "Unnamed",
    "WindowAmended",
    "WindowDefined",
    "WorldEvent",
    "YouthPlayerPromoted",
    "kinds_of",
    "members",
]
