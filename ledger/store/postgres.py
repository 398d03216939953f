"""A ledger in a PostgreSQL database, beside whatever else is kept there."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import cast
from uuid import UUID

import psycopg
from sqlalchemy import (
    ARRAY,
    URL,
    Connection,
    FromClause,
    RootTransaction,
    Text,
    Uuid,
    bindparam,
    column,
    create_engine,
    func,
    inspect,
)
from sqlalchemy.exc import DBAPIError

from ledger.domain.errors import StoreError
from ledger.store.database import Database, EntryRow, Lock, MentionRow, Watch
from ledger.store.errors import CannotOpen, ReadOnly, StoreBusy, StoreFailed
from ledger.store.schema import TABLE_NAMES

_CHANNEL = "transfer_ledger"
_LOCK_SPACE = 0x7472616E  # "tran": ours among a database's advisory locks
_LOCKS: dict[Lock, int] = {"append": 1, "rows": 2}

# One round trip: how long to wait, no answer before the disk has it, and the lock itself. The
# transaction reads what is committed, so the statements after this one see the last writer's work.
_START = (
    "SELECT set_config('lock_timeout', %s, true), set_config('synchronous_commit',"
    " CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'"
    " ELSE current_setting('synchronous_commit') END, true), pg_advisory_xact_lock(%s, %s)"
)
_COPY_ENTRIES = (
    "COPY entries (position, entry_id, subject, number, kind, recorded_at, known_at, deal, body,"
    " leaf) FROM STDIN (FORMAT BINARY)"
)
_ENTRY_TYPES = ["int8", "uuid", "text", "int8", "text", "int8", "int8", "text", "bytea", "bytea"]
_INSERT_MENTIONS = (
    "INSERT INTO mentions (mention, subject, position)"
    " SELECT * FROM unnest(%s::text[], %s::text[], %s::int8[]) ON CONFLICT DO NOTHING"
)


class PostgresDatabase(Database):
    """One database on a server; appends take turns under an advisory lock, readers never wait."""

    def __init__(self, url: URL, *, read_only: bool, patience_s: float) -> None:
        connect_args = {"options": "-c default_transaction_read_only=on"} if read_only else {}
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            isolation_level="READ COMMITTED",
            pool_size=8,
            max_overflow=24,
            connect_args=connect_args,
        )
        place = url.set(drivername="postgresql").render_as_string(hide_password=True)
        super().__init__(place, engine, read_only=read_only, patience_s=patience_s)

    def _prepare_to_read(self, connection: Connection) -> None:
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def _start_writing(self, connection: Connection, lock: Lock) -> RootTransaction:
        transaction = connection.begin()
        patience_ms = str(max(1, round(self.patience_s * 1000)))
        connection.exec_driver_sql(_START, (patience_ms, _LOCK_SPACE, _LOCKS[lock]))
        return transaction

    def _table_names(self, connection: Connection) -> Collection[str]:
        return inspect(connection).get_table_names()

    def _in_the_way(self, names: set[str]) -> set[str]:
        return names & TABLE_NAMES

    def typed(self, error: Exception) -> StoreError | None:
        """Return the ledger's own error for PostgreSQL's."""
        original = error.orig if isinstance(error, DBAPIError) else error
        if not isinstance(original, psycopg.Error):
            return None
        lost = isinstance(original, psycopg.OperationalError)
        connecting = isinstance(error, DBAPIError) and not error.connection_invalidated
        return self._typed(
            original.sqlstate or "", str(original).strip().partition("\n")[0], lost, connecting
        )

    def _typed(self, state: str, what: str, lost: bool, connecting: bool) -> StoreError | None:  # noqa: FBT001
        typed: StoreError | None = None
        match state[:2]:
            case "55" if state == "55P03":
                typed = StoreBusy(self.place, self.patience_s)
            case "25" | "42" if state in {"25006", "42501"}:
                typed = ReadOnly(self.place, what)
            case "28" | "3D":
                typed = self._unreachable(what)
            case "" if lost and connecting:
                typed = self._unreachable(what)
            case "" | "08" | "53" | "57" | "58" | "XX" if lost:
                typed = StoreFailed(self.place, what)
        return typed

    def _unreachable(self, what: str) -> CannotOpen:
        return CannotOpen(self.place, what, "Check the server, the names and the password.")

    def given(self, values: Sequence[str]) -> FromClause:
        """Return the texts as a table of one column."""
        array = bindparam("given", list(values), ARRAY(Text), unique=True)
        return func.unnest(array).table_valued(column("value", Text)).render_derived(name="given")

    def given_ids(self, entry_ids: Sequence[UUID]) -> FromClause:
        """Return the ids as a table of one column."""
        array = bindparam("given", list(entry_ids), ARRAY(Uuid), unique=True)
        return func.unnest(array).table_valued(column("value", Uuid)).render_derived(name="given")

    def insert_entries(self, connection: Connection, rows: Sequence[EntryRow]) -> None:
        """Copy many entries in, in binary."""
        with _cursor(connection) as cursor, cursor.copy(_COPY_ENTRIES) as copy:
            copy.set_types(_ENTRY_TYPES)
            for row in rows:
                copy.write_row(row)

    def insert_mentions(self, connection: Connection, rows: Sequence[MentionRow]) -> None:
        """Insert the new mentions with one statement."""
        with _cursor(connection) as cursor:
            cursor.execute(_INSERT_MENTIONS, [list(values) for values in zip(*rows, strict=True)])

    def announce(self, connection: Connection) -> None:
        """Tell every listening process, at the moment of the commit."""
        connection.exec_driver_sql(f"NOTIFY {_CHANNEL}")

    @contextmanager
    def watch(self) -> Iterator[Watch]:
        """Listen on a connection of its own for what any process appends."""
        with self._typed_errors(), self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql(f"LISTEN {_CHANNEL}")
            raw = cast("psycopg.Connection", connection.connection.driver_connection)

            def wait(timeout_s: float) -> bool:
                return any(True for _ in raw.notifies(timeout=timeout_s, stop_after=1))

            try:
                yield wait
            finally:
                connection.invalidate()

    def data_version(self) -> int:
        """Return the last position."""
        with self.begin() as connection:
            found = connection.exec_driver_sql("SELECT coalesce(max(size), 0) FROM heads")
            return int(found.scalar_one())


def _cursor(connection: Connection) -> psycopg.Cursor:
    raw = cast("psycopg.Connection", connection.connection.driver_connection)
    return raw.cursor()
