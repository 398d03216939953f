"""Whether sources' record foretells anything: real rumours, judged by real transfers.

The transfers are those since 2019 of five leagues; the rumours are nearly all of one site's
threads, from summer 2023 to June 2024. The model learns from those of summer 2023 and is tried on
the later ones. Nothing of the files is kept here.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Iterator
from datetime import date
from math import sqrt
from pathlib import Path
from statistics import fmean

import pytest

import ledger
from ledger.interfaces.files.importing import bring_in
from ledger.queries.record.calibration import ranking
from ledger.queries.record.chances import samples_of
from ledger.queries.record.judging import judgements
from ledger.queries.record.model import Model

SHARED = Path(__file__).parents[3] / "shared" / "data"
LEAGUES = ("bundesliga", "eredivisie", "ligue_1", "serie_a", "super_lig")
THREADS = SHARED / "rumours-transfermarkt" / "until-2024-06.csv.gz"
GOSSIP = SHARED / "rumours-outlets" / "2020-2021.csv.gz"
SEASONS = range(2019, 2026)
LATER = date(2023, 9, 1)
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not SHARED.exists(), reason="the shared data folder is not here"),
]


def recent(folder: Path, league: str) -> Path:
    """The seasons of a league that the rumours can be judged by."""
    path = folder / f"{league}.csv"
    with (
        gzip.open(SHARED / "transfers-eordo" / f"{league}.csv.gz", "rt", encoding="utf-8") as lines,
        path.open("w", encoding="utf-8", newline="") as out,
    ):
        rows = csv.DictReader(lines)
        written = csv.DictWriter(out, rows.fieldnames or ())
        written.writeheader()
        written.writerows(row for row in rows if int(row["season"]) in SEASONS)
    return path


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ledger.Ledger]:
    folder = tmp_path_factory.mktemp("leagues")
    with ledger.open(":memory:") as opened:
        for league in LEAGUES:
            bring_in(opened, recent(folder, league))
        for path in (THREADS, GOSSIP):
            bring_in(opened, path)
        yield opened


@pytest.fixture(scope="module")
def later(book: ledger.Ledger) -> list[tuple[float, bool]]:
    """The chance that the earlier tips give each later one, beside what came of it."""
    with book.asking() as asking:
        told = list(samples_of(judgements(asking)))
    model = Model()
    for one, sample in told:
        if sample.hit is not None and one.tip.last < LATER:
            model.learn(sample.features, hit=sample.hit)
    return [
        (model.chance(sample.features).probability, sample.hit)
        for one, sample in told
        if sample.hit is not None and one.tip.first >= LATER
    ]


def test_it_is_better_than_one_chance_in_four_on_a_later_period(
    later: list[tuple[float, bool]],
) -> None:
    """A little better: the files name one source only, so it is clubs and days that tell."""
    brier = fmean((chance - hit) ** 2 for chance, hit in later)
    constant = fmean((0.25 - hit) ** 2 for _, hit in later)
    assert len(later) > 500
    assert brier < constant


def test_hits_are_ranked_above_misses_more_often_than_by_chance(
    later: list[tuple[float, bool]],
) -> None:
    """By more than two standard errors of drawing lots (Mann and Whitney)."""
    hits = sum(hit for _, hit in later)
    misses = len(later) - hits
    error = sqrt((hits + misses + 1) / (12 * hits * misses))
    assert (ranking(later) or 0) > 0.5 + 2 * error


def test_a_quarter_to_a_third_of_the_tips_come_true(book: ledger.Ledger) -> None:
    """As the Football Transfer League and the BBC's column have it, with other files."""
    found = book.sources("transfermarkt-rumours")[0]
    assert found.resolved > 900
    assert found.rate_low is not None
    assert found.rate_high is not None
    assert 0.22 < found.rate_low < found.rate_high < 0.36


# Looked up by hand: real moves of that summer and winter, and moves that never came.
KNOWN = {
    ("sadio-mane", "al-nassr", "2023-summer"): "hit",
    ("marcelo-brozovic", "al-nassr", "2023-summer"): "hit",
    ("bradley-barcola", "paris-saint-germain", "2023-summer"): "hit",
    ("mateo-retegui", "genoa", "2023-summer"): "hit",
    ("milan-skriniar", "paris-saint-germain", "2023-summer"): "hit",
    ("renan-lodi", "al-hilal-riyadh", "2024-winter"): "hit",
    ("douglas-luiz", "juventus", "2024-summer"): "hit",
    ("stanislav-lobotka", "al-nassr", "2023-summer"): "miss",
    ("victor-osimhen", "al-hilal-riyadh", "2023-summer"): "miss",
    ("serhou-guirassy", "atletico-madrid", "2024-summer"): "miss",
    ("riccardo-calafiori", "liverpool", "2024-summer"): "miss",
    ("raoul-bellanova", "as-roma", "2024-summer"): "miss",
    ("youssef-en-nesyri", "juventus", "2023-summer"): "miss",
}


def test_known_moves_are_judged_as_they_went(book: ledger.Ledger) -> None:
    told = {(row.player_id, row.to_club_id, row.window): row.outcome for row in book.tips()}
    assert {about: told.get(about) for about in KNOWN} == KNOWN


def test_what_the_transfers_cannot_tell_is_void(book: ledger.Ledger) -> None:
    outcomes = Counter(row.outcome for row in book.tips())
    assert outcomes["void"] > 1_500  # of leagues that were not imported
    assert outcomes["open"] == 0
