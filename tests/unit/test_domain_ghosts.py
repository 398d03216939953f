"""Ghosts: a leaving that nobody told ends where a later record shows him elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

from ledger.domain.admission import Policy
from ledger.domain.entry import Entry
from ledger.domain.events import ContractRenewed, LoanAgreed, PlayerSighted, TransferCompleted

from .facts import LISTED, Book, discrepancies, fact, given, when, where


def moved(origin: str, to_club: str, on: str) -> Entry:
    return fact(TransferCompleted(from_club=origin, to_club=to_club), on)


def lent(on: str, until: date | None = None) -> Entry:
    return fact(LoanAgreed(from_club="roma", to_club="empoli", until=until), on)


def in_bulk(*entries: Any) -> Book:
    """A book into which an import wrote whatever its rows say."""
    book: Book = []
    for entry in entries:
        when(book, entry, Policy.FLAG)
    return book


def test_a_move_from_elsewhere_ends_the_old_spell_with_its_last_certain_season() -> None:
    book = in_bulk(moved("pisa", "reggina", "2011-07-10"), moved("sassuolo", "spal", "2018-07-10"))
    assert where(book, "2012-06-30") == "reggina"
    assert where(book, "2012-07-01") == "nowhere on record"
    assert where(book, "2017-06-30") == "nowhere on record"
    assert where(book, "2017-07-01") == "sassuolo, inferred"
    assert where(book, "2018-07-10") == "spal"
    assert discrepancies(book) == ["held-elsewhere"]


def test_a_winter_move_shows_where_he_was_since_the_season_began() -> None:
    book = in_bulk(moved("pisa", "reggina", "2011-07-10"), moved("sassuolo", "spal", "2018-01-20"))
    assert where(book, "2017-07-01") == "sassuolo, inferred"


def test_within_one_season_the_record_stands_until_the_move() -> None:
    book = in_bulk(moved("pisa", "reggina", "2017-07-10"), moved("sassuolo", "spal", "2018-01-20"))
    assert where(book, "2018-01-19") == "reggina"


def test_one_season_after_the_other_nothing_lies_between() -> None:
    book = in_bulk(moved("pisa", "reggina", "2016-07-10"), moved("sassuolo", "spal", "2018-01-20"))
    assert where(book, "2017-06-30") == "reggina"
    assert where(book, "2017-07-01") == "sassuolo, inferred"


def test_whatever_tells_of_him_later_makes_the_old_spell_certain_for_longer() -> None:
    seen = fact(PlayerSighted(club="reggina"), "2014-03-02", basis=LISTED)
    renewed = fact(ContractRenewed(club="reggina", until=date(2016, 6, 30)), "2013-03-01")
    elsewhere = moved("sassuolo", "spal", "2018-07-10")
    book = in_bulk(moved("pisa", "reggina", "2011-07-10"), seen, elsewhere)
    assert where(book, "2014-06-30") == "reggina"
    assert where(book, "2014-07-01") == "nowhere on record"
    book = in_bulk(moved("pisa", "reggina", "2011-07-10"), renewed, elsewhere)
    assert where(book, "2016-06-30") == "reggina"
    assert where(book, "2016-07-01") == "nowhere on record"


def test_after_a_loan_without_a_told_end_he_stays_where_his_next_move_starts() -> None:
    book = given(lent("2015-07-10"), moved("empoli", "spal", "2018-07-10"))
    assert where(book, "2016-06-30") == "empoli on loan from roma"
    assert where(book, "2016-07-01") == "empoli, inferred"
    assert discrepancies(book) == []


def test_after_a_loan_whose_end_is_told_he_is_back_all_the_same() -> None:
    book = in_bulk(lent("2015-07-10", date(2016, 6, 30)), moved("empoli", "spal", "2018-07-10"))
    assert where(book, "2016-07-01") == "roma, inferred"
    assert where(book, "2017-07-01") == "empoli, inferred"
    assert discrepancies(book) == ["held-elsewhere"]
