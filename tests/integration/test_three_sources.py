"""Three databases tell the same league: whatever the order of import, it is one story."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path

import pytest

import ledger
from ledger.interfaces.files.importing import bring_in
from ledger.projections.names import fold_name
from ledger.queries.clubs import DealingRow

SHARED = Path(__file__).parents[3] / "shared/data"
FILES = {
    "ewenme": (SHARED / "transfers-ewenme/serie-a.csv.gz", "player_name"),
    "d2ski": (SHARED / "transfers-d2ski/IT1.csv.gz", "player_name"),
    "eordo": (SHARED / "transfers-eordo/serie_a.csv.gz", "player_name"),
}
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not SHARED.exists(), reason=f"needs the shared data folder: no {SHARED}"),
]
ORDERS = list(permutations(FILES))
KULUSEVSKI = "Dejan Kulusevski"


def rows_of(source: str) -> list[list[str]]:
    with gzip.open(FILES[source][0], "rt", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Of each file, all rows of the players who went from Juventus to Milan or back, and of one."""
    folder = tmp_path_factory.mktemp("parts")
    every = {source: rows_of(source) for source in FILES}
    players = {fold_name(KULUSEVSKI)}
    for source, rows in every.items():
        name = rows[0].index(FILES[source][1])
        for row in rows[1:]:
            text = f" {fold_name(' '.join(row))} "
            if " juventus " in text and " milan " in text and " inter milan " not in text:
                players.add(fold_name(row[name]))
    found = {}
    for source, rows in every.items():
        name = rows[0].index(FILES[source][1])
        found[source] = folder / f"{source}.csv"
        with found[source].open("w", encoding="utf-8", newline="") as out:
            kept = [row for row in rows[1:] if fold_name(row[name]) in players]
            csv.writer(out).writerows([rows[0], *kept])
    return found


def imported(parts: dict[str, Path], order: Iterable[str]) -> ledger.Ledger:
    book = ledger.open(":memory:")
    for source in order:
        bring_in(book, parts[source])
    return book


def told(book: ledger.Ledger) -> list[tuple[object, ...]]:
    """Every dealing of the two clubs, as anybody would compare them."""
    return [
        (row.day, row.dealing, row.player, row.from_club, row.to_club, row.fee, row.window)
        for row in book.dealings("juventus", "ac-milan", on="2026-01-01")
    ]


@pytest.fixture(scope="module", params=ORDERS, ids=" ".join)
def book(request: pytest.FixtureRequest, parts: dict[str, Path]) -> ledger.Ledger:
    return imported(parts, request.param)


@pytest.fixture(scope="module")
def first(parts: dict[str, Path]) -> list[tuple[object, ...]]:
    return told(imported(parts, ORDERS[0]))


def test_the_order_of_import_changes_no_dealing(
    book: ledger.Ledger, first: list[tuple[object, ...]]
) -> None:
    assert sorted(map(str, told(book))) == sorted(map(str, first))


def test_every_real_move_is_one_line(book: ledger.Ledger) -> None:
    lines = [(row.player_id, row.from_club, row.window, row.dealing) for row in told_rows(book)]
    assert len(lines) == len({line[:3] for line in lines})
    assert len(lines) >= 19


def told_rows(book: ledger.Ledger) -> list[DealingRow]:
    return list(book.dealings("juventus", "ac-milan", on="2026-01-01"))


def test_a_purchase_after_a_loan_is_one_purchase(book: ledger.Ledger) -> None:
    kalulu = [row for row in told_rows(book) if row.player == "Pierre Kalulu"]
    assert [(row.dealing, row.from_club, row.fee) for row in kalulu] == [
        ("sale", "AC Milan", "€14.3m"),
        ("loan", "AC Milan", "€3.3m"),
    ]
    squad = book.squad("juventus", on="2025-10-01")
    assert "Pierre Kalulu" in {row.player for row in squad if row.status == "own"}


def test_lent_sold_and_lent_back_within_one_window_ends_right(book: ledger.Ledger) -> None:
    on = "2020-03-01"
    [lent] = [row for row in book.squad("juventus", on=on) if row.player == KULUSEVSKI]
    assert (lent.status, lent.at_club) == ("on loan out", "Parma")
    [there] = [row for row in book.squad("parma", on=on) if row.player == KULUSEVSKI]
    assert (there.status, there.from_club) == ("on loan in", "Juventus")
    assert KULUSEVSKI not in {row.player for row in book.squad("atalanta", on=on)}
    [back] = [row for row in book.squad("juventus", on="2020-10-01") if row.player == KULUSEVSKI]
    assert back.status == "own"


def test_each_source_stands_as_evidence(book: ledger.Ledger) -> None:
    caldara = book.deal("caldara", from_club="juventus", to_club="ac-milan")
    sources = {step.source for step in caldara.steps}
    assert len(sources) == 3
