"""What an entry leaves out and the ledger fills in: its basis, its deal, whom it names."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Final
from uuid import UUID

from ledger.application.prepared import id_of
from ledger.domain.admission import Policy
from ledger.domain.book import live
from ledger.domain.deal import BESIDE_DEALS, Deal, by_known, deal, deal_for, engaging_side
from ledger.domain.deal.joining import engaging_club
from ledger.domain.entry import BEGINNING, BOOK_KINDS, Content, Entry, Recorded, with_deal
from ledger.domain.errors import LedgerError, NotFound, Refused
from ledger.domain.events import (
    GROUPS,
    DealEvent,
    OfASale,
    ReportRetracted,
    RumourResolved,
    TransferCompleted,
    kinds_of,
)
from ledger.domain.identity import SETTLING_KINDS, Identities
from ledger.domain.references import mentions_of
from ledger.domain.sources import OFFICIAL_TYPES, Basis, Evidence, SourceType
from ledger.domain.values import UncertainDate
from ledger.queries import names
from ledger.queries.freshness import catch_up, has_tables
from ledger.queries.persons import Streams
from ledger.store import Store

REGISTERING: Final = frozenset(
    {"PlayerRegisteredInLedger", "ClubRegisteredInLedger", "SourceRegistered"}
)


class UnknownReference(NotFound):
    """An entry names somebody who has no id in this ledger yet."""

    def __init__(self, kind: str, subject: str) -> None:
        self.subject = subject
        sort, _, name = subject.partition(":")
        super().__init__(
            f"Cannot record {kind}: it names the {sort} {name!r}, whom this ledger does not know. "
            f"Register the {sort} first, or check the id."
        )


def merged_away(entry: Entry, subject: str, known: Identities) -> Refused:
    """The refusal of an entry that names an id which was merged into another (rule H7)."""
    into = known.person_of(subject).partition(":")[2]
    merge = known.merged_by(subject)
    return Refused(
        what=f"record {entry.kind} on {entry.subject}",
        record=f"{subject.partition(':')[2]} was merged into {into}",
        way_out=f"Name {into} instead; revert the merge with `tledger ids revert`, if it is wrong.",
        rule="H7",
        reason="merged-away",
        blocking=merge.entry_id if merge is not None else None,
        position=merge.position if merge is not None else None,
    )


def unfit_references(
    streams: Streams,
    batch: Sequence[Entry],
    read: Mapping[str, int],
    known: Identities,
    *,
    among: Sequence[Entry],
) -> dict[UUID, LedgerError]:
    """Entries that name somebody without an id, or by one that was merged away.

    ``read`` are the streams that were read, with the number of their last entry; ``among`` is the
    whole batch, which may register whom they name. Amendments stand where their target stands, and
    what settles identities is judged by itself.
    """
    registered = {entry.subject for entry in among if entry.kind in REGISTERING}
    unfit: dict[UUID, LedgerError] = _without_id(streams, batch, read, registered)
    if not known.parents:
        return unfit
    for entry in batch:
        if entry.kind in SETTLING_KINDS:
            continue
        for subject in (entry.subject, *mentions_of(entry)):
            if known.person_of(subject) != subject:
                unfit.setdefault(id_of(entry), merged_away(entry, subject, known))
    return unfit


def _without_id(
    streams: Streams, batch: Sequence[Entry], read: Mapping[str, int], registered: Container[str]
) -> dict[UUID, LedgerError]:
    """Entries that name somebody without an id: neither in the ledger nor in the same batch."""
    every = {subject for entry in batch for subject in (entry.subject, *mentions_of(entry))}
    unsure = {
        subject
        for subject in every
        if subject not in registered
        and not read.get(subject)
        and subject.partition(":")[0] in ("player", "club", "source")
    }
    numbers = streams.numbers(sorted(unsure)) if unsure else {}
    unknown = {subject for subject in unsure if numbers.get(subject, 0) == 0}
    if not unknown:
        return {}
    return {
        id_of(entry): UnknownReference(entry.kind, subject)
        for entry in batch
        for subject in (entry.subject, *mentions_of(entry))
        if subject in unknown
    }


def types_of_sources(store: Store, batch: Sequence[Entry]) -> dict[str, str | None]:
    """The type of each source that an entry without a basis rests on."""
    sources = sorted(
        {piece.source for entry in batch if entry.basis is None for piece in entry.evidence}
    )
    if not sources:
        return {}
    fresh = {
        entry.subject.partition(":")[2]: str(getattr(entry.event, "type", ""))
        for entry in batch
        if entry.kind == "SourceRegistered"
    }
    catch_up(store)
    with store.begin() as connection:
        known = names.shown(connection, [f"source:{source}" for source in sources])
        return {**{named.id: named.detail for named in known.values()}, **fresh}


_LISTING: Final = frozenset({SourceType.DATABASE, SourceType.DOCUMENT})
_ASSESSMENTS: Final = kinds_of("assessments")


def with_basis(entry: Entry, types: Mapping[str, str | None]) -> Entry:
    """The basis defaults from the source: a club's own word is official, else it is reported.

    What our user makes of things is assessed, whatever it rests on.
    """
    if entry.basis is not None:
        return entry
    if entry.kind in _ASSESSMENTS:
        return entry.model_copy(update={"basis": Basis.ASSESSED})
    kinds = {types.get(piece.source) for piece in entry.evidence if not piece.cites}
    if kinds & set(OFFICIAL_TYPES):
        basis = Basis.OFFICIAL
    elif kinds & set(_LISTING):
        basis = Basis.LISTED
    else:
        basis = Basis.ASSESSED if entry.about_the_book else Basis.REPORTED
    return entry.model_copy(update={"basis": basis})


def same_deal(entry: Entry, same: Recorded, types: Mapping[str, str | None]) -> Entry:
    """An entry handed in again, with what the ledger filled in the first time."""
    filled = with_basis(entry, types)
    return filled.model_copy(update={"deal": filled.deal or same.entry.deal})


_OF_DEALS: Final = frozenset(
    event.__name__
    for group in GROUPS.values()
    for event in group
    if issubclass(event, DealEvent | TransferCompleted | OfASale | ReportRetracted | RumourResolved)
)
"""The kinds of entries that belong to a deal."""


class DealsSoFar:
    """One person's deals while a batch is judged, each folded only when an entry may join it.

    The entries are handed in as the ledger knows who is who.
    """

    def __init__(self, stream: Sequence[Recorded]) -> None:
        self._stream = list(stream)
        self._used = {item.entry.deal for item in stream if item.entry.deal is not None}
        self._entries: dict[str, list[Recorded]] = {}
        self._folded: dict[str, Deal] = {}
        self._group(live(stream) if self._used else ())

    def _group(self, alive: Iterable[Recorded]) -> None:
        self._folded.clear()
        self._entries.clear()
        for item in alive:
            if item.entry.deal is not None and item.entry.kind not in BESIDE_DEALS:
                self._entries.setdefault(item.entry.deal, []).append(item)

    def add(self, item: Recorded) -> None:
        """An entry that stands after all others so far."""
        self._stream.append(item)
        name = item.entry.deal
        if name is not None:
            self._used.add(name)
        if item.entry.kind in BOOK_KINDS:
            self._group(live(self._stream) if self._used else ())
        elif name is not None and item.entry.kind not in BESIDE_DEALS:
            self._entries.setdefault(name, []).append(item)
            self._folded.pop(name, None)

    def _known(self, item: Recorded) -> Mapping[str, Deal]:
        """The deals that an entry may join, in the order they were first known.

        One that names its engaging club joins a deal with that club, and no other.
        """
        goal = engaging_side(item.event)
        every = goal is None or item.entry.deal is not None
        known: dict[str, Deal] = {}
        for name, entries in self._entries.items():
            if every or engaging_club(name, entries) == goal:
                if name not in self._folded:
                    self._folded[name] = deal(name, by_known(entries))
                known[name] = self._folded[name]
        return known if len(known) <= 1 else dict(sorted(known.items(), key=_first_known))

    def joined_by(self, item: Recorded, policy: Policy) -> Recorded:
        """The entry with the deal it belongs to, where it belongs to one."""
        player = item.entry.subject.partition(":")
        if player[0] != "player" or not (item.entry.kind in _OF_DEALS or item.entry.deal):
            return item
        latest = policy is Policy.FLAG
        known = self._known(item)
        name = deal_for(item.entry, item, known, player[2], used=self._used, latest=latest)
        if name is None or name == item.entry.deal:
            return item
        # As it was, in that deal: every move of a bulk passes here.
        return Recorded(
            with_deal(item.entry, name),
            item.position,
            item.number,
            item.recorded_at,
            item.known_at,
            item.first_position,
        )


def _first_known(named: tuple[str, Deal]) -> tuple[datetime, int]:
    first = named[1].entries[0]
    return first.known_at or BEGINNING, first.position


def naming(store: Store, batch: Sequence[Entry], *, bulk: bool) -> Callable[[str], str]:
    """Names for sentences: looked up only when a sentence is made.

    Whoever is registered by the batch itself goes by the name it gives. A bulk takes the names as
    far as the read models are, since it may refuse thousands of entries.
    """

    @cache
    def fresh() -> dict[str, str]:
        registering = (entry for entry in batch if entry.kind in REGISTERING)
        return {entry.subject: str(entry.event.__dict__["name"]) for entry in registering}

    def name(subject: str) -> str:
        if subject in fresh():
            return fresh()[subject]
        if not bulk:
            catch_up(store)
        with store.begin() as connection:
            if not has_tables(connection):
                return subject.partition(":")[2]
            return names.shown(connection, [subject])[subject].name

    return name


def amendment(
    target: Recorded,
    event: object,
    evidence: tuple[Evidence, ...] = (),
    published_at: UncertainDate | None = None,
) -> Entry:
    """An amendment stands in the same stream as the entry it is about."""
    return Entry.model_validate(
        {
            "subject": target.entry.subject,
            "event": event,
            "basis": Basis.ASSESSED,
            "evidence": evidence,
            "published_at": published_at,
        }
    )


def completed(replacement: Content, target: Recorded) -> Content:
    """A replacement with what it leaves out taken from the entry it replaces."""
    was = target.entry
    kept = {
        name: getattr(was, name)
        for name in ("occurred_on", "published_at", "basis", "evidence", "assumed", "batch", "deal")
        if name not in replacement.model_fields_set
    }
    return replacement.model_copy(update=kept)
