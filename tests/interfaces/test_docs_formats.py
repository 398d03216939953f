"""The page of formats is complete: every format, column, limit and word of the report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ledger
from ledger.domain.events import Stage
from ledger.interfaces.files import statements, tables, texts
from ledger.interfaces.files.checking import assertions
from ledger.interfaces.files.formats import FORMATS, Format, format_of
from ledger.interfaces.files.formats.format import QUARANTINE_COLUMNS
from ledger.interfaces.files.formats.synonyms import FreeTable
from ledger.interfaces.files.report import Report

from .test_docs_reference import first_column, page, sections

TEXT = page("reference/formats.md")
PARTS = sections(TEXT)
WHOLE_PARTS = sections(TEXT, "## ")
_EXAMPLE = re.compile(r"^```(csv|json)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_OWN = {"NDJSON", "DataFrame", "A quarantine"}
_SHARED = {"Days, told and assumed", "Fees", "Other days"}
_each = pytest.mark.parametrize("format_", FORMATS, ids=lambda one: one.says)


def test_every_format_has_a_section_and_nothing_else_has() -> None:
    assert set(PARTS) - _OWN - _SHARED == {one.says for one in FORMATS}


@_each
def test_a_format_has_all_its_columns_and_no_other(format_: Format) -> None:
    # A document of the same set as a table has the table's columns.
    told = [
        column
        for one in FORMATS
        if one.columns == format_.columns
        for column in first_column(PARTS[one.says])
    ]
    optional = format_.optional if isinstance(format_, FreeTable) else ()
    assert sorted(told) == sorted([*format_.columns, *optional])


@_each
def test_a_column_has_all_the_names_it_goes_by(format_: Format) -> None:
    synonyms = format_.synonyms if isinstance(format_, FreeTable) else {}
    for column, names in synonyms.items():
        (row,) = re.findall(rf"^\| `{column}` \| ([^|]*) \|", PARTS[format_.says], re.MULTILINE)
        assert re.findall(r"`([a-z_]+)`", row) == list(names)


@_each
def test_a_format_says_who_speaks_in_it_and_what_it_covers(format_: Format) -> None:
    if format_.columns == FORMATS[1].columns and format_ is not FORMATS[1]:
        return  # The same set as a document: said of the table.
    text = PARTS[format_.says]
    assert f"`{format_.source}`" in text
    assert f"Coverage: {format_.covers or 'none'}" in text


@_each
def test_the_example_of_a_format_is_recognised_and_read(format_: Format, tmp_path: Path) -> None:
    ((language, example),) = _EXAMPLE.findall(PARTS[format_.says])
    file = tmp_path / ("IT1_2019_s.json" if language == "json" else "example.csv")
    file.write_text(example, encoding="utf-8")
    report = Report(file.name)
    assert format_of(texts.first_line(file)) is format_
    read = list(format_.statements(file, report, lambda _done, _total: None))
    assert [one.who.name for one in read] == ["Dario Lunetta"]
    assert (report.rows, report.refusals, report.flags) == (1, [], [])


def test_the_examples_of_all_formats_are_about_one_man_and_one_transfer(tmp_path: Path) -> None:
    files = []
    for number, one in enumerate(FORMATS):
        ((language, example),) = _EXAMPLE.findall(PARTS[one.says])
        folder = tmp_path / f"{number:02}"
        folder.mkdir()
        files.append(folder / ("IT1_2019_s.json" if language == "json" else "example.csv"))
        files[-1].write_text(example, encoding="utf-8")
    with ledger.open(":memory:") as book:
        reports = [book.import_file(file) for file in files]
        assert [(r.refusals, r.quarantined, dict(r.flagged)) for r in reports] == [
            ([], 0, {}) for _ in files
        ]
        moved = [deal.deal for deal in book.deals() if deal.outcome == "completed"]
        assert moved == ["dario-lunetta/juventus/1"]
        assert {deal.player_id for deal in book.deals()} == {"dario-lunetta"}
        assert {book.import_file(file).recorded for file in files} == {0}


def test_the_stages_of_a_rumour_are_all_there() -> None:
    (row,) = re.findall(r"^\| `stage` \| \| ([^|]*) \|", PARTS["rumour CSV"], re.MULTILINE)
    assert re.findall(r"`([a-z_]+)`", row) == list(Stage)


def test_the_report_has_all_its_words_and_no_other() -> None:
    assert first_column(WHOLE_PARTS["The report"]) == list(Report("x").to_dict())


def test_assertions_have_all_their_columns_and_words() -> None:
    text = WHOLE_PARTS["Assertions"]
    assert first_column(text) == [*assertions.COLUMNS, "status", "note"]
    (row,) = re.findall(r"^\| `status` \| (.*) \|$", text, re.MULTILINE)
    assert {*re.findall(r"`([a-z ]+)`", row), ""} == set(assertions.STATUSES)


def test_a_quarantine_has_all_its_columns() -> None:
    assert first_column(PARTS["A quarantine"]) == list(QUARANTINE_COLUMNS)
    assert f"`{tables.TO_MEND}`" in PARTS["A quarantine"]


@pytest.mark.parametrize(
    ("what", "limit"),
    [
        ("a file, unpacked", f"{texts.BYTES_MAX // 1024**3} GiB"),
        ("what `.gz` unpacks to", f"{texts.UNPACKED_TIMES_MAX} times its size"),
        ("what `.gz` unpacks to", f"first {texts.UNPACKED_BYTES_FREE // 1024**2} MiB"),
        ("a JSON document", f"{texts.WHOLE_BYTES_MAX // 1024**2} MiB"),
        ("rows", f"{tables.ROWS_MAX:,}"),
        ("columns", f"{tables.COLUMNS_MAX:,}"),
        ("refused lines", f"{texts.REFUSED_MAX:,}"),
        ("a line", f"{texts.LINE_BYTES_MAX:,} bytes"),
        ("a cell", f"{tables.CELL_LENGTH_MAX:,} characters"),
        ("lines in one quoted cell", f"{tables.LINES_A_CELL_MAX}"),
        ("a name", f"{statements.NAME_LENGTH_MAX} letters"),
    ],
)
def test_a_limit_is_what_the_page_says(what: str, limit: str) -> None:
    (row,) = re.findall(
        rf"^\| {re.escape(what)} \| ([^|]*) \|", WHOLE_PARTS["Limits"], re.MULTILINE
    )
    assert limit in row
