"""The one door: a ``Ledger`` records entries and answers questions.

It passes the clock in; nothing further inside looks at one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ledger.application import settling
from ledger.application.book import Book
from ledger.application.filling import amendment, completed
from ledger.application.importing import GetImporters, ImportReport, no_importers
from ledger.application.prepared import Rejected, Result
from ledger.application.recording import Progress, record, record_many
from ledger.domain.admission import Policy
from ledger.domain.entry import Content, Entry, EntryCorrected, EntryVoided
from ledger.domain.errors import Refused
from ledger.queries.identities import external_id_of
from ledger.store import Store

if TYPE_CHECKING:
    pass

Clock = Callable[[], datetime]


class Ledger(Book):
    """An open ledger: record entries, ask questions, keep the book.

    Make one with :func:`ledger.open`; use it as a context manager. The questions stand in
    :class:`~ledger.application.questions.Questions`, what reads and keeps the book itself in
    :class:`~ledger.application.book.Book`.
    """

    def __init__(
        self,
        store: Store,
        *,
        clock: Clock | None = None,
        importers: GetImporters = no_importers,
    ) -> None:
        super().__init__(store, clock or (lambda: datetime.now(UTC)))
        self._importers = importers

    # -- recording --------------------------------------------------------------------------

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

    def correct(
        self, entry_id: UUID, replacement: Content, *, reason: str, dry_run: bool = False
    ) -> Result:
        """Mend an entry that we mistyped: the replacement counts from now on, at every moment.

        The old answer stays reachable by position. The replacement keeps what the world knew when,
        unless its ``published_at`` differs. What a *source* got wrong is a ReportRetracted
        instead; a deal that fell through is an event of its own.

        Raises:
            NotFound: no such entry.
            Refused: the corrected entry would contradict the record.
        """
        target = self.entry(entry_id)
        event = EntryCorrected(
            target=target.entry_id, replacement=completed(replacement, target), reason=reason
        )
        return self.record(amendment(target, event), dry_run=dry_run)[0]

    def void(
        self, entry_id: UUID, *, reason: str, cascade: bool = False, dry_run: bool = False
    ) -> list[Result]:
        """Strike an entry that should never have been written; the book keeps both.

        Args:
            entry_id: the entry to strike; striking an amendment reinstates what it had replaced.
            reason: why, for whoever audits the book.
            cascade: strike also the entries that rest on it, all or nothing.
            dry_run: judge and write nothing.

        Raises:
            NotFound: no such entry.
            Refused: others rest on it (they are named) and ``cascade`` was not asked for.
        """
        targets = [self.entry(entry_id)]
        while True:
            batch = [
                amendment(target, EntryVoided(target=target.entry_id, reason=reason))
                for target in targets
            ]
            try:
                return self.record(batch, dry_run=dry_run)
            except Refused as refused:
                struck = {target.entry_id for target in targets}
                if not cascade or refused.blocking is None or refused.blocking in struck:
                    raise
                targets.insert(0, self.entry(refused.blocking))

    # -- importing --------------------------------------------------------------------------

    def import_file(
        self,
        path: str | Path,
        *,
        policy: Policy | str = Policy.FLAG,
        dry_run: bool = False,
        quarantine: str | Path | None = None,
    ) -> ImportReport:
        """Read a data file into the ledger and report; a second run adds nothing.

        Args:
            path: CSV or JSON of a known format, or the ledger's own NDJSON; also gzipped.
            policy: ``flag`` a movement that contradicts the record, or ``refuse`` it.
            dry_run: read, judge and report, and write nothing.
            quarantine: a folder for the rows that were refused or are in doubt, to be mended.

        Raises:
            Malformed: the file cannot be read at all, or is of no known format.
        """
        folder = Path(quarantine) if quarantine is not None else None
        return self._importers().file(
            self, Path(path), policy=Policy(policy), dry_run=dry_run, quarantine=folder
        )

    def import_frame(
        self,
        frame: Any,
        *,
        format: str | None = None,  # noqa: A002 - the word for it
        source: str | None = None,
        policy: Policy | str = Policy.FLAG,
        dry_run: bool = False,
    ) -> ImportReport:
        """Read a DataFrame into the ledger and report; a second run adds nothing.

        Args:
            frame: a DataFrame of pandas or polars, or a PyArrow table.
            format: the format its columns must be of; by default they tell.
            source: the id of the source that says it; by default the format's own.
            policy: ``flag`` a movement that contradicts the record, or ``refuse`` it.
            dry_run: read, judge and report, and write nothing.

        Raises:
            Malformed: it is no table, its columns are of no known format, or narwhals (the extra
                ``frames``) is not installed.
        """
        return self._importers().frame(
            self, frame, format=format, source=source, policy=Policy(policy), dry_run=dry_run
        )

    # -- who is who -------------------------------------------------------------------------

    def merge(
        self, survivor: str, merged: str, *, reason: str | None = None, dry_run: bool = False
    ) -> Result:
        """Two ids are one player, or one club: both answer as one from now on.

        ``survivor`` stays in front; new entries no longer name the other id. Each keeps its own
        entries, so that :meth:`revert_merge` only separates. What the two contradict each other in
        is never refused: the result's ``flags`` tell it.

        Raises:
            Refused: they are one already, were told apart, or are a player and a club.
        """
        with self.asking() as asking:
            entry = settling.merging(asking, survivor, merged, reason)
        return self.record(entry, dry_run=dry_run)[0]

    def revert_merge(self, one: str, other: str, *, reason: str, dry_run: bool = False) -> Result:
        """A merge was wrong: the two ids are two again, each with its own entries.

        Raises:
            Refused: no merge on record joins them.
        """
        with self.asking() as asking:
            entry = settling.reverting(asking, one, other, reason)
        return self.record(entry, dry_run=dry_run)[0]

    def tell_apart(
        self, one: str, other: str, *, reason: str | None = None, dry_run: bool = False
    ) -> list[Result]:
        """Two ids are two for ever; or an id and somebody doubtful, ``transfermarkt:342385``.

        Somebody doubtful gets an id of his own, by which a later import finds him.

        Raises:
            Refused: they are one on record; NoSuchDoubt where nobody goes by the external id.
        """
        with self.asking() as asking:
            entries = settling.telling_apart(asking, one, other, reason)
        return self.record(entries, dry_run=dry_run)

    def link(self, name: str, external_id: str, *, dry_run: bool = False) -> Result:
        """Another register's id (``transfermarkt:342385``) is this player's, or this club's.

        Raises:
            Refused: somebody else carries it, or the two were told apart.
        """
        with self.asking() as asking:
            entry = settling.linking(asking, name, external_id_of(external_id))
        return self.record(entry, dry_run=dry_run)[0]
