"""The ewenme importer on the real file beside the checkout; nothing of it is kept here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import ledger
from ledger.domain.career import career
from ledger.domain.events import PlayerRegisteredInLedger
from ledger.interfaces.files.importing import Importer, bring_in
from ledger.interfaces.files.report import Report

SERIE_A = Path(__file__).parents[3] / "shared" / "data" / "transfers-ewenme" / "serie-a.csv.gz"
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not SERIE_A.exists(), reason="the shared data folder is not here"),
]


@pytest.fixture(scope="module")
def imported() -> Iterator[tuple[ledger.Ledger, Report]]:
    with ledger.open(":memory:") as book:
        yield book, bring_in(book, SERIE_A)


@pytest.fixture(scope="module")
def serie_a(imported: tuple[ledger.Ledger, Report]) -> ledger.Ledger:
    return imported[0]


@pytest.fixture(scope="module")
def report(imported: tuple[ledger.Ledger, Report]) -> Report:
    return imported[1]


def test_every_row_is_in_exactly_one_entry_or_refused(
    serie_a: ledger.Ledger, report: Report
) -> None:
    told: Counter[int] = Counter()
    for item in serie_a.entries():
        shown_by_another = item.entry.note is not None  # an end that no row tells
        if item.entry.kind != "PlayerRegisteredInLedger" and not shown_by_another:
            told.update(e.line for e in item.entry.evidence if e.line)
    refused = {refusal.line for refusal in report.refusals}
    assert set(told.values()) == {1}
    assert len(told) + len(refused) == report.rows == 28_433


def test_the_other_sides_are_merged_and_windows_chained(report: Report) -> None:
    assert report.merged == 3_434
    assert report.flagged["no order of a window's moves fits"] <= 10
    assert report.loan_ends_matched / report.loan_ends > 0.94


def test_kulusevskis_winter_comes_out_right(serie_a: ledger.Ledger) -> None:
    entries = list(serie_a.entries("player:dejan-kulusevski"))
    spells = [
        (spell.parent_club, spell.club)
        for spell in career(entries).spells
        if spell.valid_from is not None and spell.valid_from >= date(2019, 7, 1)
    ]
    # One day at Atalanta's disposal at most stands between the two spells at Parma.
    assert [s for s in spells if s[1] == "parma"] == [("atalanta", "parma"), ("juventus", "parma")]


def test_milan_on_the_first_of_december_2020(serie_a: ledger.Ledger) -> None:
    day, here, out = date(2020, 12, 1), set(), set()
    for subject in serie_a.store.subjects(prefix="player:", limit=100_000):
        items = list(serie_a.entries(subject))
        first = items[0].event
        assert isinstance(first, PlayerRegisteredInLedger)
        spell = career(items).on(day)
        if spell is not None and spell.club == "ac-milan":
            here.add(first.name)
        elif spell is not None and spell.parent_club == "ac-milan":
            out.add(first.name)
    assert here >= {
        *("Gianluigi Donnarumma", "Ciprian Tatarusanu", "Davide Calabria", "Simon Kjaer"),
        *("Alessio Romagnoli", "Matteo Gabbia", "Theo Hernández", "Diogo Dalot", "Pierre Kalulu"),
        *("Sandro Tonali", "Franck Kessié", "Ismaël Bennacer", "Rade Krunic", "Hakan Calhanoglu"),
        *("Alexis Saelemaekers", "Samu Castillejo", "Brahim Díaz", "Jens Petter Hauge"),
        *("Rafael Leão", "Ante Rebic", "Zlatan Ibrahimovic"),
    }
    gone = {"Pepe Reina", "Lucas Biglia", "Lucas Paquetá", "Ricardo Rodríguez", "Fabio Borini"}
    assert not here & gone
    assert out >= {"Mattia Caldara", "Tommaso Pobega", "Diego Laxalt"}


def test_leagues_that_tell_of_the_same_players_add_nothing_when_they_are_imported_again() -> None:
    """A doubt of one league stands, although the next tells some of the same moves."""
    leagues = [
        SERIE_A.with_name(f"{name}.csv.gz") for name in ("eredivisie", "liga-nos", "ligue-1")
    ]
    with ledger.open(":memory:") as book:
        importer = Importer(book)
        assert [bool(importer.bring_in(league).doubts) for league in leagues] == [False, True, True]
        assert [importer.bring_in(league).recorded for league in leagues] == [0, 0, 0]
