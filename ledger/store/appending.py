"""How drafts become entries: all of them or none, each with its place, under one lock."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from ledger.domain.errors import StoreError
from ledger.store import schema
from ledger.store.database import Database
from ledger.store.errors import (
    BackwardsRecord,
    Conflict,
    EntryIdReused,
    OutcomeUnknown,
    StoreFailed,
)
from ledger.store.instants import from_micros, to_micros
from ledger.store.merkle import Row
from ledger.store.sealing import Edge, add_entries, read_edge
from ledger.store.values import Draft, Receipt

Mentions = dict[tuple[str, str], int]

_MENTIONS_REMEMBERED = 250_000
_entries = schema.entries


def append(
    database: Database, drafts: Sequence[Draft], unchanged: Mapping[str, int], now: datetime
) -> list[Receipt]:
    """Record the drafts in one transaction, and settle the outcome if the commit fails."""
    new: list[Row] = []
    named: Mentions = {}
    try:
        with database.write("append") as connection:
            on_record = rows_of(connection, database, [draft.entry_id for draft in drafts])
            if fresh := _fresh(drafts, on_record):
                numbers = _unmoved(connection, database, fresh, unchanged)
                edge = read_edge(connection, database.place)
                new += _rows(fresh, edge, numbers, to_micros(now))
                named = _mentions(fresh, new, database.mentions_on_record)
                # In the order of their index, neighbours share its pages.
                first_named = [(*pair, position) for pair, position in sorted(named.items())]
                add_entries(connection, database, edge, new, first_named)
    except OutcomeUnknown as unknown:
        _settle(database, new, unknown)
    _remember(database, named)
    return _receipts(drafts, on_record, new)


def _unmoved(
    connection: Connection,
    database: Database,
    fresh: Sequence[Draft],
    unchanged: Mapping[str, int],
) -> dict[str, int]:
    """Return the last number of each stream, if none has grown since it was read."""
    subjects = {*unchanged, *(draft.subject for draft in fresh)}
    numbers = last_numbers(connection, database, subjects)
    for subject, expected in unchanged.items():
        if numbers[subject] != expected:
            raise Conflict(subject, expected, numbers[subject])
    return numbers


def _fresh(drafts: Sequence[Draft], on_record: Mapping[UUID, Row]) -> list[Draft]:
    """Return the drafts that are not on record yet, each id once."""
    fresh: dict[UUID, Draft] = {}
    for draft in drafts:
        entry_id = draft.entry_id
        before = on_record.get(entry_id) or fresh.setdefault(entry_id, draft)
        if before is not draft and not _say_the_same(draft, before):
            raise EntryIdReused(entry_id, before.position if isinstance(before, Row) else None)
    return list(fresh.values())


def _say_the_same(draft: Draft, other: Draft | Row) -> bool:
    return (
        draft.subject == other.subject
        and draft.kind == other.kind
        and draft.body == other.body
        and draft.deal == other.deal
    )


def _rows(fresh: Sequence[Draft], edge: Edge, numbers: dict[str, int], now: int) -> list[Row]:
    """Give each draft its place: the next position, the next number, the time of recording."""
    position, recorded_at = edge.position, edge.recorded_at
    rows: list[Row] = []
    for draft in fresh:
        subject = draft.subject
        position += 1
        recorded_at = _recorded_at(draft, now, recorded_at)
        numbers[subject] = number = numbers[subject] + 1
        # By position: keywords would cost as much as the entry's hash.
        row = Row(
            position,
            draft.entry_id,
            subject,
            number,
            draft.kind,
            recorded_at,
            _known_at(draft, recorded_at),
            draft.deal,
            draft.body,
        )
        rows.append(row)
    return rows


def _mentions(
    fresh: Sequence[Draft], rows: Sequence[Row], on_record: AbstractSet[tuple[str, str]]
) -> Mentions:
    """Return who is named in whose stream, and first where, as far as it may be new."""
    named: Mentions = {}
    for draft, row in zip(fresh, rows, strict=True):
        for mention in draft.mentions:
            pair = (mention, draft.subject)
            if pair not in on_record:
                named.setdefault(pair, row.position)
    return named


def _remember(database: Database, named: Mentions) -> None:
    if len(database.mentions_on_record) + len(named) > _MENTIONS_REMEMBERED:
        database.mentions_on_record.clear()
    database.mentions_on_record.update(named)


def _recorded_at(draft: Draft, now: int, last: int | None) -> int:
    if draft.recorded_at is None:
        return now if last is None or now > last else last
    stated = to_micros(draft.recorded_at)
    if last is not None and stated < last:
        raise BackwardsRecord(draft.entry_id, draft.recorded_at, from_micros(last))
    return stated


def _known_at(draft: Draft, recorded_at: int) -> int | None:
    if draft.about_the_book:
        return None
    if draft.known_by is None:
        return recorded_at
    return min(to_micros(draft.known_by), recorded_at)


def _receipts(
    drafts: Sequence[Draft], on_record: Mapping[UUID, Row], new: Sequence[Row]
) -> list[Receipt]:
    """Answer each draft: with its new row, or with the one that was on record before."""
    if len(new) == len(drafts):
        return [_receipt(row, already_recorded=False) for row in new]
    if len(new) + len(on_record) == len(drafts):  # each id once, so the new ones are in order
        others = iter(new)
        found = [on_record.get(draft.entry_id) for draft in drafts]
        return [_receipt(row or next(others), already_recorded=row is not None) for row in found]
    rows = {**on_record, **{row.entry_id: row for row in new}}
    answered = set(on_record)
    receipts = []
    for draft in drafts:
        already_recorded = draft.entry_id in answered
        receipts.append(_receipt(rows[draft.entry_id], already_recorded=already_recorded))
        answered.add(draft.entry_id)
    return receipts


def _receipt(row: Row, *, already_recorded: bool) -> Receipt:
    known_at = None if row.known_at is None else from_micros(row.known_at)
    return Receipt(
        row.position, row.number, from_micros(row.recorded_at), known_at, already_recorded
    )


def _settle(database: Database, new: Sequence[Row], unknown: OutcomeUnknown) -> None:
    """After a failed commit, read the ids again: recorded, refused, or unknown for good."""
    cause = str(unknown.__cause__)
    entry_ids = [row.entry_id for row in new]
    try:
        # Under the lock: the server has by then either finished the failed commit or dropped it.
        with database.write("append") as connection:
            found = rows_of(connection, database, entry_ids)
    except (StoreError, SQLAlchemyError, OSError) as error:
        raise OutcomeUnknown(database.place, entry_ids, cause) from error
    if any(found.get(row.entry_id) != row for row in new):
        raise StoreFailed(database.place, cause) from unknown


def rows_of(
    connection: Connection, database: Database, entry_ids: Sequence[UUID]
) -> dict[UUID, Row]:
    """Return what stands on record under those ids."""
    given = database.given_ids(entry_ids)
    columns = [_entries.c[name] for name in Row._fields]
    query = select(*columns).where(_entries.c.entry_id.in_(select(given.c.value)))
    rows = [Row._make(row) for row in connection.execute(query).all()]
    return {row.entry_id: row for row in rows}


def last_numbers(
    connection: Connection, database: Database, subjects: Iterable[str]
) -> dict[str, int]:
    """Return the last number of each stream, 0 where nothing is on record."""
    table = database.given(sorted(set(subjects)))
    last = (
        select(func.max(_entries.c.number))
        .where(_entries.c.subject == table.c.value)
        .scalar_subquery()
    )
    return {
        subject: number or 0
        for subject, number in connection.execute(select(table.c.value, last)).all()
    }
