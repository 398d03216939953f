import threading
from datetime import timedelta

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, func, select

from ledger.store import NestedWrite, Store
from ledger.store.schema import entries

from .drafts import KALULU, MALDINI, MILAN, NOON, draft

DAY = timedelta(days=1)
shirts = Table("shirts", MetaData(), Column("number", Integer, primary_key=True))


@pytest.fixture
def book(any_store: Store) -> Store:
    """Ten entries: odd positions Kalulu's, even ones Maldini's; each known a day earlier."""
    drafts = [
        draft(
            f"entry {position}",
            KALULU if position % 2 else MALDINI,
            kind="RumourReported" if position % 5 else "EntryVoided",
            known_by=NOON - position * DAY,
            about_the_book=position % 5 == 0,
        )
        for position in range(1, 11)
    ]
    any_store.append(drafts, unchanged={}, now=NOON)
    return any_store


def test_many_streams_are_read_at_once_in_the_order_recorded(book: Store) -> None:
    assert [e.position for e in book.stream([KALULU])] == [1, 3, 5, 7, 9]
    assert [e.position for e in book.stream([MALDINI, KALULU])] == list(range(1, 11))
    assert [e.position for e in book.stream([KALULU, KALULU], upto=5)] == [1, 3, 5]
    assert book.stream([]) == []
    assert book.stream([MILAN]) == []


def test_thousands_of_streams_are_read_with_one_question(book: Store) -> None:
    strangers = [f"player:{number}" for number in range(50_000)]
    assert len(book.stream([*strangers, KALULU])) == 5
    assert book.numbers([*strangers, KALULU])[KALULU] == 5


@pytest.mark.parametrize("page", [1, 3, 10, 1000])
def test_entries_come_page_by_page(book: Store, page: int) -> None:
    assert [e.position for e in book.entries(page=page)] == list(range(1, 11))
    assert [e.position for e in book.entries(gt=3, lte=8, page=page)] == [4, 5, 6, 7, 8]
    voided = book.entries(kinds={"EntryVoided"}, page=page)
    assert [e.position for e in voided] == [5, 10]
    assert list(book.entries(kinds=[], page=page)) == []


def test_a_reader_half_way_through_holds_nothing_open(book: Store) -> None:
    reader = book.entries(page=4)
    next(reader)
    book.append([draft("more")], unchanged={}, now=NOON)
    assert len(list(reader)) == 10


def test_ids_are_found_by_how_they_begin(book: Store) -> None:
    entry_id = draft("entry 4").entry_id
    for prefix in (str(entry_id), str(entry_id)[:12], entry_id.hex[:7].upper()):
        assert [e.position for e in book.by_id_prefix(prefix)] == [4]
    assert book.by_id_prefix("") == []
    assert book.by_id_prefix("not hex") == []
    assert book.by_id_prefix(entry_id.hex + "0") == []


def test_at_most_ten_ids_are_found(book: Store) -> None:
    many = [draft(f"many {number}") for number in range(400)]
    book.append(many, unchanged={}, now=NOON)
    found = book.by_id_prefix("a")
    assert len(found) == 10
    assert [e.entry_id for e in found] == sorted(e.entry_id for e in found)


def test_what_changed_says_from_when_and_whether_about_the_book(book: Store) -> None:
    assert book.subjects_changed(gt=0, lte=10) == {
        KALULU: (NOON - 9 * DAY, True),
        MALDINI: (NOON - 8 * DAY, True),
    }
    assert book.subjects_changed(gt=4, lte=5) == {KALULU: (None, True)}
    assert book.subjects_changed(gt=5, lte=8, kinds=["RumourReported"]) == {
        KALULU: (NOON - 7 * DAY, False),
        MALDINI: (NOON - 8 * DAY, False),
    }
    assert book.subjects_changed(gt=10, lte=10) == {}
    assert book.subjects_changed(gt=0, lte=10, kinds=[]) == {}


