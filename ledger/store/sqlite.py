"""A ledger in one SQLite file, or in memory for as long as the process lives."""

import json
import sqlite3
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

from sqlalchemy import (
    URL,
    Connection,
    FromClause,
    RootTransaction,
    Text,
    bindparam,
    column,
    create_engine,
    event,
    func,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from ledger.domain.errors import StoreError
from ledger.store.database import Database, EntryRow, Lock, MentionRow, Watch
from ledger.store.errors import (
    CannotOpen,
    Damaged,
    MissingFolder,
    NotALedger,
    NothingThere,
    ReadOnly,
    StoreBusy,
    StoreFailed,
)
from ledger.store.sqlite_connection import begin, cannot_open, connect, patiently, raw_connection

_POLL_S = 0.05  # how soon another process's write is noticed
_MAX_FAULTS = 20
_NOT_THIS_WAY = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_INSERT_ENTRY = (
    "INSERT INTO entries (position, entry_id, subject, number, kind, recorded_at, known_at,"
    " deal, body, leaf) VALUES (?,?,?,?,?,?,?,?,?,?)"
)
_INSERT_MENTION = "INSERT OR IGNORE INTO mentions (mention, subject, position) VALUES (?,?,?)"


class SqliteDatabase(Database):
    """One file: readers never wait for the writer, and writers take turns."""

    def __init__(self, path: Path, *, read_only: bool, patience_s: float) -> None:
        self.path = path
        engine = create_engine(
            URL.create("sqlite", database=str(path)),
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=8,
            max_overflow=56,
        )
        super().__init__(str(path), engine, read_only=read_only, patience_s=patience_s)
        event.listen(engine, "begin", begin)
        self._writers = threading.Lock()
        self._watcher: sqlite3.Connection | None = None
        self._watching = threading.Lock()

    def _connect(self) -> sqlite3.Connection:
        if not self.path.parent.is_dir():
            raise MissingFolder(self.place, str(self.path.parent))
        if self.path.is_dir():
            raise CannotOpen(self.place, "it is a folder", "Name a file in it.")
        if not self.read_only:
            return connect(f"{self._uri}?mode=rwc", self.place)
        if not self.path.exists():
            raise NothingThere(self.place)
        return self._connect_to_read()

    @property
    def _uri(self) -> str:
        return f"file:{quote(str(self.path))}"

    def _connect_to_read(self) -> sqlite3.Connection:
        """Open the file so that nothing is left beside it and nothing can be written to it.

        SQLite itself removes the log beside the file only if it may write to the file; where it may
        not, and no log is there, the file cannot change and is read as it stands.
        """
        ways = ["mode=rw", "mode=ro"]
        if not self.path.with_name(f"{self.path.name}-wal").exists():
            ways.append("mode=ro&immutable=1")
        for way in ways:
            try:
                return connect(f"{self._uri}?{way}", self.place, query_only=True)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in _NOT_THIS_WAY:
                    raise
        raise cannot_open(self.place)

    def _prepare_to_write(self) -> None:
        with self.engine.connect() as connection:
            raw = raw_connection(connection)
            deadline = time.monotonic() + self.patience_s
            mode = patiently(raw, "PRAGMA journal_mode=WAL", deadline)
        if mode != "wal":
            raise CannotOpen(
                self.place,
                f"its file system allows no write-ahead log (SQLite answers {mode!r})",
                "Keep the ledger on a local disk.",
            )

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._writers.acquire(timeout=self.patience_s):
            raise StoreBusy(self.place, self.patience_s)
        try:
            yield
        finally:
            self._writers.release()

    def _prepare_to_read(self, connection: Connection) -> None:
        pass

    def _start_writing(self, connection: Connection, lock: Lock) -> RootTransaction:
        del lock  # a file has one lock for everything
        deadline = time.monotonic() + self.patience_s
        return connection.execution_options(ledger_deadline=deadline).begin()

    def _table_names(self, connection: Connection) -> Collection[str]:
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        return [name for (name,) in found if not name.startswith("sqlite_")]

    def _in_the_way(self, names: set[str]) -> set[str]:
        return names

    def typed(self, error: Exception) -> StoreError | None:
        """Return the ledger's own error for SQLite's."""
        original = error.orig if isinstance(error, DBAPIError) else error
        if not isinstance(original, sqlite3.Error):
            return None
        return self._typed(getattr(original, "sqlite_errorcode", 0) & 0xFF, str(original))

    def _typed(self, code: int, what: str) -> StoreError | None:
        typed: StoreError | None = None
        match code:
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                typed = StoreBusy(self.place, self.patience_s)
            case sqlite3.SQLITE_NOTADB:
                typed = NotALedger(self.place, "it is a file of another kind")
            case sqlite3.SQLITE_CORRUPT:
                typed = Damaged(self.place, f"SQLite finds its pages damaged ({what})")
            case sqlite3.SQLITE_READONLY:
                typed = ReadOnly(self.place, "the file or its folder may not be written to")
            case sqlite3.SQLITE_CANTOPEN:
                typed = cannot_open(self.place)
            case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_FULL:
                typed = StoreFailed(self.place, what)
        return typed

    def given(self, values: Sequence[str]) -> FromClause:
        """Return the texts as a table of one column."""
        packed = bindparam("given", json.dumps(list(values)), Text, unique=True)
        return func.json_each(packed).table_valued(column("value", Text), name="given")

    def given_ids(self, entry_ids: Sequence[UUID]) -> FromClause:
        """Return the ids as a table of one column."""
        return self.given([entry_id.hex for entry_id in entry_ids])

    def insert_entries(self, connection: Connection, rows: Sequence[EntryRow]) -> None:
        """Insert many entries with one executemany."""
        connection.exec_driver_sql(_INSERT_ENTRY, [(row[0], row[1].hex, *row[2:]) for row in rows])

    def insert_mentions(self, connection: Connection, rows: Sequence[MentionRow]) -> None:
        """Insert the new mentions with one executemany."""
        connection.exec_driver_sql(_INSERT_MENTION, list(rows))

    @contextmanager
    def watch(self) -> Iterator[Watch]:
        """Wait for this process's signal, and look every moment whether another has written."""
        seen, version = self.signal.count, self.data_version()

        def wait(timeout_s: float) -> bool:
            nonlocal seen, version
            signalled, changed = self.signal.wait(seen, min(timeout_s, _POLL_S)), version
            if signalled == seen:
                changed = self.data_version()
            written = (signalled, changed) != (seen, version)
            seen, version = signalled, changed
            return written

        yield wait

    def faults(self, connection: Connection) -> list[str]:
        """Let SQLite check its pages and indexes."""
        found = connection.exec_driver_sql(f"PRAGMA integrity_check({_MAX_FAULTS})")
        return [f"SQLite: {what}" for (what,) in found if what != "ok"]

    def data_version(self) -> int:
        """Ask a connection that never writes, so that every write is another's."""
        with self._typed_errors(), self._watching:
            self._check_open()
            if self._watcher is None:
                self._watcher = self._connect()
            (version,) = self._watcher.execute("PRAGMA data_version").fetchone()
        return int(version)

    def close(self) -> None:
        """Close every connection, the watching one last."""
        super().close()
        with self._watching:
            if self._watcher is not None:
                self._watcher.close()
                self._watcher = None

    def after_fork(self) -> None:
        """Forget the parent's connections and locks."""
        super().after_fork()
        self._writers, self._watching = threading.Lock(), threading.Lock()
        self._watcher = None
