"""A question at the last place of the book is answered as one of the whole book is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledger.interfaces.cli.main import main

MOMENT = ("--on", "2025-07-01", "--known-at", "2025-07-01")
QUESTIONS = (
    ("squad", "juventus"),
    ("squad", "juventus", "--expected"),
    ("depth", "ac-milan"),
    ("player", "kalulu"),
    ("deals",),
    ("deals", "--club", "juventus"),
    ("deal", "tomori", "--to", "juventus"),
    ("claims", "kalulu"),
    ("evidence", "kalulu"),
    ("why", "kalulu"),
    ("dealings", "juventus"),
    ("relationship", "juventus", "ac-milan"),
    ("relationships", "juventus"),
    ("window", "ITA-2025-winter"),
    ("replay", "2025-winter"),
    ("coverage",),
    ("sources",),
    ("tips",),
    ("log",),
    ("log", "tomori"),
    ("log", "--book"),
    ("show", "#160"),
    ("flags",),
    ("quotas", "juventus"),
    ("rules",),
    ("ids", "show", "kalulu"),
    ("ids", "doubts"),
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, with an entry mended, one struck, and two players who were one for a while."""
    path = tmp_path_factory.mktemp("place") / "demo.db"
    for words in (
        ("demo",),
        ("void", "#278", "--why", "not what the page says"),
        ("correct", "#253", "--fee", "26m", "--reason", "misread"),
        ("ids", "same", "lloyd-kelly", "kevin-danso", "--reason", "taken for one"),
        ("ids", "revert", "lloyd-kelly", "kevin-danso", "--reason", "they are two"),
    ):
        assert main([*words, "--db", str(path), "--quiet"]) == 0, words
    return path


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_the_last_place_and_no_place_say_the_same(
    question: tuple[str, ...], book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*place: str) -> str:
        capsys.readouterr()
        assert main([*question, *MOMENT, *place, "--db", str(book), "-f", "json"]) == 0
        return capsys.readouterr().out

    whole = said()
    last = json.loads(whole)["meta"]["position"]
    assert said("--recorded-at", f"#{last}") == whole
