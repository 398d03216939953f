"""Writing: entries go in one by one, together, or in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from ledger.application.book import Book
from ledger.application.bulk import Bulk
from ledger.application.prepared import Rejected, Result
from ledger.application.recording import Progress, record, record_many
from ledger.domain.admission import Policy
from ledger.domain.entry import Entry


class Writing(Book):
    """Recording entries: every one is judged first, and nothing is ever written over."""

    def record(
        self,
        entries: Entry | Iterable[Entry],
        *,
        policy: Policy | str = Policy.REFUSE,
        dry_run: bool = False,
    ) -> list[Result]:
        """Record entries, all of them or none.

        What an entry leaves out is filled in and said back: an id, the basis its source gives it,
        the deal it belongs to. The same entry id with the same content is recorded once.

        Args:
            entries: one entry or several; several are one transaction, in their order.
            policy: ``refuse`` a movement that contradicts the record, or ``flag`` it.
            dry_run: judge and say what would happen, and write nothing.

        Raises:
            Refused: a hard rule forbids one of them.
            UnknownReference: one names a player, club or source without an id in this ledger.
            Conflict: others kept recording on the same player; nothing was written.
            EntryIdReused: an entry id is on record with other content.
        """
        batch = [entries] if isinstance(entries, Entry) else list(entries)
        return record(self._store, batch, Policy(policy), self._clock, dry_run=dry_run)

    def record_many(
        self,
        entries: Iterable[Entry],
        *,
        policy: Policy | str = Policy.FLAG,
        progress: Progress | None = None,
        total: int = 0,
        recorded_at: Mapping[UUID, datetime] | None = None,
    ) -> tuple[list[Result], list[Rejected]]:
        """Record a bulk in steps; what is refused is returned, never dropped silently.

        Each step is one transaction of many players' entries. Running it again with the same
        entry ids adds nothing, even where what an id says has changed: ids are for ever.

        Args:
            entries: in the order in which they should stand in the book.
            policy: ``flag`` a movement that contradicts the record, or ``refuse`` it.
            progress: called with (done, total) after each step.
            total: how many there are, where it is known.
            recorded_at: when a book that is being restored had recorded its entries, by id.
        """
        return record_many(
            self._store,
            entries,
            Policy(policy),
            self._clock,
            progress=progress,
            total=total,
            stamps=recorded_at or {},
        )

    def bulk(self, *, policy: Policy | str = Policy.FLAG) -> Bulk:
        """A bulk that an importer judges and writes step by step, under the same rules."""
        return Bulk(self._store, Policy(policy), self._clock)
