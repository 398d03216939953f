"""Rows that were refused or are in doubt: set aside, mended or settled, and imported again."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

import ledger
from ledger.interfaces.files.importing import bring_in

from .leagues import league, row

MARK = "⟨to mend⟩"


@pytest.fixture
def book() -> Iterator[ledger.Ledger]:
    with ledger.open(":memory:") as opened:
        yield opened


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def mend(path: Path, line: int, **cells: str) -> None:
    """Write cells into one row of a quarantine."""
    rows = rows_of(path)
    rows[line - 2] |= cells
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_a_refused_row_is_mended_and_recorded_with_both_its_places(
    book: ledger.Ledger, tmp_path: Path
) -> None:
    path = league(tmp_path, row(), row("Ivo Prova", club="Genoa", fee="€-3m"))
    report = bring_in(book, path, quarantine=tmp_path)
    quarantine = tmp_path / "league.quarantine.csv"
    assert report.quarantine == quarantine
    (set_aside,) = rows_of(quarantine)
    assert (set_aside["player_name"], set_aside["fee"]) == ("Ivo Prova", "€-3m")
    assert (set_aside["original_file"], set_aside["original_line"]) == ("league.csv", "3")
    assert set_aside["why"].startswith("the fee “€-3m” is none of: €5.00m")

    mend(quarantine, 2, fee="€3.00m")
    again = bring_in(book, quarantine, quarantine=tmp_path)
    assert (again.refusals, again.quarantine) == ([], None)
    (moved,) = book.entries("player:ivo-prova", kinds=["TransferCompleted"])
    assert [(piece.file, piece.line) for piece in moved.entry.evidence] == [
        ("league.csv", 3),
        ("league.quarantine.csv", 2),
    ]
    position = book.head().position
    assert bring_in(book, quarantine).recorded == 0
    assert book.head().position == position


def test_what_nobody_mended_is_refused_again_and_its_quarantine_stays(
    book: ledger.Ledger, tmp_path: Path
) -> None:
    path = league(tmp_path, row("Ivo Prova", fee="€-3m"), row("Ugo Prova", fee="€-4m"))
    bring_in(book, path, quarantine=tmp_path)
    quarantine = tmp_path / "league.quarantine.csv"
    mend(quarantine, 2, fee="€3.00m")
    kept = quarantine.read_bytes()
    again = bring_in(book, quarantine, quarantine=tmp_path)
    assert quarantine.read_bytes() == kept
    assert again.quarantine == tmp_path / "league.quarantine-2.csv"
    (left,) = rows_of(again.quarantine)
    assert (left["player_name"], left["original_file"], left["original_line"]) == (
        "Ugo Prova",
        "league.csv",
        "3",
    )


def test_a_quarantine_is_never_written_over_and_the_same_rows_are_not_written_twice(
    book: ledger.Ledger, tmp_path: Path
) -> None:
    path = league(tmp_path, row("Ivo Prova", fee="€-3m"))
    bring_in(book, path, quarantine=tmp_path)
    first = tmp_path / "league.quarantine.csv"
    assert bring_in(book, path, quarantine=tmp_path).quarantine == first
    first.write_text("mended by hand\n", encoding="utf-8")
    other = bring_in(book, path, quarantine=tmp_path).quarantine
    assert other == tmp_path / "league.quarantine-2.csv"
    assert first.read_text(encoding="utf-8") == "mended by hand\n"
    assert bring_in(book, path, quarantine=tmp_path).quarantine == other
    assert sorted(found.name for found in tmp_path.iterdir()) == [
        "league.csv",
        "league.quarantine-2.csv",
        "league.quarantine.csv",
    ]


BROKEN = {
    "cut in its last fields": (row("Ivo Prova").rsplit(",", 1)[0], "country", MARK),
    "a field too many": (f"{row('Ivo Prova')},x", "country", f"Italy,x{MARK}"),
    "control characters": (row("Ivo\0 Prova"), "player_name", f"Ivo{MARK} Prova"),
    "an endless cell": (row("I" * 200_000), "player_name", "I" * 200 + MARK),
    "a quotation mark": (row('"Ivo Prova'), "club_name", f"AC Milan{MARK}"),
}  # fmt: skip


@pytest.mark.parametrize(("bad", "column", "shown"), BROKEN.values(), ids=BROKEN.keys())
def test_a_row_that_is_broken_is_marked_and_not_taken_before_it_is_mended(
    book: ledger.Ledger, tmp_path: Path, bad: str, column: str, shown: str
) -> None:
    bring_in(book, league(tmp_path, row(), bad), quarantine=tmp_path)
    quarantine = tmp_path / "league.quarantine.csv"
    assert rows_of(quarantine)[0][column] == shown
    (refusal,) = bring_in(book, quarantine, quarantine=tmp_path).refusals
    assert f"the column “{column}” is still marked {MARK}" in refusal.what
    mend(quarantine, 2, club_name="AC Milan", player_name="Ivo Prova", country="Italy")
    report = bring_in(book, quarantine)
    assert report.refusals == []
    assert len(list(book.entries("player:ivo-prova"))) == 2


def test_letters_of_another_encoding_are_shown_as_far_as_they_are_known(
    book: ledger.Ledger, tmp_path: Path
) -> None:
    path = league(tmp_path, row())
    path.write_bytes(path.read_bytes() + row("Ivo Prová").encode("latin-1"))
    bring_in(book, path, quarantine=tmp_path)
    (left,) = rows_of(tmp_path / "league.quarantine.csv")
    assert left["player_name"] == f"Ivo Prov\ufffd{MARK}"


def test_rows_in_doubt_are_set_aside_and_settled_ones_are_taken(
    book: ledger.Ledger, tmp_path: Path
) -> None:
    """Another league's man of the same name and age: only a person can tell."""
    bring_in(book, league(tmp_path, row("Ivo Prova", club="Genoa")))
    other = league(
        tmp_path,
        row("Ivo Prova", club="Torino FC", other="Faenza", year=2012, age=17),
        name="b.csv",
    )
    report = bring_in(book, other, quarantine=tmp_path)
    (doubt,) = report.doubts
    assert doubt.candidates == ("player:ivo-prova",)
    (left,) = rows_of(tmp_path / "b.quarantine.csv")
    assert left["why"].startswith("Ivo Prova (ewenme:")
    assert bring_in(book, tmp_path / "b.quarantine.csv").doubts  # nobody has settled it

    book.link("ivo-prova", doubt.handle)
    again = bring_in(book, tmp_path / "b.quarantine.csv")
    assert (again.doubts, again.refusals) == ([], [])
    moves = book.entries("player:ivo-prova", kinds=["TransferCompleted"])
    assert [[(e.file, e.line) for e in move.entry.evidence] for move in moves] == [
        [("league.csv", 2)],
        [("b.csv", 2), ("b.quarantine.csv", 2)],
    ]
    assert bring_in(book, other).recorded == 0


