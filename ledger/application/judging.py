"""How a batch is judged: one subject at a time, against everything on record about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from ledger.application.filling import (
    REGISTERING,
    missing_references,
    naming,
    same_deal,
    types_of_sources,
    with_basis,
    with_deal,
)
from ledger.application.prepared import Prepared, Rejected, Stamps, id_of
from ledger.domain.admission import Policy, admit, provisional
from ledger.domain.book import live
from ledger.domain.entry import Entry, EntryVoided, Recorded
from ledger.domain.errors import LedgerError, Refused
from ledger.domain.events import DealsLinked
from ledger.domain.shape import check_shape
from ledger.queries.folding import recorded
from ledger.store import Store


@dataclass(frozen=True)
class Given:
    """What a batch was looked up with: the types of its sources, who is missing, the time."""

    basis: Mapping[str, str | None]
    missing: Mapping[UUID, LedgerError]
    now: datetime


@dataclass
class Judge:
    """How a batch is filled in and judged, one subject at a time.

    In bulk, an entry that is refused is set aside with its reason and the rest goes on; by hand
    it stops the whole batch.
    """

    store: Store
    policy: Policy
    stamps: Stamps
    bulk: bool
    rejected: list[Rejected] = field(default_factory=list)
    name: Callable[[str], str] = str

    def prepare(self, batch: Sequence[Entry], now: datetime) -> Prepared:
        """Fill in and judge a batch against everything on record about its subjects."""
        self.name = naming(self.store, batch, bulk=self.bulk)
        people = read_people(self.store, batch)
        given = Given(
            basis=types_of_sources(self.store, batch),
            missing=missing_references(self.store, batch, people),
            now=now,
        )
        read = {who: items[-1].number if items else 0 for who, items in people.items()}
        prepared = Prepared(read)
        by_subject: dict[str, list[Entry]] = {subject: [] for subject in people}
        for entry in batch:
            by_subject[entry.subject].append(entry)
        for subject, entries in by_subject.items():
            self._judge(people[subject], entries, given, prepared)
        prepared.in_order_of(batch)
        self._check_links(prepared)
        return prepared

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

    def _check_registrations(self, stream: Sequence[Recorded], fresh: Sequence[Recorded]) -> None:
        """Nobody loses his only registration while entries rest on it (rule H8)."""
        if not any(isinstance(item.event, EntryVoided) for item in fresh):
            return
        kept = live([*stream, *fresh])
        had = [item for item in stream if item.entry.kind in REGISTERING]
        if not had or any(item.entry.kind in REGISTERING for item in kept):
            return
        subject = had[0].entry.subject
        others = len(kept) + len(self.store.mentioned_in(subject))
        if others:
            raise Refused(
                what=f"void the registration of {subject.partition(':')[2]}",
                record=f"{others} entries or streams rest on it",
                way_out="Correct the registration instead, if its name or type is wrong.",
                rule="H8",
                reason="rested-upon",
            )

    def _on_record(self, deal: str) -> bool:
        player = f"player:{deal.split('/', maxsplit=1)[0]}"
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
        """One subject's entries: together where nothing is refused, else one after the other."""
        known = {item.entry_id: item for item in stream}
        fresh: list[Recorded] = []
        for entry in entries:
            same = known.get(id_of(entry))
            if same is not None:
                prepared.keep(same.entry if self.bulk else same_deal(entry, same, given.basis))
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

    def _placed(self, entry: Entry, stream: Sequence[Recorded], given: Given) -> Recorded:
        """The entry filled in, at the place it would have."""
        if id_of(entry) in given.missing:
            raise given.missing[id_of(entry)]
        filled = with_basis(entry, given.basis)
        check_shape(filled)
        at = self.stamps.get(id_of(filled), given.now)
        return with_deal(provisional(filled, after=stream, recorded_at=at), stream, self.policy)

    def _admit(
        self, stream: Sequence[Recorded], fresh: Sequence[Recorded], prepared: Prepared
    ) -> None:
        if not fresh:
            return
        self._check_registrations(stream, fresh)
        flags = admit(stream, fresh, policy=self.policy, naming=self.name)
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


def read_people(store: Store, batch: Sequence[Entry]) -> dict[str, list[Recorded]]:
    """Everything on record about the subjects of a batch, by subject."""
    people: dict[str, list[Recorded]] = {entry.subject: [] for entry in batch}
    for stored in store.stream(list(people)):
        people[stored.subject].append(recorded(stored))
    return people
