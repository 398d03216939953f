from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ledger.domain.errors import LedgerError
from ledger.store import (
    BackwardsRecord,
    Conflict,
    Draft,
    EntryIdReused,
    NaiveInstant,
    Receipt,
    Store,
)

from .drafts import JUVENTUS, KALULU, MALDINI, MILAN, NOON, draft

HOUR = timedelta(hours=1)


def _append(store: Store, *drafts: Draft, **unchanged: int) -> list[Receipt]:
    return store.append(drafts, unchanged=unchanged, now=NOON)


def test_entries_get_the_next_position_and_the_next_number_of_their_stream(
    any_store: Store,
) -> None:
    receipts = _append(any_store, draft("a"), draft("b", MALDINI), draft("c"))
    assert [(r.position, r.number) for r in receipts] == [(1, 1), (2, 1), (3, 2)]
    later = _append(any_store, draft("d", MALDINI))
    assert [(r.position, r.number) for r in later] == [(4, 2)]
    assert any_store.numbers([KALULU, MALDINI, MILAN]) == {KALULU: 2, MALDINI: 2, MILAN: 0}


def test_what_is_read_back_is_what_was_handed_over(any_store: Store) -> None:
    given = draft("a", body=b'{"fee":"\xe2\x82\xac3m"}', known_by=NOON - HOUR, deal="juventus/1")
    _append(any_store, given)
    entry = any_store.by_position(1)
    assert entry is not None
    assert entry == any_store.by_id(given.entry_id)
    assert (entry.subject, entry.kind, entry.body) == (given.subject, given.kind, given.body)
    assert (entry.entry_id, entry.deal) == (given.entry_id, "juventus/1")
    assert (entry.recorded_at, entry.known_at) == (NOON, NOON - HOUR)
    assert any_store.by_position(2) is None
    assert any_store.by_id(draft("b").entry_id) is None


def test_nothing_is_known_later_than_recorded_and_the_book_has_no_such_moment(
    any_store: Store,
) -> None:
    unstated, future, about_the_book = _append(
        any_store,
        draft("unstated"),
        draft("future", known_by=NOON + HOUR),
        draft("book", about_the_book=True, known_by=NOON),
    )
    assert (unstated.known_at, future.known_at, about_the_book.known_at) == (NOON, NOON, None)


def test_the_time_of_recording_never_decreases_though_the_clock_does(any_store: Store) -> None:
    any_store.append([draft("a")], unchanged={}, now=NOON)
    (receipt,) = any_store.append([draft("b")], unchanged={}, now=NOON - HOUR)
    assert receipt.recorded_at == NOON


def test_a_restore_states_when_an_entry_was_recorded_but_never_before_the_last(
    any_store: Store,
) -> None:
    _append(any_store, draft("a", recorded_at=NOON - 2 * HOUR))
    (receipt,) = _append(any_store, draft("b", recorded_at=NOON - HOUR))
    assert receipt.recorded_at == NOON - HOUR
    with pytest.raises(BackwardsRecord, match="Restore the entries in their order"):
        _append(any_store, draft("c", recorded_at=NOON - 2 * HOUR))
    assert any_store.head().position == 2


def test_a_time_without_a_zone_is_refused(any_store: Store) -> None:
    with pytest.raises(NaiveInstant, match="names no zone"):
        any_store.append([draft("a")], unchanged={}, now=datetime(2024, 8, 20))  # noqa: DTZ001
    with pytest.raises(NaiveInstant):
        _append(any_store, draft("a", known_by=datetime(2024, 8, 20)))  # noqa: DTZ001
    assert any_store.head().position == 0


def test_a_stream_that_grew_since_it_was_read_is_a_conflict_and_nothing_is_stored(
    any_store: Store,
) -> None:
    _append(any_store, draft("a"), draft("b", MALDINI))
    with pytest.raises(Conflict, match="now 1") as caught:
        any_store.append([draft("c", MALDINI)], unchanged={MALDINI: 1, KALULU: 0}, now=NOON)
    conflict = caught.value
    assert (conflict.subject, conflict.expected, conflict.actual) == (KALULU, 0, 1)
    assert (conflict.code, conflict.exit_code) == ("conflict", 4)
    assert isinstance(conflict, LedgerError)
    assert any_store.head().position == 2
    any_store.append([draft("c", MALDINI)], unchanged={MALDINI: 1, KALULU: 1}, now=NOON)
    assert any_store.head().position == 3


