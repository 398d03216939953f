"""The transfer formats on the real files beside the checkout; nothing of them is kept here."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import ledger
from ledger.domain.career import career
from ledger.domain.entry import Recorded
from ledger.domain.events import LoanAgreed, LoanEnded, TransferCompleted
from ledger.interfaces.files.fees import Sort
from ledger.interfaces.files.formats.eordo import EORDO
from ledger.interfaces.files.importing import bring_in
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Row

DATA = Path(__file__).parents[3] / "shared" / "data"
EORDO_SERIE_A = DATA / "transfers-eordo" / "serie_a.csv.gz"
EWENME_SERIE_A = DATA / "transfers-ewenme" / "serie-a.csv.gz"
AMBIGUOUS = "loan or end of a loan, no row tells which"
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not EORDO_SERIE_A.exists(), reason="the shared data folder is not here"),
]


@pytest.mark.parametrize(
    ("file", "rows", "refused"),
    [
        ("transfers-d2ski/FR1.csv.gz", 8_199, {}),
        (
            "transfers-d2ski/IT1.csv.gz",
            16_135,
            {1_821: "Matteo Lombardo would move by loan from FC Internazionale to Without Club."},
        ),
        ("transfers-d2ski/NL1.csv.gz", 7_429, {}),
        ("transfers-d2ski/raw-sample/IT1_2020_s.json.gz", 803, {}),
        ("transfers-d2ski/raw-sample/IT1_2020_w.json.gz", 212, {}),
        ("transfers-emordonez/2020-serie-a.csv.gz", 968, {}),
        ("dialect-samples/dcaribou/players.csv.gz", 1_000, {}),
        (
            "dialect-samples/dcaribou/transfers.csv.gz",
            1_000,
            {61: "Rick Karsdorp would move by transfer from Career break to Without Club."},
        ),
    ],
)
def test_a_file_is_imported_once_with_every_refusal_explained(
    file: str, rows: int, refused: dict[int, str]
) -> None:
    with ledger.open(":memory:") as book:
        report = bring_in(book, DATA / file)
        assert report.rows == rows
        assert {refusal.line: refusal.what for refusal in report.refusals} == refused
        assert report.doubts == []
        position = book.head().position
        assert bring_in(book, DATA / file).recorded == 0
        assert book.head().position == position


@pytest.fixture(scope="module")
def serie_a() -> Iterator[tuple[ledger.Ledger, Report]]:
    with ledger.open(":memory:") as book:
        yield book, bring_in(book, EORDO_SERIE_A)


def test_the_serie_a_of_eordo_contradicts_itself_little(
    serie_a: tuple[ledger.Ledger, Report],
) -> None:
    _, report = serie_a
    assert (report.rows, len(report.refusals)) == (30_333, 3)
    assert report.loan_ends_matched / report.loan_ends > 0.98
    assert report.flagged["H2 already-on-loan"] + report.flagged["H2 out-on-loan"] <= 80
    assert report.flagged["no order of a window's moves fits"] <= 10
    assert report.flagged[AMBIGUOUS] <= 420


def test_ends_of_loans_are_told_from_loans_as_ewenme_tells_them() -> None:
    """Of the rows that both sets have, by season, window, player and club."""
    told: dict[tuple[str, str, str, str], set[bool]] = {}
    with gzip.open(EWENME_SERIE_A, "rt", encoding="utf-8", newline="") as text:
        for cells in csv.DictReader(text):
            if cells["transfer_movement"] == "out" and "oan" in cells["fee"]:
                where = (cells["year"], cells["transfer_period"].lower())
                key = (*where, cells["player_name"], cells["club_name"])
                told.setdefault(key, set()).add(cells["fee"].startswith("End of loan"))
    report = Report(EORDO_SERIE_A.name)
    statements = list(EORDO.statements(EORDO_SERIE_A, report, lambda _done, _total: None))
    flagged = {flag.lines[0] for flag in report.flags if flag.reason == AMBIGUOUS}
    counted: Counter[bool] = Counter()
    for row in statements:
        if not isinstance(row, Row) or row.side != "out" or row.line in flagged:
            continue
        if row.price.sort is Sort.TRANSFER or row.price.fee.fixed.low is not None:
            continue
        half = row.window.partition("-")[2]
        says = told.get((str(row.season), half, row.who.name, row.start.name), set())
        if len(says) == 1:
            counted[says == {row.price.sort is Sort.LOAN_END}] += 1
    assert counted[True] > 7_900
    assert counted[False] <= 5


def entries_of(book: ledger.Ledger, name: str) -> list[Recorded]:
    (player,) = {
        item.entry.subject
        for item in book.entries()
        if item.event.kind == "PlayerRegisteredInLedger" and name in str(item.event.model_dump())
    }
    return [item for item in book.entries() if item.entry.subject == player]


def test_kalulus_purchase_of_2025_is_one_purchase(serie_a: tuple[ledger.Ledger, Report]) -> None:
    moves = [
        item.event
        for item in entries_of(serie_a[0], "Pierre Kalulu")
        if isinstance(item.event, TransferCompleted | LoanAgreed | LoanEnded)
    ]
    assert [(event.kind, event.from_club, event.to_club) for event in moves[1:]] == [
        ("LoanAgreed", "ac-milan", "juventus"),
        ("LoanEnded", "ac-milan", "juventus"),
        ("TransferCompleted", "ac-milan", "juventus"),
    ]


def test_kulusevskis_winter_of_2020_ends_at_parma_for_juventus(
    serie_a: tuple[ledger.Ledger, Report],
) -> None:
    spells = career(entries_of(serie_a[0], "Dejan Kulusevski")).spells
    at_parma = [(spell.parent_club, spell.club) for spell in spells if spell.club == "parma"]
    assert at_parma == [("atalanta", "parma"), ("juventus", "parma")]
    assert [spell.parent_club for spell in spells][-1] == "tottenham-hotspur"


def test_caldaras_loans_end_where_they_should(serie_a: tuple[ledger.Ledger, Report]) -> None:
    spells = career(entries_of(serie_a[0], "Mattia Caldara")).spells
    assert [
        (str(spell.parent_club), str(spell.club), str(spell.valid_from)) for spell in spells
    ] == [
        ("atalanta", "atalanta", "None"),
        ("atalanta", "cesena", "2015-07-01"),
        ("atalanta", "atalanta", "2016-07-01"),
        ("juventus", "atalanta", "2017-01-31"),
        ("ac-milan", "ac-milan", "2018-07-01"),
        ("ac-milan", "atalanta", "2020-01-31"),
        ("ac-milan", "venezia", "2021-07-01"),
        ("ac-milan", "spezia", "2022-07-01"),
        ("ac-milan", "ac-milan", "2023-07-01"),
        ("modena", "modena", "2024-07-01"),
    ]


def test_the_json_of_a_window_and_the_table_give_the_same_entries(tmp_path: Path) -> None:
    with gzip.open(DATA / "transfers-d2ski" / "IT1.csv.gz", "rt", encoding="utf-8") as text:
        lines = [line for line in text if line.startswith(("league,", "IT1,2020,w,"))]
    table = tmp_path / "IT1.csv"
    table.write_text("".join(lines), encoding="utf-8")
    document = DATA / "transfers-d2ski" / "raw-sample" / "IT1_2020_w.json.gz"
    with ledger.open(":memory:") as one, ledger.open(":memory:") as other:
        bring_in(one, table)
        bring_in(other, document)
        by_table = [(item.entry.entry_id, item.event) for item in one.entries()]
        by_json = [(item.entry.entry_id, item.event) for item in other.entries()]
        assert by_json == by_table
        assert len(by_table) > 500
