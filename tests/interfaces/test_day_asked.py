"""``--on`` in what lists all days: what had happened or begun by that day, and all without it."""

from __future__ import annotations

import json
from typing import Any

import pytest

import ledger
from ledger import Basis, Entry, Evidence, UncertainDate
from ledger.domain.events import (
    AliasAdded,
    ClubRegisteredInLedger,
    Event,
    LoanAgreed,
    PlayerRegisteredInLedger,
    PreContractSigned,
    SeasonCovered,
    SourceRegistered,
)
from ledger.interfaces.cli.main import main


def told(subject: str, event: Event, on: str | None = None) -> Entry:
    when = UncertainDate.parse(on) if on is not None else None
    return Entry(
        subject=subject,
        event=event,  # type: ignore[arg-type]
        occurred_on=when,
        published_at=when,
        basis=Basis.OFFICIAL,
        evidence=(Evidence(source="empoli"),),
    )


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("days") / "days.db")
    ferri: Any = "player:marco-ferri"
    loan: Any = {"from_club": "empoli", "to_club": "lecce"}
    ahead = PreContractSigned(
        from_club="empoli",
        to_club="torino",
        effective_on=UncertainDate.parse("2025-07-01").first_day,
    )
    old_name = AliasAdded(
        alias="Robur",
        since=UncertainDate.parse("2014-07-01").first_day,
        until=UncertainDate.parse("2020-06-30").first_day,
    )
    with ledger.open(path) as book:
        book.record(
            [
                told("source:empoli", SourceRegistered(name="Empoli")),
                *(
                    told(f"club:{one}", ClubRegisteredInLedger(name=one.title(), association="ITA"))
                    for one in ("empoli", "lecce", "torino")
                ),
                told(ferri, PlayerRegisteredInLedger(name="Marco Ferri")),
                told(ferri, LoanAgreed(**loan), "2023-08-01"),
                told(ferri, LoanAgreed(**loan), "2024-07-01/2024-08-30"),
                told(ferri, ahead, "2025-01-20"),
                told("club:lecce", old_name),
                told("club:lecce", SeasonCovered(season="2022-23", what="transfers")),
                told("club:lecce", SeasonCovered(season="2024-25", what="transfers")),
            ]
        )
    return path


def rows(db: str, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main([*words, "--db", db, "-f", "json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["items"]
    return found


@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        ((), ["PreContractSigned", "LoanAgreed", "LoanAgreed", "PlayerRegisteredInLedger"]),
        (("--on", "2025-01-20"), ["PreContractSigned", "LoanAgreed", "LoanAgreed"]),
        (("--on", "2025-01-19"), ["LoanAgreed", "LoanAgreed"]),
        (("--on", "2024-08-30"), ["LoanAgreed", "LoanAgreed"]),
        (("--on", "2024-08-29"), ["LoanAgreed"]),
        (("--on", "2023-08"), ["LoanAgreed"]),
        (("--on", "2023-07-31"), []),
    ],
    ids=str,
)
def test_the_log_ends_with_what_had_happened_by_the_day(
    db: str, capsys: pytest.CaptureFixture[str], on: tuple[str, ...], kinds: list[str]
) -> None:
    found = [row["kind"] for row in rows(db, capsys, "log", "ferri", *on)]
    about_the_book = ["PlayerRegisteredInLedger"]
    assert found == (kinds if not on else kinds + about_the_book)


def test_the_whole_log_keeps_what_is_about_the_book(
    db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    everything = rows(db, capsys, "log")
    early = rows(db, capsys, "log", "--on", "2000-01-01")
    assert len(everything) == 11
    assert [row for row in everything if row["known"] is None] == early
    assert len(rows(db, capsys, "log", "-n", "9", "--on", "2000-01-01")) == 8


def test_a_place_in_the_book_is_no_day(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(rows(db, capsys, "log", "--on", "#11")) == 11


def test_a_line_of_time_ends_with_what_had_begun_by_the_day(
    db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def begun(*on: str) -> set[str]:
        return {row["from_day"] or "" for row in rows(db, capsys, "player", "ferri", *on)}

    assert max(begun()) == "2025-07-01"
    assert max(begun("--on", "2025-06-30")) == "2024-08-30"
    assert max(begun("--on", "2023-12-31")) <= "2023-12-31"


def test_coverage_ends_with_the_season_of_the_day(
    db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def seasons(*on: str) -> list[str]:
        return [row["season"] for row in rows(db, capsys, "coverage", *on)]

    assert seasons() == ["2022-23", "2024-25"]
    assert seasons("--on", "2024-07-01") == ["2022-23", "2024-25"]
    assert seasons("--on", "2024-06-30") == ["2022-23"]
    assert seasons("--on", "2022-06-30") == []


@pytest.mark.parametrize(
    ("on", "known_as"),
    [
        ((), True),
        (("--on", "2014-07-01"), True),
        (("--on", "2020-06-30"), True),
        (("--on", "2014-06-30"), False),
        (("--on", "2020-07-01"), False),
    ],
    ids=str,
)
def test_a_club_has_the_names_in_use_on_the_day(
    db: str, capsys: pytest.CaptureFixture[str], on: tuple[str, ...], known_as: bool
) -> None:
    values = [row["value"] for row in rows(db, capsys, "ids", "show", "lecce", *on)]
    assert ("Robur" in values) == known_as
    assert "Lecce" in values
