"""How entries get in: filled in, judged against the whole person, and appended in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from types import MappingProxyType
from typing import Final
from uuid import UUID, uuid4

from ledger.domain.admission import Policy, admit, provisional
from ledger.domain.book import live
from ledger.domain.contradictions import Contradiction
from ledger.domain.deal import deal_for, deals
from ledger.domain.entry import Content, Entry, Recorded, encode
from ledger.domain.errors import LedgerError, NotFound, Refused
from ledger.domain.events import DealsLinked
from ledger.domain.references import mentions_of
from ledger.domain.shape import check_shape
from ledger.domain.sources import OFFICIAL_TYPES, Basis, SourceType
from ledger.queries import names
from ledger.queries.freshness import catch_up, has_tables, recorded
from ledger.store import Conflict, Draft, Receipt, Store

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]
Stamps = Mapping[UUID, datetime]
NO_STAMPS: Final[Stamps] = MappingProxyType({})
ATTEMPTS: Final = 8
STEP: Final = 10_000
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
    flags: dict[tuple[str, int], list[Contradiction]] = field(default_factory=dict)
    items: dict[UUID, Recorded] = field(default_factory=dict)

    def keep(self, entry: Entry) -> None:
        """An entry whose id is on record already."""
        self.old.add(_id(entry))
        self.entries.append(entry)

    def add(self, item: Recorded) -> None:
        """An entry that may be written."""
        self.items[item.entry_id] = item
        self.entries.append(item.entry)

    def in_order_of(self, batch: Sequence[Entry]) -> None:
        """Put the entries back into the order in which they were handed in."""
        place = {_id(entry): index for index, entry in enumerate(batch)}
        self.entries.sort(key=lambda entry: place[_id(entry)])

    def _flags_of(self, entry: Entry) -> tuple[Contradiction, ...]:
        """What an entry raised; a correction raises at its own place what it mended elsewhere."""
        item = self.items.get(_id(entry))
        found = [] if item is None else self.flags.get((entry.subject, item.position), [])
        return tuple(found)

    def drafts(self, stamps: Stamps) -> list[Draft]:
        """The entries for the store."""
        return [_draft(entry, stamps.get(_id(entry))) for entry in self.entries]

    def results(self, receipts: Sequence[Receipt] | None) -> list[Result]:
        """What became of each entry; without receipts, what would."""
        places: Sequence[Receipt | None] = receipts or [None] * len(self.entries)
        return [
            Result(
                entry=entry,
                position=place.position if place is not None else None,
                recorded_at=place.recorded_at if place is not None else None,
                known_at=place.known_at if place is not None else None,
                already_recorded=place.already_recorded if place else _id(entry) in self.old,
                flags=self._flags_of(entry),
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
    store: Store, entries: Sequence[Entry], policy: Policy, clock: Clock, *, dry_run: bool = False
) -> list[Result]:
    """Judge and write a batch, all or nothing; read again where others wrote meanwhile."""
    if not entries:
        return []
    judge = _Judge(store, policy, NO_STAMPS, bulk=False)
    return _write(store, _with_ids(entries), judge, clock, dry_run=dry_run)


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
    """Write a bulk in steps of one transaction each; what is refused is returned.

    ``stamps`` are the moments at which a restored book had recorded its entries. An entry id on
    record stands as it is, whatever the new entry says.
    """
    written: list[Result] = []
    rejected: list[Rejected] = []
    judge = _Judge(store, policy, stamps, bulk=True)
    remaining = iter(entries)
    done = 0
    while step := _with_ids(islice(remaining, STEP)):
        judge.rejected = []
        written.extend(_write(store, step, judge, clock))
        rejected.extend(judge.rejected)
        done += len(step)
        if progress is not None:
            progress(done, max(total, done))
    return written, rejected


def _with_ids(entries: Iterable[Entry]) -> list[Entry]:
    return [e if e.entry_id else e.model_copy(update={"entry_id": uuid4()}) for e in entries]


def _write(
    store: Store, batch: Sequence[Entry], judge: _Judge, clock: Clock, *, dry_run: bool = False
) -> list[Result]:
    """Judge a batch and append it in one transaction."""
    attempt = 0
    while True:
        attempt += 1
        judge.rejected = []
        prepared = judge.prepare(batch, clock())
        if dry_run:
            return prepared.results(None)
        try:
            drafts = prepared.drafts(judge.stamps)
            receipts = store.append(drafts, unchanged=prepared.read, now=clock())
        except Conflict:
            if attempt == ATTEMPTS:
                raise
            continue
        return prepared.results(receipts)


@dataclass(frozen=True)
class _Given:
    """What a batch was looked up with: the types of its sources, who is missing, the time."""

    basis: Mapping[str, str | None]
    missing: Mapping[UUID, LedgerError]
    now: datetime


@dataclass
class _Judge:
    """How a batch is filled in and judged, one subject at a time.

    In bulk, an entry that is refused is set aside with its reason and the rest goes on; by hand
    it stops the whole batch.
    """

    store: Store
    policy: Policy
    stamps: Stamps
    bulk: bool
    rejected: list[Rejected] = field(default_factory=list)

    def prepare(self, batch: Sequence[Entry], now: datetime) -> _Prepared:
        """Fill in and judge a batch against everything on record about its subjects."""
        people = _read(self.store, batch)
        given = _Given(
            basis=_basis_of_sources(self.store, batch),
            missing=_missing_references(self.store, batch, people),
            now=now,
        )
        read = {who: items[-1].number if items else 0 for who, items in people.items()}
        prepared = _Prepared(read)
        by_subject: dict[str, list[Entry]] = {subject: [] for subject in people}
        for entry in batch:
            by_subject[entry.subject].append(entry)
        for subject, entries in by_subject.items():
            self._judge(people[subject], entries, given, prepared)
        prepared.in_order_of(batch)
        self._check_links(prepared)
        return prepared

    def _check_links(self, prepared: _Prepared) -> None:
        """Deals that are linked to must be on record, or come in the same batch (rule H6)."""
        ours = {entry.deal for entry in prepared.entries}
        for item in list(prepared.items.values()):
            event = item.event
            if not isinstance(event, DealsLinked):
                continue
            for deal in event.deals:
                if deal == item.entry.deal or (deal not in ours and not self._on_record(deal)):
                    self._drop(item, prepared, deal)
                    break

    def _on_record(self, deal: str) -> bool:
        player = f"player:{deal.split('/', maxsplit=1)[0]}"
        return any(stored.deal == deal for stored in self.store.stream([player]))

    def _drop(self, item: Recorded, prepared: _Prepared, deal: str) -> None:
        itself = deal == item.entry.deal
        error = Refused(
            what=f"link {item.entry.deal} to {deal}",
            record="a deal is not linked to itself" if itself else "no such deal is on record",
            way_out="Name the other deals by their ids; `tledger deals` lists them.",
            rule="H6",
            reason="linked-to-itself" if itself else "no-such-deal",
        )
        self._refuse(item.entry, error)
        prepared.entries.remove(item.entry)
        del prepared.items[item.entry_id]

    def _judge(
        self,
        stream: Sequence[Recorded],
        entries: Sequence[Entry],
        given: _Given,
        prepared: _Prepared,
    ) -> None:
        """One subject's entries: together where nothing is refused, else one after the other."""
        known = {item.entry_id: item for item in stream}
        fresh: list[Recorded] = []
        for entry in entries:
            same = known.get(_id(entry))
            if same is not None:
                prepared.keep(same.entry if self.bulk else _same_deal(entry, same, given.basis))
                continue
            try:
                fresh.append(self._placed(entry, [*stream, *fresh], given))
            except LedgerError as error:
                self._refuse(entry, error)
        try:
            self._admit(stream, fresh, prepared)
        except Refused:
            if not self.bulk:
                raise
            self._one_by_one(stream, fresh, prepared)

    def _placed(self, entry: Entry, stream: Sequence[Recorded], given: _Given) -> Recorded:
        """The entry filled in, at the place it would have."""
        if _id(entry) in given.missing:
            raise given.missing[_id(entry)]
        filled = _with_basis(entry, given.basis)
        check_shape(filled)
        at = self.stamps.get(_id(filled), given.now)
        return _with_deal(provisional(filled, after=stream, recorded_at=at), stream, self.policy)

    def _admit(
        self, stream: Sequence[Recorded], fresh: Sequence[Recorded], prepared: _Prepared
    ) -> None:
        if not fresh:
            return
        flags = admit(stream, fresh, policy=self.policy, naming=naming(self.store))
        for item in fresh:
            prepared.add(item)
        for flag in flags:
            place = (flag.entry.entry.subject, flag.entry.position)
            prepared.flags.setdefault(place, []).append(flag)

    def _one_by_one(
        self, stream: Sequence[Recorded], fresh: Sequence[Recorded], prepared: _Prepared
    ) -> None:
        """Admit what can be admitted, in order, and set the rest aside."""
        standing = list(stream)
        for item in fresh:
            try:
                self._admit(standing, [item], prepared)
            except Refused as error:
                self._refuse(item.entry, error)
            else:
                standing.append(item)

    def _refuse(self, entry: Entry, error: LedgerError) -> None:
        if not self.bulk:
            raise error
        self.rejected.append(Rejected(entry, error))


