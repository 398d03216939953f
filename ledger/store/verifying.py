"""Is the record what was sealed? Every entry is read and every hash taken again."""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, String, func, select, type_coerce
from sqlalchemy import Row as FetchedRow
from sqlalchemy.exc import DBAPIError

from ledger.store import schema
from ledger.store.database import Database
from ledger.store.instants import from_micros
from ledger.store.merkle import Frontier, Row, leaf_hash
from ledger.store.values import Finding, Head

Progress = Callable[[int, int], None]

_PAGE = 2000
_MAX_FINDINGS = 1000
_entries, _heads, _frontier = schema.entries, schema.heads, schema.frontier
_COLUMNS = [
    # The id as plain text: one that is no id any more shall be found, not stop the reading.
    type_coerce(column, String) if column is _entries.c.entry_id else column
    for column in (_entries.c[name] for name in Row._fields)
] + [_entries.c.leaf]


@dataclass(slots=True)
class _Check:
    """What has been read so far, and what was wrong with it."""

    expect: Head | None
    frontier: Frontier = field(default_factory=Frontier)
    position: int = 0
    recorded_at: int = 0
    numbers: dict[str, int] = field(default_factory=dict)
    sealed: int = 0
    seals_hold: bool = True
    root_expected_at: bytes | None = None
    unreadable: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def found(self, position: int, what: str) -> None:
        if len(self.findings) < _MAX_FINDINGS:
            self.findings.append(Finding(position, what))


def verify(
    database: Database, progress: Progress | None = None, expect: Head | None = None
) -> list[Finding]:
    """Read the whole record from one snapshot and return what is wrong, the first place first."""
    check = _Check(expect)
    with database.begin() as connection:
        total = connection.scalar(select(func.count()).select_from(_entries)) or 0
        done = 0
        for page in _pages(connection, check):
            _check_page(connection, check, page)
            done += len(page)
            if progress is not None:
                progress(done, total)
        _check_end(connection, check)
        _check_ids(connection, check)
        for fault in database.faults(connection):
            check.found(0, fault)
    _check_expected(check)
    # What concerns no single entry has position 0 and comes last.
    return sorted(check.findings, key=lambda finding: (finding.position == 0, finding.position))


def _pages(connection: Connection, check: _Check) -> Iterator[Sequence[FetchedRow[Any]]]:
    last = connection.scalar(select(func.max(_entries.c.position))) or 0
    query = select(*_COLUMNS).order_by(_entries.c.position)
    gt = 0
    while gt < last:
        page = query.where(_entries.c.position > gt, _entries.c.position <= gt + _PAGE)
        try:
            rows = connection.execute(page).all()
        except DBAPIError:
            rows = list(_one_by_one(connection, check, gt + 1, min(gt + _PAGE, last)))
        if rows:
            yield rows
        gt += _PAGE


def _one_by_one(
    connection: Connection, check: _Check, first: int, last: int
) -> Iterator[FetchedRow[Any]]:
    """Read a page of which something cannot be read, to name the place."""
    for position in range(first, last + 1):
        query = select(*_COLUMNS).where(_entries.c.position == position)
        try:
            row = connection.execute(query).first()
        except DBAPIError as error:
            check.found(position, f"it cannot be read: {error.orig}")
            check.unreadable.add(position)
        else:
            if row is not None:
                yield row


def _check_page(connection: Connection, check: _Check, page: Sequence[FetchedRow[Any]]) -> None:
    heads = _heads_between(connection, page[0].position - 1, page[-1].position)
    for fetched in page:
        position, leaf = fetched.position, bytes(fetched.leaf)
        _check_place(check, position)
        try:
            _check_entry(check, _row(fetched[:-1]), leaf)
        except (ValueError, TypeError, AttributeError, struct.error) as error:
            check.found(position, f"it cannot be read: {error}")
        if check.seals_hold:
            check.frontier.extend([leaf])
            _check_seal(check, heads.get(position))


def _heads_between(connection: Connection, gt: int, lte: int) -> dict[int, FetchedRow[Any]]:
    query = select(_heads).where(_heads.c.size > gt, _heads.c.size <= lte)
    return {head.size: head for head in connection.execute(query)}


