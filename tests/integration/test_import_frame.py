"""DataFrames of pandas, polars and PyArrow are read as the same rows of a file are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import ledger
from ledger.interfaces.files.frames import text_of
from ledger.interfaces.files.importing import bring_in
from ledger.store import Store

from .leagues import careers, league, row

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
Make = Callable[[Path], Any]
LIBRARIES: dict[str, Make] = {
    "pandas": pd.read_csv,
    "pandas, numbers that may be missing": lambda path: pd.read_csv(path).convert_dtypes(),
    "polars": lambda path: pl.read_csv(path, null_values=["NA"]),
    "polars, lazy": lambda path: pl.scan_csv(path, null_values=["NA"]),
    "PyArrow": lambda path: pa.Table.from_pandas(pd.read_csv(path)),
}
BY_LIBRARY = pytest.mark.parametrize("make", LIBRARIES.values(), ids=LIBRARIES.keys())


def book() -> ledger.Ledger:
    return ledger.open(":memory:", clock=lambda: NOON)


def told(opened: ledger.Ledger) -> list[tuple[Any, ...]]:
    """What a book says, but for the file and line where it stood."""
    return [
        (item.entry_id, item.entry.subject, item.entry.event, item.entry.occurred_on)
        for item in opened.entries()
    ]


@BY_LIBRARY
def test_a_frame_says_what_its_file_says(tmp_path: Path, make: Make) -> None:
    rows = [*careers(40, seed=3), row("Ugo Ultimo", age=0).replace(",0,", ",NA,")]
    path = league(tmp_path, *rows)
    with book() as by_file, book() as by_frame:
        file = bring_in(by_file, path)
        frame = by_frame.import_frame(make(path))
        assert told(by_frame) == told(by_file)
        assert (frame.rows, frame.merged, frame.recorded) == (file.rows, file.merged, file.recorded)
        assert by_frame.import_frame(make(path)).recorded == 0


@BY_LIBRARY
def test_yes_and_no_that_a_library_takes_for_such_are_read(tmp_path: Path, make: Make) -> None:
    path = tmp_path / "league.csv"
    path.write_text(
        "club,name,age,nationality,position,dealing_club,dealing_country,fee,movement,window,"
        "league,season,is_loan,loan_status\n"
        "Lugo FC,Ugo Prova,20,Italy,Centre-Back,Imola,Italy,,in,summer,Z,2020,True,free loan\n"
        "Lugo FC,Ivo Prova,21,Italy,Centre-Back,Imola,Italy,0,in,summer,Z,2020,False,\n",
        encoding="utf-8",
    )
    with book() as by_file, book() as by_frame:
        assert bring_in(by_file, path).refusals == []
        by_frame.import_frame(make(path))
        assert told(by_frame) == told(by_file)


@BY_LIBRARY
def test_rows_are_numbered_and_cited(tmp_path: Path, make: Make) -> None:
    path = league(tmp_path, row(), row("Ivo Prova", fee="€-3m"), row("Elia Prova"))
    with book() as opened:
        report = opened.import_frame(make(path))
        assert [(refusal.file, refusal.line) for refusal in report.refusals] == [("DataFrame", 2)]
        (moved,) = opened.entries("player:elia-prova", kinds=["TransferCompleted"])
        assert [(e.source, e.file, e.line) for e in moved.entry.evidence] == [
            ("transfermarkt-ewenme", "DataFrame", 3)
        ]


def test_an_age_stays_whole_where_one_is_missing(tmp_path: Path) -> None:
    """Pandas makes numbers with a point of a column in which one is missing."""
    path = league(tmp_path, row(), row("Ivo Prova").replace(",23,", ",,"))
    frame = pd.read_csv(path)
    assert frame["age"].tolist()[0] == 23.0
    with book() as opened:
        assert opened.import_frame(frame).refusals == []
        (ugo,) = opened.entries("player:ugo-prova", kinds=["PlayerRegisteredInLedger"])
        assert str(ugo.event.__dict__["born"]) == "1994/1995"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("1.0", "1.0"),
        (True, "1"),
        (False, "0"),
        (23, "23"),
        (23.0, "23"),
        (0.1, "0.1"),
        (14_300_000.0, "14300000"),
        (1e22, "10000000000000000000000"),
        (1.5e-7, "0.00000015"),
        (float("nan"), ""),
        (float("inf"), ""),
        (Decimal("1.10"), "1.10"),
        (Decimal("1E+7"), "10000000"),
        (date(2024, 8, 20), "2024-08-20"),
        (datetime(2024, 8, 20), "2024-08-20"),  # noqa: DTZ001 - as pandas has days
        (datetime(2024, 8, 20, 9, 30, tzinfo=UTC), "2024-08-20T09:30:00+00:00"),
    ],
)
def test_a_value_is_the_text_that_stands_for_it(value: object, text: str) -> None:
    assert text_of(value) == text


def test_a_cell_that_is_no_text_number_or_day_costs_its_row(tmp_path: Path) -> None:
    path = league(tmp_path, row(), row("Ivo Prova"))
    frame = pd.read_csv(path).astype({"fee": "object"})
    frame["fee"] = [["€1.00m"], "?"]
    with book() as opened:
        (refusal,) = opened.import_frame(frame).refusals
        assert (refusal.line, refusal.what) == (1, "a cell holds a list.")


def test_control_characters_and_endless_cells_cost_their_row(tmp_path: Path) -> None:
    frame = pd.read_csv(league(tmp_path, row(), row("Ivo Prova"), row("Elia Prova")))
    frame.loc[0, "player_name"] = "Ugo\0"
    frame.loc[1, "player_name"] = "I" * 120_000
    with book() as opened:
        assert [refusal.line for refusal in opened.import_frame(frame).refusals] == [1, 2]


def test_the_source_and_the_format_may_be_named(tmp_path: Path) -> None:
    frame = pl.read_csv(league(tmp_path, row()))
    with book() as opened:
        opened.import_frame(frame, format="ewenme", source="my-scouts")
        (moved,) = opened.entries("player:ugo-prova", kinds=["TransferCompleted"])
        assert moved.entry.evidence[0].source == "my-scouts"
        with pytest.raises(ledger.Malformed, match=r"its columns .* are not of the format 'eordo'"):
            opened.import_frame(frame, format="eordo")
        with pytest.raises(ledger.Malformed, match="Cannot cite 'My Scouts!' as the source"):
            opened.import_frame(frame, source="My Scouts!")


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    frame = pl.read_csv(league(tmp_path, row()))
    with book() as opened:
        report = opened.import_frame(frame, dry_run=True)
        assert report.recorded > 0
        assert opened.head().position == 0


@pytest.mark.parametrize("frame", [None, "league.csv", [{"player_name": "Ugo"}], 3])
def test_what_is_no_frame_is_refused(frame: object) -> None:
    with book() as opened, pytest.raises(ledger.Malformed, match="Cannot import this DataFrame"):
        opened.import_frame(frame)


def test_a_lazy_frame_that_fails_is_refused(tmp_path: Path) -> None:
    path = league(tmp_path, *careers(40, seed=3), row().replace(",23,", ",many,"))
    lazy = pl.scan_csv(path, infer_schema_length=10)
    with book() as opened, pytest.raises(ledger.Malformed, match="Cannot import this DataFrame"):
        opened.import_frame(lazy)


def test_other_columns_are_refused_with_the_formats_that_there_are() -> None:
    with book() as opened, pytest.raises(ledger.Malformed, match=r"\(a, b\) are of no format"):
        opened.import_frame(pl.DataFrame({"a": [1], "b": [2]}))


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    frame = pd.read_csv(league(tmp_path, row()))
    frame.columns = pd.Index(["age" if name == "fee" else name for name in frame.columns])
    with book() as opened, pytest.raises(ledger.Malformed, match="Cannot import this DataFrame"):
        opened.import_frame(frame)


def test_without_narwhals_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    with book() as opened, pytest.raises(ledger.Malformed, match=r"transfer-ledger\[frames\]"):
        opened.import_frame(pl.DataFrame({"a": [1]}))


def test_a_ledger_from_a_bare_store_says_that_it_has_no_importers() -> None:
    opened = ledger.Ledger(Store.open(":memory:"))
    with opened, pytest.raises(ledger.Malformed, match=r"Open it with ledger\.open"):
        opened.import_frame(pl.DataFrame({"a": [1]}))


def test_a_file_goes_in_by_the_same_door(tmp_path: Path) -> None:
    path = league(tmp_path, row(), row("Ivo Prova", fee="€-3m"))
    with book() as opened:
        report = opened.import_file(path, quarantine=tmp_path)
        assert report.quarantine == tmp_path / "league.quarantine.csv"
        assert opened.import_file(str(path)).recorded == 0
