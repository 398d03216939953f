"""What somebody with the file in hand may do to it, and what verify says."""
# ruff: noqa: S608 - tampering is the point

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from ledger.store import Damaged, Draft, Finding, Head, Store
from ledger.store.merkle import Row, leaf_hash

from .drafts import KALULU, MALDINI, NOON, draft

HOUR = timedelta(hours=1)
UNLOCK = {
    "sqlite": [
        f"DROP TRIGGER {table}_refuse_{change}"
        for table in ("entries", "heads")
        for change in ("update", "delete")
    ],
    "postgresql": [f"DROP TRIGGER {table}_refuse ON {table}" for table in ("entries", "heads")],
}


@pytest.fixture
def book(store: Store) -> Store:
    """Twelve entries under four seals: 1; 2 to 5; 6 to 9; 10 to 12."""
    sizes, made = [1, 4, 4, 3], 0
    for turn, size in enumerate(sizes):
        drafts = [draft(f"{made + n}", MALDINI if n % 2 else KALULU) for n in range(size)]
        made += size
        store.append(drafts, unchanged={}, now=NOON + turn * HOUR)
    assert store.verify() == []
    return store


@pytest.fixture
def tamper(book: Store) -> Callable[..., list[Finding]]:
    """Run statements with the triggers out of the way, and verify."""
    with book.write() as writing:
        for statement in UNLOCK[book.dialect]:
            writing.execute(text(statement))

    def run(*statements: str, expect: Head | None = None) -> list[Finding]:
        with book.write() as writing:
            for statement in statements:
                writing.execute(text(statement))
        return book.verify(expect=expect)

    return run


Tamper = Callable[..., list[Finding]]


def test_one_flipped_byte_of_a_body_is_named(tamper: Tamper, book: Store) -> None:
    entry = book.by_position(7)
    assert entry is not None
    flipped = bytes([entry.body[0] ^ 1]) + entry.body[1:]
    literal = f"X'{flipped.hex()}'" if book.dialect == "sqlite" else rf"'\x{flipped.hex()}'"
    (finding,) = tamper(f"UPDATE entries SET body = {literal} WHERE position = 7")
    assert finding == Finding(7, "what it says is not what was recorded")


@pytest.mark.parametrize(
    "change",
    [
        "subject = 'player:nobody'",
        "number = 99",
        "kind = 'RumourReported'",
        "recorded_at = recorded_at - 1",
        "known_at = NULL",
        "deal = 'x'",
    ],
)
def test_an_edited_column_is_named(tamper: Tamper, change: str) -> None:
    findings = tamper(f"UPDATE entries SET {change} WHERE position = 7")
    assert findings[0].position == 7


def test_a_cut_tail_is_found_by_the_seal_over_it(tamper: Tamper, book: Store) -> None:
    findings = tamper("DELETE FROM entries WHERE position > 10")
    assert findings[0].position == 11
    assert "entries 11 to 12 are missing" in findings[0].what
    with pytest.raises(Damaged, match="Run verify"):
        book.append([draft("more")], unchanged={}, now=NOON)


def test_a_cut_tail_with_its_seals_is_found_by_a_head_kept_elsewhere(
    tamper: Tamper, book: Store
) -> None:
    kept = book.head()
    tamper("DELETE FROM entries WHERE position > 9", "DELETE FROM heads WHERE size > 9")
    positions = [finding.position for finding in book.verify(expect=kept) if finding.position]
    assert positions == [10]


def test_a_hole_is_named(tamper: Tamper) -> None:
    findings = tamper("DELETE FROM entries WHERE position = 4")
    assert findings[0] == Finding(4, "entry 4 is missing")


def test_two_swapped_entries_are_named(tamper: Tamper) -> None:
    findings = tamper(
        "UPDATE entries SET position = 100 WHERE position = 3",
        "UPDATE entries SET position = 3 WHERE position = 8",
        "UPDATE entries SET position = 8 WHERE position = 100",
    )
    assert {3, 8} <= {finding.position for finding in findings}
    assert findings[0].position == 3


def test_an_entry_forged_with_its_leaf_is_found_by_the_seal(tamper: Tamper, book: Store) -> None:
    entry = book.by_position(7)
    assert entry is not None
    micros = round(entry.recorded_at.timestamp() * 1_000_000)
    forged = Row(
        7, entry.entry_id, entry.subject, entry.number, "Forged", micros, micros, None, entry.body
    )
    digest = leaf_hash(forged).hex()
    literal = f"X'{digest}'" if book.dialect == "sqlite" else rf"'\x{digest}'"
    findings = tamper(
        f"UPDATE entries SET kind = 'Forged', leaf = {literal} WHERE position = 7",
    )
    assert findings[0] == Finding(6, "one of entries 6 to 9 is not what was sealed")


def test_a_record_rewritten_as_a_whole_is_found_by_a_head_kept_elsewhere(book: Store) -> None:
    kept = book.head()
    assert book.verify(expect=kept) == []
    with Store.open(":memory:") as other:
        for entry in book.entries():
            body = b"{}" if entry.position == 7 else entry.body
            again = Draft(entry.entry_id, entry.subject, entry.kind, body, entry.known_at)
            other.append([again._replace(recorded_at=entry.recorded_at)], unchanged={}, now=NOON)
        assert other.verify() == []
        (finding,) = other.verify(expect=kept)
        assert "not what it was at that head" in finding.what
        (finding,) = other.verify(expect=replace(kept, position=15))
        assert finding.position == 13


def test_a_time_that_runs_backwards_is_named(tamper: Tamper) -> None:
    findings = tamper(
        "UPDATE entries SET recorded_at = recorded_at - 7200000000 WHERE position = 7"
    )
    assert any("older than the one before it" in finding.what for finding in findings)


def test_an_edge_that_is_not_the_trees_is_found(tamper: Tamper, book: Store) -> None:
    (finding,) = tamper("UPDATE frontier SET subtrees = (SELECT leaf FROM entries LIMIT 1)")
    assert finding.position == 0
    with pytest.raises(Damaged):
        book.append([draft("more")], unchanged={}, now=NOON)


def test_verify_tells_how_far_it_has_come(book: Store) -> None:
    told: list[tuple[int, int]] = []
    book.verify(progress=lambda done, total: told.append((done, total)))
    assert told == [(12, 12)]


def test_a_page_damaged_on_disk_is_named_and_does_not_stop_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "transfers.db"
    with Store.open(str(path)) as store:
        store.append([draft(str(n)) for n in range(50)], unchanged={}, now=NOON)
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TRIGGER entries_refuse_update")
        raw.execute("UPDATE entries SET kind = CAST(X'ff' AS TEXT) WHERE position = 30")
        raw.execute("UPDATE entries SET entry_id = 'no id' WHERE position = 31")
    raw.close()
    with Store.open(str(path), read_only=True) as store:
        findings = store.verify()
    assert [finding.position for finding in findings[:2]] == [30, 31]