def _row(columns: Sequence[Any]) -> Row:
    row = Row(*columns)
    # PostgreSQL keeps ids as such, SQLite as text.
    return row._replace(entry_id=UUID(str(row.entry_id)), body=bytes(row.body))


def _check_place(check: _Check, position: int) -> None:
    """Every position up to this one is there."""
    expected, check.position = check.position + 1, position
    if position == expected:
        return
    # The tree cannot be rebuilt past a hole: go on with the entries, leave the later seals.
    check.seals_hold = False
    if not check.unreadable.issuperset(range(expected, min(position, expected + _PAGE))):
        check.found(expected, _missing(expected, position - 1))


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"entry {first} is missing"
    return f"entries {first} to {last} are missing"


def _check_entry(check: _Check, row: Row, leaf: bytes) -> None:
    if leaf_hash(row) != leaf:
        check.found(row.position, "what it says is not what was recorded")
    if row.recorded_at < check.recorded_at:
        before = from_micros(check.recorded_at).isoformat()
        check.found(row.position, f"it claims to be older than the one before it ({before})")
    if row.known_at is not None and row.known_at > row.recorded_at:
        check.found(row.position, "it claims to be known later than recorded")
    check.recorded_at = row.recorded_at
    before_it = check.numbers.get(row.subject)
    # A stock application's topics name a module; its numbers are its own, from 0 or from 1 on.
    is_stock = ":" in row.kind or (before_it is None and row.number == 0)
    if row.number != (before_it or 0) + 1 and not is_stock:
        check.found(
            row.position, f"it is number {row.number} of {row.subject}, after {before_it or 0}"
        )
    check.numbers[row.subject] = row.number


def _check_seal(check: _Check, head: FetchedRow[Any] | None) -> None:
    """Whatever was sealed up to here matches the tree of what is here."""
    size = check.frontier.size
    if head is not None:
        first, check.sealed = check.sealed + 1, size
        if check.frontier.root() != bytes(head.root):
            check.seals_hold = False
            if not any(first <= finding.position <= size for finding in check.findings):
                which = f"entry {first}" if first == size else f"one of entries {first} to {size}"
                check.found(first, f"{which} is not what was sealed")
    if check.expect is not None and check.expect.position == size:
        check.root_expected_at = check.frontier.root()


def _check_end(connection: Connection, check: _Check) -> None:
    """The record ends where its last seal does, and the edge it grows from is the tree's."""
    size = check.position
    head = connection.execute(select(_heads).order_by(_heads.c.size.desc()).limit(1)).first()
    covered = head.size if head else 0
    if covered > size:
        check.found(size + 1, f"{_missing(size + 1, covered)}: the last seal covers {covered}")
    elif covered < size:
        check.found(covered + 1, f"nothing seals it: the last seal covers {covered}")
    if head is not None and covered == size and head.recorded_at != check.recorded_at:
        check.found(size, "the last seal names another time of recording")
    edge = connection.execute(select(_frontier)).first()
    if edge is None or edge.size != size:
        check.found(0, f"the edge the tree grows from is not that of {size} entries")
    elif check.seals_hold and bytes(edge.subtrees) != check.frontier.to_bytes():
        check.found(0, "the edge the tree grows from is not that of the entries")


def _check_ids(connection: Connection, check: _Check) -> None:
    last = func.max(_entries.c.position)
    twice = select(last, func.min(_entries.c.position)).group_by(_entries.c.entry_id)
    for position, first in connection.execute(twice.having(func.count() > 1)):
        check.found(position, f"it has the entry id of entry {first}")


def _check_expected(check: _Check) -> None:
    """A head kept outside is one of this record's own."""
    expect, size = check.expect, check.position
    if expect is None or expect.position == 0:
        return
    if expect.position > size:
        what = f"the head kept elsewhere covers {expect.position}"
        check.found(size + 1, f"{_missing(size + 1, expect.position)}: {what}")
    elif check.root_expected_at is not None and check.root_expected_at != expect.root:
        check.found(1, f"one of the entries 1 to {expect.position} is not what it was at that head")
