"""Loans that outlast their season: told by what the borrower's own list does not hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ledger.domain.entry import Entry
from ledger.domain.events import LoanAgreed

from .rows import imported, row

LENT = row("Sassuolo", "out", "Crotone", "loan transfer", when="2016 Summer")
LISTED = row("Crotone", "out", "Cesena", "free transfer", when="2017 Summer", player="Aldo Altro")


def loan(where: Path, *rows: str) -> Entry:
    found = imported(where, rows)
    of_him = (one for one in found.moved if one.subject == "player:ugo-prova")
    return next(one for one in of_him if isinstance(one.event, LoanAgreed))


def until(where: Path, *rows: str) -> date | None:
    event = loan(where, *rows).event
    assert isinstance(event, LoanAgreed)
    return event.until


def test_he_is_not_on_the_list_of_those_who_left_so_the_loan_went_on(tmp_path: Path) -> None:
    assert until(tmp_path, LENT, LISTED) == date(2018, 6, 30)


def test_such_an_end_is_assumed(tmp_path: Path) -> None:
    assert "until" in loan(tmp_path, LENT, LISTED).assumed


def test_without_the_borrowers_list_it_ended_with_its_season(tmp_path: Path) -> None:
    assert until(tmp_path, LENT) is None


@pytest.mark.parametrize(
    "left",
    [
        row("Crotone", "out", "Sassuolo", "End of loanJun 30, 2017", when="2017 Summer"),
        row("Sassuolo", "out", "Bari", "loan transfer", when="2017 Summer"),
        row("Sassuolo", "out", "Bari", "loan transfer", when="2016 Winter"),
    ],
    ids=["back with his club", "lent elsewhere that summer", "lent elsewhere in the winter before"],
)
def test_one_who_was_moved_by_then_was_not_there_any_more(tmp_path: Path, left: str) -> None:
    ends = until(tmp_path, LENT, LISTED, left)
    assert ends is None or ends <= date(2017, 6, 30)


def test_it_goes_on_for_two_seasons_more_at_most(tmp_path: Path) -> None:
    lists = [
        row("Crotone", "out", "Cesena", "free transfer", when=f"{year} Summer", player="Aldo Altro")
        for year in (2017, 2018, 2019)
    ]
    assert until(tmp_path, LENT, *lists) == date(2019, 6, 30)
