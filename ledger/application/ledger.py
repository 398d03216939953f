"""The one door: a ``Ledger`` records entries and answers questions.

It passes the clock in; nothing further inside looks at one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ledger.application import settling
from ledger.application.amending import Amending
from ledger.application.importing import GetImporters, ImportReport, no_importers
from ledger.application.prepared import Result
from ledger.domain.admission import Policy
from ledger.queries.identities import external_id_of
from ledger.store import Store

Clock = Callable[[], datetime]


class Ledger(Amending):
    """An open ledger: record entries, ask questions, keep the book.

    Make one with :func:`ledger.open`; use it as a context manager. The questions stand in
    :class:`~ledger.application.questions.Questions`, what reads and keeps the book itself in
    :class:`~ledger.application.book.Book`, what records and amends entries in
    :class:`~ledger.application.writing.Writing` and :class:`~ledger.application.amending.Amending`.
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
