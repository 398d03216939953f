"""Sightings: a match squad confirms where a player is, corrects it, or narrows the day he moved."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ledger.domain.admission import Policy
from ledger.domain.entry import Entry
from ledger.domain.errors import Refused
from ledger.domain.events import (
    ContractBaselineRecorded,
    LoanAgreed,
    LoanEnded,
    OptionExercised,
    PlayerReleased,
    PlayerSighted,
    SquadBaselineRecorded,
    TransferCompleted,
)

from .facts import LISTED, REPORTED, Book, codes, discrepancies, fact, given, timeline, when, where

SUMMER, WINTER = "2017-07-01/2017-08-31", "2018-01-03/2018-01-31"


def seen(club: str, on: str, basis: Any = LISTED) -> Entry:
    return fact(PlayerSighted(club=club), on, basis=basis)


def moved(origin: str, to_club: str, on: str, window: str | None = None) -> Entry:
    return fact(TransferCompleted(from_club=origin, to_club=to_club, window=window), on)


def lent(origin: str, to_club: str, on: str, until: date | None = None) -> Entry:
    return fact(LoanAgreed(from_club=origin, to_club=to_club, until=until), on)


def how(book: Book, day: str) -> str:
    spell = timeline(book).on(date.fromisoformat(day))
    return spell.how if spell is not None else "nowhere"


def flagged(book: Book, entry: Entry) -> list[str]:
    return codes(when(book, entry, Policy.FLAG))


def stretches(book: Book) -> list[str]:
    """Every spell in words: club, first day, the day after its last, how."""
    return [
        f"{s.club} {s.valid_from or '…'} {s.valid_to or '…'} {s.how}" for s in timeline(book).spells
    ]


# -- where he is ----------------------------------------------------------------------------


def test_where_he_is_anyway_a_sighting_moves_nothing() -> None:
    book = given(moved("empoli", "roma", "2017-07-10"))
    before = timeline(book)
    when(book, seen("roma", "2017-09-01"))
    assert timeline(book) == before


def test_where_nobody_knows_where_he_is_a_sighting_puts_him_there() -> None:
    book = given(seen("roma", "2017-09-01"))
    assert where(book, "2017-08-31") == "nowhere on record"
    assert where(book, "2017-09-01") == "roma"
    assert how(book, "2017-09-01") == "sighted"


def test_a_reported_sighting_puts_him_nowhere() -> None:
    assert stretches(given(seen("roma", "2017-09-01", REPORTED))) == []


def test_a_later_move_from_where_he_was_seen_shows_that_he_was_there_before() -> None:
    book = given(seen("roma", "2017-09-01"), moved("roma", "lazio", "2018-07-10"))
    assert stretches(book) == [
        "roma … 2017-09-01 inferred",
        "roma 2017-09-01 2018-07-10 sighted",
        "lazio 2018-07-10 … recorded",
    ]


def test_a_later_move_from_elsewhere_says_nothing_of_the_time_before_the_sighting() -> None:
    book = given(seen("roma", "2017-09-01"), moved("empoli", "lazio", "2018-07-10"))
    assert stretches(book) == [
        "roma 2017-09-01 2018-07-01 sighted",
        "empoli 2018-07-01 2018-07-10 inferred",
        "lazio 2018-07-10 … recorded",
    ]
    assert discrepancies(book) == []


def test_a_sighting_wins_where_he_was_only_inferred_to_be_back_from_a_loan() -> None:
    book = given(lent("roma", "empoli", "2017-07-10", date(2018, 6, 30)))
    when(book, seen("empoli", "2018-08-20"))
    assert where(book, "2018-08-19") == "roma, inferred"
    assert where(book, "2018-08-20") == "empoli"
    assert discrepancies(book) == []


def test_a_sighting_wins_over_an_earlier_sighting_without_a_contradiction() -> None:
    book = given(seen("roma", "2017-09-01"), seen("lazio", "2017-11-01"))
    assert stretches(book) == ["roma 2017-09-01 2017-11-01 sighted", "lazio 2017-11-01 … sighted"]


def test_a_sighting_where_a_record_has_him_elsewhere_is_refused_by_hand() -> None:
    book = given(moved("empoli", "roma", "2017-07-10"))
    with pytest.raises(Refused) as caught:
        when(book, seen("lazio", "2017-09-01"))
    assert caught.value.rule == "H1"
    assert "he is at Roma since 2017-07-10" in str(caught.value)
    assert "Record how he came there, or void the sighting" in str(caught.value)


def test_a_bulk_writes_it_with_a_discrepancy_and_the_sighting_wins() -> None:
    book = given(moved("empoli", "roma", "2017-07-10"))
    assert flagged(book, seen("lazio", "2017-09-01")) == ["sighted-elsewhere"]
    assert where(book, "2017-08-31") == "roma"
    assert where(book, "2017-09-01") == "lazio"
    assert discrepancies(book) == ["sighted-elsewhere"]


def test_a_club_that_let_him_go_and_fields_him_later_contradicts_the_record() -> None:
    book = given(moved("empoli", "roma", "2017-07-10"), fact(PlayerReleased(club="roma"), "2018"))
    assert flagged(book, seen("roma", "2019-02-01")) == ["sighted-elsewhere"]
    assert where(book, "2019-02-01") == "roma"


def test_another_club_may_field_a_man_without_a_club() -> None:
    book = given(moved("empoli", "roma", "2017-07-10"), fact(PlayerReleased(club="roma"), "2018"))
    when(book, seen("lazio", "2019-02-01"))
    assert where(book, "2019-02-01") == "lazio"


def test_a_day_that_an_importer_assumed_gives_way_to_a_sighting() -> None:
    back = fact(LoanEnded(from_club="roma", to_club="empoli"), "2018-06-30")
    book = given(
        lent("roma", "empoli", "2017-07-10"),
        back.model_copy(update={"assumed": ("occurred_on",)}),
        seen("empoli", "2018-08-20"),
    )
    assert where(book, "2018-07-01") == "roma"
    assert where(book, "2018-08-20") == "empoli"
    assert discrepancies(book) == []


# -- what follows a sighting elsewhere ---------------------------------------------------------


def test_the_club_that_sold_him_while_he_was_seen_elsewhere_is_not_contradicted() -> None:
    book = given(moved("empoli", "roma", "2017-07-10"))
    flagged(book, seen("lazio", "2017-09-01"))
    when(book, moved("roma", "genoa", "2018-01-10"))
    assert where(book, "2018-01-09") == "lazio"
    assert where(book, "2018-01-10") == "genoa"


def test_the_club_that_lends_him_while_he_was_seen_elsewhere_is_not_contradicted() -> None:
    book = given(moved("empoli", "roma", "2017-07-10"))
    flagged(book, seen("lazio", "2017-09-01"))
    when(book, lent("roma", "genoa", "2018-01-10", date(2018, 6, 30)))
    assert where(book, "2018-01-10") == "genoa on loan from roma"
    assert where(book, "2018-07-01") == "roma, inferred"


def test_seen_at_his_own_club_again_he_is_back() -> None:
    book = given(moved("empoli", "roma", "2017-07-10"))
    flagged(book, seen("lazio", "2017-09-01"))
    when(book, seen("roma", "2017-10-01"))
    assert where(book, "2017-09-30") == "lazio"
    assert where(book, "2017-10-01") == "roma"


def test_a_loan_falls_due_although_he_was_seen_elsewhere() -> None:
    book = given(lent("roma", "empoli", "2017-07-10", date(2018, 6, 30)))
    assert flagged(book, seen("lazio", "2018-02-01")) == ["sighted-elsewhere"]
    assert where(book, "2018-06-30") == "lazio"
    assert where(book, "2018-07-01") == "roma, inferred"


def test_the_borrower_fields_him_again_on_the_same_loan() -> None:
    book = given(lent("roma", "empoli", "2017-07-10", date(2018, 6, 30)))
    flagged(book, seen("lazio", "2018-02-01"))
    when(book, seen("empoli", "2018-03-01"))
    assert where(book, "2018-03-01") == "empoli on loan from roma"
    assert where(book, "2018-07-01") == "roma, inferred"


def test_seen_at_his_lender_he_stays_there_when_the_loan_falls_due() -> None:
    book = given(lent("roma", "empoli", "2017-07-10", date(2018, 6, 30)))
    flagged(book, seen("roma", "2018-02-01"))
    assert stretches(book)[-1] == "roma 2018-02-01 … sighted"


def test_an_end_of_loan_told_by_a_record_brings_him_back_from_where_he_was_seen() -> None:
    book = given(lent("roma", "empoli", "2017-07-10"))
    flagged(book, seen("lazio", "2018-02-01"))
    when(book, fact(LoanEnded(from_club="roma", to_club="empoli"), "2018-06-30"))
    assert where(book, "2018-07-01") == "roma"


def test_an_end_of_a_loan_that_nobody_recorded_brings_him_back_too() -> None:
    book = given(seen("empoli", "2018-02-01"))
    when(book, fact(LoanEnded(from_club="roma", to_club="empoli"), "2018-06-30"))
    assert where(book, "2018-06-30") == "empoli"
    assert where(book, "2018-07-01") == "roma"


def test_an_option_is_exercised_although_he_was_seen_elsewhere() -> None:
    book = given(lent("roma", "empoli", "2017-07-10", date(2018, 6, 30)))
    flagged(book, seen("lazio", "2018-02-01"))
    when(book, fact(OptionExercised(from_club="roma", to_club="empoli"), "2018-06-01"))
    assert where(book, "2018-07-01") == "empoli"


def test_a_contract_does_not_end_by_itself_under_a_man_who_goes_on_playing() -> None:
    contract = fact(ContractBaselineRecorded(club="roma", until=date(2018, 6, 30)), "2017-07-10")
    book = given(moved("empoli", "roma", "2017-07-10"), contract)
    assert where(book, "2018-07-01") == "nowhere on record"
    when(book, seen("roma", "2018-08-20"))
    assert where(book, "2018-07-01") == "roma"


# -- boundaries --------------------------------------------------------------------------------


@pytest.mark.parametrize("club", ["empoli", "roma"])
def test_on_the_very_day_of_a_move_either_club_may_field_him(club: str) -> None:
    book = given(moved("siena", "empoli", "2016-07-10"), moved("empoli", "roma", "2017-08-20"))
    before = timeline(book)
    when(book, seen(club, "2017-08-20"))
    assert timeline(book) == before


def test_seen_at_the_club_he_joined_on_the_day_he_came_from_nowhere_known() -> None:
    book = given(moved("empoli", "roma", "2017-08-20"))
    when(book, seen("roma", "2017-08-20"))
    assert stretches(book) == ["empoli … 2017-08-20 inferred", "roma 2017-08-20 … recorded"]


def test_on_a_loans_last_day_the_borrower_fields_him_and_the_day_after_that_is_another_word() -> (
    None
):
    book = given(lent("roma", "empoli", "2017-07-10", date(2018, 6, 30)))
    when(book, seen("empoli", "2018-06-30"))
    assert stretches(book)[1:] == [
        "empoli 2017-07-10 2018-07-01 recorded",
        "roma 2018-07-01 … inferred",
    ]
    when(book, seen("empoli", "2018-07-01"))
    assert stretches(book)[1:] == [
        "empoli 2017-07-10 2018-07-01 recorded",
        "empoli 2018-07-01 … sighted",
    ]


def test_of_two_clubs_on_one_day_the_one_where_he_is_stands() -> None:
    book = given(moved("empoli", "roma", "2017-07-10"), seen("roma", "2017-09-01"))
    assert flagged(book, seen("lazio", "2017-09-01")) == ["sighted-elsewhere"]
    assert where(book, "2017-09-01") == "roma"
    assert where(book, "2018-09-01") == "roma"


def test_of_two_clubs_on_one_day_whatever_is_recorded_first_the_answer_is_the_same() -> None:
    one, other = seen("roma", "2017-09-01"), seen("lazio", "2017-09-01")
    first, second = given(one), given(other)
    assert flagged(first, other) == ["sighted-elsewhere"]
    flagged(second, one)
    assert stretches(first) == stretches(second) == ["lazio 2017-09-01 … sighted"]


# -- uncertain days ----------------------------------------------------------------------------


def test_a_summer_move_came_after_the_last_sighting_at_the_club_he_left() -> None:
    book = given(
        moved("empoli", "roma", SUMMER, "2017-summer"),
        seen("empoli", "2017-08-13"),
        seen("empoli", "2017-08-20"),
    )
    assert stretches(book)[-1] == "roma 2017-08-21 … recorded"
    assert where(book, "2017-08-20") == "empoli"
    assert discrepancies(book) == []


def test_a_winter_move_came_at_latest_on_the_day_of_the_first_sighting_at_the_new_club() -> None:
    book = given(
        moved("empoli", "roma", WINTER, "2018-winter"),
        seen("roma", "2018-01-28"),
        seen("roma", "2018-01-21"),
    )
    assert stretches(book)[-1] == "roma 2018-01-21 … recorded"


def test_without_sightings_inside_the_window_the_convention_stands() -> None:
    book = given(moved("empoli", "roma", WINTER, "2018-winter"), seen("roma", "2018-02-01"))
    assert stretches(book)[-1] == "roma 2018-01-31 … recorded"


def test_seen_at_the_club_he_left_on_the_windows_last_day_he_moved_that_day() -> None:
    book = given(moved("empoli", "roma", SUMMER, "2017-summer"), seen("empoli", "2017-08-31"))
    assert stretches(book)[-1] == "roma 2017-08-31 … recorded"


def test_sightings_that_contradict_each_other_leave_the_convention() -> None:
    book = given(moved("empoli", "roma", SUMMER, "2017-summer"), seen("roma", "2017-08-13"))
    assert flagged(book, seen("empoli", "2017-08-20")) == ["sighted-elsewhere"]
    assert stretches(book)[1:] == [
        "roma 2017-07-01 2017-08-20 recorded",
        "empoli 2017-08-20 … sighted",
    ]


def test_moves_of_one_window_narrow_each_other() -> None:
    sold = moved("empoli", "roma", SUMMER, "2017-summer")
    on = fact(
        LoanAgreed(from_club="roma", to_club="genoa", window="2017-summer"), SUMMER, basis=LISTED
    )
    book = given(sold, on)
    when(book, seen("empoli", "2017-08-20"))
    assert stretches(book) == [
        "empoli … 2017-08-20 inferred",
        "empoli 2017-08-20 2017-08-21 sighted",
        "genoa 2017-08-21 2018-07-01 recorded",
        "roma 2018-07-01 … inferred",
    ]
    when(book, seen("genoa", "2017-08-27"))
    assert discrepancies(book) == []


def test_there_and_back_in_one_window_is_no_single_chain_so_the_convention_stands() -> None:
    book = given(
        moved("empoli", "roma", SUMMER, "2017-summer"),
        moved("roma", "empoli", SUMMER, "2017-summer"),
    )
    before = timeline(book).spells
    flagged(book, seen("empoli", "2017-08-20"))
    assert timeline(book).spells == before


def test_a_loan_told_by_its_window_begins_when_he_was_seen() -> None:
    loan = LoanAgreed(
        from_club="roma", to_club="empoli", until=date(2018, 6, 30), window="2018-winter"
    )
    book = given(fact(loan, WINTER), seen("roma", "2018-01-14"), seen("empoli", "2018-01-21"))
    assert where(book, "2018-01-20") == "roma"
    assert where(book, "2018-01-21") == "empoli on loan from roma"
    assert where(book, "2018-07-01") == "roma, inferred"


def test_a_loan_whose_end_nobody_told_goes_on_while_the_borrower_fields_him() -> None:
    book = given(lent("roma", "empoli", "2017-07-10"))
    assert where(book, "2018-07-01") == "roma, inferred"
    when(book, seen("empoli", "2018-09-01"))
    assert where(book, "2018-07-01") == "empoli on loan from roma"
    assert where(book, "2019-06-30") == "empoli on loan from roma"
    assert where(book, "2019-07-01") == "roma, inferred"


def test_it_goes_on_only_until_he_is_seen_elsewhere() -> None:
    book = given(lent("roma", "empoli", "2017-07-10"), seen("empoli", "2018-09-01"))
    when(book, seen("roma", "2018-11-01"))
    assert where(book, "2018-10-31") == "empoli on loan from roma"
    assert where(book, "2018-11-01") == "roma, inferred"
    assert discrepancies(book) == []


def test_it_goes_on_only_until_the_next_move_on_record() -> None:
    book = given(lent("roma", "empoli", "2017-07-10"), seen("empoli", "2018-09-01"))
    when(book, moved("roma", "genoa", "2019-01-10"))
    assert where(book, "2019-01-09") == "empoli on loan from roma"
    assert where(book, "2019-01-10") == "genoa"
    assert discrepancies(book) == []


def test_a_season_without_a_sighting_ends_it() -> None:
    book = given(lent("roma", "empoli", "2017-07-10"), seen("empoli", "2019-09-01"))
    assert where(book, "2018-07-01") == "roma, inferred"
    assert where(book, "2019-09-01") == "empoli"


def test_a_squad_list_and_a_sighting_of_another_club_on_the_next_day() -> None:
    book = given(fact(SquadBaselineRecorded(club="roma"), "2018-06-30"))
    assert flagged(book, seen("lazio", "2018-07-01")) == ["sighted-elsewhere"]
    assert where(book, "2018-06-30") == "roma"
    assert where(book, "2018-07-01") == "lazio"
