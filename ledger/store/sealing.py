"""The end of the record under the lock: its last position, its seal, and how both move on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy import Row as FetchedRow

from ledger.store import schema
from ledger.store.database import Database, EntryRow, MentionRow
from ledger.store.errors import Damaged
from ledger.store.instants import from_micros
from ledger.store.merkle import Frontier, Row, leaf_hash
from ledger.store.values import Head

PAGE = 10_000
"""So many leaves are held at once where a seal is made anew."""
_heads, _frontier, _entries = schema.heads, schema.frontier, schema.entries

_LAST_HEAD = select(_heads).order_by(_heads.c.size.desc()).limit(1)
_EDGE = select(
    _frontier.c.size,
    _frontier.c.subtrees,
    select(func.max(_entries.c.position)).scalar_subquery().label("position"),
)


@dataclass(slots=True)
class Edge:
    """Where the next entry goes, read under the append lock."""

    frontier: Frontier
    recorded_at: int | None

    @property
    def position(self) -> int:
        """The last position given."""
        return self.frontier.size


def read_edge(connection: Connection, place: str) -> Edge:
    """Read the end of the record; a record that contradicts its own seal takes no more entries."""
    size, subtrees, position = connection.execute(_EDGE).one()
    head = connection.execute(_LAST_HEAD).first()
    frontier = Frontier.from_bytes(size, subtrees)
    if (position or 0) != size:
        raise Damaged(place, f"its last entry is {position or 0}, and its seal covers {size}")
    if (head.size if head else 0) != size or not frontier.is_well_formed():
        raise Damaged(place, "its last seal is not that of its last entry")
    if head is not None and frontier.root() != head.root:
        raise Damaged(place, "its last seal does not match the tree of its entries")
    return Edge(frontier, head.recorded_at if head else None)


def add_entries(
    connection: Connection,
    database: Database,
    edge: Edge,
    rows: Sequence[Row],
    mentions: Sequence[MentionRow],
) -> None:
    """Write the rows with their leaves and the new seal, in the caller's transaction."""
    leaves = [leaf_hash(row) for row in rows]
    sealed: list[EntryRow] = [(*row, leaf) for row, leaf in zip(rows, leaves, strict=True)]
    database.insert_entries(connection, sealed)
    if mentions:
        database.insert_mentions(connection, mentions)
    frontier = edge.frontier
    frontier.extend(leaves)
    connection.execute(_frontier.update().values(size=frontier.size, subtrees=frontier.to_bytes()))
    edge.recorded_at = rows[-1].recorded_at
    connection.execute(
        _heads.insert().values(
            size=frontier.size, root=frontier.root(), recorded_at=edge.recorded_at
        )
    )
    database.announce(connection)


def read_head(connection: Connection) -> Head:
    """Return the last seal on record."""
    return _head(connection.execute(_LAST_HEAD).first())


def seal_at(connection: Connection, position: int) -> Head:
    """Return the seal over everything up to a position.

    It is on record where an append ended there; otherwise it is made of the leaves, so that it does
    not depend on how the entries came to be appended together.
    """
    written = connection.execute(select(_heads).where(_heads.c.size == position)).first()
    if written is not None:
        return _head(written)
    upto = select(_entries.c.leaf, _entries.c.recorded_at).where(_entries.c.position <= position)
    frontier, last = Frontier(), None
    for row in connection.execute(upto.order_by(_entries.c.position)).yield_per(PAGE):
        frontier.extend((bytes(row.leaf),))
        last = row.recorded_at
    if last is None:
        return _head(None)
    return Head(position=frontier.size, recorded_at=from_micros(last), root=frontier.root())


def _head(row: FetchedRow[Any] | None) -> Head:
    if row is None:
        return Head(position=0, recorded_at=None, root=None)
    return Head(position=row.size, recorded_at=from_micros(row.recorded_at), root=bytes(row.root))
