"""One connection to SQLite: its settings, and how it waits for its turn to write."""

import random
import sqlite3
import time
from typing import cast

from sqlalchemy import Connection

from ledger.store.errors import CannotOpen

_BUSY_TIMEOUT_MS = 5_000  # of reads, which wait only while a crashed log is being recovered
_PRAGMAS = {
    "synchronous": 2,  # FULL: what was answered "recorded" survives a power cut
    "foreign_keys": 1,
    "trusted_schema": 0,
    "recursive_triggers": 1,  # so that INSERT OR REPLACE meets the trigger that refuses DELETE
    "cache_size": -65_536,  # in KiB: ids fall everywhere in their index, so much of it is touched
    "wal_autocheckpoint": 16_384,  # pages: a page changed by many batches is written back once
}


def connect(uri: str, place: str, *, query_only: bool = False) -> sqlite3.Connection:
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
        raise cannot_open(place) from error
    try:
        for pragma, value in _PRAGMAS.items():
            _set(raw, pragma, value, place)
        if query_only:
            _set(raw, "query_only", 1, place)
            raw.execute("SELECT 1 FROM sqlite_master").fetchone()  # only now is the file read
    except BaseException:
        raw.close()
        raise
    return raw


def _set(raw: sqlite3.Connection, pragma: str, value: int, place: str) -> None:
    raw.execute(f"PRAGMA {pragma}={value}")
    answer = raw.execute(f"PRAGMA {pragma}").fetchone()
    if answer is None or answer[0] != value:
        what = f"this SQLite ({sqlite3.sqlite_version}) does not take the setting {pragma}"
        raise CannotOpen(place, what, "Use SQLite 3.35 or later.")


def cannot_open(place: str) -> CannotOpen:
    """Return the error for a file the operating system keeps closed."""
    what = "the operating system does not allow it"
    return CannotOpen(place, what, "Check who may read and write the file and its folder.")


def raw_connection(connection: Connection) -> sqlite3.Connection:
    """Return the driver's own connection."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def begin(connection: Connection) -> None:
    """Begin a transaction: to write if a deadline was set for getting the lock, else to read."""
    raw = raw_connection(connection)
    deadline = connection.get_execution_options().get("ledger_deadline")
    if deadline is None:
        raw.execute("BEGIN")
        return
    patiently(raw, "BEGIN IMMEDIATE", deadline)


def patiently(raw: sqlite3.Connection, statement: str, deadline: float) -> object:
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
                time.sleep(pause_s * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
                pause_s = min(pause_s * 2, 0.032)
            else:
                return answer[0] if answer else None
    finally:
        raw.execute(f"PRAGMA busy_timeout={_BUSY_TIMEOUT_MS}")
