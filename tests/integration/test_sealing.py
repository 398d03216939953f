"""The seal: RFC 9162's tree over the entries, the same on every database."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.store import Store
from ledger.store.merkle import Frontier, Row, leaf_hash
from ledger.store.recorders import LedgerApplicationRecorder

from .drafts import KALULU, MALDINI, NOON, draft

HOUR = timedelta(hours=1)


def naive_root(leaves: list[bytes]) -> bytes:
    """The tree hash exactly as RFC 9162, section 2.1.1, defines it."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = naive_root(leaves[:split]), naive_root(leaves[split:])
    return sha256(b"\x01" + left + right).digest()


@given(st.lists(st.lists(st.binary(min_size=32, max_size=32), max_size=40), max_size=6))
def test_the_root_is_that_of_the_rfc_however_the_leaves_arrive(batches: list[list[bytes]]) -> None:
    frontier, leaves = Frontier(), []
    for batch in batches:
        frontier = Frontier.from_bytes(frontier.size, frontier.to_bytes())
        frontier.extend(batch)
        leaves += batch
        assert frontier.root() == naive_root(leaves)
        assert frontier.is_well_formed()
        assert frontier.size == len(leaves)


def test_the_root_of_a_known_tree_is_the_published_one() -> None:
    # The test vectors of RFC 9162's reference implementations.
    vectors = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "60" + "".join(f"6{digit:x}" for digit in range(1, 16)),
    ]
    leaves = [sha256(b"\x00" + bytes.fromhex(vector)).digest() for vector in vectors]
    frontier = Frontier()
    frontier.extend(leaves)
    expected = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert frontier.root().hex() == expected


ROWS = st.builds(
    Row,
    position=st.integers(1, 2**62),
    entry_id=st.uuids(),
    subject=st.text(max_size=5),
    number=st.integers(0, 2**62),
    kind=st.text(max_size=5),
    recorded_at=st.integers(-(2**62), 2**62),
    known_at=st.none() | st.integers(-1, 1),
    deal=st.none() | st.text(max_size=3),
    body=st.binary(max_size=5),
)


@given(ROWS, ROWS)
def test_different_entries_have_different_leaves(one: Row, other: Row) -> None:
    assert (leaf_hash(one) == leaf_hash(other)) == (one == other)


def test_no_two_ways_of_saying_it_share_a_leaf() -> None:
    row = Row(1, UUID(int=1), "ab", 1, "c", 0, None, None, b"d")
    twins = [
        row._replace(subject="a", kind="bc"),
        row._replace(kind="", deal="c"),
        row._replace(deal=""),
        row._replace(known_at=0),
        row._replace(kind="cd", body=b""),
    ]
    assert len({leaf_hash(twin) for twin in [row, *twins]}) == 6


def _fill(store: Store) -> None:
    store.append([draft("a", known_by=NOON - HOUR, mentions=("club:x",))], unchanged={}, now=NOON)
    store.append([], unchanged={}, now=NOON)
    more = [draft(f"{n}", MALDINI if n % 3 else KALULU, deal=f"d/{n}") for n in range(20)]
    store.append(more, unchanged={}, now=NOON + HOUR)
    store.append([draft("book", about_the_book=True)], unchanged={}, now=NOON)


@pytest.mark.postgres
def test_the_same_entries_have_the_same_seal_on_both_databases(
    sqlite_store: Store, postgres_store: Store
) -> None:
    _fill(sqlite_store)
    _fill(postgres_store)
    assert sqlite_store.head() == postgres_store.head()
    assert list(sqlite_store.entries()) == list(postgres_store.entries())


def test_the_head_is_the_root_over_every_entry(any_store: Store) -> None:
    _fill(any_store)
    leaves = []
    for entry in any_store.entries():
        micros = [
            None if moment is None else round(moment.timestamp() * 1_000_000)
            for moment in (entry.recorded_at, entry.known_at)
        ]
        row = Row(
            position=entry.position,
            entry_id=entry.entry_id,
            subject=entry.subject,
            number=entry.number,
            kind=entry.kind,
            recorded_at=micros[0] or 0,
            known_at=micros[1],
            deal=entry.deal,
            body=entry.body,
        )
        leaves.append(leaf_hash(row))
    assert any_store.head().root == naive_root(leaves)
    assert any_store.verify() == []


def test_what_a_stock_application_writes_is_under_the_same_seal(any_store: Store) -> None:
    from eventsourcing.persistence import StoredEvent

    _fill(any_store)
    before = any_store.head()
    events = [
        StoredEvent(originator_id="account", originator_version=n, topic="bank:Opened", state=b"")
        for n in (7, 9)
    ]
    LedgerApplicationRecorder(any_store).insert_events(events)
    any_store.append([draft("after")], unchanged={}, now=NOON)
    assert any_store.head().position == before.position + 3
    assert any_store.verify(expect=before) == []
    entry = any_store.by_position(before.position + 1)
    assert entry is not None
    assert (entry.kind, entry.subject, entry.number) == ("bank:Opened", "account", 7)
    assert entry.known_at == entry.recorded_at
