"""Flags on thirty years of a real league: all of them in seconds, few, and with their reasons."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import ledger
from ledger.interfaces.files.importing import bring_in

LEAGUE = Path(__file__).parents[3] / "shared/data/transfers-ewenme/serie-a.csv.gz"
SECONDS = 20
"""It takes about three; a shared machine may take longer."""
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not LEAGUE.exists(), reason=f"needs the shared data folder: no {LEAGUE}"),
]


@pytest.fixture(scope="module")
def league(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ledger.Ledger]:
    with ledger.open(str(tmp_path_factory.mktemp("flags") / "league.db")) as book:
        bring_in(book, LEAGUE)
        book.squad("AC Milan")
        yield book


def test_all_flags_come_in_seconds_and_accuse_few(league: ledger.Ledger) -> None:
    start = time.process_time()
    found = league.flags()
    assert time.process_time() - start < SECONDS
    count = Counter((row.rule, row.severity) for row in found)
    assert count["F10", "note"] == 1
    assert sum(count[rule, "flag"] for rule in ("F1", "F2", "F3", "F4", "F5", "F6")) < 20
    assert sum(count.values()) < 100
    assert all(row.says and row.reference and row.entries for row in found)


def test_two_sales_within_one_summer_are_a_presumed_bridge(league: ledger.Ledger) -> None:
    """Theate came to Bologna for good and was sold on to Rennes in the summer of 2022."""
    [flag] = league.flags(player="Arthur Theate", rule="F3")
    assert (flag.severity, flag.possible, flag.limit) == ("flag", 61, 112)
    assert "on to Stade Rennais" in flag.says


def test_a_clubs_own_flags_are_those_among_all(league: ledger.Ledger) -> None:
    every = [row for row in league.flags() if row.rule in ("F1", "F3", "F5", "F6")]
    for club in ("bologna", "juventus", "udinese"):
        alone = [row for row in league.flags(club=club) if row.rule in ("F1", "F3", "F5", "F6")]
        assert [row for row in every if row.club_id == club] == [
            row for row in alone if row.club_id == club
        ]
        assert all(row in every for row in alone)
