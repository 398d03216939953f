"""What is on record: entries by stream, by place and by id, and who is named where."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Executable, func, select

from ledger.store import schema
from ledger.store.database import Database
from ledger.store.instants import from_micros
from ledger.store.values import Stored

_entries, _mentions = schema.entries, schema.mentions
_COLUMNS = (
    _entries.c.position,
    _entries.c.entry_id,
    _entries.c.subject,
    _entries.c.number,
    _entries.c.kind,
    _entries.c.recorded_at,
    _entries.c.known_at,
    _entries.c.body,
    _entries.c.deal,
)
_ALL = select(*_COLUMNS)
_ID_HEX_LENGTH = 32
_ID_PREFIX_LIMIT = 10


def _fetch(connection: Connection, query: Executable) -> list[Stored]:
    return [
        Stored(
            position,
            entry_id,
            subject,
            number,
            kind,
            from_micros(recorded_at),
            None if known_at is None else from_micros(known_at),
            bytes(body),
            deal,
        )
        for (
            position,
            entry_id,
            subject,
            number,
            kind,
            recorded_at,
            known_at,
            body,
            deal,
        ) in connection.execute(query).all()
    ]


def stream(
    database: Database, subjects: Sequence[str], upto: int | None, kinds: Collection[str] | None
) -> list[Stored]:
    """Return every entry of those streams, or those of some kinds, in the order recorded."""
    given = database.given(list(dict.fromkeys(subjects)))
    query = _ALL.where(_entries.c.subject.in_(select(given.c.value)))
    if kinds is not None:
        query = query.where(_entries.c.kind.in_(sorted(kinds)))
    if upto is not None:
        query = query.where(_entries.c.position <= upto)
    with database.begin() as connection:
        return _fetch(connection, query.order_by(_entries.c.position))


def pages(
    database: Database, gt: int, lte: int | None, kinds: Collection[str] | None, page: int
) -> Iterator[Stored]:
    """Yield entries in order, a page a transaction, so that a slow reader holds nothing open."""
    query = _ALL.order_by(_entries.c.position).limit(page)
    if lte is not None:
        query = query.where(_entries.c.position <= lte)
    if kinds is not None:
        query = query.where(_entries.c.kind.in_(select(database.given(sorted(kinds)).c.value)))
    while True:
        with database.begin() as connection:
            found = _fetch(connection, query.where(_entries.c.position > gt))
        yield from found
        if len(found) < page:
            return
        gt = found[-1].position


def by_id(database: Database, entry_id: UUID) -> Stored | None:
    """Return the entry with that id."""
    return _one(database, _ALL.where(_entries.c.entry_id == entry_id))


def by_position(database: Database, position: int) -> Stored | None:
    """Return the entry at that position."""
    return _one(database, _ALL.where(_entries.c.position == position))


def position_at(database: Database, last: int, moment: int) -> int:
    """Return the last position recorded by a moment, 0 for none; ``last`` is the book's end.

    Positions are dense and their times never decrease, so halving finds it without an index.
    """
    low, high = 0, last
    query = select(_entries.c.recorded_at)
    with database.begin() as connection:
        while low < high:
            middle = (low + high + 1) // 2
            row = connection.execute(query.where(_entries.c.position == middle)).one()
            if row.recorded_at <= moment:
                low = middle
            else:
                high = middle - 1
    return low


def _one(database: Database, query: Executable) -> Stored | None:
    with database.begin() as connection:
        found = _fetch(connection, query)
    return found[0] if found else None


def subjects_of(database: Database, entry_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return in whose stream each of those entries stands, for those on record."""
    given = database.given_ids(entry_ids)
    query = select(_entries.c.entry_id, _entries.c.subject).where(
        _entries.c.entry_id.in_(select(given.c.value))
    )
    with database.begin() as connection:
        return {row.entry_id: row.subject for row in connection.execute(query).all()}


def by_id_prefix(database: Database, prefix: str) -> list[Stored]:
    """Return the first entries whose id starts so, dashes or not, at most ten, by id."""
    digits = prefix.strip().lower().replace("-", "")
    if not digits or len(digits) > _ID_HEX_LENGTH or set(digits) - set("0123456789abcdef"):
        return []
    first = UUID(digits.ljust(_ID_HEX_LENGTH, "0"))
    last = UUID(digits.ljust(_ID_HEX_LENGTH, "f"))
    query = _ALL.where(_entries.c.entry_id.between(first, last))
    with database.begin() as connection:
        return _fetch(connection, query.order_by(_entries.c.entry_id).limit(_ID_PREFIX_LIMIT))


def subjects_changed(
    database: Database, gt: int, lte: int, kinds: Collection[str] | None
) -> dict[str, tuple[datetime | None, bool]]:
    """Return whose streams grew, from when on, and whether an entry about the book is among it."""
    query = select(
        _entries.c.subject,
        func.min(_entries.c.known_at),
        func.count() - func.count(_entries.c.known_at),
    ).where(_entries.c.position > gt, _entries.c.position <= lte)
    if kinds is not None:
        query = query.where(_entries.c.kind.in_(select(database.given(sorted(kinds)).c.value)))
    query = query.group_by(_entries.c.subject).order_by(_entries.c.subject)
    with database.begin() as connection:
        return {
            subject: (None if earliest is None else from_micros(earliest), about_the_book > 0)
            for subject, earliest, about_the_book in connection.execute(query)
        }


def grown(database: Database, subjects: Sequence[str], gt: int, lte: int) -> set[str]:
    """Return those of the streams that have an entry between two positions."""
    given = database.given(subjects)
    query = (
        select(_entries.c.subject)
        .where(_entries.c.subject.in_(select(given.c.value)))
        .where(_entries.c.position > gt, _entries.c.position <= lte)
        .distinct()
    )
    with database.begin() as connection:
        return set(connection.execute(query).scalars())


def latest_known(database: Database, gt: int, lte: int) -> datetime | None:
    """Return the latest moment at which any entry between two positions was known."""
    query = select(func.max(_entries.c.known_at)).where(
        _entries.c.position > gt, _entries.c.position <= lte
    )
    with database.begin() as connection:
        latest = connection.execute(query).scalar()
    return None if latest is None else from_micros(latest)


def subjects(database: Database, prefix: str, after: str, limit: int) -> list[str]:
    """Return the next subjects in order, hopping from one to the next through the index."""
    first = select(func.min(_entries.c.subject).label("subject")).where(
        _entries.c.subject > after, _entries.c.subject >= prefix
    )
    hop = first.cte("hop", recursive=True)
    following = (
        select(func.min(_entries.c.subject))
        .where(_entries.c.subject > hop.c.subject)
        .correlate(hop)
        .scalar_subquery()
    )
    hop = hop.union_all(
        select(following).where(
            hop.c.subject.is_not(None), func.substr(hop.c.subject, 1, len(prefix)) == prefix
        )
    )
    query = (
        select(hop.c.subject)
        .where(hop.c.subject.is_not(None), func.substr(hop.c.subject, 1, len(prefix)) == prefix)
        .limit(limit)
    )
    with database.begin() as connection:
        return list(connection.scalars(query))


def mentioned_in(database: Database, mention: str, upto: int | None) -> list[str]:
    """Return the subjects in whose streams something is named, in order."""
    query = select(_mentions.c.subject).where(_mentions.c.mention == mention)
    if upto is not None:
        query = query.where(_mentions.c.position <= upto)
    with database.begin() as connection:
        return list(connection.scalars(query.order_by(_mentions.c.subject)))
