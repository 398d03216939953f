"""Keeping the read models level with the book: catching up, rebuilding, and answers at a position.

A query catches up first. Rows and the position they reach are committed together. What the
ledger knew at an earlier position is folded from the entries into tables of its own, so that the
same SELECT answers both.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    Table,
    create_engine,
    delete,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateTable

from ledger.domain.entry import BEGINNING, Recorded, decode
from ledger.projections import PROJECTIONS, Projection, metadata
from ledger.projections.base import SCHEMA_VERSION, History, instant
from ledger.store import Store, Stored

Progress = Callable[[int, int], None]
BATCH_SUBJECTS: Final = 400
BATCH_ROWS: Final = 5_000

state_table: Final = Table(
    "projection_state",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("reaches", BigInteger, nullable=False),
)
DECLARED: Final = frozenset[str]().union(*(projection.kinds for projection in PROJECTIONS)) | {
    "EntryCorrected",
    "EntryVoided",
}


class Freshness(NamedTuple):
    """How far the read models are: up to which position, and the latest moment known there."""

    position: int
    reaches: int


def recorded(stored: Stored) -> Recorded:
    """An entry read back from the store, decoded."""
    entry = decode(
        stored.body,
        subject=stored.subject,
        entry_id=stored.entry_id,
        kind=stored.kind,
        deal=stored.deal,
    )
    return Recorded(
        entry,
        stored.position,
        stored.number,
        stored.recorded_at,
        stored.known_at,
        stored.position,
    )


def histories(
    store: Store, subjects: Sequence[str], *, upto: int | None = None
) -> Iterator[History]:
    """The histories of these subjects, with only the entries that any projection reads."""
    by_subject: dict[str, list[Recorded]] = defaultdict(list)
    for stored in store.stream(subjects, upto=upto):
        if stored.kind in DECLARED:
            by_subject[stored.subject].append(recorded(stored))
    for subject in subjects:
        yield History(subject, by_subject[subject])


def catch_up(store: Store, progress: Progress | None = None) -> Freshness:
    """Bring every projection level with the book, and say how far it now reaches.

    A store opened to read only stays where it is: its answers say at which position.
    """
    state = _state(store)
    head = store.head().position
    if state is not None and (state.position == head or store.read_only):
        return state
    if store.read_only:
        return Freshness(0, 0)
    if state is None:
        return rebuild(store, progress)
    changed = store.subjects_changed(gt=state.position, lte=head)
    reaches = max(
        [state.reaches, *(instant(known) for known in _latest(store, state.position, head))]
    )
    subjects = sorted(changed)
    with store.write() as connection:
        now = _read_state(connection)
        if now is None or now.position != state.position:
            return now or Freshness(0, 0)
        _refold(store, connection, subjects, upto=head, replace=True, progress=progress)
        _write_state(connection, Freshness(head, reaches))
    return Freshness(head, reaches)


def _latest(store: Store, gt: int, lte: int) -> Iterator[Any]:
    for stored in store.entries(gt=gt, lte=lte, kinds=DECLARED):
        if stored.known_at is not None:
            yield stored.known_at


def rebuild(store: Store, progress: Progress | None = None) -> Freshness:
    """Fold everything anew. The old rows answer until the new ones are committed, all at once."""
    head = store.head().position
    subjects = list(_all_subjects(store))
    with store.write() as connection, _collecting_nothing():
        metadata.drop_all(connection)
        for table in metadata.sorted_tables:
            connection.execute(CreateTable(table))
        reaches = _refold(store, connection, subjects, upto=head, replace=False, progress=progress)
        for table in metadata.sorted_tables:  # filling first and indexing after is faster
            for index in sorted(table.indexes, key=lambda index: str(index.name)):
                index.create(connection)
        _write_state(connection, Freshness(head, reaches))
    return Freshness(head, reaches)


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """No garbage collection in here: it walks all decoded entries again and again for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _all_subjects(store: Store) -> Iterator[str]:
    after = ""
    while page := store.subjects(after=after, limit=1000):
        yield from page
        after = page[-1]


def _refold(
    store: Store,
    connection: Connection,
    subjects: Sequence[str],
    *,
    upto: int,
    replace: bool,
    progress: Progress | None,
) -> int:
    """Fold these subjects and write their rows; the latest moment known among them."""
    reaches = 0
    for start in range(0, len(subjects), BATCH_SUBJECTS):
        batch = subjects[start : start + BATCH_SUBJECTS]
        if replace:
            _forget(connection, batch)
        reaches = max(reaches, _fold_into(connection, histories(store, batch, upto=upto)))
        if progress is not None:
            progress(min(start + BATCH_SUBJECTS, len(subjects)), len(subjects))
    return reaches


def _fold_into(connection: Connection, folded: Iterable[History]) -> int:
    """Write the rows of these histories; the latest moment known among them."""
    rows: dict[str, list[tuple[Any, ...]]] = {projection.name: [] for projection in PROJECTIONS}
    reaches = 0
    for history in folded:
        subject_type = history.subject.partition(":")[0]
        kinds = {item.entry.kind for item in history.recorded}
        latest = max((item.known_at or BEGINNING for item in history.recorded), default=BEGINNING)
        reaches = max(reaches, instant(latest))
        for projection in PROJECTIONS:
            if subject_type in projection.subjects and not kinds.isdisjoint(projection.kinds):
                rows[projection.name].extend(projection.fold(history))
    for projection in PROJECTIONS:
        _insert(connection, projection, rows[projection.name])
    return reaches


def _insert(
    connection: Connection, projection: Projection, rows: Sequence[tuple[Any, ...]]
) -> None:
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(projection.table.columns))
        connection.exec_driver_sql(
            f"INSERT INTO {projection.table.name} VALUES ({marks})",  # noqa: S608 - our own name
            list(rows),
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
        return _read_state(connection)


def _read_state(connection: Connection) -> Freshness | None:
    row = connection.execute(
        select(state_table.c.version, state_table.c.position, state_table.c.reaches)
    ).first()
    if row is None or row.version != SCHEMA_VERSION:
        return None
    return Freshness(row.position, row.reaches)


def _write_state(connection: Connection, state: Freshness) -> None:
    values = {"version": SCHEMA_VERSION, "position": state.position, "reaches": state.reaches}
    changed = connection.execute(update(state_table).values(**values))
    if changed.rowcount == 0:
        connection.execute(insert(state_table).values(**values))


@contextmanager
def as_of(
    store: Store, subjects: Sequence[str], *, position: int
) -> Iterator[tuple[Connection, Freshness]]:
    """Tables in memory with what the ledger knew of these subjects at a position."""
    engine = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
            reaches = _fold_into(connection, histories(store, subjects, upto=position))
            yield connection, Freshness(position, reaches)
    finally:
        engine.dispose()
