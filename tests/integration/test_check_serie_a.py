"""The truth check on a real season: Serie A 2017/18, line-ups against transfers alone."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import ledger
from ledger.interfaces.files.importing import bring_in
from ledger.queries.verdicts import CheckAnswer, share

DATA = Path(__file__).parents[3] / "shared/data"
LEAGUE = DATA / "transfers-ewenme/serie-a.csv.gz"
LINEUPS = DATA / "lineups-wyscout-2017-18/Italy.csv.gz"
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(
        not (LEAGUE.exists() and LINEUPS.exists()),
        reason=f"needs the shared data folder: no {LEAGUE} or {LINEUPS}",
    ),
]


@pytest.fixture(scope="module")
def book() -> Iterator[ledger.Ledger]:
    with ledger.open(":memory:") as book:
        bring_in(book, LEAGUE)
        book.catch_up()
        yield book


@pytest.fixture(scope="module")
def found(book: ledger.Ledger) -> CheckAnswer:
    return ledger.check_lineups(book, LINEUPS)


def test_from_transfers_alone_nine_of_ten_who_played_are_in_the_right_squad(
    found: CheckAnswer,
) -> None:
    total = share((), [row for row in found if row.played])
    assert total.checked == 10_573
    assert total.right_percent >= Decimal("89.00")
    assert total.elsewhere_percent <= Decimal("0.50")
    assert total.uncertain_percent <= Decimal("1.00")


def test_every_row_that_is_not_right_says_why(found: CheckAnswer) -> None:
    wrong = [row for row in found if row.verdict != "right"]
    assert wrong
    assert all(row.cause is not None and row.why for row in wrong)


def test_whoever_is_at_another_club_is_there_by_an_entry_on_record(
    book: ledger.Ledger, found: CheckAnswer
) -> None:
    elsewhere = [row for row in found if row.verdict == "elsewhere"]
    assert Counter(row.entry is None for row in elsewhere)[True] == 0
    for row in {row.player_id: row for row in elsewhere}.values():
        on_that_day = book.squad(row.found_club_id or "", on=row.day)
        there = {one.player_id for one in on_that_day if one.status != "on loan out"}
        assert row.player_id in there


def half(file: Path, keep: Callable[[str], bool]) -> Path:
    """The rows of the season's line-ups on some days only."""
    with gzip.open(LINEUPS, "rt", encoding="utf-8", newline="") as every:
        header, *rows = csv.reader(every)
    day = header.index("date_utc")
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header, *(row for row in rows if keep(row[day][:10]))])
    return file


def test_with_the_first_half_as_sightings_the_second_half_is_nearly_all_right(
    book: ledger.Ledger, tmp_path: Path
) -> None:
    turn = "2018-01-10"
    bring_in(book, half(tmp_path / "first.csv", lambda day: day < turn))
    second = half(tmp_path / "second.csv", lambda day: day >= turn)
    found = ledger.check_lineups(book, second)
    total = share((), [row for row in found if row.played])
    assert total.checked > 5_000
    assert total.right_percent >= Decimal("97.00")
    assert total.elsewhere_percent <= Decimal("0.20")
