"""A database a ledger is kept in: its transactions, its lock, and what differs between dialects."""

import os
import threading
import weakref
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import ClassVar, Literal
from uuid import UUID

from sqlalchemy import Connection, Engine, FromClause, RootTransaction, func, select
from sqlalchemy.exc import DBAPIError

from ledger.domain.errors import StoreError
from ledger.store import schema
from ledger.store.errors import (
    Closed,
    NestedWrite,
    NewerSchema,
    NotALedger,
    NothingThere,
    OutcomeUnknown,
    ReadOnly,
)
from ledger.store.signal import Signal

Lock = Literal["append", "rows"]
EntryRow = tuple[int, UUID, str, int, str, int, int | None, str | None, bytes, bytes]
MentionRow = tuple[str, str, int]
Watch = Callable[[float], bool]
"""Wait so many seconds for something to be appended, and say whether it was."""


class Database(ABC):
    """An engine, and the few things SQLite and PostgreSQL do each in their own way.

    Every transaction belongs to the database it was asked of: there is no current transaction
    anywhere, so two ledgers in one process never write into each other.
    """

    _open: ClassVar["weakref.WeakSet[Database]"] = weakref.WeakSet()

    def __init__(self, place: str, engine: Engine, *, read_only: bool, patience_s: float) -> None:
        self.place = place
        self.engine = engine
        self.read_only = read_only
        self.patience_s = patience_s
        self.is_closed = False
        self.signal = Signal()
        # Mentions are never taken back, so those seen on record need not be offered again.
        self.mentions_on_record: set[tuple[str, str]] = set()
        self._mine = threading.local()
        Database._open.add(self)

    def prepare(self) -> None:
        """Check that a ledger is kept here, or make a new one where nothing is."""
        with self.begin() as connection:
            found = self._check(connection)
        if self.read_only:
            if not found:
                raise NothingThere(self.place)
            return
        with self._typed_errors():
            self._prepare_to_write()
        if not found:
            with self.write("append") as connection:
                if not self._check(connection):
                    schema.create_tables(connection)

    def _check(self, connection: Connection) -> bool:
        names = set(self._table_names(connection))
        if {"schema_version", "entries", "heads"} <= names:
            version = connection.scalar(select(func.max(schema.schema_version.c.version)))
            if version is None:
                raise NotALedger(self.place, "its tables say no version")
            if version > schema.SCHEMA_VERSION:
                raise NewerSchema(self.place, version, schema.SCHEMA_VERSION)
            return True
        if foreign := self._in_the_way(names):
            raise NotALedger(
                self.place, f"it holds other tables ({', '.join(sorted(foreign)[:5])})"
            )
        return False

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Read from one snapshot; whatever is written to it by mistake is rolled back."""
        self._check_open()
        with self._typed_errors(), self._reading() as connection:
            yield connection

    @contextmanager
    def write(self, lock: Lock = "rows") -> Iterator[Connection]:
        """Write in one transaction: all of it is stored, or nothing."""
        self._check_open()
        if self.read_only:
            raise ReadOnly(self.place)
        with self._typed_errors(), self._writing(lock) as connection:
            yield connection
        if lock == "append":
            self.signal.send()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            self._prepare_to_read(connection)
            with connection.begin() as transaction:
                try:
                    yield connection
                finally:
                    if transaction.is_active:
                        transaction.rollback()

    @contextmanager
    def _writing(self, lock: Lock) -> Iterator[Connection]:
        if getattr(self._mine, "writing", False):
            raise NestedWrite(self.place)
        self._mine.writing = True
        try:
            with self._turn(), self.engine.connect() as connection:
                yield from self._transaction(connection, lock)
        finally:
            self._mine.writing = False

    def _transaction(self, connection: Connection, lock: Lock) -> Iterator[Connection]:
        transaction = self._start_writing(connection, lock)
        try:
            yield connection
        except BaseException:
            transaction.rollback()
            raise
        try:
            transaction.commit()
        except DBAPIError as error:
            raise OutcomeUnknown(self.place, (), str(error.orig)) from error

    def _check_open(self) -> None:
        if self.is_closed:
            raise Closed(self.place)

    @contextmanager
    def _typed_errors(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            if (typed := self.typed(error)) is not None:
                raise typed from error
            raise

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for this process's turn to write; where the server queues writers, nothing."""
        yield

    def close(self) -> None:
        """Close every connection."""
        self.is_closed = True
        Database._open.discard(self)
        self.signal.send()
        self.engine.dispose()

    def __del__(self) -> None:
        # The library's projection runner drops its view's recorder without closing anything.
        if not getattr(self, "is_closed", True):
            self.engine.dispose()

    def after_fork(self) -> None:
        """Forget, in a forked child, the connections that belong to the parent."""
        self.engine.dispose(close=False)
        self.signal = Signal()
        self._mine = threading.local()

    @classmethod
    def after_fork_all(cls) -> None:
        """Let every open database forget its parent's connections."""
        for database in list(cls._open):
            database.after_fork()

    @abstractmethod
    def _prepare_to_read(self, connection: Connection) -> None: ...

    @abstractmethod
    def _start_writing(self, connection: Connection, lock: Lock) -> RootTransaction: ...

    @abstractmethod
    def _table_names(self, connection: Connection) -> Collection[str]: ...

    @abstractmethod
    def _in_the_way(self, names: set[str]) -> set[str]:
        """Return which of the tables found forbid making a ledger beside them."""

    def _prepare_to_write(self) -> None:  # noqa: B027 - a server needs nothing
        """Do once what has to be done before anything is written, outside a transaction."""

    @abstractmethod
    def typed(self, error: Exception) -> StoreError | None:
        """Return the ledger's own error for a driver's, or None if it is not about the store."""

    @abstractmethod
    def given(self, values: Sequence[str]) -> FromClause:
        """Return the texts as a table of one column, ``value``: one parameter, any number."""

    @abstractmethod
    def given_ids(self, entry_ids: Sequence[UUID]) -> FromClause:
        """Return the ids as a table of one column, ``value``."""

    @abstractmethod
    def insert_entries(self, connection: Connection, rows: Sequence[EntryRow]) -> None:
        """Insert many entries in one go."""

    @abstractmethod
    def insert_mentions(self, connection: Connection, rows: Sequence[MentionRow]) -> None:
        """Insert the mentions that are new; those on record keep their first position."""

    def announce(self, connection: Connection) -> None:
        """Say to other processes, in the transaction itself, that something is appended."""
        del connection

    @abstractmethod
    def watch(self) -> AbstractContextManager[Watch]:
        """Watch for what this process or any other appends."""

    def faults(self, connection: Connection) -> list[str]:
        """Return what the database itself finds wrong with its file, if it can say."""
        del connection
        return []

    @abstractmethod
    def data_version(self) -> int:
        """Return a number that changes when anything was written, cheaply."""


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=Database.after_fork_all)