def _read(store: Store, batch: Sequence[Entry]) -> dict[str, list[Recorded]]:
    people: dict[str, list[Recorded]] = {entry.subject: [] for entry in batch}
    for stored in store.stream(list(people)):
        people[stored.subject].append(recorded(stored))
    return people


def _missing_references(
    store: Store, batch: Sequence[Entry], people: Mapping[str, Sequence[Recorded]]
) -> dict[UUID, LedgerError]:
    """Entries that name somebody without an id: neither in the ledger nor in the same batch."""
    named = {_id(entry): (entry.subject, *mentions_of(entry)) for entry in batch}
    registered = {entry.subject for entry in batch if entry.kind in _REGISTERING}
    unsure = {
        subject
        for subjects in named.values()
        for subject in subjects
        if subject not in registered
        and not people.get(subject)
        and subject.partition(":")[0] in ("player", "club", "source")
    }
    numbers = store.numbers(sorted(unsure)) if unsure else {}
    unknown = {subject for subject in unsure if numbers.get(subject, 0) == 0}
    if not unknown:
        return {}
    return {
        _id(entry): UnknownReference(entry.kind, subject)
        for entry in batch
        for subject in named[_id(entry)]
        if subject in unknown
    }


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


def _same_deal(entry: Entry, same: Recorded, types: Mapping[str, str | None]) -> Entry:
    """An entry handed in again, with what the ledger filled in the first time."""
    filled = _with_basis(entry, types)
    return filled.model_copy(update={"deal": filled.deal or same.entry.deal})


def _with_deal(item: Recorded, stream: Sequence[Recorded], policy: Policy) -> Recorded:
    player = item.entry.subject.partition(":")
    if player[0] != "player":
        return item
    used = {other.entry.deal for other in stream if other.entry.deal is not None}
    known = deals(live(stream)) if used else {}
    name = deal_for(item.entry, item, known, player[2], used=used, latest=policy is Policy.FLAG)
    if name == item.entry.deal:
        return item
    return replace(item, entry=item.entry.model_copy(update={"deal": name}))


def naming(store: Store) -> Callable[[str], str]:
    """Names for sentences: looked up only when a sentence is made, and then as far as they are."""

    def name(subject: str) -> str:
        with store.begin() as connection:
            if not has_tables(connection):
                return subject.partition(":")[2]
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