def test_an_identical_retry_gets_the_same_place_and_no_conflict(any_store: Store) -> None:
    drafts = [draft("a"), draft("b", MALDINI, deal="x/1")]
    first = any_store.append(drafts, unchanged={KALULU: 0}, now=NOON)
    again = any_store.append(drafts, unchanged={KALULU: 0}, now=NOON + HOUR)
    assert not any(receipt.already_recorded for receipt in first)
    assert all(receipt.already_recorded for receipt in again)
    places = [(r.position, r.number, r.recorded_at, r.known_at) for r in first]
    assert [(r.position, r.number, r.recorded_at, r.known_at) for r in again] == places
    assert any_store.head().position == 2


def test_a_retry_with_something_new_records_only_what_is_new(any_store: Store) -> None:
    _append(any_store, draft("a"))
    receipts = _append(any_store, draft("a"), draft("b"))
    assert [(r.position, r.already_recorded) for r in receipts] == [(1, True), (2, False)]


def test_the_same_draft_twice_in_one_batch_is_recorded_once(any_store: Store) -> None:
    receipts = _append(any_store, draft("a"), draft("a"))
    assert [(r.position, r.already_recorded) for r in receipts] == [(1, False), (1, True)]
    with pytest.raises(EntryIdReused):
        _append(any_store, draft("b"), draft("b", body=b"{}"))
    assert any_store.head().position == 1


@pytest.mark.parametrize(
    "other",
    [
        draft("a", MALDINI),
        draft("a", kind="RumourReported"),
        draft("a", body=b"{}"),
        draft("a", deal="juventus/2"),
    ],
    ids=["subject", "kind", "body", "deal"],
)
def test_the_same_id_with_other_content_is_refused(any_store: Store, other: Draft) -> None:
    _append(any_store, draft("a"))
    with pytest.raises(EntryIdReused, match="entry 1 already has it") as caught:
        _append(any_store, draft("new"), other)
    assert (caught.value.entry_id, caught.value.position) == (other.entry_id, 1)
    assert any_store.head().position == 1


def test_nothing_to_record_is_no_harm(any_store: Store) -> None:
    assert any_store.append([], unchanged={KALULU: 7}, now=NOON) == []


def test_mentions_are_kept_from_their_first_position_on(any_store: Store) -> None:
    _append(any_store, draft("a", mentions=(MILAN,)), draft("b", MALDINI, mentions=(MILAN,)))
    _append(any_store, draft("c", mentions=(MILAN, JUVENTUS)))
    assert any_store.mentioned_in(MILAN) == [MALDINI, KALULU]
    assert any_store.mentioned_in(MILAN, upto=1) == [KALULU]
    assert any_store.mentioned_in(JUVENTUS, upto=2) == []
    assert any_store.mentioned_in("club:nobody") == []


@pytest.mark.parametrize("table", ["entries", "heads"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET recorded_at = 0", "DELETE FROM {}"])
def test_the_record_refuses_changes(any_store: Store, table: str, statement: str) -> None:
    _append(any_store, draft("a"))
    with pytest.raises(DBAPIError, match="never changed or removed"), any_store.write() as writing:
        writing.execute(text(statement.format(table)))
    assert any_store.verify() == []


def test_an_entry_cannot_be_replaced_on_sqlite(sqlite_store: Store) -> None:
    _append(sqlite_store, draft("a"))
    replace = "INSERT OR REPLACE INTO entries SELECT * FROM entries"
    with pytest.raises(DBAPIError, match="never changed"), sqlite_store.write() as writing:
        writing.execute(text(replace))


@pytest.mark.postgres
def test_the_record_cannot_be_truncated_on_postgresql(postgres_store: Store) -> None:
    with pytest.raises(DBAPIError, match="never changed"), postgres_store.write() as writing:
        writing.execute(text("TRUNCATE entries"))
