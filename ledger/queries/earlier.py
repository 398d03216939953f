"""The read models as they stood at an earlier position, in memory, for the persons asked about.

Whoever was not written about since has the rows he has now, and these are copied; the others are
folded from their entries up to that position. So the same SELECT answers both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from sqlalchemy import Connection, create_engine, select
from sqlalchemy.pool import StaticPool

from ledger.domain.identity import LEDGER, Identities
from ledger.projections import PROJECTIONS, Projection, metadata
from ledger.queries.folding import collecting_nothing, fold
from ledger.queries.freshness import insert_rows
from ledger.queries.persons import identities_at, persons
from ledger.store import Store

_COPIED_AT_ONCE: Final = 400


class Kept(NamedTuple):
    """The read models as they are: where to read them, and how far they reach."""

    connection: Connection
    position: int


@contextmanager
def as_of(
    store: Store,
    subjects: Iterable[str],
    *,
    position: int,
    known_by: int | None = None,
    projections: Sequence[Projection] = PROJECTIONS,
    kept: Kept | None = None,
    known: Identities | None = None,
) -> Iterator[Connection]:
    """Tables with what the ledger knew of these persons at a position.

    With ``known_by`` they hold one state of knowledge, else every one; only the tables of the
    projections named are made, all of them by default. Without ``kept`` everybody is folded.
    ``known`` is who was one and the same at the position, where that was read already.
    """
    known = known if known is not None else identities_at(store, position)
    those = persons(subjects, known)
    grown = set(those) if kept is None else _grown(store, those, known, position, kept.position)
    folded = [person for person in those if person in grown]
    with collecting_nothing():
        rows = fold(
            store, folded, upto=position, known=known, known_by=known_by, projections=projections
        )
    engine = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )
    try:
        with engine.begin() as tables:
            metadata.create_all(tables, tables=[projection.table for projection in projections])
            for projection in projections:
                insert_rows(tables, projection, rows[projection.name])
            if kept is not None:
                same = [person for person in those if person not in grown]
                for projection in projections:
                    for copied in _rows(kept.connection, projection, same, known, known_by):
                        insert_rows(tables, projection, copied)
            yield tables
    finally:
        engine.dispose()


def _grown(
    store: Store, those: Sequence[str], known: Identities, gt: int, lte: int
) -> frozenset[str]:
    """Whose rows may be others by now; everybody's once anybody was merged or parted."""
    if LEDGER in store.grown([LEDGER], gt=gt, lte=lte):
        return frozenset(those)
    ids = [member for person in those for member in known.members(person)]
    return frozenset(known.person_of(subject) for subject in store.grown(ids, gt=gt, lte=lte))


def _rows(
    kept: Connection,
    projection: Projection,
    those: Sequence[str],
    known: Identities,
    known_by: int | None,
) -> Iterator[list[tuple[object, ...]]]:
    """A read model's rows of these persons, those of one state of knowledge where it is asked."""
    at = projection.table.c
    if "subject" in at:
        column, ids = at.subject, [member for person in those for member in known.members(person)]
    else:
        column, ids = at.player, [one.partition(":")[2] for one in those if one[:7] == "player:"]
    query = select(projection.table)
    if known_by is not None and "known_from" in at:
        query = query.where(at.known_from <= known_by, at.known_to > known_by)
    for start in range(0, len(ids), _COPIED_AT_ONCE):
        some = column.in_(ids[start : start + _COPIED_AT_ONCE])
        yield [tuple(row) for row in kept.execute(query.where(some))]
