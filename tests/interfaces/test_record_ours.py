"""Recording what our user makes of things, squad lists, and what comes after a deal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger.interfaces.cli.main import main

RUMOUR = ["record", "RumourReported", "--player", "Fikayo Tomori", "--from", "Milan", "--source",
          "Schira", "--published", "2024-12-27", "-q"]  # fmt: skip


@pytest.fixture
def db(tmp_path: Path) -> str:
    """Two clubs are after Tomori, and he is in Milan's squad."""
    db = str(tmp_path / "ours.db")
    for club in ("Juventus", "Spurs"):
        assert main([*RUMOUR, "--to", club, "--register", "--db", db]) == 0
    return db


def run(db: str, *arguments: str) -> int:
    return main([*arguments, "-q", "-f", "json", "--db", db])


def last(db: str) -> Any:
    with ledger.open(db, read_only=True) as book:
        return list(book.entries())[-1]


def test_an_assessment_is_of_the_deal_that_the_words_mean(db: str) -> None:
    assert run(db, "assess", "tomori", "60%", "--to", "juventus", "--why", "both want it") == 0
    entry = last(db).entry
    assert (entry.deal, entry.basis) == ("fikayo-tomori/juventus/1", "assessed")
    assert (str(entry.event.probability), entry.event.why) == ("0.6", "both want it")


def test_where_several_deals_are_meant_none_is_guessed(
    db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(db, "assess", "tomori", "0.6") == 3
    assert "narrow it with --to and --from" in capsys.readouterr().err


def test_a_deal_that_is_not_on_record_is_not_assessed(
    db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(db, "assess", "fikayo-tomori/juventus/2", "0.6") == 3
    assert last(db).entry.kind == "RumourReported"
    capsys.readouterr()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("150%", "more than certain"),
        ("likely", "no probability"),
        ("1.2", "more than certain"),
        ("-1", "no probability"),
        ("60 %", ""),
        (".5", ""),
        ("0,35", ""),
    ],
)
def test_a_probability_is_read_as_people_write_it(
    db: str, said: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["assess", "-q", "--db", db, "--to", "juventus", "--", "tomori", said])
    assert code == (2 if words else 0)
    assert words in capsys.readouterr().err


def test_a_dry_run_of_it_writes_nothing(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(db, "assess", "tomori", "60%", "--to", "juventus", "--dry-run") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["items"][-1]["says"] == "60% likely"
    assert last(db).entry.kind == "RumourReported"


def test_a_squad_list_names_its_players(db: str) -> None:
    words = ("record", "SquadListSubmitted", "--club", "Juventus", "--competition", "Serie A",
             "--season", "2024-25", "--source", "Juventus", "--register")  # fmt: skip
    listed = ("--listed", "Nicolò Savona: club-trained, under age", "--listed", "Danilo")
    assert run(db, *words, *listed) == 0
    assert [dict(one) for one in last(db).event.players] == [
        {"player": "nicolo-savona", "trained": "club", "under_age": True},
        {"player": "danilo", "trained": None, "under_age": False},
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("SquadListAmended", "--club", "Juventus", "--competition", "Serie A", "--season",
             "2024-25", "--source", "Schira", "--listed", "Fikayo Tomori: tall"),
            "'tall' is none of club-trained",
        ),
        (
            ("RulePackAdopted", "--rule", "international-loans", "--since", "2025-07-01",
             "--reference", "our text", "--parameter", "seven"),
            "'seven' sets nothing",
        ),
        (
            ("OwnershipDeclared", "--club", "Juventus", "--owner", "Exor", "--share", "120%"),
            "'120%' is no share",
        ),
        (("PaymentMade", "--player", "Fikayo Tomori", "--amount", "1m", "--source", "Schira"),
         "it needs --from, --to"),
        (("AssessmentRecorded", "--player", "Fikayo Tomori", "--probability", "0.5"),
         "it needs --deal"),
        (
            ("LoanAgreed", "--player", "Fikayo Tomori", "--from", "Milan", "--to", "Juventus",
             "--source", "Schira", "--option", "18m, then 20m until 2025-06-30"),
            "do not follow each other",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_says_so(
    db: str, arguments: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(db, "record", *arguments) == 2
    assert says in capsys.readouterr().err


def test_a_price_that_changes_with_the_day_is_read(db: str) -> None:
    prices = "€18m until 2025-01-31, then €20m until 2025-06-30"
    loan = ("record", "LoanAgreed", "--player", "Fikayo Tomori", "--from", "Milan", "--to",
            "Juventus", "--source", "Schira", "--on", "2025-01-02")  # fmt: skip
    assert run(db, *loan, "--option", prices) == 0
    [option] = last(db).event.clauses
    words = "€18.0m until 2025-01-31, then €20.0m until 2025-06-30"
    assert (option.prices_in_words, str(option.last_day)) == (words, "2025-06-30")


def test_one_price_may_be_told_with_its_last_day(db: str) -> None:
    loan = ("record", "LoanAgreed", "--player", "Fikayo Tomori", "--from", "Milan", "--to",
            "Juventus", "--source", "Schira", "--on", "2025-01-02")  # fmt: skip
    assert run(db, *loan, "--option", "14m until 2025-06-15") == 0
    [option] = last(db).event.clauses
    assert str(option.last_day) == "2025-06-15"


def test_a_rule_is_set_by_words_numbers_and_yes_or_no(db: str) -> None:
    words = ("record", "RulePackAdopted", "--rule", "international-loans", "--since", "2025-07-01",
             "--reference", "our text")  # fmt: skip
    set_to = ("--parameter", "out_max=7", "--parameter", "exempt=or", "--parameter", "sub_loans=no")
    assert run(db, *words, *set_to) == 0
    entry = last(db).entry
    values = [(one.name, one.value) for one in entry.event.parameters]
    assert values == [("out_max", 7), ("exempt", "or"), ("sub_loans", False)]
    assert (entry.subject, entry.basis) == ("ledger", "assessed")
