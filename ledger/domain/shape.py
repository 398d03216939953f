"""Whether an entry makes sense by itself, whatever the record says (part of rule H7)."""

from __future__ import annotations

from datetime import date

from ledger.domain.entry import EVENTS, Content, Entry, EntryCorrected, UnknownEvent, football_day
from ledger.domain.errors import Malformed
from ledger.domain.events import (
    DealEvent,
    DealsLinked,
    LoanAgreed,
    PreContractSigned,
    RivalryDeclared,
    RulePackAdopted,
    RumourReported,
    SquadBaselineRecorded,
    TransferCompleted,
    kinds_of,
)
from ledger.domain.regulations.rules import Adoption, check_adoption
from ledger.domain.sources import Basis


class Senseless(Malformed):
    """An entry contradicts itself or stands in the wrong stream."""

    def __init__(self, entry: Entry, why: str, way_out: str) -> None:
        super().__init__(f"Cannot record {entry.kind} on {entry.subject}: {why}. {way_out}")


def check_shape(entry: Entry) -> None:
    """Raise where an entry cannot be meant as it stands.

    Raises:
        Senseless: a loan that ends before it starts; a deal step without clubs or deal; a named
            player's event in a club's stream.
        NoSuchRule: a rule is adopted that this version does not have.
        NoSuchParameter: a rule is set to what it cannot be.
    """
    event = entry.event
    kind = event.kind
    if isinstance(event, EntryCorrected):
        fields = {name: getattr(event.replacement, name) for name in Content.model_fields}
        check_shape(Entry.model_construct(**fields, subject=entry.subject, entry_id=None))
    if isinstance(event, UnknownEvent):
        raise Senseless(
            entry, "this version does not know that kind", "Check its spelling, or update."
        )
    sort = entry.subject.partition(":")[0]
    if kind in _DEAL_KINDS:
        _check_deal(entry, sort)
    if kind in _ASSESSMENTS and entry.basis not in (None, Basis.ASSESSED):
        raise Senseless(
            entry, f"what our user makes of it is not {entry.basis}", "Leave the basis out."
        )
    until: date | None = event.__dict__.get("until")
    start = _start(entry) if until is not None else None
    if until is not None and start is not None and until < start:
        raise Senseless(
            entry, f"it ends on {until}, before it starts on {start}", "Check the two days."
        )
    wanted = _STREAMS.get(kind)
    if wanted is not None and sort not in wanted:
        raise Senseless(
            entry, f"it belongs in the stream of a {' or '.join(wanted)}", "Change the subject."
        )
    match event:
        case RivalryDeclared() if entry.subject == f"club:{event.with_club}":
            raise Senseless(entry, "nobody is a rival of himself", "Name the other club.")
        case RulePackAdopted():
            _check_rule(event)
        case _:
            pass
    if kind in _UNNAMED and (sort == "club") != bool(event.__dict__.get("unnamed")):
        raise Senseless(
            entry,
            "players without a name stand in their club's stream, named ones in their own",
            "Name the player as the subject, or say how many of what (unnamed).",
        )


def _check_rule(event: RulePackAdopted) -> None:
    """What is adopted must fit the rule it is adopted for."""
    parameters = tuple((one.name, one.value) for one in event.parameters)
    check_adoption(
        Adoption(event.rule, parameters, event.since, event.until, event.reference, position=0)
    )


def _start(entry: Entry) -> date | None:
    """The day it starts; of a later end or a contract that is told, only where it is certain."""
    if "since" in entry.event.__dict__:
        return None  # It says itself since when, and was checked by itself.
    if isinstance(entry.event, LoanAgreed | SquadBaselineRecorded | PreContractSigned):
        return football_day(entry.event, entry)
    return entry.occurred_on.first_day if entry.occurred_on is not None else None


def _check_deal(entry: Entry, sort: str) -> None:
    event = entry.event
    if isinstance(event, LoanAgreed) and (event.from_club is None or event.to_club is None):
        raise Senseless(
            entry, "a loan needs the lending and the borrowing club", "Give from_club and to_club."
        )
    if isinstance(event, DealsLinked) and entry.deal in event.deals:
        raise Senseless(entry, "a deal cannot be linked to itself", "Name the other deals.")
    if sort == "club" and not isinstance(event, RumourReported):
        raise Senseless(entry, "a deal is about one player", "Use the player as the subject.")


_DEAL_KINDS = frozenset(
    name
    for name, event in EVENTS.items()
    if issubclass(event, DealEvent) or event is TransferCompleted
)
_UNNAMED = frozenset({"RumourReported", "InjuryReported"})
"""Kinds that may be about players without a name."""
_ASSESSMENTS = kinds_of("assessments")
_PLAYER = ("player",)
_STREAMS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "SquadBaselineRecorded",
            "PlayerSighted",
            "TransferCompleted",
            "YouthPlayerPromoted",
            "PlayerReleased",
            "PlayerRetired",
            "ContractBaselineRecorded",
            "ContractRenewed",
            "ContractTerminated",
            "PlayerReturned",
            "PlayerRegisteredInLedger",
            "AssessmentRecorded",
            "BuyBackWaived",
            "SellOnRealised",
            "AddOnTriggered",
            "PaymentMade",
            "PaymentSetOff",
        ),
        _PLAYER,
    ),
    "RumourResolved": ("player", "club"),
    "InjuryReported": ("player", "club"),
    "NeedReported": ("club",),
    "ClubRegisteredInLedger": ("club",),
    "SourceRegistered": ("source",),
    "SourceGraded": ("source",),
    "AliasAdded": ("player", "club", "source"),
    "SeasonCovered": ("club",),
    "OwnershipDeclared": ("club",),
    "RivalryDeclared": ("club",),
    "RulePackAdopted": ("ledger",),
    "SquadListSubmitted": ("club",),
    "SquadListAmended": ("club",),
    "ExternalIdLinked": ("player", "club"),
    **dict.fromkeys(
        ("EntitiesMerged", "MergeReverted", "EntitiesToldApart", "IdentityDoubted"), ("ledger",)
    ),
    "WindowDefined": ("window",),
    "WindowAmended": ("window",),
}
"""Which streams a kind may stand in; steps of a deal stand in a player's."""
