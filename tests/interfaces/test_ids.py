"""`tledger ids`: what it prints, what it writes, and how it says no."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger import Basis, Entry, Evidence, UncertainDate
from ledger.domain.events import ExternalId, IdentityDoubted
from ledger.interfaces.cli.main import main

TOMORI = ["record", "RumourReported", "--to", "Juventus", "--source", "Schira", "--register"]


@pytest.fixture
def db(tmp_path: Path) -> str:
    """Fikayo Tomori under two ids, each with a report, and a doubt."""
    place = str(tmp_path / "ids.db")
    for name, day in (("Fikayo Tomori", "2024-12-27"), ("F. Tomori", "2024-12-28")):
        told = [*TOMORI, "--player", name, "--published", day, "-q", "--db", place]
        assert main(told) == 0
    doubt = IdentityDoubted(
        external_id=ExternalId(scheme="transfermarkt", id="303254"),
        name="Fikayo Tomori",
        nationalities=("ENG",),
        candidates=("player:fikayo-tomori", "player:f-tomori"),
        why="two of that name",
    )
    with ledger.open(place) as book:
        book.record(
            Entry(
                subject="ledger",
                event=doubt,
                basis=Basis.LISTED,
                published_at=UncertainDate.parse("2024-12-01"),
                evidence=(Evidence(source="schira", file="players.csv", line=17),),
            )
        )
    return place


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main([*words, "-f", "json"]) == 0
    items: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["items"]
    return items


def test_two_ids_are_made_one_and_two_again(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    [row] = asked(capsys, "ids", "same", "fikayo-tomori", "f-tomori", "--db", db)
    assert (row["kind"], row["says"]) == ("EntitiesMerged", "f-tomori into fikayo-tomori")
    deals = asked(capsys, "deals", "--player", "F. Tomori", "--db", db)
    assert {deal["player_id"] for deal in deals} == {"fikayo-tomori"}
    told = ["ids", "revert", "fikayo-tomori", "f-tomori", "--reason", "brothers", "--db", db]
    [row] = asked(capsys, *told)
    assert row["kind"] == "MergeReverted"
    deals = asked(capsys, "deals", "--player", "F. Tomori", "--db", db)
    assert {deal["player_id"] for deal in deals} == {"f-tomori"}


def test_a_dry_run_writes_nothing(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ["same", "fikayo-tomori", "f-tomori"],
        ["same", "fikayo-tomori", "transfermarkt:303254"],
        ["different", "fikayo-tomori", "f-tomori"],
        ["different", "fikayo-tomori", "transfermarkt:303254"],
        ["link", "fikayo-tomori", "wikidata:Q1"],
    ):
        rows = asked(capsys, "ids", *words, "--dry-run", "--db", db)
        assert [row["entry"] for row in rows] == [None] * len(rows)
    with ledger.open(db) as book:
        assert {item.entry.kind for item in book.entries("ledger")} == {"IdentityDoubted"}


def test_doubts_tell_candidates_file_and_line(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    [row] = asked(capsys, "ids", "doubts", "--db", db)
    assert (row["external_id"], row["candidates"], row["where"]) == (
        "transfermarkt:303254",
        "fikayo-tomori, f-tomori",
        "players.csv:17",
    )
    asked(capsys, "ids", "same", "transfermarkt:303254", "fikayo-tomori", "--db", db)
    assert asked(capsys, "ids", "doubts", "--db", db) == []
    told = asked(capsys, "ids", "show", "transfermarkt:303254", "--db", db)
    assert {row["own_id"] for row in told} == {"fikayo-tomori"}


def test_an_id_that_somebody_carries_stands_for_him(
    db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(capsys, "ids", "link", "f-tomori", "wikidata:Q1", "--db", db)
    [row] = asked(capsys, "ids", "same", "fikayo-tomori", "wikidata:Q1", "--db", db)
    assert row["says"] == "f-tomori into fikayo-tomori"


def test_a_new_report_by_the_old_id_is_about_the_survivor(
    db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(capsys, "ids", "same", "fikayo-tomori", "f-tomori", "--db", db)
    report = ["record", "RumourReported", "--player", "f-tomori", "--to", "Napoli", "--register"]
    rows = asked(capsys, *report, "--source", "Schira", "--published", "2025-01-02", "--db", db)
    assert rows[-1]["subject"] == "player:fikayo-tomori"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["same", "fikayo-tomori", "fikayo-tomori"], 5, "both are fikayo-tomori on record"),
        (["same", "fikayo-tomori", "juventus"], 5, "one is a player and the other a club"),
        (["same", "fikayo-tomori", "nobody"], 3, "No player on record is called 'nobody'"),
        (["revert", "fikayo-tomori", "f-tomori", "--reason", "x"], 5, "no merge on record"),
        (["link", "fikayo-tomori", "303254"], 2, "as in transfermarkt:342385"),
        (["different", "fikayo-tomori", "wikidata:Q9"], 3, "No doubt about wikidata:Q9 is open"),
        (["show", "tomori"], 3, "'tomori' is several players on record"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    words: list[str], code: int, said: str, db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ids", *words, "--db", db]) == code
    assert said in capsys.readouterr().err
