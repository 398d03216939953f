"""eordo's table on hand-written rows about invented players: which loans are ends of loans."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.domain.events import LoanAgreed, LoanEnded, TransferCompleted
from ledger.domain.terms import MoveType
from ledger.domain.values import NIL, UNKNOWN, UNKNOWN_FEE, Money
from ledger.interfaces.files.formats.eordo import EORDO

from .rows import Imported, brought_in

HEADER = (
    "season,league,club,window,movement,player_name,player_id,age,nationality,position,pos,"
    "market_value,dealing_club,dealing_country,fee,is_loan"
)
AMBIGUOUS = "loan or end of a loan, no row tells which"


def row(when: str, club: str, side: str, other: str, fee: str, *, player: str = "901") -> str:
    """``fee`` is an amount, ``loan`` or ``loan 900000.0``."""
    season, window = when.split()
    loan, amount = ("1", fee[5:] or "0.0") if fee.startswith("loan") else ("0", fee)
    who = f"Ugo Prova,{player},23,Italy,Centre-Back,CB"
    return f"{season},Serie A,{club},{window},{side},{who},,{other},Italy,{amount},{loan}"


def test_an_end_that_was_set_aside_is_still_one_without_the_rows_that_showed_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "league.csv"
    rows = (
        row("2024 summer", "Lugo FC", "in", "Imola", "-3", player="901"),
        row("2025 summer", "Imola", "in", "Faenza", "100.0", player="902"),
        row("2025 summer", "Lugo FC", "out", "Imola", "loan", player="901"),
    )
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    header, *kept = EORDO.set_aside(path, {2, 4})
    assert [dict(zip(header.cells, line.cells, strict=True))["is_loan"] for line in kept] == [
        "0",
        "end of loan",
    ]
    again = tmp_path / "again.csv"
    again.write_text("\n".join((HEADER, ",".join(kept[1].cells))) + "\n", encoding="utf-8")
    (end,) = brought_in(again).moved
    assert end.event == LoanEnded(from_club="imola", to_club="lugo-fc")


def imported(tmp_path: Path, *rows: str) -> Imported:
    path = tmp_path / "league.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return brought_in(path)


def told(result: Imported) -> list[tuple[str, str, str]]:
    """What happened between which clubs, in order."""
    return [
        (entry.event.kind, str(entry.event.from_club), str(entry.event.to_club))
        for entry in result.moved
        if isinstance(entry.event, TransferCompleted | LoanAgreed | LoanEnded)
    ]


def test_a_loan_that_becomes_a_purchase_is_one_purchase_and_no_loan_back(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        row("2024 summer", "AC Milan", "out", "Juventus FC", "loan 3300000.0"),
        row("2024 summer", "Juventus FC", "in", "AC Milan", "loan 3300000.0"),
        row("2025 summer", "AC Milan", "out", "Juventus FC", "14300000.0"),
        row("2025 summer", "Juventus FC", "in", "AC Milan", "14300000.0"),
        row("2025 summer", "Juventus FC", "out", "AC Milan", "loan"),
    )
    assert told(result) == [
        ("LoanAgreed", "ac-milan", "juventus"),
        ("LoanEnded", "ac-milan", "juventus"),
        ("TransferCompleted", "ac-milan", "juventus"),
    ]
    loan, end, purchase = result.moved
    assert isinstance(loan.event, LoanAgreed)
    assert loan.event.fee.fixed == Money.exact(3_300_000)
    assert str(end.occurred_on) == "2025-06-30"
    assert end.assumed == ("published_at", "occurred_on")
    assert isinstance(purchase.event, TransferCompleted)
    assert purchase.event.fee.fixed == Money.exact(14_300_000)
    assert result.report.flagged == {}


def test_lent_sold_and_lent_back_within_one_window_ends_at_the_buyer(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        row("2019 summer", "Atalanta BC", "out", "Parma Calcio 1913", "loan"),
        row("2019 winter", "Atalanta BC", "out", "Juventus FC", "39000000.0"),
        row("2019 winter", "Juventus FC", "in", "Atalanta BC", "39000000.0"),
        row("2019 winter", "Juventus FC", "out", "Parma Calcio 1913", "loan"),
        row("2019 summer", "Parma Calcio 1913", "in", "Atalanta BC", "loan"),
        row("2019 winter", "Parma Calcio 1913", "in", "Juventus FC", "loan"),
        row("2019 winter", "Parma Calcio 1913", "out", "Atalanta BC", "loan"),
        row("2020 summer", "Juventus FC", "in", "Somebody", "0.0", player="902"),
        row("2020 summer", "Parma Calcio 1913", "out", "Juventus FC", "loan"),
    )
    assert [event for event in told(result) if "somebody" not in event] == [
        ("LoanAgreed", "atalanta", "parma"),
        ("LoanEnded", "atalanta", "parma"),
        ("TransferCompleted", "atalanta", "juventus"),
        ("LoanAgreed", "juventus", "parma"),
        ("LoanEnded", "juventus", "parma"),
    ]
    assert result.report.flagged == {}


def test_a_loan_that_both_clubs_tell_is_a_loan(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        row("2016 winter", "Juventus FC", "out", "Atalanta BC", "loan"),
        row("2016 winter", "Atalanta BC", "in", "Juventus FC", "loan"),
    )
    assert told(result) == [("LoanAgreed", "juventus", "atalanta")]
    (loan,) = result.moved
    assert isinstance(loan.event, LoanAgreed)
    assert loan.event.fee == UNKNOWN_FEE


def test_a_loan_only_the_borrower_tells_ends_where_the_owner_has_its_rows_of_that_season(
    tmp_path: Path,
) -> None:
    result = imported(
        tmp_path,
        row("2016 summer", "AC Milan", "out", "Juventus FC", "loan"),
        row("2016 summer", "Juventus FC", "in", "Pisa", "0.0", player="902"),
    )
    assert ("LoanEnded", "juventus", "ac-milan") in told(result)
    assert result.report.flagged["end of a loan without its loan in this file"] == 1


def test_a_loan_to_a_club_of_another_league_ends_an_earlier_loan_from_there(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        row("2015 summer", "AC Milan", "in", "Chelsea FC", "loan"),
        row("2016 summer", "AC Milan", "out", "Chelsea FC", "loan"),
    )
    assert told(result) == [
        ("LoanAgreed", "chelsea", "ac-milan"),
        ("LoanEnded", "chelsea", "ac-milan"),
    ]


def test_a_loan_by_the_club_that_bought_him_is_a_loan_even_to_where_he_came_from(
    tmp_path: Path,
) -> None:
    result = imported(
        tmp_path,
        row("2014 summer", "AC Milan", "in", "Chelsea FC", "loan"),
        row("2015 summer", "AC Milan", "in", "Chelsea FC", "2069999.9999999998"),
        row("2015 summer", "AC Milan", "out", "Chelsea FC", "loan"),
        row("2016 summer", "AC Milan", "out", "Chelsea FC", "loan"),
    )
    assert told(result) == [
        ("LoanAgreed", "chelsea", "ac-milan"),
        ("LoanEnded", "chelsea", "ac-milan"),
        ("TransferCompleted", "chelsea", "ac-milan"),
        ("LoanAgreed", "ac-milan", "chelsea"),
    ]
    bought = result.moved[2].event
    assert isinstance(bought, TransferCompleted)
    assert bought.fee.fixed == Money.exact(2_070_000)


def test_an_end_listed_under_the_season_of_its_winter_loan_comes_at_that_seasons_end(
    tmp_path: Path,
) -> None:
    result = imported(
        tmp_path,
        row("2007 winter", "SS Lazio", "in", "Manchester City", "loan"),
        row("2007 summer", "SS Lazio", "out", "Manchester City", "loan"),
    )
    loan, end = result.moved
    assert isinstance(loan.event, LoanAgreed)
    assert end.event == LoanEnded(from_club="manchester-city", to_club="lazio")
    assert str(end.occurred_on) == "2008-06-30"


def test_what_no_row_decides_stays_a_loan_and_is_flagged(tmp_path: Path) -> None:
    result = imported(tmp_path, row("2016 summer", "AC Milan", "out", "Chelsea FC", "loan"))
    assert told(result) == [("LoanAgreed", "ac-milan", "chelsea")]
    assert result.report.flagged == {AMBIGUOUS: 1}


def test_a_club_that_lets_him_go_again_later_had_lent_him(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        row("2016 summer", "AC Milan", "out", "Chelsea FC", "loan"),
        row("2018 summer", "AC Milan", "out", "Pisa", "0.0"),
    )
    assert told(result)[0] == ("LoanAgreed", "ac-milan", "chelsea")
    assert result.report.flagged == {}


def test_a_loan_to_a_lower_league_is_over_before_the_owner_lends_him_elsewhere(
    tmp_path: Path,
) -> None:
    result = imported(
        tmp_path,
        row("2000 summer", "SSC Bari", "in", "Pisa", "100000.0"),
        row("2000 summer", "SSC Bari", "out", "Fidelis Prova", "loan"),
        row("2000 winter", "SSC Bari", "out", "Giulianova Prova", "loan"),
    )
    kinds = [kind for kind, _, _ in told(result)]
    assert kinds == ["TransferCompleted", "LoanAgreed", "LoanEnded", "LoanAgreed"]
    end = result.moved[2]
    assert str(end.occurred_on) == "2000-12-31"
    assert str(end.published_at) == "2001-01-31"
    assert end.assumed == ("published_at", "occurred_on")
    assert end.note == ("no row tells this end: the owner's next move shows that the loan was over")
    assert [piece.line for piece in end.evidence] == [4]
    assert result.report.flagged == {}


@pytest.mark.parametrize(
    ("fee", "move", "paid"), [("0.0", MoveType.FREE, NIL), ("", None, UNKNOWN)]
)
def test_zero_is_free_and_nothing_is_not_known(
    tmp_path: Path, fee: str, move: MoveType | None, paid: Money
) -> None:
    result = imported(tmp_path, row("2016 summer", "AC Milan", "in", "Pisa", fee))
    (entry,) = result.moved
    assert isinstance(entry.event, TransferCompleted)
    assert (entry.event.move, entry.event.fee.fixed) == (move, paid)


@pytest.mark.parametrize("fee", ["5e3", "-3000000", "€5.00m", "1,000"])
def test_a_fee_that_is_no_number_of_euros_is_refused_with_its_line(
    tmp_path: Path, fee: str
) -> None:
    result = imported(tmp_path, row("2016 summer", "AC Milan", "in", "Pisa", f'"{fee}"'))
    (refusal,) = result.report.refusals
    assert str(refusal).startswith(f"league.csv, line 2: the fee “{fee}” is no number of euros")
