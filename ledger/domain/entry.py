"""An entry: one event with who says so, when it happened and when the world could know.

``Entry`` is what is handed in; ``Recorded`` is the same with its place in the book.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, cached_property
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, TypeAdapter, create_model

from ledger.domain.dates import Precision
from ledger.domain.events import GROUPS, Event, WorldEvent
from ledger.domain.making import assembled
from ledger.domain.sources import Basis, Evidence
from ledger.domain.values import Text, UncertainDate, Value, several

Subject = Annotated[
    str,
    StringConstraints(
        pattern=r"^(?:(?:player|club|source):[a-z0-9]+(?:-[a-z0-9]+)*"
        r"|window:(?:[A-Z]{3}-)?\d{4}-(?:summer|winter)|ledger)$"
    ),
]
"""Whom an entry is about, and so the stream it stands in: ``player:pierre-kalulu``."""
DealId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9@-]+/[1-9]\d*$")]
"""A deal's id, (player, engaging club, ordinal): ``pierre-kalulu/juventus/1``."""
Assumable = Literal["occurred_on", "published_at", "until"]


def player_of(deal: str) -> str:
    """Whose deal it is, as its id says."""
    return deal.split("/", maxsplit=1)[0]


def engaging_club_of(deal: str) -> str:
    """Which club would engage him, as a deal's id says; it may have been merged away since."""
    return deal.split("/")[1]


class Envelope(Value):
    """What stands around an event: when it happened, since when it is known, and who says so.

    ``assumed`` names the dates that no source told and an importer filled in by a stated rule.
    ``batch`` ties the entries that tell one event about several players.
    """

    occurred_on: UncertainDate | None = None
    published_at: UncertainDate | None = None
    basis: Basis | None = None
    evidence: tuple[Evidence, ...] = several()
    assumed: tuple[Assumable, ...] = several()
    batch: UUID | None = None
    note: Text | None = None
    deal: DealId | None = None


class Content(Envelope):
    """What an entry says, apart from whom it is about and where it stands in the book."""

    event: WorldEvent


class EntryCorrected(Event):
    """We had mistyped an entry: this is what it should have said.

    The replacement keeps the moment the world knew, unless that is what is corrected.
    """

    kind: Literal["EntryCorrected"] = "EntryCorrected"
    target: UUID
    replacement: Content
    reason: Text


class EntryVoided(Event):
    """An entry should never have been written, or an amendment is undone: it counts no longer."""

    kind: Literal["EntryVoided"] = "EntryVoided"
    target: UUID
    reason: Text


BookEvent = EntryCorrected | EntryVoided
AnyEvent = Annotated[WorldEvent | EntryCorrected | EntryVoided, Field(discriminator="kind")]
BOOK_KINDS: Final = frozenset({"EntryCorrected", "EntryVoided"})
TIMELESS_KINDS: Final = BOOK_KINDS | {
    "PlayerRegisteredInLedger",
    "ClubRegisteredInLedger",
    "SourceRegistered",
    "SourceGraded",
    "AliasAdded",
    "SeasonCovered",
    "OwnershipDeclared",
    "RivalryDeclared",
    "RulePackAdopted",
    "ExternalIdLinked",
    "EntitiesMerged",
    "MergeReverted",
    "EntitiesToldApart",
    "IdentityDoubted",
}
"""Kinds about the book: what this ledger takes things to be, and what it wrote wrongly."""
EVENTS: Final[dict[str, type[Event]]] = {
    **{event.__name__: event for group in GROUPS.values() for event in group},
    "EntryCorrected": EntryCorrected,
    "EntryVoided": EntryVoided,
}
"""The closed registry: on-disk name to class."""


class UnknownEvent(Event):
    """An event of a kind this version does not know: kept, shown and passed over."""

    content: dict[str, Any] = Field(default_factory=dict)


class Entry(Envelope):
    """One event handed in: whom it is about, and what is said.

    ``entry_id`` is the idempotency key for ever: the same id with the same content is recorded
    once. Where it is left out, the ledger makes one.
    """

    event: AnyEvent | UnknownEvent
    subject: Subject
    entry_id: UUID | None = None

    @property
    def kind(self) -> str:
        """The event's on-disk name."""
        return self.event.kind

    @property
    def about_the_book(self) -> bool:
        """Whether it holds at every ``known_at`` from its position on."""
        return self.kind in TIMELESS_KINDS


def with_deal(entry: Entry, deal: str) -> Entry:
    """The same entry in a deal; nothing else of it is validated once more."""
    return _assembled(entry, entry.subject, entry.entry_id, deal)


