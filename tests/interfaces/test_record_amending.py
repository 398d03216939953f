"""The commands ``correct`` and ``void``: the record mended, the old answer kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger.interfaces.cli.main import main

Tledger = Callable[..., tuple[int, dict[str, Any], str]]
LOAN = (
    "record", "LoanAgreed", "--player", "Pierre Kalulu", "--from", "AC Milan", "--to", "Juventus",
    "--on", "2024-08-21", "--published", "2024-08-21", "--source", "Juventus", "--fee", "3.5m",
    "--option", "14m", "--until", "2025-06-30",
)  # fmt: skip
EXERCISE = (
    "record", "OptionExercised", "--player", "kalulu", "--to", "juventus", "--source", "juventus",
    "--on", "2025-06-05", "--published", "2025-06-05", "--fee", "14.3m",
)  # fmt: skip


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "transfers.db"


@pytest.fixture
def tledger(db: Path, capsys: pytest.CaptureFixture[str]) -> Tledger:
    def run(*arguments: str) -> tuple[int, dict[str, Any], str]:
        capsys.readouterr()
        code = main([*arguments, "--db", str(db), "-f", "json"])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else {}, err

    assert run(*LOAN)[0] == 0
    return run


def head(db: Path) -> int:
    with ledger.open(str(db)) as book:
        return book.head().position


def fee(db: Path, position: int | None = None) -> str | None:
    with ledger.open(str(db)) as book:
        return book.deal("kalulu", position=position).summary.fee


class TestCorrecting:
    def test_the_options_given_replace_what_the_entry_says(
        self, tledger: Tledger, db: Path
    ) -> None:
        code, answer, _ = tledger(
            "correct", "#5", "--reason", "misread", "--fee", "€3.3m over 2 years"
        )
        assert code == 0
        assert answer["items"] == [
            {"field": "loan fee", "before": "€3.5m", "after": "€3.3m"},
            {"field": "loan fee: paid over", "before": None, "after": "2 years"},
        ]
        assert "#6 corrects #5" in answer["meta"]["notes"]
        assert "the old answer stays reachable with --position 5" in answer["meta"]["notes"]
        assert (fee(db), fee(db, 5)) == ("€3.3m", "€3.5m")
        with ledger.open(str(db)) as book:
            assert book.deal("kalulu").summary.option == "€14.0m"

    def test_a_dry_run_shows_the_same_and_writes_nothing(self, tledger: Tledger, db: Path) -> None:
        code, answer, _ = tledger(
            "correct", "#5", "--reason", "x", "--until", "2025-05-31", "--dry-run"
        )
        assert (code, head(db)) == (0, 5)
        assert answer["items"] == [
            {"field": "loan until", "before": "2025-06-30", "after": "2025-05-31"}
        ]
        assert answer["meta"]["changes"] == [
            "\N{MINUS SIGN}Juventus on loan from AC Milan from 2024-08-21 to 2025-06-30",
            "\N{MINUS SIGN}AC Milan from 2025-07-01",
            "+Juventus on loan from AC Milan from 2024-08-21 to 2025-05-31",
            "+AC Milan from 2025-06-01",
        ]

    def test_a_clause_is_mended_beside_the_others(self, tledger: Tledger) -> None:
        _, answer, _ = tledger("correct", "5", "--reason", "x", "--option-until", "2025-06-15",
                               "--sell-on", "10%", "--dry-run")  # fmt: skip
        assert [row["field"] for row in answer["items"]] == ["option until", "sell on"]

    def test_evidence_dates_and_notes_can_be_mended(self, tledger: Tledger) -> None:
        _, answer, _ = tledger(
            "correct", "5", "--reason", "x", "--url", "https://www.juventus.com/kalulu",
            "--quote", "Kalulu is bianconero", "--on", "2024-08-20", "--note", "seen",
        )  # fmt: skip
        assert {row["field"]: row["after"] for row in answer["items"]} == {
            "occurred_on": "2024-08-20",
            "note": "seen",
            "url": "https://www.juventus.com/kalulu",
            "excerpt": "Kalulu is bianconero",
        }

    def test_another_engaging_club_is_another_deal(self, tledger: Tledger, db: Path) -> None:
        code, answer, err = tledger("correct", "5", "--reason", "x", "--to", "Roma", "--register")
        assert code == 0
        assert "registered club as-roma (AS Roma)" in err
        deal = next(row for row in answer["items"] if row["field"] == "deal")
        assert deal["after"] == "pierre-kalulu/as-roma/1"
        with ledger.open(str(db)) as book:
            assert [row.player_id for row in book.squad("as-roma", on="2024-12-15")] == [
                "pierre-kalulu"
            ]
            assert len(book.squad("juventus", on="2024-12-15")) == 0
            assert len(book.squad("juventus", on="2024-12-15", position=5)) == 1

    def test_a_corrected_entry_is_corrected_again_by_its_own_position(
        self, tledger: Tledger, db: Path
    ) -> None:
        tledger("correct", "5", "--reason", "x", "--fee", "3.4m")
        _, answer, _ = tledger("correct", "6", "--reason", "y", "--fee", "3.3m")
        assert answer["items"] == [{"field": "loan fee", "before": "€3.4m", "after": "€3.3m"}]
        assert "#7 corrects #5" in answer["meta"]["notes"]
        assert fee(db) == "€3.3m"

    def test_voiding_a_correction_reinstates_what_it_replaced(
        self, tledger: Tledger, db: Path
    ) -> None:
        tledger("correct", "5", "--reason", "x", "--fee", "3.3m")
        assert tledger("void", "#6", "--reason", "it was right")[0] == 0
        assert fee(db) == "€3.5m"

    @pytest.mark.parametrize(
        ("arguments", "code", "says"),
        [
            (["5", "--reason", "x"], 2, "Nothing to correct in #5"),
            (["5", "--reason", "x", "--fee", "3.5m"], 2, "Nothing to correct in #5"),
            (["5", "--reason", "x", "--stage", "bid"], 2, "LoanAgreed takes no --stage"),
            (["5", "--fee", "3.3m"], 2, "--reason"),
            (["99", "--reason", "x", "--fee", "3m"], 3, "No entry 99 is on record"),
            (["5", "--reason", "x", "--to", "Rome"], 3, "--register"),
            (["5", "--reason", "x", "--fee", "-1"], 2, "no sign"),
        ],
    )
    def test_what_cannot_be_corrected_is_said(
        self, tledger: Tledger, db: Path, arguments: list[str], code: int, says: str
    ) -> None:
        got, _, err = tledger("correct", *arguments)
        assert got == code
        assert says in err
        assert head(db) == 5

    def test_a_correction_that_contradicts_the_record_is_refused(
        self, tledger: Tledger, db: Path
    ) -> None:
        tledger(*EXERCISE)
        code, _, err = tledger("correct", "5", "--reason", "x", "--option", "none")
        assert code == 5
        assert "OptionExercised" in err
        assert head(db) == 6


class TestVoiding:
    def test_an_entry_is_struck_and_what_that_changes_is_said(
        self, tledger: Tledger, db: Path
    ) -> None:
        code, answer, _ = tledger("void", "#5", "--reason", "wrong player")
        assert code == 0
        assert answer["items"][0]["voided"] == 5
        assert answer["items"][0]["by"] == 6
        assert "deal pierre-kalulu/juventus/1: completed → gone" in answer["meta"]["changes"]
        assert "the old answer stays reachable with --position 5" in answer["meta"]["notes"]
        with ledger.open(str(db)) as book:
            assert len(book.squad("juventus", on="2024-12-15")) == 0
            assert len(book.squad("juventus", on="2024-12-15", position=5)) == 1

    def test_what_rests_on_it_is_named_and_struck_on_demand(
        self, tledger: Tledger, db: Path
    ) -> None:
        tledger(*EXERCISE)
        code, _, err = tledger("void", "5", "--reason", "x")
        assert code == 5
        assert "OptionExercised of 2025-06-05 (#6) rests on it" in err
        assert head(db) == 6
        code, answer, _ = tledger("void", "5", "--reason", "x", "--cascade", "--dry-run")
        assert (code, head(db)) == (0, 6)
        assert {row["voided"] for row in answer["items"]} == {5, 6}
        assert tledger("void", "5", "--reason", "x", "--cascade")[0] == 0
        assert head(db) == 8

    def test_a_voided_entry_cannot_be_corrected(self, tledger: Tledger) -> None:
        tledger("void", "5", "--reason", "x")
        code, _, err = tledger("correct", "5", "--reason", "x", "--fee", "3m")
        assert code == 5
        assert "it was voided" in err

    def test_the_beginning_of_an_id_names_an_entry(self, tledger: Tledger, db: Path) -> None:
        with ledger.open(str(db)) as book:
            entry_id = str(book.entry(5).entry_id)
        assert tledger("void", entry_id[:13], "--reason", "x", "--dry-run")[0] == 0
        assert tledger("void", "abcdef123456", "--reason", "x")[0] == 3
