"""Groups that are judged beside the one being written come to the book of one process."""

from __future__ import annotations

import math
import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import ledger
from ledger import Entry
from ledger.application.beside import Beside
from ledger.application.bulk import Bulk
from ledger.domain.events import PlayerRegisteredInLedger
from ledger.domain.sources import Basis
from ledger.interfaces.files import ahead
from ledger.interfaces.files.importing import Importer
from ledger.interfaces.files.report import Report

from .leagues import careers, league, row

PLAYERS = 1_200
Book = list[tuple[int, int, UUID, Entry]]
Meanwhile = Callable[[ledger.Ledger], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Several groups of players, some of whose names others bear in later groups."""
    rows = list(careers(PLAYERS, seed=5))
    namesakes = [
        row("Ugo Provaaa", club="Imola", other="Faenza", age=19, year=2019),
        row("Ivo Provaaa", club="Imola", other="Faenza", age=20, year=2019),
    ]
    return league(tmp_path, *rows, *namesakes)


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever machine this runs on, and whatever threads other tests have left."""
    if not hasattr(os, "fork"):
        pytest.skip("no process can be forked here")
    monkeypatch.setattr(ahead, "processors", lambda: 2)


def brought_in(path: Path, db: Path, before: Meanwhile | None = None) -> tuple[Book, Report]:
    """The book that importing a file comes to, and the report."""
    with ledger.open(str(db)) as book:
        if before is not None:
            before(book)
        report = Importer(book).bring_in(path)
        stood = [(i.position, i.number, i.entry_id, i.entry) for i in book.entries()]
        assert book.verify() == []
    return stood, report


def alone(
    path: Path, db: Path, monkeypatch: pytest.MonkeyPatch, before: Meanwhile | None = None
) -> tuple[Book, Report]:
    """The same by one process."""
    with monkeypatch.context() as patch:
        patch.setattr(ahead, "processors", lambda: 1)
        return brought_in(path, db, before)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many players each group had that this process judged itself."""
    counted: list[int] = []
    write = ahead.Ahead._write

    def counting(self: ahead.Ahead, group: Any) -> None:
        counted.append(len(group.said))
        write(self, group)

    monkeypatch.setattr(ahead.Ahead, "_write", counting)
    return counted


def test_groups_judged_ahead_come_to_the_same_book_and_report(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: list[int]
) -> None:
    expected, report = alone(path, tmp_path / "alone.db", monkeypatch)
    here.clear()
    stood, other = brought_in(path, tmp_path / "ahead.db")
    assert stood == expected
    assert other.to_dict() == report.to_dict()
    assert here == [0]  # the coverage of seasons alone was judged by this process


def test_a_second_file_finds_the_players_of_the_first(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: list[int]
) -> None:
    """Doubts, namesakes and players on record are judged by what stands on record."""
    second = league(tmp_path, *careers(PLAYERS, seed=6), name="second.csv")

    def first(book: ledger.Ledger) -> None:
        Importer(book).bring_in(path)

    expected, report = alone(second, tmp_path / "alone.db", monkeypatch, first)
    here.clear()
    stood, other = brought_in(second, tmp_path / "ahead.db", first)
    assert stood == expected
    assert other.to_dict() == report.to_dict()
    assert report.doubts


def test_imported_again_nothing_is_added(path: Path, tmp_path: Path) -> None:
    once, _ = brought_in(path, tmp_path / "book.db")
    twice, report = brought_in(path, tmp_path / "book.db")
    assert twice == once
    assert report.recorded == 0


def test_a_process_that_is_killed_leaves_its_groups_to_whoever_asked(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: list[int]
) -> None:
    expected, _ = alone(path, tmp_path / "alone.db", monkeypatch)
    here.clear()
    ask = Beside.ask

    def asked_then_killed(self: Beside, question: bytes) -> None:
        ask(self, question)
        os.kill(self._process, signal.SIGKILL)

    monkeypatch.setattr(Beside, "ask", asked_then_killed)
    stood, _ = brought_in(path, tmp_path / "ahead.db")
    assert stood == expected
    assert sum(here) > PLAYERS / 2


def test_where_no_process_can_be_had_one_does_it_all(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: list[int]
) -> None:
    expected, _ = alone(path, tmp_path / "alone.db", monkeypatch)
    here.clear()

    def no_room(self: Beside, work: Any) -> None:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(Beside, "__init__", no_room)
    stood, _ = brought_in(path, tmp_path / "ahead.db")
    assert stood == expected
    assert sum(here) >= PLAYERS


def test_a_question_that_cannot_be_written_leaves_those_before_it_answered(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: list[int]
) -> None:
    expected, _ = alone(path, tmp_path / "alone.db", monkeypatch)
    here.clear()
    pwrite, asked = os.pwrite, 0

    def full(file: int, letter: bytes, at: int) -> int:
        nonlocal asked
        asked += 1
        if asked == 3:
            raise OSError("No space left on device")
        return pwrite(file, letter, at)

    monkeypatch.setattr(os, "pwrite", full)
    stood, _ = brought_in(path, tmp_path / "ahead.db")
    assert stood == expected
    assert 0 < sum(here) < PLAYERS


def all_wait(self: ahead.Ahead) -> int:
    """As if the other processes were always done before anything is written."""
    return len(self._sent)


def transactions(db: Path) -> int:
    with closing(sqlite3.connect(db)) as raw:
        return int(raw.execute("SELECT count(*) FROM heads").fetchone()[0])


def test_groups_that_wait_are_written_together(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: list[int]
) -> None:
    expected, report = alone(path, tmp_path / "alone.db", monkeypatch)
    here.clear()
    monkeypatch.setattr(ahead.Ahead, "_answered", all_wait)
    stood, other = brought_in(path, tmp_path / "ahead.db")
    assert stood == expected
    assert other.to_dict() == report.to_dict()
    assert here == [0]
    groups = transactions(tmp_path / "alone.db") - 1
    assert transactions(tmp_path / "ahead.db") == math.ceil(groups / ahead.WRITTEN_AT_ONCE) + 1


@pytest.mark.parametrize("answered", [None, all_wait], ids=["one by one", "together"])
def test_what_somebody_else_records_on_a_player_meanwhile_is_judged_with(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    here: list[int],
    answered: Callable[[ahead.Ahead], int] | None,
) -> None:
    """He was registered by hand between being judged and being written: he is judged again."""
    here.clear()
    if answered is not None:
        monkeypatch.setattr(ahead.Ahead, "_answered", answered)
    write, done = Bulk.write, 0

    def written_after_another(self: Bulk, steps: Any) -> list[int]:
        nonlocal done
        done += 1
        if done == 2:
            who = next(d.subject for d in steps[0].drafts if d.subject.startswith("player:"))
            event = PlayerRegisteredInLedger(name="By Hand")
            with ledger.open(str(tmp_path / "ahead.db")) as other:
                other.record(Entry(subject=who, event=event, basis=Basis.LISTED))
        return write(self, steps)

    monkeypatch.setattr(Bulk, "write", written_after_another)
    stood, report = brought_in(path, tmp_path / "ahead.db")
    assert len(here) == 2  # that group, and the coverage of seasons
    assert len(stood) == report.recorded + 1


def test_a_refused_registration_is_not_relied_upon_by_those_who_come_after(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A club of the first group that cannot be registered is unknown to all later ones."""
    judge = Bulk.judge

    def without_lugo(self: Bulk, step: Any, read: Any = None) -> Any:
        kept = [e for e in step if (e.subject, e.kind) != ("club:lugo", "ClubRegisteredInLedger")]
        return judge(self, kept, read)

    monkeypatch.setattr(Bulk, "judge", without_lugo)
    expected, report = alone(path, tmp_path / "alone.db", monkeypatch)
    stood, other = brought_in(path, tmp_path / "ahead.db")
    assert stood == expected
    assert len(report.refusals) > 100
    assert other.to_dict() == report.to_dict()


def test_left_early_it_leaves_no_process_and_whole_groups(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, started = Bulk.write, list[int]()
    begin = Beside.__init__

    def noting(self: Beside, work: Any) -> None:
        begin(self, work)
        started.append(self._process)

    def interrupted(self: Bulk, steps: Any) -> list[int]:
        if self.store.head().position:
            raise KeyboardInterrupt
        return write(self, steps)

    monkeypatch.setattr(Beside, "__init__", noting)
    with monkeypatch.context() as patch:
        patch.setattr(Bulk, "write", interrupted)
        with pytest.raises(KeyboardInterrupt):
            brought_in(path, tmp_path / "cut.db")
    assert started
    for process in started:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
    expected, _ = brought_in(path, tmp_path / "whole.db")
    stood, _ = brought_in(path, tmp_path / "cut.db")
    assert stood == expected


def test_nothing_can_be_written_in_a_process_beside(tmp_path: Path) -> None:
    with ledger.open(str(tmp_path / "book.db")) as book:

        def work(question: bytes) -> bytes:
            book.store.only_read()
            try:
                book.rebuild()
            except ledger.LedgerError as error:
                return str(error).encode()
            return b"written"

        beside = Beside(work)
        beside.ask(b"try")
        answer = beside.answer()
        beside.end()
        assert answer is not None
        assert b"read" in answer
