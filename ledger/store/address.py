"""Where a ledger is kept: a file, ``:memory:``, or the URL of a PostgreSQL database."""

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from ledger.store.database import Database
from ledger.store.errors import UnknownDatabase
from ledger.store.memory import MemoryDatabase
from ledger.store.sqlite import SqliteDatabase

_IN_MEMORY = (None, "", ":memory:")


def database_at(url: str, *, read_only: bool, patience_s: float) -> Database:
    """Return the database a person's word names; nothing is opened yet."""
    if "://" not in url:
        return _sqlite(url, read_only=read_only, patience_s=patience_s)
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except ArgumentError as error:
        raise UnknownDatabase(url) from error
    if backend == "sqlite":
        return _sqlite(parsed.database, read_only=read_only, patience_s=patience_s)
    if backend in {"postgresql", "postgres"}:
        from ledger.store.postgres import PostgresDatabase

        return PostgresDatabase(parsed, read_only=read_only, patience_s=patience_s)
    raise UnknownDatabase(parsed.render_as_string(hide_password=True))


def _sqlite(name: str | None, *, read_only: bool, patience_s: float) -> Database:
    if name in _IN_MEMORY or name is None:
        return MemoryDatabase(patience_s=patience_s)
    path = Path(name).expanduser().absolute()
    return SqliteDatabase(path, read_only=read_only, patience_s=patience_s)
