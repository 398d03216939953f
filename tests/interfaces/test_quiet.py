"""``--quiet``: questions give the answer alone, and what only writes says nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledger.interfaces.cli.main import main

WRITING = (
    ("demo",),
    ("init",),
    ("record", "NoteRecorded", "--player", "kalulu", "--text", "in form", "--source", "gazzetta"),
    ("correct", "#275", "--note", "on air", "--reason", "left out"),
    ("void", "#342", "--why", "no word of it"),
    ("retract", "#160", "--source", "gazzetta", "--why", "it was wrong"),
    ("assess", "fikayo-tomori/tottenham-hotspur/1", "10%"),
    ("ids", "same", "lloyd-kelly", "kevin-danso", "--why", "taken for one"),
    ("ids", "revert", "lloyd-kelly", "kevin-danso", "--why", "they are two"),
    ("ids", "different", "lloyd-kelly", "kevin-danso"),
    ("ids", "link", "kalulu", "wikidata:Q1"),
    ("rebuild",),
)


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = str(tmp_path / "demo.db")
    assert main(["demo", "--db", path, "--quiet"]) == 0
    return path


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    capsys.readouterr()
    assert main(list(words)) == code, words
    out, err = capsys.readouterr()
    return out, err


def test_what_only_writes_says_nothing(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in WRITING:
        assert said(capsys, *words, "--db", db, "--quiet") == ("", ""), words
    out, _ = said(capsys, "log", "--book", "--db", db, "-f", "json")
    assert len(json.loads(out)["items"]) == 6


def test_what_was_written_is_told_where_a_format_or_a_file_asks(
    db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = ("record", "NoteRecorded", "--player", "kalulu", "--source", "sky", "--db", db, "-q")
    out, err = said(capsys, *note, "--text", "fit", "--format", "json")
    assert json.loads(out)["items"][0]["kind"] == "NoteRecorded"
    assert err == ""
    path = tmp_path / "written.csv"
    assert said(capsys, *note, "--text", "tired", "--output", str(path)) == ("", "")
    assert "NoteRecorded" in path.read_text(encoding="utf-8")


def test_a_dry_run_is_told(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    dry = ("--db", db, "--quiet", "--dry-run")
    for words in (
        ("record", "NoteRecorded", "--player", "kalulu", "--text", "fit", "--source", "sky"),
        ("correct", "#275", "--note", "on air", "--reason", "left out"),
        ("void", "#275", "--why", "no word of it"),
        ("ids", "same", "lloyd-kelly", "kevin-danso"),
    ):
        assert said(capsys, *words, *dry)[0], words


def test_an_error_is_told(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = said(capsys, "void", "#164", "--why", "x", "--db", db, "--quiet", code=5)
    assert out == ""
    assert "rests on it" in err


def test_a_question_and_a_report_give_the_answer_alone(
    db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (
        ("squad", "juventus"),
        ("deals",),
        ("verify",),
        ("import", "docs/examples/invented.csv"),
        ("ids", "import", "docs/examples/reep-teams.csv"),
    ):
        out, err = said(capsys, *words, "--db", db, "--quiet")
        assert out, words
        assert err == "", words


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
