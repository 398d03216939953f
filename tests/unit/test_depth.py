"""A squad's profile and depth, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

import ledger
from ledger import Basis, Entry, Ledger, UncertainDate
from ledger.domain.events import (
    ClubRegisteredInLedger,
    ContractBaselineRecorded,
    PlayerRegisteredInLedger,
    SquadBaselineRecorded,
    TransferCompleted,
)
from ledger.queries.projected.answers import DepthAnswer, DepthRow

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
BORN = ("1986", "1992-05-01", "1997", "2003-11-30/2003-12-02", "2004-12-15")


def fact(player: int, event: Any, day: str) -> Entry:
    return Entry(
        subject=f"player:p-{player}",
        event=event,
        occurred_on=UncertainDate.parse(day),
        published_at=UncertainDate.parse(day),
        basis=Basis.LISTED,
    )


@pytest.fixture
def book() -> Iterator[Ledger]:
    """Twelve defenders of Lecce since 2020, five of them with a date of birth."""
    with ledger.open(":memory:", clock=lambda: NOW) as book:
        book.record(Entry(subject="club:lecce", event=ClubRegisteredInLedger(name="Lecce")))
        book.record(Entry(subject="club:genoa", event=ClubRegisteredInLedger(name="Genoa")))
        for player in range(12):
            particulars: dict[str, Any] = (
                {"born": UncertainDate.parse(BORN[player])} if player < len(BORN) else {}
            )
            if player % 3 == 0:
                particulars["nationalities"] = ("ITA", "ALB")
            registered = PlayerRegisteredInLedger(
                name=f"P {player}", position="defender", **particulars
            )
            book.record(Entry(subject=f"player:p-{player}", event=registered))
            book.record(fact(player, SquadBaselineRecorded(club="lecce"), "2021-09-10"))
        yield book


def lines(answer: DepthAnswer, section: str) -> dict[str, float]:
    return {row.what: row.count for row in answer.section(section)}


def defenders(book: Ledger, on: str) -> DepthRow:
    return next(row for row in book.depth("Lecce", on=on) if row.what == "defender")


def test_ages_are_years_completed_and_the_middle_of_what_is_known(book: Ledger) -> None:
    """On 1 December 2024: 38, 32, 27, 21 by the day, and 19."""
    assert lines(book.depth("Lecce", on="2024-12-01"), "age") == {
        "median": 27.0,
        "20 and under": 1,
        "21 to 24": 1,
        "25 to 28": 1,
        "29 to 32": 1,
        "33 and over": 1,
        "not told": 7,
    }


def test_the_first_nationality_counts(book: Ledger) -> None:
    assert lines(book.depth("Lecce", on="2024-12-01"), "nationality") == {"ITA": 4, "not told": 8}


def test_contracts_end_by_the_last_day_of_so_many_months(book: Ledger) -> None:
    for player, until in enumerate((date(2025, 6, 1), date(2025, 6, 2), date(2026, 6, 1))):
        book.record(fact(player, ContractBaselineRecorded(club="lecce", until=until), "2023-07-01"))
    answer = book.depth("Lecce", on="2024-12-01")
    assert lines(answer, "contract") == {
        "ends within 6 months": 1,
        "ends within 12 months": 2,
        "ends within 18 months": 3,
        "not told": 9,
    }
    (free_to,) = answer.section("pre-contract")
    assert (free_to.count, free_to.players) == (1, ("P 0",))
    assert "P 0 2025-06-01" in free_to.says


def test_usual_is_the_median_of_the_same_day_in_the_last_three_seasons(book: Ledger) -> None:
    sold = TransferCompleted(from_club="lecce", to_club="genoa")
    book.record(fact(0, sold, "2024-08-01"))
    row = defenders(book, "2024-12-01")
    assert (row.section, row.count, row.against, row.margin) == ("position", 11, 12, -1)
    assert "the median of 2021-12-01, 2022-12-01, 2023-12-01" in row.says


def test_without_earlier_seasons_it_is_the_first_squad_since_the_window_closed(
    book: Ledger,
) -> None:
    row = defenders(book, "2021-12-01")
    assert (row.against, row.margin) == (12, 0)
    assert "usually 12 on 2021-09-15" in row.says


def test_nothing_is_usual_where_no_squad_is_on_record(book: Ledger) -> None:
    answer = book.depth("Genoa", on="2024-12-01")
    assert {row.against for row in answer.section("position")} == {None}
    assert answer.section("need") == ()
