"""``tledger relationship``: two clubs side by side, listed, drawn, and refused in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.interfaces.cli.main import main


@pytest.fixture(scope="module", autouse=True)
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    path = tmp_path_factory.mktemp("relating") / "demo.db"
    assert main(["demo", "--db", str(path), "--quiet"]) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRANSFER_LEDGER_DB", str(path))
        yield


def ask(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    capsys.readouterr()
    assert main([*words]) == code
    said = capsys.readouterr()
    return said.out, said.err


PAIR = ("relationship", "juventus", "ac-milan", "--on", "2025-07-01")


def test_people_see_both_ways_in_columns(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = ask(capsys, *PAIR, "--format", "table")
    rows = {
        cells[0].strip(): [cell.strip() for cell in cells[1:]]
        for line in out.splitlines()
        if len(cells := line.split("   ")) > 1
    }
    assert "Juventus → AC Milan" in out.splitlines()[0]
    assert [cell for cell in rows["deals done"] if cell] == ["5", "6"]
    assert [cell for cell in rows["paid for them, EUR, official"] if cell] == [
        "53,000,000",
        "64,600,000 to 71,100,000",
    ]


def test_people_are_told_what_both_ways_come_to(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = ask(capsys, *PAIR, "--format", "table")
    told = " ".join(out.split())
    assert (
        "11 deals done; agreed 0, talks 0, rumours 1, player links 1 (none of them a deal)" in told
    )
    assert "last deal 2024-08-21; last contact 2025-06-30 (LoanEnded, official," in told
    assert "windows in a row with a deal: 0 now, 2 at most (2010-summer to 2011-winter)" in told
    assert "options exercised: insufficient" in told
    assert "not judged: this ledger covers no season of any club" in told
    assert " ally" not in told


def test_programs_get_all_figures_in_one_flat_row(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = ask(capsys, *PAIR, "--format", "json")
    (row,) = json.loads(out)["items"]
    assert (row["deals"], row["deals_a_to_b"], row["deals_b_to_a"]) == (11, 5, 6)
    assert all(not isinstance(value, dict | list) for value in row.values())
    assert row["policy"] == "relationships 1"


@pytest.mark.parametrize(
    ("show", "rows"),
    [("deals", 12), ("fees", 4), ("origins", 7), ("players", 10), ("loans", 0)],
)
def test_each_part_can_be_listed(show: str, rows: int, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = ask(capsys, *PAIR, "--show", show, "--format", "json")
    assert len(json.loads(out)["items"]) == rows
    header = ask(capsys, *PAIR, "--show", show, "--format", "csv", "--quiet")[0].splitlines()[0]
    assert header.count(",") > 2


def test_the_timeline_is_written_beside_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "timeline.svg"
    out, err = ask(capsys, *PAIR, "--svg", str(path), "--format", "json")
    assert len(json.loads(out)["items"]) == 1
    assert f"drew {path}" in err
    picture = path.read_text(encoding="utf-8")
    assert picture.startswith("<svg ")
    assert "⇄ Pierre Kalulu €3.3m → €14.3m" in picture


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("relationship", "juventus", "juve"), 2, "Cannot relate Juventus to itself"),
        ((*PAIR, "--seasons", "2012-13..2010-11"), 2, "Cannot read '2012-13..2010-11' as seasons"),
        ((*PAIR, "--seasons", "2012"), 2, "Cannot read '2012' as a season"),
        ((*PAIR, "--league", "Serie A"), 2, "Cannot read 'Serie A' as the league"),
        ((*PAIR, "--half-life", "0"), 2, "Cannot let a deal's weight halve in 0 years"),
        ((*PAIR, "--svg", "/nowhere/at/all.svg"), 2, "Cannot write /nowhere/at/all.svg"),
        (("relationship", "juventus", "nobody fc"), 3, "No club on record is called 'nobody fc'"),
        (("relationships", "nobody fc"), 3, "No club on record is called 'nobody fc'"),
    ],
)
def test_what_makes_no_sense_is_refused_in_plain_words(
    words: tuple[str, ...], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, err = ask(capsys, *words, code=code)
    assert says in " ".join(err.split())


def test_the_partners_stand_by_lift(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = ask(capsys, "relationships", "juventus", "--on", "2025-07-01", "--format", "json")
    items = json.loads(out)["items"]
    assert items[0]["club_id"] == "ac-milan"
    lifts = [row["lift"] for row in items if row["lift"] is not None]
    assert lifts == sorted(lifts, reverse=True)
    assert {row["verdict"] for row in items} == {None}
    shown, _ = ask(capsys, "relationships", "juventus", "--on", "2025-07-01", "--format", "table")
    assert f"{lifts[0]:.2f}" in shown
    assert "not judged: this ledger covers no season" in " ".join(shown.split())
