"""Squads to come at the command line: what people and programs get, and what is refused."""

from __future__ import annotations

import io
import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ledger.interfaces.cli.main import main

AT = ("--on", "2025-02-10", "--known-at", "2024-12-31")
LENT = {
    "subject": "player:fikayo-tomori",
    "event": {
        "kind": "LoanAgreed",
        "from_club": "ac-milan",
        "to_club": "juventus",
        "until": "2025-06-30",
    },
    "occurred_on": "2025-01-10",
    "basis": "official",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    assert main(["demo", "--db", str(path), "--quiet"]) == 0
    return path


@pytest.fixture(autouse=True)
def demo(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSFER_LEDGER_DB", str(book))


def ask(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    capsys.readouterr()
    assert main(list(words)) == code
    said = capsys.readouterr()
    return said.out, said.err


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask(capsys, *words, "--format", "json")[0])
    return found


def supposed(folder: Path, **changed: Any) -> str:
    """A file with Tomori on loan, or with something else said of it."""
    path = folder / "what-if.ndjson"
    path.write_text(json.dumps({**LENT, **changed}) + "\n", encoding="utf-8")
    return str(path)


def test_an_expected_squad_comes_with_all_that_it_rests_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = answer(capsys, "squad", "juventus", *AT, "--expected")
    (one,) = found["meta"]["inputs"]
    assert (one["deal"], one["stage"]) == ("fikayo-tomori/juventus/1", "interest")
    ends = {end["club"]: end["chance"] for end in found["meta"]["outcomes"]}
    assert set(ends) == {"AC Milan", "Juventus"}
    assert sum(ends.values()) == pytest.approx(1.0, abs=1e-5)
    everybody = found["meta"]["headcounts"][-1]
    assert everybody["expected"] == pytest.approx(
        sum(i["chance"] for i in found["items"]), abs=1e-4
    )


def test_people_read_the_inputs_beneath_the_squad(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = ask(capsys, "squad", "juventus", *AT, "--expected", "-f", "table")
    assert "Fikayo Tomori, AC Milan → Juventus (fikayo-tomori/juventus/1, interest): " in out
    assert "in the likeliest squad" in out


def test_included_deals_are_marked_with_a_question(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = ask(capsys, "squad", "ac-milan", *AT, "--include", "interest", "-f", "table")
    assert "? would leave for Juventus (interest); available" in out
    assert "0 more would come and 1 would leave" in out


def test_expected_and_included_are_two_questions(capsys: pytest.CaptureFixture[str]) -> None:
    _, said = ask(capsys, "squad", "juventus", "--expected", "--include", "talks", code=2)
    assert "Cannot answer with both --expected and --include" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("squad", "juventus", "--include", "signed"), "it is no stage of a deal"),
        (("depth", "juventus", "--section", "wages"), "it is no section of a squad's depth"),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(
    words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, said = ask(capsys, *words, code=2)
    assert sentence in said
    assert "Write one of" in said


def test_one_section_of_the_depth_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    items = answer(capsys, "depth", "juventus", "--on", "2024-12-15", "--section", "need")["items"]
    assert [(one["what"], one["players"]) for one in items] == [("defender", "Bremer, Juan Cabal")]


def test_what_is_assumed_shows_and_is_never_written(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sha256(book.read_bytes()).hexdigest()
    found = answer(capsys, "squad", "juventus", *AT, "--assume", supposed(tmp_path))
    status = {one["player"]: one["status"] for one in found["items"]}
    assert status["Fikayo Tomori"] == "on loan in"
    assert found["meta"]["assumed"] == 1
    out, _ = ask(capsys, "player", "tomori", *AT[2:], "--assume", supposed(tmp_path), "-f", "table")
    assert "assumed beside it: 1" in out
    assert "assumed" not in answer(capsys, "squad", "juventus", *AT)["meta"]
    assert sha256(book.read_bytes()).hexdigest() == before


def test_it_may_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(LENT)))
    found = answer(capsys, "deals", "--player", "tomori", *AT, "--assume", "-")
    assert found["items"][0]["stage"] == "completed"


def test_what_the_rules_refuse_the_question_refuses_in_the_same_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = supposed(tmp_path, event={**LENT["event"], "from_club": "chelsea"})  # type: ignore[dict-item]
    _, recorded = ask(capsys, "record", "--file", file, "--dry-run", code=5)
    _, asked = ask(capsys, "squad", "juventus", *AT, "--assume", file, code=5)
    sentence = asked.removeprefix("error: ").strip()
    assert sentence.startswith("Cannot record a loan of Fikayo Tomori (Chelsea → Juventus)")
    assert sentence in recorded


def test_a_line_that_makes_no_sense_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "what-if.ndjson"
    path.write_text('{"subject": "player:fikayo-tomori"}\n', encoding="utf-8")
    _, said = ask(capsys, "squad", "juventus", "--assume", str(path), code=2)
    assert f"{path}, line 1" in said