@dataclass(frozen=True)
class Recorded:
    """An entry with its place in the book.

    ``position`` counts through the whole ledger, ``number`` through the subject's stream, both
    from 1. ``first_position`` is that of the entry it amends, at the end of the chain, and its own
    otherwise. ``known_at`` is None for entries about the book.
    """

    entry: Entry
    position: int
    number: int
    recorded_at: datetime
    known_at: datetime | None
    first_position: int

    @property
    def event(self) -> Event:
        """The event itself."""
        return self.entry.event

    @property
    def entry_id(self) -> UUID:
        """The id it was recorded under."""
        assert self.entry.entry_id is not None  # noqa: S101 - the store keeps none without
        return self.entry.entry_id

    @cached_property
    def day(self) -> date:
        """The football day it counts from: the event's own, by the convention for uncertain days.

        Within a window: the first day of a summer window, the last of a winter one. Of any other
        interval: its last day. Without a day of its own: the day it was published, or recorded.
        """
        return football_day(self.entry.event, self.entry) or self.recorded_at.date()

    def amended_by(self, other: Recorded, content: Content) -> Recorded:
        """The same place in the book with the content that a correction gives it.

        It keeps its id, its first position and the moment the world knew, unless that is what is
        corrected, and the deal and basis that the correction leaves out.
        """
        fields = {name: getattr(content, name) for name in Content.model_fields}
        fields["deal"] = content.deal or self.entry.deal
        fields["basis"] = content.basis or self.entry.basis
        entry = Entry.model_construct(
            **fields, subject=self.entry.subject, entry_id=self.entry.entry_id
        )
        known_at = self.known_at
        published = content.published_at
        if entry.about_the_book:
            known_at = None
        elif published is not None and published != self.entry.published_at:
            known_at = min(published.last_instant, self.recorded_at)
        elif known_at is None:
            known_at = self.recorded_at
        return replace(other, entry=entry, known_at=known_at, first_position=self.first_position)


def football_day(event: Event, entry: Envelope) -> date | None:
    """The day an event counts from, as in :attr:`Recorded.day`; None where none is told."""
    effective: date | None = event.__dict__.get("effective_on")
    if effective is not None:
        return effective
    when = entry.occurred_on or entry.published_at
    if when is None:
        return None
    if when.precision is Precision.INTERVAL:
        window: str | None = event.__dict__.get("window")
        if window is not None and window.endswith("summer"):
            return when.first_day
    return when.last_day


_OUTSIDE_BODY: Final = {"subject", "entry_id", "deal"}
_canonical: Final = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, check_circular=False
).encode


def encode(entry: Entry) -> bytes:
    """The stored text of an entry: canonical JSON, readable by any tool, without absent fields.

    Subject, entry id and deal stand in columns of their own and are left out.
    """
    content = entry.model_dump(mode="json", exclude_none=True, exclude=_OUTSIDE_BODY)
    if isinstance(entry.event, UnknownEvent):
        content["event"] = {"kind": entry.event.kind, **entry.event.content}
    return _canonical(content).encode()


def decode(
    body: bytes, *, subject: str, entry_id: UUID, kind: str, deal: str | None = None
) -> Entry:
    """The entry that :func:`encode` wrote. Fields a later version added are passed over."""
    if kind not in EVENTS:
        return _unknown(json.loads(body), subject, entry_id, deal)
    content = _decoder(kind).validate_json(body, extra="ignore")
    return _assembled(content, subject, entry_id, deal)


def _assembled(content: Envelope, subject: str, entry_id: UUID | None, deal: str | None) -> Entry:
    """An entry around content that was just validated, without validating it once more."""
    parts = {**content.__dict__, "subject": subject, "entry_id": entry_id, "deal": deal}
    return assembled(Entry, parts, set(parts))


@cache
def _decoder(kind: str) -> TypeAdapter[Envelope]:
    """The validator of one kind's stored text; chosen by kind it need not try the whole union."""
    body = create_model(f"_{kind}Body", __base__=Envelope, event=(EVENTS[kind], ...))
    return TypeAdapter(body)


class _Body(Envelope):
    event: AnyEvent


_DECODER: TypeAdapter[_Body] = TypeAdapter(_Body)
_CONTENT_FIELDS: Final = tuple(name for name in Content.model_fields if name != "deal")


def _unknown(body: dict[str, Any], subject: str, entry_id: UUID, deal: str | None) -> Entry:
    event = body.pop("event")
    kind = event.pop("kind")
    known = _DECODER.validate_python(
        {**body, "event": {"kind": "PlayerReturned"}}, strict=False, extra="ignore"
    )
    fields = {name: getattr(known, name) for name in _CONTENT_FIELDS}
    fields["event"] = UnknownEvent(kind=kind, content=event)
    return Entry.model_construct(**fields, subject=subject, entry_id=entry_id, deal=deal)


BEGINNING: Final = datetime(1, 1, 1, tzinfo=UTC)
"""Before anything was known: where entries about the book hold from."""
