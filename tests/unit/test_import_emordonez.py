"""emordonez's table on hand-written rows about invented players."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.domain.events import (
    LoanAgreed,
    LoanEnded,
    PlayerRegisteredInLedger,
    TransferCompleted,
)
from ledger.domain.terms import MoveType
from ledger.domain.values import NIL, UNKNOWN_FEE, Money

from .rows import Imported, brought_in

HEADER = (
    "club,name,age,nationality,position,short_pos,market_value,dealing_club,dealing_country,fee,"
    "movement,window,league,season,is_loan,loan_status"
)


def imported(tmp_path: Path, *rows: str) -> Imported:
    path = tmp_path / "league.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return brought_in(path)


def row(movement: str, fee: str, loan: str, *, when: str = "2020,summer") -> str:
    season, window = when.split(",")
    who = "AC Milan,Ugo Prova,20.0,Italy,Defensive Midfield,DM,,Genoa,Italy"
    return f"{who},{fee},{movement},{window},Serie A,{season},{loan}"


def test_a_free_move_is_free_and_the_player_has_his_nationality(tmp_path: Path) -> None:
    result = imported(tmp_path, row("in", "0.0", "False,"))
    (entry,) = result.moved
    assert isinstance(entry.event, TransferCompleted)
    assert (entry.event.from_club, entry.event.to_club) == ("genoa", "ac-milan")
    assert (entry.event.move, entry.event.fee.fixed) == (MoveType.FREE, NIL)
    (player,) = [e.event for e in result.entries if isinstance(e.event, PlayerRegisteredInLedger)]
    assert player.nationalities == ("ITA",)
    assert str(player.born) == "1999/2000"


def test_a_loan_with_a_fee_has_the_fee_and_a_free_loan_has_none_told(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        row("in", "10000000.0", "True,loan with fee"),
        row("in", "0.0", "True,free loan", when="2022,summer"),
    )
    loans = [entry.event for entry in result.moved if isinstance(entry.event, LoanAgreed)]
    assert [loan.from_club for loan in loans] == ["genoa", "genoa"]
    assert loans[0].fee.fixed == Money.exact(10_000_000)
    assert loans[1].fee == UNKNOWN_FEE


def test_the_end_of_a_loan_leads_back_to_the_owner_the_day_before_the_window(
    tmp_path: Path,
) -> None:
    result = imported(
        tmp_path,
        row("in", "0.0", "True,free loan"),
        row("out", "0.0", "True,end of loan", when="2021,summer"),
    )
    _, end = result.moved
    assert end.event == LoanEnded(from_club="genoa", to_club="ac-milan")
    assert str(end.occurred_on) == "2021-06-30"
    assert end.assumed == ("published_at", "occurred_on")


@pytest.mark.parametrize("loan", ["True,sold", "False,free loan", "0,free loan"])
def test_a_loan_status_that_makes_no_sense_is_refused_with_its_line(
    tmp_path: Path, loan: str
) -> None:
    result = imported(tmp_path, row("in", "0.0", loan))
    (refusal,) = result.report.refusals
    assert (refusal.line, refusal.way_out) == (
        2,
        "Write False and nothing, or True and free loan, loan with fee or end of loan.",
    )


def test_a_loan_that_is_neither_yes_nor_no_is_refused_with_its_line(tmp_path: Path) -> None:
    (refusal,) = imported(tmp_path, row("in", "0.0", "Perhaps,")).report.refusals
    assert refusal.line == 2
    assert refusal.what == "is_loan is “Perhaps”."
    assert refusal.way_out == "Write 1 or True, or 0 or False."
