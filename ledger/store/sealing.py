"""The end of the record under the lock: its last position, its seal, and how both move on."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from ledger.store import schema
from ledger.store.database import Database, EntryRow, MentionRow
from ledger.store.errors import Damaged
from ledger.store.instants import from_micros
from ledger.store.merkle import Frontier, Row, leaf_hash
from ledger.store.values import Head

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
    return _head(connection, _LAST_HEAD)


def read_seal(connection: Connection, position: int) -> Head:
    """Return the first seal that covers a position: the same one however the record goes on."""
    covering = select(_heads).where(_heads.c.size >= position)
    return _head(connection, covering.order_by(_heads.c.size).limit(1))


def _head(connection: Connection, query: Select[tuple[int, bytes, int]]) -> Head:
    head = connection.execute(query).first()
    if head is None:
        return Head(position=0, recorded_at=None, root=None)
    return Head(position=head.size, recorded_at=from_micros(head.recorded_at), root=head.root)
