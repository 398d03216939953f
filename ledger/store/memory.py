"""A ledger in memory, for as long as the process lives: for tests, trials and notebooks."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from ledger.store.database import Database, Lock
from ledger.store.errors import NestedWrite, StoreBusy
from ledger.store.sqlite import SqliteDatabase
from ledger.store.sqlite_connection import begin, connect


class MemoryDatabase(SqliteDatabase):
    """A ledger in memory: one connection that all threads share, one transaction at a time.

    A thread that reads may write in between, as on a file; it only sees at once what it wrote.
    """

    def __init__(self, *, patience_s: float) -> None:
        Database.__init__(
            self,
            ":memory:",
            create_engine("sqlite://", creator=self._connect, poolclass=StaticPool),
            read_only=False,
            patience_s=patience_s,
        )
        event.listen(self.engine, "begin", begin)
        self._one_at_a_time = threading.RLock()
        self._current: Connection | None = None
        self._is_writing = self._written = False

    def _connect(self) -> sqlite3.Connection:
        return connect("file::memory:", ":memory:")

    def _prepare_to_write(self) -> None:
        pass

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._alone():
            if self._current is not None:
                yield self._current
                return
            self._written = False
            with self._opened() as connection:
                transaction = connection.begin()
                try:
                    yield connection
                finally:
                    # What was written within is on record, whatever became of the reading.
                    transaction.commit() if self._written else transaction.rollback()

    @contextmanager
    def _writing(self, lock: Lock) -> Iterator[Connection]:
        with self._alone():
            if self._is_writing:
                raise NestedWrite(self.place)
            self._is_writing = True
            try:
                if self._current is not None:
                    with self._current.begin_nested():
                        yield self._current
                    self._written = True
                else:
                    with self._opened() as connection:
                        yield from self._transaction(connection, lock)
            finally:
                self._is_writing = False

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._one_at_a_time.acquire(timeout=self.patience_s):
            raise StoreBusy(self.place, self.patience_s)
        try:
            yield
        finally:
            self._one_at_a_time.release()

    @contextmanager
    def _opened(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            self._current = connection
            try:
                yield connection
            finally:
                self._current = None

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