@pytest.fixture
def retold(book: ledger.Ledger, tmp_path: Path) -> Path:
    """A file with a man in doubt, of whom another file since tells one move, with a sure one."""
    bring_in(book, league(tmp_path, row("Ivo Prova", club="Genoa")))
    early = row("Ivo Prova", club="Torino FC", other="Faenza", year=2012, age=17)
    later = row("Ivo Prova", club="Imola", other="Torino FC", year=2013, age=18)
    doubted = league(tmp_path, early, later, name="b.csv")
    assert len(bring_in(book, doubted, quarantine=tmp_path).doubts) == 1
    third = league(tmp_path, row("Ivo Prova", club="Genoa"), early, name="c.csv")
    assert bring_in(book, third).doubts == []
    return doubted


def test_a_doubt_stands_in_later_runs_although_another_file_tells_one_of_the_moves(
    book: ledger.Ledger, retold: Path
) -> None:
    again = bring_in(book, retold)
    assert again.recorded == 0
    assert [doubt.lines for doubt in again.doubts] == [(2, 3)]


def test_rows_brought_back_from_a_quarantine_are_judged_by_what_is_on_record_by_now(
    book: ledger.Ledger, retold: Path
) -> None:
    back = bring_in(book, retold.with_name("b.quarantine.csv"))
    assert (back.recorded, back.doubts) == (1, [])
    again = bring_in(book, retold)
    assert (again.recorded, again.doubts) == (0, [])


def test_a_dry_run_leaves_no_quarantine(book: ledger.Ledger, tmp_path: Path) -> None:
    path = league(tmp_path, row(), row("Ivo Prova", fee="€-3m"))
    report = bring_in(book, path, dry_run=True, quarantine=tmp_path / "q")
    assert (report.dry_run, len(report.refusals), report.quarantine) == (True, 1, None)
    assert not (tmp_path / "q").exists()
    assert book.head().position == 0


def test_a_folder_that_cannot_be_written_is_named(book: ledger.Ledger, tmp_path: Path) -> None:
    path = league(tmp_path, row(), row("Ivo Prova", fee="€-3m"))
    with pytest.raises(ledger.Malformed, match=r"Cannot write a quarantine in .*league\.csv: "):
        bring_in(book, path, quarantine=path)
