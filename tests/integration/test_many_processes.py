"""Eight processes recording on one player at once, through the front door."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import ledger
from ledger import Basis, Entry, Evidence, UncertainDate
from ledger.domain.events import (
    ClubRegisteredInLedger,
    LoanAgreed,
    OptionExercised,
    PlayerRegisteredInLedger,
    RumourReported,
    SourceRegistered,
)
from ledger.domain.sources import SourceType

PROCESSES = 8
REPORTS = 12
PLAYER = "player:marco-ferri"


def rumour(process: int, number: int) -> Entry:
    return Entry(
        entry_id=uuid4(),
        subject=PLAYER,
        event=RumourReported(from_club="empoli", to_club="lecce"),
        published_at=UncertainDate.parse(f"2024-07-{1 + number:02}"),
        evidence=(Evidence(source="gazzetta", excerpt=f"report {process}.{number}"),),
    )


def exercise() -> Entry:
    return Entry(
        entry_id=uuid4(),
        subject=PLAYER,
        event=OptionExercised(from_club="empoli", to_club="lecce"),
        occurred_on=UncertainDate.parse("2025-06-01"),
        published_at=UncertainDate.parse("2025-06-01"),
        basis=Basis.OFFICIAL,
        evidence=(Evidence(source="lecce"),),
    )


def report_at_once(url: str, process: int, start: Any, answers: Any) -> None:
    """Record reports as fast as possible; say how many were written and what was raised."""
    written, raised = 0, []
    with ledger.open(url) as book:
        start.wait()
        for number in range(REPORTS):
            entry = rumour(process, number)
            for _ in range(50):
                try:
                    written += sum(not r.already_recorded for r in book.record(entry))
                    break
                except ledger.LedgerError as error:
                    raised.append(type(error).__name__)
    answers.put((written, raised))


def exercise_at_once(url: str, process: int, start: Any, answers: Any) -> None:
    with ledger.open(url) as book:
        start.wait()
        try:
            book.record(exercise())
            answers.put("exercised")
        except ledger.LedgerError as error:
            answers.put(type(error).__name__)


def open_book(url: str) -> None:
    """A ledger with one player on loan, his option unknown."""
    with ledger.open(url) as book:
        book.record(
            [
                Entry(subject=PLAYER, event=PlayerRegisteredInLedger(name="Marco Ferri")),
                Entry(subject="club:empoli", event=ClubRegisteredInLedger(name="Empoli")),
                Entry(subject="club:lecce", event=ClubRegisteredInLedger(name="Lecce")),
                Entry(subject="source:gazzetta", event=SourceRegistered(name="Gazzetta")),
                Entry(
                    subject="source:lecce",
                    event=SourceRegistered(name="Lecce", type=SourceType.CLUB, club="lecce"),
                ),
                Entry(
                    subject=PLAYER,
                    event=LoanAgreed(from_club="empoli", to_club="lecce"),
                    occurred_on=UncertainDate.parse("2024-08-20"),
                    published_at=UncertainDate.parse("2024-08-20"),
                    basis=Basis.OFFICIAL,
                    evidence=(Evidence(source="lecce"),),
                ),
            ]
        )


def run_all(worker: Callable[..., None], url: str) -> list[Any]:
    context = multiprocessing.get_context("spawn")
    start, answers = context.Barrier(PROCESSES), context.Queue()
    processes = [
        context.Process(target=worker, args=(url, number, start, answers))
        for number in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    said = [answers.get(timeout=120) for _ in processes]
    for process in processes:
        process.join(timeout=60)
        assert process.exitcode == 0
    return said


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        place = str(tmp_path / "shared.db")
    else:
        place = str(request.getfixturevalue("postgres_url"))
    open_book(place)
    return place


def test_nothing_is_lost_and_positions_are_dense(url: str) -> None:
    before = 6
    said = run_all(report_at_once, url)
    with ledger.open(url) as book:
        entries = list(book.entries())
        assert book.verify() == []
    assert sum(written for written, _ in said) == PROCESSES * REPORTS
    assert [entry.position for entry in entries] == list(range(1, before + PROCESSES * REPORTS + 1))
    numbers = [entry.number for entry in entries if entry.entry.subject == PLAYER]
    assert numbers == list(range(1, len(numbers) + 1))
    raised = {name for _, names in said for name in names}
    assert raised <= {"Conflict", "StoreBusy"}


def test_an_option_is_exercised_once_whoever_is_first(url: str) -> None:
    said = run_all(exercise_at_once, url)
    assert sorted(map(str, said)) == ["Refused"] * (PROCESSES - 1) + ["exercised"]