def test_subjects_are_listed_in_byte_order(any_store: Store) -> None:
    names = ["player:b", "club:z", "player:a", "player:É", "player:B", "Player:a", "club:a"]
    drafts = [draft(f"{name} {turn}", name) for name in names for turn in range(3)]
    any_store.append(drafts, unchanged={}, now=NOON)
    in_order = sorted(names, key=str.encode)
    assert any_store.subjects() == in_order
    assert any_store.subjects(prefix="player:") == in_order[-4:]
    assert any_store.subjects(limit=2) == in_order[:2]
    assert any_store.subjects(prefix="player:", after="player:a", limit=1) == ["player:b"]
    assert any_store.subjects(after="player:É") == []
    assert any_store.subjects(prefix="x") == []


def test_the_head_says_how_far_the_record_goes(any_store: Store) -> None:
    empty = any_store.head()
    assert (empty.position, empty.recorded_at, empty.root) == (0, None, None)
    any_store.append([draft("a")], unchanged={}, now=NOON)
    head = any_store.head()
    assert (head.position, head.recorded_at) == (1, NOON)
    assert head.root is not None
    assert len(head.root) == 32


def test_a_read_transaction_sees_one_moment(store: Store) -> None:
    store.append([draft("a")], unchanged={}, now=NOON)
    count = select(func.count()).select_from(entries)
    with store.begin() as reading:
        assert reading.scalar(count) == 1
        store.append([draft("b")], unchanged={}, now=NOON)
        assert reading.scalar(count) == 1
        assert store.head().position == 2


def test_a_projection_keeps_tables_of_its_own_beside_the_record(any_store: Store) -> None:
    with any_store.write() as writing:
        shirts.metadata.create_all(writing)
        writing.execute(shirts.insert(), [{"number": 20}])
    with pytest.raises(ZeroDivisionError), any_store.write() as writing:  # noqa: PT012
        writing.execute(shirts.insert(), [{"number": 28}])
        raise ZeroDivisionError
    with any_store.begin() as reading:
        assert list(reading.scalars(select(shirts.c.number))) == [20]
    shirts.metadata.drop_all(any_store.engine)
    shirts.metadata.create_all(any_store.engine)


def test_a_write_inside_a_write_is_refused_instead_of_waiting_for_itself(any_store: Store) -> None:
    with (
        any_store.write(),
        pytest.raises(NestedWrite, match="in the middle of one"),
        any_store.write(),
    ):
        pass
    with any_store.write(), pytest.raises(NestedWrite):
        any_store.append([draft("a")], unchanged={}, now=NOON)
    any_store.append([draft("a")], unchanged={}, now=NOON)


def test_a_reader_may_record_and_it_stays(any_store: Store) -> None:
    with pytest.raises(ZeroDivisionError), any_store.begin():  # noqa: PT012
        any_store.append([draft("a")], unchanged={}, now=NOON)
        raise ZeroDivisionError
    assert any_store.head().position == 1
    with any_store.begin(), any_store.begin() as within:
        assert within.scalar(select(func.count()).select_from(entries)) == 1


def test_threads_share_one_store(any_store: Store) -> None:
    failures: list[BaseException] = []

    def record(name: str) -> None:
        try:
            for turn in range(20):
                any_store.append([draft(f"{name} {turn}", name)], unchanged={name: turn}, now=NOON)
                assert len(any_store.stream([name])) == turn + 1
        except BaseException as error:  # noqa: BLE001 - reported in the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=record, args=(f"player:{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert any_store.head().position == 160
    assert any_store.verify() == []


def test_the_data_version_changes_when_something_is_recorded(any_store: Store) -> None:
    before = any_store.data_version()
    assert any_store.data_version() == before
    any_store.append([draft("a")], unchanged={}, now=NOON)
    after = any_store.data_version()
    assert after != before
    assert any_store.data_version() == after


def test_two_ledgers_open_in_one_process_never_mix(any_store: Store) -> None:
    with Store.open(":memory:") as other:
        with any_store.write() as here, other.write() as there:
            shirts.metadata.create_all(here)
            shirts.metadata.create_all(there)
            here.execute(shirts.insert(), [{"number": 20}])
            there.execute(shirts.insert(), [{"number": 28}])
        with any_store.begin():
            other.append([draft("a")], unchanged={}, now=NOON)
        with any_store.begin() as here, other.begin() as there:
            assert list(here.scalars(select(shirts.c.number))) == [20]
            assert list(there.scalars(select(shirts.c.number))) == [28]
        assert (any_store.head().position, other.head().position) == (0, 1)
