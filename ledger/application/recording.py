"""How entries get in: filled in, judged against the whole person, and appended in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID, uuid4

from ledger.domain.admission import Policy, admit, deal_for, provisional
from ledger.domain.book import live
from ledger.domain.contradictions import Contradiction
from ledger.domain.deal import deals
from ledger.domain.entry import Content, Entry, Recorded, encode
from ledger.domain.errors import LedgerError, NotFound
from ledger.domain.references import mentions_of
from ledger.domain.shape import check_shape
from ledger.domain.sources import OFFICIAL_TYPES, Basis, SourceType
from ledger.queries import names
from ledger.queries.freshness import catch_up, recorded
from ledger.store import Conflict, Draft, Receipt, Store

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]
Stamps = Mapping[UUID, datetime]
NO_STAMPS: Final[Stamps] = MappingProxyType({})
ATTEMPTS: Final = 8
STEP: Final = 2_000
_REGISTERING: Final = frozenset(
    {"PlayerRegisteredInLedger", "ClubRegisteredInLedger", "SourceRegistered"}
)


@dataclass(frozen=True, slots=True)
class Result:
    """What recording one entry did.

    ``entry`` is as written, with its id, deal and basis filled in; ``flags`` are what it raised.
    ``position`` is None on a dry run. ``item`` is the entry as it was judged, None where it was on
    record already.
    """

    entry: Entry
    position: int | None
    recorded_at: datetime | None
    known_at: datetime | None
    already_recorded: bool
    flags: tuple[Contradiction, ...] = ()
    item: Recorded | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """An entry of a bulk that was refused, and why."""

    entry: Entry
    error: LedgerError


class UnknownReference(NotFound):
    """An entry names somebody who has no id in this ledger yet."""

    def __init__(self, kind: str, subject: str) -> None:
        self.subject = subject
        sort, _, name = subject.partition(":")
        super().__init__(
            f"Cannot record {kind}: it names the {sort} {name!r}, whom this ledger does not know. "
            f"Register the {sort} first, or check the id."
        )


@dataclass
class _Prepared:
    """A batch that was judged: the entries as they will be written, and what was read for it."""

    read: dict[str, int]
    entries: list[Entry] = field(default_factory=list)
    old: set[UUID] = field(default_factory=set)
    flags: dict[UUID, list[Contradiction]] = field(default_factory=dict)
    items: dict[UUID, Recorded] = field(default_factory=dict)

    def drafts(self, stamps: Stamps) -> list[Draft]:
        return [_draft(entry, stamps.get(_id(entry))) for entry in self.entries]

    def results(self, receipts: Sequence[Receipt] | None) -> list[Result]:
        places: Sequence[Receipt | None] = receipts or [None] * len(self.entries)
        return [
            Result(
                entry=entry,
                position=place.position if place is not None else None,
                recorded_at=place.recorded_at if place is not None else None,
                known_at=place.known_at if place is not None else None,
                already_recorded=place.already_recorded if place else _id(entry) in self.old,
                flags=tuple(self.flags.get(_id(entry), ())),
                item=self.items.get(_id(entry)),
            )
            for entry, place in zip(self.entries, places, strict=True)
        ]


def _id(entry: Entry) -> UUID:
    assert entry.entry_id is not None  # noqa: S101 - given before anything is judged
    return entry.entry_id


def _draft(entry: Entry, recorded_at: datetime | None) -> Draft:
    return Draft(
        entry_id=_id(entry),
        subject=entry.subject,
        kind=entry.kind,
        body=encode(entry),
        known_by=entry.published_at.last_instant if entry.published_at is not None else None,
        about_the_book=entry.about_the_book,
        mentions=mentions_of(entry),
        deal=entry.deal,
        recorded_at=recorded_at,
    )


def record(
    store: Store,
    entries: Sequence[Entry],
    policy: Policy,
    clock: Clock,
    *,
    dry_run: bool = False,
    stamps: Stamps = NO_STAMPS,
    keep_known: bool = False,
) -> list[Result]:
    """Judge and write a batch, all or nothing; read again where others wrote meanwhile.

    ``stamps`` are the moments at which a restored book had recorded its entries. With
    ``keep_known`` an entry id on record stands as it is, whatever the new entry says.
    """
    if not entries:
        return []
    batch = [e if e.entry_id else e.model_copy(update={"entry_id": uuid4()}) for e in entries]
    attempt = 0
    while True:
        attempt += 1
        prepared = _prepare(store, batch, policy, clock(), stamps, keep_known=keep_known)
        if dry_run:
            return prepared.results(None)
        try:
            receipts = store.append(prepared.drafts(stamps), unchanged=prepared.read, now=clock())
        except Conflict:
            if attempt == ATTEMPTS:
                raise
            continue
        return prepared.results(receipts)


def record_many(
    store: Store,
    entries: Iterable[Entry],
    policy: Policy,
    clock: Clock,
    *,
    progress: Progress | None = None,
    total: int = 0,
    stamps: Stamps = NO_STAMPS,
) -> tuple[list[Result], list[Rejected]]:
    """Write a bulk in steps of one transaction each; what is refused is returned."""
    written: list[Result] = []
    rejected: list[Rejected] = []
    step: list[Entry] = []
    done = 0

    def flush() -> None:
        nonlocal done, step
        _record_step(store, step, policy, clock, stamps, written, rejected)
        done += len(step)
        step = []
        if progress is not None:
            progress(done, max(total, done))

    for entry in entries:
        step.append(entry)
        if len(step) == STEP:
            flush()
    flush()
    return written, rejected


def _record_step(
    store: Store,
    step: Sequence[Entry],
    policy: Policy,
    clock: Clock,
    stamps: Stamps,
    written: list[Result],
    rejected: list[Rejected],
) -> None:
    """One transaction; where it is refused, each half by itself, down to the culprit."""
    if not step:
        return
    try:
        written.extend(
            record(store, step, policy, clock, stamps=stamps, keep_known=True)
        )
    except LedgerError as error:
        if len(step) == 1:
            rejected.append(Rejected(step[0], error))
            return
        half = len(step) // 2
        _record_step(store, step[:half], policy, clock, stamps, written, rejected)
        _record_step(store, step[half:], policy, clock, stamps, written, rejected)


def _prepare(
    store: Store,
    batch: Sequence[Entry],
    policy: Policy,
    now: datetime,
    stamps: Stamps,
    *,
    keep_known: bool,
) -> _Prepared:
    people = _read(store, batch)
    _check_references(store, batch, people)
    basis = _basis_of_sources(store, batch)
    prepared = _Prepared(read={who: items[-1].number if items else 0 for who, items in people.items()})
    fresh: dict[str, list[Recorded]] = {subject: [] for subject in people}
    for entry in batch:
        filled = _with_basis(entry, basis)
        check_shape(filled)
        stream = [*people[entry.subject], *fresh[entry.subject]]
        same = next((item for item in stream if item.entry_id == filled.entry_id), None)
        if same is not None:
            prepared.old.add(same.entry_id)
            filled = (
                same.entry
                if keep_known
                else filled.model_copy(update={"deal": filled.deal or same.entry.deal})
            )
        else:
            at = stamps.get(_id(filled), now)
            item = _with_deal(provisional(filled, after=stream, recorded_at=at), stream)
            fresh[entry.subject].append(item)
            prepared.items[item.entry_id] = item
            filled = item.entry
        prepared.entries.append(filled)
    for subject, items in fresh.items():
        if items:
            for flag in admit(people[subject], items, policy=policy, naming=naming(store)):
                prepared.flags.setdefault(flag.entry.entry_id, []).append(flag)
    return prepared


def _read(store: Store, batch: Sequence[Entry]) -> dict[str, list[Recorded]]:
    people: dict[str, list[Recorded]] = {entry.subject: [] for entry in batch}
    for stored in store.stream(list(people)):
        people[stored.subject].append(recorded(stored))
    return people


def _check_references(
    store: Store, batch: Sequence[Entry], people: Mapping[str, Sequence[Recorded]]
) -> None:
    """Everybody named must have an id: in the ledger, or in the same batch."""
    named: dict[str, str] = {}
    for entry in batch:
        for subject in (entry.subject, *mentions_of(entry)):
            named.setdefault(subject, entry.kind)
    registered = {entry.subject for entry in batch if entry.kind in _REGISTERING}
    wanted = [
        subject
        for subject in named
        if subject not in registered
        and not people.get(subject)
        and subject.partition(":")[0] in ("player", "club", "source")
    ]
    numbers = store.numbers(wanted) if wanted else {}
    for subject in wanted:
        if numbers.get(subject, 0) == 0:
            raise UnknownReference(named[subject], subject)


def _basis_of_sources(store: Store, batch: Sequence[Entry]) -> dict[str, str | None]:
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
        return {**names.official_clubs(connection, sources), **fresh}


_LISTING: Final = frozenset({SourceType.DATABASE, SourceType.DOCUMENT})


def _with_basis(entry: Entry, types: Mapping[str, str | None]) -> Entry:
    """The basis defaults from the source: a club's own word is official, else it is reported."""
    if entry.basis is not None:
        return entry
    kinds = {types.get(piece.source) for piece in entry.evidence if not piece.cites}
    if kinds & set(OFFICIAL_TYPES):
        basis = Basis.OFFICIAL
    elif kinds & set(_LISTING):
        basis = Basis.LISTED
    else:
        basis = Basis.ASSESSED if entry.about_the_book else Basis.REPORTED
    return entry.model_copy(update={"basis": basis})


def _with_deal(item: Recorded, stream: Sequence[Recorded]) -> Recorded:
    player = item.entry.subject.partition(":")
    if player[0] != "player":
        return item
    known = deals(live(stream)) if any(other.entry.deal for other in stream) else {}
    name = deal_for(item.entry, item, known, player[2])
    if name == item.entry.deal:
        return item
    return replace(item, entry=item.entry.model_copy(update={"deal": name}))


def naming(store: Store) -> Callable[[str], str]:
    """Names for sentences: looked up only when a sentence is made."""

    def name(subject: str) -> str:
        catch_up(store)
        with store.begin() as connection:
            return names.shown(connection, [subject])[subject].name

    return name


def amendment(target: Recorded, event: object) -> Entry:
    """An amendment stands in the same stream as the entry it is about."""
    return Entry.model_validate(
        {"subject": target.entry.subject, "event": event, "basis": Basis.ASSESSED}
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

