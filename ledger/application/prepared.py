"""A batch on its way in: what it will be written as, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from ledger.domain.contradictions import Contradiction
from ledger.domain.entry import Entry, Recorded, encode
from ledger.domain.errors import LedgerError
from ledger.domain.references import mentions_of
from ledger.store import Draft, Receipt

Stamps = Mapping[UUID, datetime]
"""When a book that is being restored had recorded its entries, by id."""
NO_STAMPS: Final[Stamps] = MappingProxyType({})


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


@dataclass
class Prepared:
    """A batch that was judged: the entries as they will be written, and what was read for it."""

    read: dict[str, int]
    entries: list[Entry] = field(default_factory=list)
    old: set[UUID] = field(default_factory=set)
    flags: dict[tuple[str, int], list[Contradiction]] = field(default_factory=dict)
    items: dict[UUID, Recorded] = field(default_factory=dict)

    def keep(self, entry: Entry) -> None:
        """An entry whose id is on record already."""
        self.old.add(id_of(entry))
        self.entries.append(entry)

    def add(self, item: Recorded) -> None:
        """An entry that may be written."""
        self.items[item.entry_id] = item
        self.entries.append(item.entry)

    def in_order_of(self, batch: Sequence[Entry]) -> None:
        """Put the entries back into the order in which they were handed in."""
        place = {id_of(entry): index for index, entry in enumerate(batch)}
        self.entries.sort(key=lambda entry: place[id_of(entry)])

    def _flags_of(self, entry: Entry) -> tuple[Contradiction, ...]:
        """What an entry raised; a correction raises at its own place what it mended elsewhere."""
        item = self.items.get(id_of(entry))
        found = [] if item is None else self.flags.get((entry.subject, item.position), [])
        return tuple(found)

    def raised(self) -> Iterator[Contradiction]:
        """What the entries raised, in their order."""
        raising = {subject for subject, _ in self.flags}
        for entry in self.entries:
            if entry.subject in raising:
                yield from self._flags_of(entry)

    def drafts(self, stamps: Stamps) -> list[Draft]:
        """The entries for the store."""
        if not stamps:
            return [draft_of(entry, None) for entry in self.entries]
        return [draft_of(entry, stamps.get(id_of(entry))) for entry in self.entries]

    def results(self, receipts: Sequence[Receipt] | None) -> list[Result]:
        """What became of each entry; without receipts, what would."""
        places: Sequence[Receipt | None] = receipts or [None] * len(self.entries)
        return [
            Result(
                entry=entry,
                position=place.position if place is not None else None,
                recorded_at=place.recorded_at if place is not None else None,
                known_at=place.known_at if place is not None else None,
                already_recorded=place.already_recorded if place else id_of(entry) in self.old,
                flags=self._flags_of(entry),
                item=self.items.get(id_of(entry)),
            )
            for entry, place in zip(self.entries, places, strict=True)
        ]


def id_of(entry: Entry) -> UUID:
    """The id of an entry that was given one."""
    assert entry.entry_id is not None  # noqa: S101 - given before anything is judged
    return entry.entry_id


def draft_of(entry: Entry, recorded_at: datetime | None) -> Draft:
    """An entry as the store takes it; only a restored one says when it had been recorded."""
    return Draft(
        entry_id=id_of(entry),
        subject=entry.subject,
        kind=entry.kind,
        body=encode(entry),
        known_by=entry.published_at.last_instant if entry.published_at is not None else None,
        about_the_book=entry.about_the_book,
        mentions=mentions_of(entry),
        deal=entry.deal,
        recorded_at=recorded_at,
    )
