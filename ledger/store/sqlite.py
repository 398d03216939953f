"""A ledger in one SQLite file, or in memory for as long as the process lives."""

import json
import random
import sqlite3
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast
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
from sqlalchemy.pool import QueuePool, StaticPool

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

_BUSY_TIMEOUT_MS = 5_000  # of reads, which wait only while a crashed log is being recovered
_POLL_S = 0.05  # how soon another process's write is noticed
_PRAGMAS = {
    "synchronous": 2,  # FULL: what was answered "recorded" survives a power cut
    "foreign_keys": 1,
    "trusted_schema": 0,
    "recursive_triggers": 1,  # so that INSERT OR REPLACE meets the trigger that refuses DELETE
}
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
        event.listen(engine, "begin", _begin)
        self._writers = threading.Lock()
        self._watcher: sqlite3.Connection | None = None
        self._watching = threading.Lock()

    def _connect(self) -> sqlite3.Connection:
        if not self.path.parent.is_dir():
            raise MissingFolder(self.place, str(self.path.parent))
        if self.path.is_dir():
            raise CannotOpen(self.place, "it is a folder", "Name a file in it.")
        if self.read_only and not self.path.exists():
            raise NothingThere(self.place)
        mode = "ro" if self.read_only else "rwc"
        return connect(f"file:{quote(str(self.path))}?mode={mode}", self.place)

    def _before_creation(self) -> None:
        with self.engine.connect() as connection:
            raw = _raw(connection)
            deadline = time.monotonic() + self.patience_s
            mode = _patiently(raw, "PRAGMA journal_mode=WAL", deadline)
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
                typed = _cannot_open(self.place)
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

    def data_version(self) -> int:
        """Ask a connection that never writes, so that every write is another's."""
        with self._typed_errors(), self._watching:
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


class MemoryDatabase(SqliteDatabase):
    """A ledger in memory: one connection that all threads share, one transaction at a time.

    A transaction inside another on the same thread is part of it, and what it wrote stays.
    """

    def __init__(self, *, patience_s: float) -> None:
        Database.__init__(
            self,
            ":memory:",
            create_engine("sqlite://", creator=self._connect, poolclass=StaticPool),
            read_only=False,
            patience_s=patience_s,
        )
        event.listen(self.engine, "begin", _begin)
        self._one_at_a_time = threading.RLock()
        self._current: Connection | None = None

    def _connect(self) -> sqlite3.Connection:
        return connect("file::memory:", ":memory:")

    def _before_creation(self) -> None:
        pass

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._writing("rows") as connection:
            yield connection

    @contextmanager
    def _writing(self, lock: Lock) -> Iterator[Connection]:
        if not self._one_at_a_time.acquire(timeout=self.patience_s):
            raise StoreBusy(self.place, self.patience_s)
        try:
            if self._current is not None:
                with self._current.begin_nested():
                    yield self._current
                return
            with self.engine.connect() as connection:
                self._current = connection
                yield from self._transaction(connection, lock)
        finally:
            if self._current is not None and not self._current.in_transaction():
                self._current = None
            self._one_at_a_time.release()

    def data_version(self) -> int:
        """Count what was written; nobody else can write to this memory."""
        return self.signal.count

    def close(self) -> None:
        """Close the connection, and with it the ledger is gone."""
        Database.close(self)

    def after_fork(self) -> None:
        """Keep the copy of the memory the child has inherited, with locks of its own."""
        self._one_at_a_time = threading.RLock()
        self._current = None


def connect(uri: str, place: str) -> sqlite3.Connection:
    """Open one connection with every setting the ledger relies on, each read back."""
    try:
        raw = sqlite3.connect(
            uri,
            uri=True,
            check_same_thread=False,
            isolation_level=None,
            timeout=_BUSY_TIMEOUT_MS / 1000,
        )
    except sqlite3.OperationalError as error:
        raise _cannot_open(place) from error
    for pragma, value in _PRAGMAS.items():
        raw.execute(f"PRAGMA {pragma}={value}")
        answer = raw.execute(f"PRAGMA {pragma}").fetchone()
        if answer is None or answer[0] != value:
            raw.close()
            what = f"this SQLite ({sqlite3.sqlite_version}) does not take the setting {pragma}"
            raise CannotOpen(place, what, "Use SQLite 3.35 or later.")
    return raw


def _cannot_open(place: str) -> CannotOpen:
    what = "the operating system does not allow it"
    return CannotOpen(place, what, "Check who may read and write the file and its folder.")


def _raw(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _begin(connection: Connection) -> None:
    """Begin a transaction: to write if a deadline was set for getting the lock, else to read."""
    raw = _raw(connection)
    deadline = connection.get_execution_options().get("ledger_deadline")
    if deadline is None:
        raw.execute("BEGIN")
        return
    _patiently(raw, "BEGIN IMMEDIATE", deadline)


def _patiently(raw: sqlite3.Connection, statement: str, deadline: float) -> object:
    """Run one statement, waiting a random while and trying again as long as the file is busy."""
    pause_s = 0.001
    raw.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                answer = raw.execute(statement).fetchone()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                if time.monotonic() > deadline:
                    raise
                time.sleep(pause_s * random.uniform(0.5, 1.5))  # noqa: S311
                pause_s = min(pause_s * 2, 0.032)
            else:
                return answer[0] if answer else None
    finally:
        raw.execute(f"PRAGMA busy_timeout={_BUSY_TIMEOUT_MS}")
