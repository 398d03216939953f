"""Entries in words: what one entry says, in half a line, with the names people know."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from ledger.domain.claims import told
from ledger.domain.entry import EntryCorrected, EntryVoided, Recorded
from ledger.domain.events import (
    AliasAdded,
    BidAccepted,
    BidRejected,
    BidSubmitted,
    ClubTermsAgreed,
    ConditionFailed,
    ConditionMet,
    ContractTerminated,
    DealCollapsed,
    DealHijacked,
    DealsLinked,
    DenialReported,
    EntitiesMerged,
    EntitiesToldApart,
    ExternalIdLinked,
    IdentityDoubted,
    InjuryReported,
    LoanEnded,
    MedicalFailed,
    MergeReverted,
    NeedReported,
    NoteRecorded,
    OptionDeclined,
    OptionLapsed,
    PersonalTermsRefused,
    PlayerReleased,
    PlayerSighted,
    RegistrationRefused,
    ReportRetracted,
    RumourReported,
    SeasonCovered,
    SourceGraded,
    TalksBrokenOff,
    TalksExpected,
    TalksOpened,
    WindowAmended,
    WindowDefined,
)
from ledger.domain.events.base import Event
from ledger.domain.references import players_named
from ledger.domain.terms_told import WHY_IT_FELL
from ledger.domain.values import NoClub
from ledger.queries.asking import Asking
from ledger.queries.particulars import apart_from_the_market

Named = Callable[[str | None], str | None]
_BRACED: Final = re.compile(r"\{([^{}]+)\}")
_NOBODY: Final = "an unknown club"
_NO_CLUB: Final[Mapping[str, str]] = {
    NoClub.WITHOUT_CLUB: "without club",
    NoClub.UNKNOWN: "not told",
}


def sentence(item: Recorded, named: Named) -> str:
    """What an entry says: the clubs, the particulars of its kind, and the terms it tells."""
    event = item.event
    parts = [*_clubs(event, named), *_particulars(event, named)]
    parts.extend(apart_from_the_market(event, named))
    parts.extend(f"{term} {value}" for term, value, _ in told(item) if term != WHY_IT_FELL)
    return ", ".join(part for part in parts if part) or "–"


def named_in(event: Event) -> Iterator[str]:
    """Whose names a sentence needs: the clubs of an event, the players of a list, as subjects."""
    for field in ("from_club", "to_club", "club", "parent_club", "by_club", "with_club"):
        value = getattr(event, field, None)
        if isinstance(value, str) and value not in _NO_CLUB:
            yield f"club:{value}"
    yield from players_named(event)


def names_in(asking: Asking, texts: Iterable[str]) -> Callable[[str], str]:
    """A reading of texts that name people by id in braces, with the names people know instead.

    ``{juventus}`` is a club, ``{player:pierre-kalulu}`` a player.
    """
    wanted = {found for text in texts for found in _BRACED.findall(text)}
    named = asking.named(map(_subject, wanted))
    known = {one: named(_subject(one)) or one for one in wanted} | {"None": _NOBODY}
    return lambda text: _BRACED.sub(lambda found: known[found[1]], text)


def _subject(one: str) -> str:
    return one if ":" in one else f"club:{one}"


def _name(club: str | None, named: Named) -> str | None:
    if club is None:
        return None
    return _NO_CLUB.get(club) or named(f"club:{club}")


def _clubs(event: Event, named: Named) -> Iterator[str]:
    from_club = _name(getattr(event, "from_club", None), named)
    to_club = _name(getattr(event, "to_club", None), named)
    if from_club or to_club:
        yield f"{from_club or '?'} → {to_club or '?'}"
    club = _name(getattr(event, "club", None), named)
    parent = _name(getattr(event, "parent_club", None), named)
    if club and parent:
        yield f"{club}, on loan from {parent}"
    elif club:
        yield club


def _particulars(event: Event, named: Named) -> Iterator[str | None]:  # noqa: C901 - a kind a case
    """What only this kind says of a deal; terms are told by themselves."""
    match event:
        case RumourReported():
            yield event.stage.replace("_", " ")
            yield str(event.unnamed) if event.unnamed is not None else None
            yield event.why
        case TalksExpected():
            yield f"expected {event.expected}" if event.expected is not None else None
        case TalksOpened():
            yield "club and player" if event.between == "club_and_player" else None
        case DenialReported():
            yield f"denied by {event.by}" if event.by else None
            yield event.denies
        case BidSubmitted() | BidRejected() | BidAccepted():
            yield f"bid {event.number}"
            yield getattr(event, "reason", None)
        case ClubTermsAgreed():
            yield f"subject to {event.subject_to}" if event.subject_to else None
        case RegistrationRefused() | DealCollapsed():
            yield event.reason.replace("_", " ")
            yield event.explanation
        case DealHijacked():
            yield f"by {_name(event.by_club, named)}"
        case DealsLinked():
            yield f"{event.link.replace('_', ' ')} with {', '.join(event.deals)}"
        case PersonalTermsRefused() | MedicalFailed() | TalksBrokenOff() | ReportRetracted():
            yield event.reason
        case _:
            yield from _beside_deals(event)


def _beside_deals(event: Event) -> Iterator[str | None]:  # noqa: C901, PLR0912 - a kind a case
    """What only this kind says, of loans, squads, names and the book."""
    match event:
        case PlayerSighted():
            yield event.role
            yield event.match
        case SeasonCovered():
            yield f"{event.what} of {event.season}"
            yield from event.windows
        case LoanEnded():
            yield event.cause.replace("_", " ")
        case OptionLapsed():
            yield event.clause.replace("_", " ")
            yield event.cause.replace("_", " ")
        case ConditionMet() | ConditionFailed() | OptionDeclined():
            yield event.clause.replace("_", " ")
        case ContractTerminated():
            yield f"by {event.by}"
            yield event.reason
        case PlayerReleased():
            yield (event.reason or "").replace("_", " ")
        case InjuryReported():
            yield str(event.unnamed) if event.unnamed is not None else None
            yield event.injury
            yield f"back {event.expected_return}" if event.expected_return is not None else None
        case NeedReported():
            yield f"{event.count} {event.position}{'s' if event.count > 1 else ''}"
            yield event.why
        case NoteRecorded():
            yield event.text if event.about == "other" else f"{event.about}: {event.text}"
        case SourceGraded():
            yield f"reliability {event.reliability}"
        case AliasAdded():
            yield f"also {event.alias!r}"
        case WindowDefined() | WindowAmended():
            yield f"{event.first_day or '…'} to {event.last_day or '…'}"
        case EntryCorrected() | EntryVoided():
            yield f"entry {str(event.target)[:8]}: {event.reason}"
        case _:
            yield from _of_identity(event)


def _of_identity(event: Event) -> Iterator[str | None]:
    """Who is whom, by id: the names may well be the same."""
    match event:
        case ExternalIdLinked():
            yield f"{event.scheme}:{event.id}"
        case EntitiesMerged():
            yield f"{_id(event.merged)} into {_id(event.survivor)}"
            yield event.reason
        case MergeReverted():
            yield event.reason
        case EntitiesToldApart():
            other = _id(event.other) if event.other is not None else str(event.external_id)
            yield f"{_id(event.one)} is not {other}"
            yield event.reason
        case IdentityDoubted():
            yield f"{event.name} ({event.external_id})"
            yield f"perhaps {' or '.join(map(_id, event.candidates))}"
            yield event.why
        case _:
            yield getattr(event, "name", None)


def _id(subject: str) -> str:
    return subject.partition(":")[2]
