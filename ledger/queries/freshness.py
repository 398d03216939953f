"""Keeping the read models level with the book: catching up, and rebuilding.

A query catches up first. Rows and the position they reach are committed together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Table,
    delete,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.schema import CreateTable

from ledger.domain.errors import StoreError
from ledger.domain.identity import LEDGER, Identities
from ledger.projections import PROJECTIONS, VERSION, Projection, metadata
from ledger.projections.base import instant
from ledger.queries.folding import Rows, collecting_nothing, fold_all
from ledger.queries.persons import identities_at, naming_clubs, persons
from ledger.store import Store

Progress = Callable[[int, int], None]
BATCH_ROWS: Final = 5_000
FORGOTTEN_AT_ONCE: Final = 400

state_table: Final = Table(
    "projection_state",
    metadata,
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
    Column("reaches", BigInteger, nullable=False),
)


class Freshness(NamedTuple):
    """How far the read models are: up to which position, and the latest moment known there."""

    position: int
    reaches: int


class NoReadModelsError(StoreError):
    """A ledger opened to read only whose read models were never made."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"Cannot answer from {place}: it is opened to read only, and its read models were "
            f"never made by this version. Open it once for writing, or run `tledger rebuild`."
        )


def catch_up(store: Store, progress: Progress | None = None) -> Freshness:
    """Bring every projection level with the book, and say how far it now reaches.

    A store opened to read only stays where it is: its answers say at which position.

    Raises:
        NoReadModelsError: the store is opened to read only and nothing was ever folded in it.
    """
    state = _state(store)
    if state is None and store.read_only:
        raise NoReadModelsError(store.url)
    if state is None:
        return rebuild(store, progress)
    head = store.head().position
    if state.position == head or store.read_only:
        return state
    concerned = _concerned(store, state.position, head)
    level = Freshness(head, max(state.reaches, _reach(store, state.position, head)))
    with store.write() as connection:
        now = reached(connection)
        if now is not None and now.position != state.position:
            return now  # another process was faster
        for start in range(0, len(concerned.ids), FORGOTTEN_AT_ONCE):
            _forget(connection, concerned.ids[start : start + FORGOTTEN_AT_ONCE])
        _fill(store, connection, concerned, head, progress)
        _write_state(connection, level)
    return level


class Concerned(NamedTuple):
    """Whose rows are to be folded: the persons, every id of theirs, and who is one by now."""

    persons: Sequence[str]
    ids: Sequence[str]
    known: Identities


def _concerned(store: Store, gt: int, lte: int) -> Concerned:
    """Whose rows may be others now: whose entries grew, and whoever was merged or parted.

    Everybody who dealt with a club that was merged or parted is folded anew as well.
    """
    changed = set(store.subjects_changed(gt=gt, lte=lte))
    known = identities_at(store, lte)
    if LEDGER in changed:
        regrouped = known.regrouped(identities_at(store, gt))
        clubs = [subject for subject in regrouped if subject.startswith("club:")]
        changed |= regrouped | set(naming_clubs(store, clubs, upto=lte))
    those = persons(changed, known)
    ids = changed.union(*(known.members(person) for person in those))
    return Concerned(those, sorted(ids), known)


def rebuild(store: Store, progress: Progress | None = None) -> Freshness:
    """Fold everything anew. The old rows answer until the new ones are committed, all at once."""
    head = store.head().position
    known = identities_at(store, head)
    subjects = list(_all_subjects(store))
    everybody = Concerned(persons(subjects, known), subjects, known)
    level = Freshness(head, _reach(store, 0, head))
    with store.write() as connection, collecting_nothing(), _emptied(connection):
        _fill(store, connection, everybody, head, progress)
        _write_state(connection, level)
    return level


def _reach(store: Store, gt: int, lte: int) -> int:
    return instant(store.latest_known(gt=gt, lte=lte))


@contextmanager
def _emptied(connection: Connection) -> Iterator[None]:
    """The tables of this version, empty; indexed at the end where they are made anew.

    PostgreSQL would make readers wait for tables that are dropped, so there the rows go instead.
    """
    in_place = connection.dialect.name != "sqlite" and has_tables(connection)
    if in_place and reached(connection) is not None:
        for table in metadata.sorted_tables:
            connection.execute(delete(table))
        yield
        return
    metadata.drop_all(connection)
    for table in metadata.sorted_tables:
        connection.execute(CreateTable(table))
    yield
    for table in metadata.sorted_tables:  # filling first and indexing after is faster
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection)


def _all_subjects(store: Store) -> Iterator[str]:
    after = ""
    while page := store.subjects(after=after, limit=1000):
        yield from page
        after = page[-1]


def _fill(
    store: Store,
    connection: Connection,
    those: Concerned,
    upto: int,
    progress: Progress | None,
) -> None:
    """Fold these persons and write their rows, a batch at a time."""
    for done, rows in fold_all(store, those.persons, upto=upto, known=those.known):
        _write_rows(connection, rows)
        if progress is not None:
            progress(done, len(those.persons))


def _write_rows(connection: Connection, rows: Rows) -> None:
    for projection in PROJECTIONS:
        insert_rows(connection, projection, rows[projection.name])


def insert_rows(
    connection: Connection, projection: Projection, rows: Sequence[Sequence[Any]]
) -> None:
    """Write whole rows of one read model."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(projection.table.columns))
        connection.exec_driver_sql(
            f"INSERT INTO {projection.table.name} VALUES ({marks})",  # noqa: S608 - our own name
            list(map(tuple, rows)),
        )
        return
    names = [column.name for column in projection.table.columns]
    for start in range(0, len(rows), BATCH_ROWS):
        chunk = [dict(zip(names, row, strict=True)) for row in rows[start : start + BATCH_ROWS]]
        connection.execute(insert(projection.table), chunk)


def _forget(connection: Connection, subjects: Sequence[str]) -> None:
    ids = [subject.partition(":")[2] for subject in subjects if subject.startswith("player:")]
    for projection in PROJECTIONS:
        columns = projection.table.columns
        if "subject" in columns:
            connection.execute(delete(projection.table).where(columns["subject"].in_(subjects)))
        elif ids:
            connection.execute(delete(projection.table).where(columns["player"].in_(ids)))


def has_tables(connection: Connection) -> bool:
    """Whether the read models were ever made in this ledger."""
    return inspect(connection).has_table(state_table.name)


def _state(store: Store) -> Freshness | None:
    """How far the tables are; None where there are none of this version."""
    with store.begin() as connection:
        if not has_tables(connection):
            return None
        return reached(connection)


def reached(connection: Connection) -> Freshness | None:
    """How far the tables are, as this transaction sees them; None where they are of others."""
    row = connection.execute(
        select(state_table.c.version, state_table.c.position, state_table.c.reaches)
    ).first()
    if row is None or row.version != VERSION:
        return None
    return Freshness(row.position, row.reaches)


def _write_state(connection: Connection, state: Freshness) -> None:
    values = {"version": VERSION, "position": state.position, "reaches": state.reaches}
    changed = connection.execute(update(state_table).values(**values))
    if changed.rowcount == 0:
        connection.execute(insert(state_table).values(**values))
