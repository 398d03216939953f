"""How drafts become entries: all of them or none, each with its place, under one lock."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

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
from ledger.store.sealing import add_entries, read_edge
from ledger.store.values import Draft, Receipt

_entries = schema.entries


class _Placed(NamedTuple):
    """What is needed of an entry on record to recognise a retry and to answer it."""

    entry_id: UUID
    position: int
    number: int
    recorded_at: int
    known_at: int | None
    subject: str
    kind: str
    deal: str | None
    body: bytes

    def receipt(self, *, already_recorded: bool) -> Receipt:
        known_at = None if self.known_at is None else from_micros(self.known_at)
        recorded_at = from_micros(self.recorded_at)
        return Receipt(self.position, self.number, recorded_at, known_at, already_recorded)

    def says_the_same(self, draft: Draft) -> bool:
        return (self.subject, self.kind, self.body, self.deal) == (
            draft.subject,
            draft.kind,
            draft.body,
            draft.deal,
        )


def append(
    database: Database, drafts: Sequence[Draft], unchanged: Mapping[str, int], now: datetime
) -> list[Receipt]:
    """Record the drafts in one transaction, and settle the outcome if the commit fails."""
    to_micros(now)
    new: list[UUID] = []
    try:
        with database.write("append") as connection:
            return _append(connection, database, drafts, unchanged=unchanged, now=now, new=new)
    except OutcomeUnknown as unknown:
        return _settled(database, drafts, new, unknown)


def _append(
    connection: Connection,
    database: Database,
    drafts: Sequence[Draft],
    *,
    unchanged: Mapping[str, int],
    now: datetime,
    new: list[UUID],
) -> list[Receipt]:
    on_record = placed(connection, database, [draft.entry_id for draft in drafts])
    recorded_before = frozenset(on_record)
    fresh = _fresh(drafts, on_record)
    new.extend(draft.entry_id for draft in fresh)
    if fresh:
        numbers = last_numbers(
            connection, database, {*unchanged, *(draft.subject for draft in fresh)}
        )
        for subject, expected in unchanged.items():
            if numbers[subject] != expected:
                raise Conflict(subject, expected, numbers[subject])
        now_micros = to_micros(now)
        _record(connection, database, fresh, numbers=numbers, now=now_micros, on_record=on_record)
    return _receipts(drafts, on_record, recorded_before)


def _fresh(drafts: Sequence[Draft], on_record: Mapping[UUID, _Placed]) -> list[Draft]:
    """Return the drafts that are not on record yet, each id once."""
    fresh: dict[UUID, Draft] = {}
    for draft in drafts:
        before = on_record.get(draft.entry_id)
        if before is not None:
            if not before.says_the_same(draft):
                raise EntryIdReused(draft.entry_id, before.position)
        else:
            fresh.setdefault(draft.entry_id, draft)
    return list(fresh.values())


def _record(
    connection: Connection,
    database: Database,
    fresh: Sequence[Draft],
    *,
    numbers: dict[str, int],
    now: int,
    on_record: dict[UUID, _Placed],
) -> None:
    edge = read_edge(connection, database.place)
    position, recorded_at = edge.position, edge.recorded_at
    rows: list[Row] = []
    mentions: dict[tuple[str, str], int] = {}
    for draft in fresh:
        position += 1
        recorded_at = _recorded_at(draft, now, recorded_at)
        numbers[draft.subject] = number = numbers[draft.subject] + 1
        known_at = _known_at(draft, recorded_at)
        row = Row(
            position,
            draft.entry_id,
            draft.subject,
            number,
            draft.kind,
            recorded_at,
            known_at,
            draft.deal,
            draft.body,
        )
        rows.append(row)
        for mention in draft.mentions:
            mentions.setdefault((mention, draft.subject), position)
        on_record[draft.entry_id] = _Placed(
            draft.entry_id,
            position,
            number,
            recorded_at,
            known_at,
            draft.subject,
            draft.kind,
            draft.deal,
            draft.body,
        )
    named = [(mention, subject, at) for (mention, subject), at in mentions.items()]
    add_entries(connection, database, edge, rows, named)


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
    drafts: Sequence[Draft], on_record: Mapping[UUID, _Placed], recorded_before: frozenset[UUID]
) -> list[Receipt]:
    answered = set(recorded_before)
    receipts = []
    for draft in drafts:
        entry = on_record[draft.entry_id]
        if not entry.says_the_same(draft):
            raise EntryIdReused(draft.entry_id, entry.position)
        receipts.append(entry.receipt(already_recorded=draft.entry_id in answered))
        answered.add(draft.entry_id)
    return receipts


def _settled(
    database: Database, drafts: Sequence[Draft], new: Sequence[UUID], unknown: OutcomeUnknown
) -> list[Receipt]:
    """After a failed commit, read the ids again: recorded, refused, or unknown for good."""
    cause = str(unknown.__cause__)
    try:
        # Under the lock: the server has by then either finished the failed commit or dropped it.
        with database.write("append") as connection:
            on_record = placed(connection, database, [draft.entry_id for draft in drafts])
    except Exception as error:
        raise OutcomeUnknown(database.place, new, cause) from error
    if any(entry_id not in on_record for entry_id in new):
        raise StoreFailed(database.place, cause) from unknown
    return _receipts(drafts, on_record, frozenset(on_record) - frozenset(new))


def placed(
    connection: Connection, database: Database, entry_ids: Sequence[UUID]
) -> dict[UUID, _Placed]:
    """Return what stands on record under those ids."""
    table = database.given_ids(list(dict.fromkeys(entry_ids)))
    columns = [_entries.c[name] for name in _Placed._fields]
    found = connection.execute(
        select(*columns).where(_entries.c.entry_id.in_(select(table.c.value)))
    )
    return {row[0]: _Placed._make(row) for row in found}


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
        subject: number or 0 for subject, number in connection.execute(select(table.c.value, last))
    }
