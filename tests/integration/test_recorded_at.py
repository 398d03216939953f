"""What this ledger knew at a moment: the third clock, by time and by place in the book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import ledger
from ledger import Basis, Content, Entry, Evidence, UncertainDate
from ledger.domain.events import (
    ClubRegisteredInLedger,
    Event,
    PlayerRegisteredInLedger,
    SourceRegistered,
    SquadBaselineRecorded,
    TransferCompleted,
)
from ledger.queries.asking import NoSuchPosition, NothingRecordedYet
from ledger.queries.when import NotAMoment

FIRST = datetime(2026, 1, 10, 9, tzinfo=UTC)
SECOND = datetime(2026, 1, 12, 9, tzinfo=UTC)
TODAY = datetime(2026, 1, 15, 12, tzinfo=UTC)


class Clock:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.now = FIRST

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "book.db")
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def book(url: str) -> Iterator[ledger.Ledger]:
    """Ferri's spell at Empoli was recorded on 10 January, his move of 2024 only on the 12th."""
    clock = Clock()
    with ledger.open(url, clock=clock) as book:
        book.record(
            [
                Entry(subject="source:list", event=SourceRegistered(name="List")),
                Entry(subject="club:empoli", event=ClubRegisteredInLedger(name="Empoli")),
                Entry(subject="club:lecce", event=ClubRegisteredInLedger(name="Lecce")),
                Entry(
                    subject="player:marco-ferri", event=PlayerRegisteredInLedger(name="Marco Ferri")
                ),
                fact(SquadBaselineRecorded(club="empoli"), "2024-07-01"),
            ]
        )
        clock.now = SECOND
        book.record(fact(TransferCompleted(from_club="empoli", to_club="lecce"), "2024-08-20"))
        clock.now = TODAY
        yield book


def fact(event: Event, day: str) -> Entry:
    return Entry(
        subject="player:marco-ferri",
        event=event,  # type: ignore[arg-type]
        occurred_on=UncertainDate.parse(day),
        published_at=UncertainDate.parse(day),
        basis=Basis.LISTED,
        evidence=(Evidence(source="list"),),
    )


def clubs(book: ledger.Ledger, recorded_at: str | datetime) -> list[str]:
    return [
        club
        for club in ("empoli", "lecce")
        if book.squad(club, on="2025-01-01", known_at="2026-01-01", recorded_at=recorded_at)
    ]


def test_the_book_of_a_day_is_all_that_was_recorded_by_its_end(book: ledger.Ledger) -> None:
    assert clubs(book, "2026-01-11") == ["empoli"]
    assert clubs(book, "2026-01-12") == ["lecce"]


def test_an_instant_counts_what_was_recorded_at_it(book: ledger.Ledger) -> None:
    assert clubs(book, SECOND) == ["lecce"]
    assert clubs(book, SECOND - timedelta(microseconds=1)) == ["empoli"]


def test_a_place_and_its_moment_are_one(book: ledger.Ledger) -> None:
    by_place = book.squad("empoli", on="2025-01-01", known_at="2026-01-01", recorded_at="#5")
    by_time = book.squad("empoli", on="2025-01-01", known_at="2026-01-01", recorded_at=FIRST)
    assert by_place == by_time
    assert by_place == book.squad("empoli", on="2025-01-01", known_at="2026-01-01", position=5)
    assert (by_place.meta.position, by_place.meta.recorded_at) == (5, FIRST)


def test_alone_it_sets_the_other_two_clocks(book: ledger.Ledger) -> None:
    meta = book.squad("empoli", recorded_at="2026-01-11").meta
    assert meta.on.isoformat() == "2026-01-11"
    assert meta.known_at == datetime(2026, 1, 11, 23, 59, 59, 999999, tzinfo=UTC)
    assert (meta.position, meta.recorded_at) == (5, FIRST)


def test_without_it_the_whole_book_counts_and_says_how_far_it_goes(book: ledger.Ledger) -> None:
    meta = book.squad("lecce").meta
    assert (meta.position, meta.recorded_at) == (6, SECOND)


def test_before_the_first_entry_nothing_was_known(book: ledger.Ledger) -> None:
    with pytest.raises(NothingRecordedYet, match="its first entry is of 2026-01-10T09:00:00"):
        book.squad("empoli", recorded_at="2026-01-09")


def test_the_book_does_not_go_further_than_it_goes(book: ledger.Ledger) -> None:
    with pytest.raises(NoSuchPosition, match="this ledger's last is #6"):
        book.squad("empoli", recorded_at="#7")
    with (
        ledger.open(":memory:") as empty,
        pytest.raises(NoSuchPosition, match="this ledger has no entry at all"),
    ):
        empty.squad("empoli", position=1)


def test_one_answer_has_one_place_in_the_book(book: ledger.Ledger) -> None:
    with pytest.raises(NotAMoment, match="one answer has one place in the book"):
        book.squad("empoli", recorded_at="2026-01-11", position=3)
    with pytest.raises(NotAMoment, match="#3 and #4"):
        book.squad("empoli", recorded_at="#4", position=3)


def test_every_place_is_found_by_its_time(book: ledger.Ledger) -> None:
    store = book.store
    assert [store.position_at(at) for at in (FIRST - timedelta(seconds=1), FIRST, TODAY)] == [
        0,
        5,
        6,
    ]


def test_a_name_is_the_one_on_record_then(book: ledger.Ledger) -> None:
    (registered,) = book.entries("player:marco-ferri", kinds=["PlayerRegisteredInLedger"])
    mended = Content(event=PlayerRegisteredInLedger(name="Marco Ferrí"))
    book.correct(registered.entry_id, mended, reason="his own spelling")

    def shown(recorded_at: str | None) -> list[str]:
        return [row.player for row in book.squad("lecce", recorded_at=recorded_at, on="2025-01-01")]

    assert shown("#6") == ["Marco Ferri"]
    assert shown("#7") == shown(None) == ["Marco Ferrí"]
