"""dcaribou's tables on hand-written rows about invented players."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from ledger.domain.events import (
    LoanAgreed,
    LoanEnded,
    PlayerRegisteredInLedger,
    TransferCompleted,
)
from ledger.domain.terms import MoveType
from ledger.domain.values import UNKNOWN_FEE, Money

from .rows import Imported, brought_in

TRANSFERS = (
    "player_id,transfer_date,transfer_season,from_club_id,to_club_id,from_club_name,to_club_name,"
    "transfer_fee,market_value_in_eur,player_name"
)
PLAYERS = (
    "player_id,first_name,last_name,name,country_of_citizenship,date_of_birth,sub_position,position"
)
UGO = "901,Ugo,Prova,Ugo Prova Lungo,Italy,1998-06-09 00:00:00,Centre-Back,Defender"
CLUBS = {"AC Milan": "5", "Genoa": "252", "Pisa": "4172"}
PAIRED = "there and back without a fee, read as a loan and its end"
ALONE = "free or a loan's end, no row tells which"


def row(day: str, start: str, goal: str, fee: str) -> str:
    ids = f"{CLUBS.get(start, '515')},{CLUBS.get(goal, '515')}"
    return f"901,{day},18/19,{ids},{start},{goal},{fee},,Ugo Prova"


def imported(tmp_path: Path, *rows: str) -> Imported:
    path = tmp_path / "transfers.csv"
    path.write_text("\n".join((TRANSFERS, *rows)) + "\n", encoding="utf-8")
    return brought_in(path)


def test_a_move_has_its_day_and_its_fee(tmp_path: Path) -> None:
    result = imported(tmp_path, row("2019-07-12", "Genoa", "AC Milan", "5000000.000"))
    (entry,) = result.moved
    assert isinstance(entry.event, TransferCompleted)
    assert (entry.event.from_club, entry.event.to_club) == ("genoa", "ac-milan")
    assert (entry.event.move, entry.event.fee.fixed) == (
        MoveType.PERMANENT,
        Money.exact(5_000_000),
    )
    assert (str(entry.occurred_on), str(entry.published_at)) == ("2019-07-12", "2019-07-12")
    assert entry.event.window == "2019-summer"


def test_a_day_still_to_come_moves_him_then_and_is_known_when_it_is_recorded(
    tmp_path: Path,
) -> None:
    result = imported(
        tmp_path,
        row("2030-07-01", "AC Milan", "Pisa", "1000000.000"),
        row("2019-07-12", "Genoa", "AC Milan", "5000000.000"),
    )
    _, coming = result.moved
    assert str(coming.occurred_on) == "2030-07-01"
    assert (coming.published_at, coming.assumed) == (None, ())
    before = result.book.squad("ac-milan", on=date(2030, 6, 30))
    assert [row.player for row in before] == ["Ugo Prova"]
    assert list(result.book.squad("ac-milan", on=date(2030, 7, 1))) == []


def test_there_and_back_without_a_fee_on_the_last_of_june_is_a_loan(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        row("2020-06-30", "Genoa", "AC Milan", "0.000"),
        row("2019-07-12", "AC Milan", "Genoa", "0.000"),
    )
    loan, end = result.moved
    assert isinstance(loan.event, LoanAgreed)
    assert (loan.event.from_club, loan.event.to_club) == ("ac-milan", "genoa")
    assert loan.event.fee == UNKNOWN_FEE
    assert end.event == LoanEnded(from_club="ac-milan", to_club="genoa")
    assert str(end.occurred_on) == "2020-06-30"
    assert result.report.flagged == {PAIRED: 1}


def test_a_sale_after_the_loan_is_a_sale(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        row("2020-07-01", "AC Milan", "Genoa", "3000000.000"),
        row("2020-06-30", "Genoa", "AC Milan", "0.000"),
        row("2019-07-12", "AC Milan", "Genoa", "500000.000"),
    )
    kinds = [entry.event.kind for entry in result.moved]
    assert kinds == ["LoanAgreed", "LoanEnded", "TransferCompleted"]
    loan = result.moved[0].event
    assert isinstance(loan, LoanAgreed)
    assert loan.fee.fixed == Money.exact(500_000)


@pytest.mark.parametrize(
    ("there", "back", "fee"),
    [
        ("2019-07-12", "2020-07-01", "0.000"),
        ("2019-07-12", "2020-06-30", "250000.000"),
        ("2015-07-12", "2020-06-30", "0.000"),
    ],
    ids=["back on another day", "back for a fee", "back after five years"],
)
def test_what_is_no_such_pair_is_no_loan(tmp_path: Path, there: str, back: str, fee: str) -> None:
    result = imported(
        tmp_path,
        row(there, "AC Milan", "Genoa", "0.000"),
        row(back, "Genoa", "AC Milan", fee),
    )
    assert [entry.event.kind for entry in result.moved] == ["TransferCompleted"] * 2
    assert PAIRED not in result.report.flagged


def test_without_a_fee_on_the_last_of_june_alone_is_not_said_to_be_free(tmp_path: Path) -> None:
    result = imported(tmp_path, row("2020-06-30", "Genoa", "AC Milan", "0.000"))
    (entry,) = result.moved
    assert isinstance(entry.event, TransferCompleted)
    assert (entry.event.move, entry.event.fee) == (None, UNKNOWN_FEE)
    assert result.report.flagged == {ALONE: 1}


def test_a_release_on_the_last_of_june_is_a_release(tmp_path: Path) -> None:
    result = imported(tmp_path, row("2020-06-30", "Genoa", "Without Club", "0.000"))
    assert [entry.event.kind for entry in result.moved] == ["PlayerReleased"]
    assert result.report.flagged == {}


@pytest.mark.parametrize("zipped", [False, True])
def test_the_players_table_beside_tells_births_and_countries(
    tmp_path: Path, *, zipped: bool
) -> None:
    text = f"{PLAYERS}\n{UGO}\n".encode()
    name = "players.csv.gz" if zipped else "players.csv"
    (tmp_path / name).write_bytes(gzip.compress(text) if zipped else text)
    result = imported(tmp_path, row("2019-07-12", "Genoa", "AC Milan", "5000000.000"))
    (player,) = [e.event for e in result.entries if isinstance(e.event, PlayerRegisteredInLedger)]
    assert (player.name, str(player.born), player.nationalities, player.position) == (
        "Ugo Prova",
        "1998-06-09",
        ("ITA",),
        "defender",
    )


def test_the_players_table_alone_registers_them_and_a_second_time_nobody(tmp_path: Path) -> None:
    path = tmp_path / "players.csv"
    path.write_text(f"{PLAYERS}\n{UGO}\n", encoding="utf-8")
    result = brought_in(path)
    (player,) = [e.event for e in result.entries if isinstance(e.event, PlayerRegisteredInLedger)]
    assert (player.name, str(player.born)) == ("Ugo Prova Lungo", "1998-06-09")
    assert [(x.scheme, x.id) for x in player.external_ids] == [("transfermarkt", "901")]
    assert result.moved == []
    assert brought_in(path, result.book).entries == []


def test_a_day_of_no_calendar_is_refused_with_its_line(tmp_path: Path) -> None:
    result = imported(tmp_path, row("2019-02-31", "Genoa", "AC Milan", "0.000"))
    (refusal,) = result.report.refusals
    assert str(refusal) == (
        "transfers.csv, line 2: the transfer date is unreadable: “2019-02-31” names no day of the "
        "calendar. Write the day as 2018-07-01."
    )
