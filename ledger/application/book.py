"""The book itself: its entries as they were written, and what keeps it in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack
from uuid import UUID

from ledger.application.auditing import Auditing
from ledger.application.questions import Questions
from ledger.application.recording import Progress
from ledger.domain.entry import Recorded
from ledger.queries.answers import Answer
from ledger.queries.asking import At
from ledger.queries.freshness import catch_up, rebuild
from ledger.queries.persons import recorded
from ledger.store import Finding, Head, Store

if TYPE_CHECKING:
    from ledger.queries.amendments import BookRow
    from ledger.queries.log import LogRow


class Book(Questions, Auditing):
    """Reading the book entry by entry, verifying it, and keeping its read models level."""

    def entry(self, which: UUID | str | int) -> Recorded:
        """One entry by its id, the beginning of its id, or its position.

        Raises:
            NotFound: no such entry; Ambiguous where a beginning fits several.
        """
        from ledger.queries.log import entry

        return entry(self._store, which)

    def entries(
        self,
        subject: str | None = None,
        *,
        gt: int = 0,
        lte: int | None = None,
        kinds: Iterable[str] | None = None,
    ) -> Iterator[Recorded]:
        """The book itself, in the order of position: everything, or one subject's stream.

        Amendments and voided entries are included; nothing is resolved.
        """
        wanted = frozenset(kinds) if kinds is not None else None
        if subject is None:
            for stored in self._store.entries(gt=gt, lte=lte, kinds=wanted):
                yield recorded(stored)
            return
        for stored in self._store.stream([subject], upto=lte):
            if stored.position > gt and (wanted is None or stored.kind in wanted):
                yield recorded(stored)

    def log(
        self,
        subject: str | None = None,
        *,
        kinds: Iterable[str] | None = None,
        source: str | None = None,
        limit: int | None = None,
        **at: Unpack[At],
    ) -> Answer[LogRow]:
        """The entries about a player, club or deal, newest first, as people read them.

        With a day ``on`` only what had happened by then; what is about the book has no day and
        stays.
        """
        from ledger.queries import log

        with self.asking(**at) as asking:
            return log.log(asking, subject, kinds=kinds, source=source, limit=limit)

    def amendments(
        self,
        subject: str | None = None,
        *,
        source: str | None = None,
        limit: int | None = None,
        **at: Unpack[At],
    ) -> Answer[BookRow]:
        """Who changed what in the book and why, newest first: corrections, voids, merges, links."""
        from ledger.queries import amendments

        with self.asking(**at) as asking:
            return amendments.book_log(asking, subject, source=source, limit=limit)

    def chain(self, which: UUID | str | int, **at: Unpack[At]) -> Answer[BookRow]:
        """Every change of one entry, oldest first, by the entry itself or one of its amendments."""
        from ledger.queries import amendments

        with self.asking(**at) as asking:
            return amendments.chain(asking, self.entry(which))

    # -- keeping ----------------------------------------------------------------------------

    def verify(
        self, *, progress: Progress | None = None, expect: Head | None = None
    ) -> list[Finding]:
        """Recompute the whole book: every hash, position, number and time.

        Returns what is wrong, the first wrong position first; nothing when all is well. ``expect``
        is a head kept elsewhere, which shows a file that was rewritten as a whole.
        """
        return self._store.verify(progress=progress, expect=expect)

    def rebuild(self, *, progress: Progress | None = None) -> int:
        """Fold all read models anew from the entries; the position they then reach."""
        return rebuild(self._store, progress).position

    def catch_up(self, *, progress: Progress | None = None) -> int:
        """Bring the read models level with the book; every question does so by itself."""
        return catch_up(self._store, progress).position

    def head(self) -> Head:
        """The last position, when it was recorded, and the seal over everything up to it."""
        return self._store.head()

    @property
    def store(self) -> Store:
        """Where the entries are kept."""
        return self._store

    @property
    def url(self) -> str:
        """Where this ledger is kept, without a password."""
        return self._store.url

    def close(self) -> None:
        """Close the ledger; closing twice is no harm."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
