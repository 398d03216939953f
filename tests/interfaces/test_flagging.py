"""The commands flags, quotas and rules: every format, every narrowing, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from ledger.domain.regulations.rules import rules
from ledger.interfaces.cli.main import main
from ledger.queries.flags import FlagRow

KALULU = "pierre-kalulu/juventus/1"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("flags") / "demo.db")
    assert main(["demo", "--db", path, "--quiet"]) == 0
    return path


class Asked:
    """Commands run on the demo."""

    def __init__(self, db: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.db, self.capsys = db, capsys
        capsys.readouterr()

    def __call__(self, *words: str, code: int = 0) -> str:
        assert main([*words, "--db", self.db]) == code
        found = self.capsys.readouterr()
        return found.out if code == 0 else found.err

    def rows(self, *words: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self(*words, "--format", "json"))["items"]
        return found


@pytest.fixture
def ask(db: str, capsys: pytest.CaptureFixture[str]) -> Asked:
    return Asked(db, capsys)


def test_the_flags_of_a_deal_name_rule_facts_and_entries(ask: Asked) -> None:
    [row] = ask.rows("flags", "--deal", KALULU, "--rule", "F4")
    assert list(row) == list(FlagRow.__dataclass_fields__)
    assert (row["code"], row["severity"], row["opened_on"]) == (
        "price-differs",
        "flag",
        "2025-06-05",
    )
    assert row["says"] == "exercised at €14.3m against an option of €14.0m"
    assert row["pack"] == "clause-prices"
    assert row["entries"].startswith("#")


def test_a_reported_refusal_clears_when_he_is_lent_all_the_same(ask: Asked) -> None:
    words = ("flags", "--player", "randal-kolo-muani", "--rule", "F5")
    [before] = ask.rows(*words, "--on", "2025-01-22")
    [after] = ask.rows(*words, "--on", "2025-01-23")
    assert (before["severity"], before["cleared_on"]) == ("reported", None)
    assert after["cleared_on"] == "2025-01-23"
    assert ask.rows(*words, "--on", "2025-01-23", "--open") == []
    assert ask.rows(*words, "--on", "2025-01-22", "--known-at", "2025-01-16") == []
    assert [row["code"] for row in ask.rows("flags", "--rule", "F5", "--season", "2024-25")] == [
        "refused-for-quota"
    ]
    assert ask.rows("flags", "--rule", "F5", "--season", "2023-24") == []


@pytest.mark.parametrize("format", ["table", "json", "ndjson", "csv", "tsv", "md"])
@pytest.mark.parametrize("words", [["flags"], ["quotas", "juventus"], ["rules", "F5"]], ids=str)
def test_every_format_tells_it(ask: Asked, words: list[str], format: str) -> None:  # noqa: A002
    assert "international loans" in ask(*words, "--format", format).lower().replace("-", " ")


def test_an_answer_without_flags_has_its_columns(ask: Asked) -> None:
    told = ask("flags", "--rule", "F9", "--format", "csv")
    assert next(csv.reader(io.StringIO(told))) == list(FlagRow.__dataclass_fields__)


def test_weak_evidence_is_one_row_unless_asked_for_in_detail(ask: Asked) -> None:
    [one] = ask.rows("flags", "--rule", "weak-evidence")
    every = ask.rows("flags", "--rule", "weak-evidence", "--detail")
    assert one["count"] == len(every) > 50


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--rule", "F11"], 3, "No rule is called 'F11'. The rules are registration-periods"),
        (["--season", "2024"], 2, "Cannot read '2024' as a season"),
        (["--season", "2024-26"], 2, "Cannot read '2024-26' as a season"),
        (["--club", "Nowhere Rovers"], 3, "No club on record is called 'Nowhere Rovers'"),
        (["--deal", "pierre-kalulu/juventus/9"], 3, "No deal pierre-kalulu/juventus/9"),
        (["--on", "1/2/2025"], 2, "Cannot read 1/2/2025 as a moment"),
    ],
)
def test_what_cannot_be_answered_is_told_why(
    ask: Asked, words: list[str], code: int, says: str
) -> None:
    assert says in ask("flags", *words, code=code)


def test_the_rules_are_there_before_any_ledger_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "none.db")
    assert main(["rules", "--db", nowhere, "--format", "ndjson"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["rule"] for row in told] == list(rules())
    assert not (tmp_path / "none.db").exists()


def test_a_rule_that_was_not_in_force_has_no_parameters(ask: Asked) -> None:
    [row] = ask.rows("rules", "international-loans", "--on", "2022-06-30")
    assert (row["pack"], row["parameters"]) == (None, None)
    [row] = ask.rows("rules", "international-loans", "--on", "2022-07-01")
    assert row["parameters"].startswith("out_max = 8, in_max = 8")
