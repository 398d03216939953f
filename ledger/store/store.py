"""The store: where entries are kept, in order, for ever."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from types import TracebackType
from typing import Self
from uuid import UUID

from sqlalchemy import Connection, Engine

from ledger.store import appending, reading, sealing, verifying
from ledger.store.address import database_at
from ledger.store.database import Database
from ledger.store.instants import to_micros
from ledger.store.values import Draft, Finding, Head, Receipt, Stored

PATIENCE_S = 30.0


class Store:
    """An open ledger: entries are appended and read, never changed; safe to share by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str, *, read_only: bool = False, patience_s: float = PATIENCE_S) -> Self:
        """Open the ledger at a file, ``:memory:`` or a PostgreSQL URL, making it if need be.

        Opened to read only, nothing is created. ``patience_s`` is how long a write waits for
        another program's before it gives up with ``StoreBusy``.
        """
        database = database_at(url, read_only=read_only, patience_s=patience_s)
        try:
            database.prepare()
        except BaseException:
            database.close()
            raise
        return cls(database)

    def append(
        self, drafts: Sequence[Draft], *, unchanged: Mapping[str, int], now: datetime
    ) -> list[Receipt]:
        """Record all the drafts or none, in one transaction, and say where each stands.

        ``unchanged`` names every stream that was read and the number of its last entry then; if one
        has grown, the answer is ``Conflict``. Drafts on record already, under the same id with the
        same content, are answered with their place and not recorded again; if all are, nothing can
        conflict. The same id with other content is ``EntryIdReused``.
        """
        if not drafts:
            return []
        return appending.append(self._database, drafts, unchanged, now)

    def stream(
        self,
        subjects: Sequence[str],
        *,
        upto: int | None = None,
        kinds: Collection[str] | None = None,
    ) -> list[Stored]:
        """Return the entries of those streams together, in the order recorded.

        ``kinds`` leaves out all others.
        """
        return reading.stream(self._database, subjects, upto, kinds)

    def entries(
        self,
        *,
        gt: int = 0,
        lte: int | None = None,
        kinds: Collection[str] | None = None,
        page: int = 1000,
    ) -> Iterator[Stored]:
        """Yield entries in the order recorded, reading a page at a time."""
        return reading.pages(self._database, gt, lte, kinds, page)

    def by_id(self, entry_id: UUID) -> Stored | None:
        """Return the entry with that id, if it is on record."""
        return reading.by_id(self._database, entry_id)

    def subjects_of(self, entry_ids: Sequence[UUID]) -> dict[UUID, str]:
        """Return in whose stream each of those entries stands, for those on record."""
        return reading.subjects_of(self._database, entry_ids) if entry_ids else {}

    def by_position(self, position: int) -> Stored | None:
        """Return the entry at that position, if the record goes that far."""
        return reading.by_position(self._database, position)

    def position_at(self, moment: datetime) -> int:
        """Return the last position that was on record by a moment, 0 for none."""
        return reading.position_at(self._database, self.head().position, to_micros(moment))

    def by_id_prefix(self, prefix: str) -> list[Stored]:
        """Return entries whose id starts as people paste it, with dashes or without; at most 10."""
        return reading.by_id_prefix(self._database, prefix)

    def numbers(self, subjects: Sequence[str]) -> dict[str, int]:
        """Return the number of each stream's last entry, 0 for an empty one."""
        with self._database.begin() as connection:
            return appending.last_numbers(connection, self._database, subjects)

    def subjects_changed(
        self, *, gt: int, lte: int, kinds: Collection[str] | None = None
    ) -> dict[str, tuple[datetime | None, bool]]:
        """Return whose streams grew between two positions.

        With each, the earliest moment any of the new entries was known, and whether one of them is
        about the book, which holds at every moment.
        """
        return reading.subjects_changed(self._database, gt, lte, kinds)

    def grown(self, subjects: Sequence[str], *, gt: int, lte: int) -> set[str]:
        """Return those of the streams that have an entry between two positions."""
        return reading.grown(self._database, subjects, gt, lte) if subjects else set()

    def latest_known(self, *, lte: int, gt: int = 0) -> datetime | None:
        """Return the latest moment at which any entry between two positions was known."""
        return reading.latest_known(self._database, gt, lte)

    def subjects(self, *, prefix: str = "", after: str = "", limit: int = 1000) -> list[str]:
        """Return the next subjects on record, in byte order."""
        return reading.subjects(self._database, prefix, after, limit)

    def mentioned_in(self, mention: str, *, upto: int | None = None) -> list[str]:
        """Return the subjects whose streams name another, up to a position, in byte order."""
        return reading.mentioned_in(self._database, mention, upto)

    def head(self) -> Head:
        """Return the last position and the seal over everything up to it."""
        with self._database.begin() as connection:
            return sealing.read_head(connection)

    def sealed(self, position: int) -> Head:
        """Return the seal over everything up to a position; later entries do not change it."""
        with self._database.begin() as connection:
            return sealing.seal_at(connection, position)

    def verify(
        self,
        *,
        progress: Callable[[int, int], None] | None = None,
        expect: Head | None = None,
    ) -> list[Finding]:
        """Read everything again and return what is not as it was sealed, the first place first.

        ``progress`` is told how many entries are read, of how many. ``expect`` is a head kept
        elsewhere: with it, a record rewritten as a whole is found too.
        """
        return verifying.verify(self._database, progress, expect)

    def begin(self) -> AbstractContextManager[Connection]:
        """Open a read transaction, one snapshot, for queries over a projection's own tables."""
        return self._database.begin()

    def write(self) -> AbstractContextManager[Connection]:
        """Open a write transaction for a projection: its rows and its position together.

        One such transaction runs at a time. On SQLite appends wait for it too, so keep it short.
        """
        return self._database.write()

    def data_version(self) -> int:
        """Return a number that changes when anything was written; cheap enough to ask often."""
        return self._database.data_version()

    @property
    def database(self) -> Database:
        """The database itself, for the recorders of stock applications."""
        return self._database

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine, for a projection's own tables."""
        return self._database.engine

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._database.engine.dialect.name

    @property
    def url(self) -> str:
        """Where the ledger is kept, without a password."""
        return self._database.place

    def only_read(self) -> None:
        """From now on write nothing through this store: it was copied into another process."""
        self._database.read_only = True

    @property
    def read_only(self) -> bool:
        """Whether it was opened to read only."""
        return self._database.read_only

    def close(self) -> None:
        """Close every connection; closing twice is no harm."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
