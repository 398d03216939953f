"""How a batch is judged: one person at a time, against everything on record about him."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from ledger.application.filling import (
    DealsSoFar,
    naming,
    same_deal,
    types_of_sources,
    unfit_references,
    with_basis,
)
from ledger.application.merging import concerned, raised
from ledger.application.prepared import Prepared, Rejected, Stamps, id_of
from ledger.application.resting import Link, all_links, check_resting
from ledger.application.retracting import check_retraction
from ledger.domain.admission import Policy, admit, provisional
from ledger.domain.entry import Entry, EntryVoided, Recorded, player_of
from ledger.domain.errors import LedgerError, Refused
from ledger.domain.events import DealsLinked, IdentityDoubted
from ledger.domain.identity import (
    LEDGER,
    NOBODY_MERGED,
    SETTLING_KINDS,
    Identities,
    identities,
    settles_identity,
)
from ledger.domain.identity.rules import check_identities
from ledger.domain.shape import check_shape
from ledger.queries.persons import Streams, entries_of, identities_at, recorded
from ledger.store import Store


@dataclass(frozen=True)
class Given:
    """What a batch was looked up with: the types of its sources, who is missing, the time."""

    basis: Mapping[str, str | None]
    missing: Mapping[UUID, LedgerError]
    now: datetime


@dataclass
class Judge:
    """How a batch is filled in and judged, one person (club, source) at a time.

    In bulk, an entry that is refused is set aside with its reason and the rest goes on; by hand
    it stops the whole batch. ``as_read`` is what was read of the record, where the store itself is
    out of reach.
    """

    store: Store
    policy: Policy
    stamps: Stamps
    bulk: bool
    as_read: Streams | None = None
    rejected: list[Rejected] = field(default_factory=list)
    name: Callable[[str], str] = str
    known: Identities = NOBODY_MERGED
    struck: frozenset[UUID] = frozenset()
    linked: Sequence[Link] | None = None

    @property
    def streams(self) -> Streams:
        """Where the record is read."""
        return self.store if self.as_read is None else self.as_read

    def prepare(self, batch: Sequence[Entry], now: datetime) -> Prepared:
        """Fill in and judge a batch against everything on record about its persons.

        What the batch settles of who is who comes first: the rest is judged as it leaves that.
        """
        self.name = naming(self.store, batch, bulk=self.bulk)
        voids = (entry.event for entry in batch if isinstance(entry.event, EntryVoided))
        self.linked = None
        self.struck = frozenset(event.target for event in voids)
        basis = types_of_sources(self.store, batch)
        settling = [entry for entry in batch if entry.subject == LEDGER]
        prepared = Prepared(self.streams.numbers([LEDGER]))  # read before what it is the end of
        self.known = self._settled(settling, batch, basis, now, prepared)
        if self.bulk and not settling and not self.known.parents:
            prepared.read.clear()  # doubts that others record meanwhile change nothing
        grouped: dict[str, list[Entry]] = {}
        for entry in batch:
            if entry.subject != LEDGER:
                grouped.setdefault(self.known.person_of(entry.subject), []).append(entry)
        people = self._read(list(grouped), prepared)
        others = [entry for entries in grouped.values() for entry in entries]
        missing = unfit_references(self.streams, others, prepared.read, self.known, among=batch)
        given = Given(basis, missing, now)
        for person, entries in grouped.items():
            self._judge(people[person], entries, given, prepared)
        prepared.in_order_of(batch)
        self._check_links(prepared)
        return prepared

    def _settled(
        self,
        settling: Sequence[Entry],
        batch: Sequence[Entry],
        basis: Mapping[str, str | None],
        now: datetime,
        prepared: Prepared,
    ) -> Identities:
        """Who is one and the same once these entries of the ledger's own stream are judged."""
        if not settling:
            return identities_at(self.streams, None) if prepared.read[LEDGER] else NOBODY_MERGED
        stream = self._settled_before(settling)
        before = identities(stream)
        missing = unfit_references(self.streams, settling, prepared.read, before, among=batch)
        self._judge(stream, settling, Given(basis, missing, now), prepared)
        fresh = list(prepared.items.values())
        after = identities([*stream, *fresh])
        players = concerned(self.store, before, after)
        if players:
            flags, read = raised(self.store, players, before, after)
            prepared.read.update(read)
            last = next(item for item in reversed(fresh) if settles_identity(item.entry))
            prepared.flags[LEDGER, last.position] = flags
        return after

    def _settled_before(self, settling: Sequence[Entry]) -> list[Recorded]:
        """What the ledger's own stream says that concerns these entries: doubts only themselves."""
        stream = self.streams.stream([LEDGER])
        if all(isinstance(entry.event, IdentityDoubted) for entry in settling):
            ids = {entry.entry_id for entry in settling}
            stream = [s for s in stream if s.kind in SETTLING_KINDS or s.entry_id in ids]
        return [recorded(stored) for stored in stream]

    def _read(self, those: Sequence[str], prepared: Prepared) -> dict[str, list[Recorded]]:
        """Everything on record about these persons, and how far each stream went."""
        people = entries_of(self.streams, those, self.known)
        for person, items in people.items():
            prepared.read.update(dict.fromkeys(self.known.members(person), 0))
            prepared.read.update({item.entry.subject: item.number for item in items})
        return people

    def _check_links(self, prepared: Prepared) -> None:
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

    def _links(self) -> Sequence[Link]:
        """The deals that others link to, read once for a batch that strikes entries."""
        if self.linked is None:
            self.linked = all_links(self.store)
        return self.linked

    def _on_record(self, deal: str) -> bool:
        player = f"player:{player_of(deal)}"
        return any(stored.deal == deal for stored in self.store.stream([player]))

    def _drop(self, item: Recorded, prepared: Prepared, deal: str) -> None:
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
        given: Given,
        prepared: Prepared,
    ) -> None:
        """One person's entries: together where nothing is refused, else one after the other."""
        known = {item.entry_id: item for item in stream}
        fresh: list[Recorded] = []
        standing = list(stream)
        so_far = DealsSoFar(self.known.unified(stream))
        for entry in entries:
            same = known.get(id_of(entry)) if known else None
            if same is not None:
                prepared.keep(same.entry if self.bulk else same_deal(entry, same, given.basis))
                continue
            try:
                item = self._placed(entry, standing, so_far, given)
            except LedgerError as error:
                self._refuse(entry, error)
            else:
                fresh.append(item)
                standing.append(item)
                so_far.add(*self.known.unified([item]))
        try:
            self._admit(stream, fresh, prepared)
        except Refused:
            if not self.bulk:
                raise
            self._one_by_one(stream, fresh, prepared)

    def _placed(
        self, entry: Entry, stream: Sequence[Recorded], so_far: DealsSoFar, given: Given
    ) -> Recorded:
        """The entry filled in, at the place it would have."""
        if given.missing and id_of(entry) in given.missing:
            raise given.missing[id_of(entry)]
        filled = with_basis(entry, given.basis)
        check_shape(filled)
        check_retraction(self.store, filled, stream, self.name)
        at = self.stamps.get(id_of(filled), given.now) if self.stamps else given.now
        item = provisional(filled, after=stream, recorded_at=at)
        return so_far.joined_by(item, self.policy)

    def _admit(
        self, stream: Sequence[Recorded], fresh: Sequence[Recorded], prepared: Prepared
    ) -> None:
        if not fresh:
            return
        check_resting(
            self.store, stream, fresh, struck=self.struck, naming=self.name, links=self._links
        )
        if fresh[0].entry.subject == LEDGER:
            check_identities(stream, fresh)
        unified = self.known.unified
        flags = admit(unified(stream), unified(fresh), policy=self.policy, naming=self.name)
        for item in fresh:
            prepared.add(item)
        for flag in flags:
            place = (flag.entry.entry.subject, flag.entry.position)
            prepared.flags.setdefault(place, []).append(flag)

    def _one_by_one(
        self, stream: Sequence[Recorded], fresh: Sequence[Recorded], prepared: Prepared
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
