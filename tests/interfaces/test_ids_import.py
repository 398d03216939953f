"""``tledger ids import``: the register's ids on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledger.interfaces.cli.main import main

ROWS = Path(__file__).parents[2] / "docs" / "examples" / "reep-teams.csv"


@pytest.fixture
def demo(tmp_path: Path) -> str:
    path = str(tmp_path / "demo.db")
    assert main(["demo", "--db", path, "--quiet"]) == 0
    return path


def test_the_report_is_also_told_as_json(demo: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ids", "import", str(ROWS), "--db", demo, "--format", "json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)["meta"]["reports"]
    assert report == {
        "file": "reep-teams.csv",
        "format": "reep clubs",
        "read": 3,
        "on_record": 2,
        "linked": 23,
        "already_there": 0,
        "doubted": [],
        "refused": [],
        "dry_run": False,
    }


def test_a_dry_run_says_what_would_be_linked(demo: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ids", "import", str(ROWS), "--db", demo, "--dry-run"]) == 0
    assert "would be linked" in capsys.readouterr().out
    assert main(["ids", "show", "transfermarkt:506", "--db", demo]) != 0


def test_a_file_of_another_kind_is_refused_with_a_way_out(
    demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "moves.csv"
    other.write_text("player,from,to\na,b,c\n", encoding="utf-8")
    assert main(["ids", "import", str(other), "--db", demo]) == 2
    assert "as a file of the reep register" in capsys.readouterr().err
