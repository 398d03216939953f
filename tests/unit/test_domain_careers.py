"""Careers: who holds a player, on which day, and what contradicts that."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ledger.domain.admission import Policy
from ledger.domain.errors import Refused
from ledger.domain.events import (
    ContractBaselineRecorded,
    ContractRenewed,
    ContractSigned,
    ContractTerminated,
    LoanAgreed,
    LoanEnded,
    OptionExercised,
    PlayerRegistered,
    PlayerReleased,
    PlayerRetired,
    PreContractSigned,
    SquadBaselineRecorded,
    TransferCompleted,
    YouthPlayerPromoted,
)
from ledger.domain.values import NoClub

from .facts import LISTED, REPORTED, Book, discrepancies, fact, given, timeline, when, where


def moved(origin: str, to_club: str, on: str, **more: Any) -> Any:
    return fact(TransferCompleted(from_club=origin, to_club=to_club, **more), on)


def lent(origin: str, to_club: str, on: str, until: date | None = None) -> Any:
    return fact(LoanAgreed(from_club=origin, to_club=to_club, until=until), on)


def refused(book: Book, entry: Any) -> str:
    before = list(book)
    with pytest.raises(Refused) as caught:
        when(book, entry)
    assert book == before
    return str(caught.value)


def test_where_nothing_is_on_record_a_move_is_accepted_and_the_spell_before_inferred() -> None:
    book = given(moved("empoli", "roma", "2024-07-10"))
    assert where(book, "2024-07-09") == "empoli, inferred"
    assert where(book, "2024-07-10") == "roma"


def test_a_move_starts_where_he_is() -> None:
    book = given(moved("empoli", "roma", "2024-07-10"))
    assert refused(book, moved("empoli", "lazio", "2024-08-01")) == (
        "Cannot record a transfer of Marco Ferri (Empoli → Lazio): he is at Roma since 2024-07-10 "
        "(entry #1). Record how he left there first, or correct or void that entry if it is wrong."
    )


def test_a_backdated_move_is_checked_against_what_came_before_it() -> None:
    book = given(moved("empoli", "roma", "2023-07-10"), moved("roma", "lazio", "2024-07-10"))
    assert "he is at Roma since 2023-07-10 (entry #1)" in refused(
        book, moved("genoa", "parma", "2024-01-10")
    )


def test_a_backdated_move_is_checked_against_what_came_after_it() -> None:
    book = given(moved("empoli", "roma", "2023-07-10"), moved("roma", "lazio", "2024-07-10"))
    assert refused(book, moved("roma", "parma", "2024-01-10")) == (
        "Cannot record a transfer of Marco Ferri (Roma → Parma): TransferCompleted of 2024-07-10 "
        "on record would then contradict it: he is at Parma since 2024-01-10 (entry #2). Record "
        "how he left there first, or correct or void that entry if it is wrong."
    )


def test_a_backdated_move_that_fits_between_its_neighbours_is_accepted() -> None:
    book = given(moved("empoli", "roma", "2023-07-10"), moved("roma", "lazio", "2024-07-10"))
    assert when(book, lent("roma", "parma", "2024-01-10", date(2024, 6, 30))) == []
    assert where(book, "2024-06-30") == "parma on loan from roma"
    assert where(book, "2024-07-10") == "lazio"


def test_the_order_of_arrival_decides_nothing() -> None:
    moves = [moved("empoli", "roma", "2023-07-10"), moved("roma", "lazio", "2024-07-10")]
    for book in (given(*moves), given(*reversed(moves))):
        assert [spell.club for spell in timeline(book).spells] == ["empoli", "roma", "lazio"]


def test_of_one_days_moves_the_one_that_starts_where_he_is_goes_first() -> None:
    book = given(
        moved("empoli", "roma", "2023-07-10"),
        moved("roma", "lazio", "2024-07-10"),
    )
    assert when(book, moved("lazio", "napoli", "2024-07-10")) == []
    assert where(book, "2024-07-10") == "napoli"


def test_a_club_that_has_him_on_loan_cannot_sell_him() -> None:
    book = given(lent("empoli", "lecce", "2024-08-20"))
    assert refused(book, moved("lecce", "roma", "2025-01-10")) == (
        "Cannot record a transfer of Marco Ferri (Lecce → Roma): Lecce have him on loan from "
        "Empoli and cannot sell him (entry #1). Record it as done by the parent club, or record "
        "first how he came to belong elsewhere."
    )


def test_a_club_that_has_him_on_loan_cannot_lend_him() -> None:
    book = given(lent("empoli", "lecce", "2024-08-20"))
    assert "Lecce have him on loan from Empoli and cannot lend him" in refused(
        book, lent("lecce", "roma", "2025-01-10")
    )


def test_the_parent_club_cannot_sell_him_while_he_is_out_on_loan() -> None:
    book = given(lent("empoli", "lecce", "2024-08-20", date(2025, 6, 30)))
    assert refused(book, moved("empoli", "roma", "2025-06-30")) == (
        "Cannot record a transfer of Marco Ferri (Empoli → Roma): he is on loan at Lecce from "
        "Empoli until 2025-06-30 since 2024-08-20 (entry #1). Record the loan's end first "
        "(recalled, terminated early), or a day after it."
    )
    assert when(book, moved("empoli", "roma", "2025-07-01")) == []


def test_the_parent_club_cannot_lend_him_twice() -> None:
    book = given(lent("empoli", "lecce", "2024-08-20"))
    with pytest.raises(Refused) as caught:
        when(book, lent("empoli", "roma", "2025-01-10"))
    assert (caught.value.rule, caught.value.reason) == ("H2", "already-on-loan")


def test_the_borrower_may_buy_him_during_the_loan() -> None:
    book = given(lent("empoli", "lecce", "2024-08-20"))
    assert when(book, moved("empoli", "lecce", "2025-01-10")) == []
    assert where(book, "2025-01-09") == "lecce on loan from empoli"
    assert where(book, "2025-01-10") == "lecce"


def test_a_registration_elsewhere_than_he_plays_is_refused() -> None:
    book = given(moved("empoli", "roma", "2024-07-10"))
    registered = PlayerRegistered(from_club="roma", to_club="lazio")
    assert refused(book, fact(registered, "2024-08-01")) == (
        "Cannot register Marco Ferri (Roma → Lazio): he is at Roma since 2024-07-10 (entry #1). "
        "Record the transfer or loan that took him there, or correct that entry if it is wrong."
    )


def test_a_registration_where_he_plays_changes_nothing() -> None:
    book = given(moved("empoli", "roma", "2024-07-10"))
    assert (
        when(book, fact(PlayerRegistered(from_club="empoli", to_club="roma"), "2024-07-11")) == []
    )
    assert len(timeline(book).spells) == 2


def test_a_first_registration_says_where_he_is() -> None:
    book = given(fact(PlayerRegistered(from_club="empoli", to_club="roma"), "2024-07-10"))
    assert where(book, "2024-07-10") == "roma"


def test_a_report_moves_nobody() -> None:
    book = given(fact(TransferCompleted(to_club="roma"), "2024-07-10", basis=REPORTED))
    assert where(book, "2024-07-10") == "nowhere on record"


def test_a_contract_ends_and_with_it_his_time_at_the_club() -> None:
    book = given(
        moved("empoli", "roma", "2021-07-10"),
        fact(ContractBaselineRecorded(club="roma", until=date(2024, 6, 30)), "2023-09-01"),
    )
    assert where(book, "2024-06-30") == "roma"
    assert where(book, "2024-07-01") == "nowhere on record"


def test_a_renewal_known_after_the_contracts_inferred_end_keeps_him_there() -> None:
    book = given(
        moved("empoli", "roma", "2021-07-10"),
        fact(ContractBaselineRecorded(club="roma", until=date(2024, 6, 30)), "2023-09-01"),
    )
    assert (
        when(book, fact(ContractRenewed(club="roma", until=date(2026, 6, 30)), "2024-07-20")) == []
    )
    assert where(book, "2024-07-10") == "roma"
    assert where(book, "2026-07-01") == "nowhere on record"


@pytest.mark.parametrize(
    "later",
    [
        moved("roma", "lazio", "2025-07-10"),
        lent("roma", "lazio", "2025-07-10"),
        fact(PlayerReleased(club="roma"), "2025-07-10"),
        fact(SquadBaselineRecorded(club="roma"), "2025-07-10"),
        fact(PlayerRegistered(to_club="roma"), "2025-07-10"),
        fact(ContractSigned(from_club="lazio", to_club="roma"), "2025-07-10"),
        fact(
            PreContractSigned(from_club="roma", to_club="lazio", effective_on=date(2025, 7, 10)),
            "2025-01-10",
        ),
    ],
)
def test_a_later_record_from_the_same_club_shows_that_he_had_stayed(later: Any) -> None:
    book = given(
        moved("empoli", "roma", "2021-07-10"),
        fact(ContractBaselineRecorded(club="roma", until=date(2024, 6, 30)), "2023-09-01"),
    )
    assert when(book, later) == []
    assert where(book, "2024-09-01") == "roma"


def test_after_a_contracts_inferred_end_any_club_may_take_him() -> None:
    book = given(
        moved("empoli", "roma", "2021-07-10"),
        fact(ContractRenewed(club="roma", until=date(2024, 6, 30)), "2023-09-01"),
    )
    assert when(book, moved(NoClub.WITHOUT_CLUB, "lazio", "2024-08-01")) == []
    assert [spell.club for spell in timeline(book).spells] == ["empoli", "roma", "lazio"]
    assert where(book, "2024-07-10") == "nowhere on record"


def test_a_contract_that_ended_with_the_loan_ends_after_it() -> None:
    book = given(
        lent("empoli", "lecce", "2024-08-20", date(2025, 6, 30)),
        fact(ContractBaselineRecorded(club="empoli", until=date(2025, 6, 30)), "2024-08-20"),
    )
    assert where(book, "2025-06-30") == "lecce on loan from empoli"
    assert where(book, "2025-07-01") == "nowhere on record"


def test_while_an_exercised_option_waits_no_contract_of_the_lender_ends_the_loan() -> None:
    book = given(
        lent("empoli", "lecce", "2024-08-20", date(2025, 6, 30)),
        fact(ContractBaselineRecorded(club="empoli", until=date(2025, 5, 31)), "2024-08-20"),
        fact(OptionExercised(from_club="empoli", to_club="lecce"), "2025-05-10"),
    )
    assert where(book, "2025-06-15") == "lecce on loan from empoli"
    assert where(book, "2025-07-01") == "lecce"


def test_a_released_player_is_with_nobody_until_somebody_takes_him() -> None:
    book = given(fact(PlayerReleased(club="roma"), "2024-06-30"))
    assert where(book, "2024-06-29") == "roma, inferred"
    assert where(book, "2024-07-10") == "nowhere on record"
    assert when(book, moved(NoClub.WITHOUT_CLUB, "lazio", "2024-08-01")) == []


def test_a_club_that_does_not_have_him_cannot_release_him() -> None:
    book = given(moved("empoli", "roma", "2024-07-10"))
    assert "he is at Roma since 2024-07-10" in refused(
        book, fact(PlayerReleased(club="lazio"), "2025-01-10")
    )
    assert "he is at Roma since 2024-07-10" in refused(
        book, fact(ContractTerminated(club="lazio"), "2025-01-10")
    )


def test_a_player_who_went_nobody_knows_where_may_turn_up_anywhere() -> None:
    book = given(moved("roma", NoClub.UNKNOWN, "2024-07-10"))
    assert when(book, moved("lazio", "napoli", "2025-01-10")) == []
    assert where(book, "2024-09-01") == "lazio, inferred"
    assert timeline(book).spells[1].valid_from == date(2024, 7, 10)


def test_a_move_from_an_unknown_club_contradicts_nothing() -> None:
    book = given(moved("empoli", "roma", "2024-07-10"))
    assert when(book, fact(TransferCompleted(to_club="lazio"), "2025-01-10")) == []
    assert where(book, "2025-01-10") == "lazio"


def test_a_retired_player_is_nowhere() -> None:
    book = given(moved("empoli", "roma", "2020-07-10"), fact(PlayerRetired(), "2024-06-30"))
    assert where(book, "2024-07-01") == "nowhere on record"


def test_a_promoted_player_is_in_his_clubs_squad() -> None:
    book = given(fact(YouthPlayerPromoted(club="roma"), "2024-07-10"))
    assert where(book, "2024-07-10") == "roma"
    assert when(book, fact(YouthPlayerPromoted(club="roma"), "2024-08-10")) == []
    assert len(timeline(book).spells) == 1
    assert "he is at Roma" in refused(book, fact(YouthPlayerPromoted(club="lazio"), "2024-08-11"))


def test_an_opening_squad_says_where_he_is() -> None:
    book = given(fact(SquadBaselineRecorded(club="roma"), "2024-09-02", basis=LISTED))
    assert where(book, "2024-09-02") == "roma"
    assert where(book, "2024-09-01") == "nowhere on record"
    assert "he is at Roma since 2024-09-02" in refused(
        book, fact(SquadBaselineRecorded(club="lazio"), "2024-10-02", basis=LISTED)
    )


def test_a_squad_list_without_a_parent_club_leaves_him_on_loan() -> None:
    book = given(lent("empoli", "lecce", "2024-08-20", date(2025, 6, 30)))
    listed = fact(SquadBaselineRecorded(club="lecce"), "2024-09-02", basis=LISTED)
    assert when(book, listed) == []
    assert where(book, "2024-09-02") == "lecce on loan from empoli"


def test_in_bulk_a_contradicting_move_is_written_with_its_discrepancy() -> None:
    book = given(moved("empoli", "roma", "2024-07-10"))
    flags = when(book, moved("genoa", "lazio", "2025-01-10"), Policy.FLAG)
    assert [flag.rule for flag in flags] == ["H1"]
    assert where(book, "2025-01-10") == "lazio"
    assert when(book, moved("lazio", "napoli", "2025-07-10")) == []
    assert discrepancies(book) == ["held-elsewhere"]


def test_a_move_of_an_uncertain_day_counts_from_the_last_day_it_can_have_been() -> None:
    book = given(moved("empoli", "roma", "2024-07-10/2024-07-20"))
    assert where(book, "2024-07-19") == "empoli, inferred"
    assert where(book, "2024-07-20") == "roma"


def test_a_move_of_a_summer_window_counts_from_its_first_day_and_of_a_winter_from_its_last() -> (
    None
):
    summer = moved("empoli", "roma", "2024-07-01/2024-08-31", window="2024-summer")
    winter = moved("roma", "lazio", "2025-01-02/2025-02-03", window="2025-winter")
    book = given(summer, winter)
    assert where(book, "2024-07-01") == "roma"
    assert where(book, "2025-02-02") == "roma"
    assert where(book, "2025-02-03") == "lazio"


def test_a_loan_ended_with_nobody_named_moves_nobody() -> None:
    book = given(fact(LoanEnded(to_club="lecce"), "2025-06-30"))
    assert where(book, "2025-07-01") == "nowhere on record"


def test_a_purchase_without_a_loan_counts_in_bulk_as_far_as_it_goes() -> None:
    found: Book = []
    exercised = fact(OptionExercised(from_club="empoli", to_club="lecce"), "2025-06-05")
    with pytest.raises(Refused):
        when(found, exercised, Policy.FLAG)


def test_a_purchase_known_before_its_loan_says_both_where_he_was_and_where_he_is() -> None:
    loan = LoanAgreed(from_club="empoli", to_club="lecce", until=date(2025, 6, 30))
    bought = OptionExercised(from_club="empoli", to_club="lecce", effective_on=date(2025, 7, 1))
    book = given(fact(loan, "2024-08-20", "2025-07-20"), fact(bought, "2025-06-05", "2025-06-05"))
    assert where(book, "2025-06-30", known_at="2025-06-10") == "lecce on loan from empoli, inferred"
    assert where(book, "2025-07-01", known_at="2025-06-10") == "lecce"
    assert where(book, "2025-06-30") == "lecce on loan from empoli"


def test_a_purchase_of_which_only_the_buyer_is_known_says_where_he_is() -> None:
    loan = fact(LoanAgreed(from_club="empoli", to_club="lecce"), "2024-08-20", "2025-07-20")
    bought = OptionExercised(to_club="lecce", effective_on=date(2025, 7, 1))
    unnamed = OptionExercised(effective_on=date(2025, 7, 1))
    for event, place in ((bought, "lecce"), (unnamed, "nowhere on record")):
        book = given(loan, fact(event, "2025-06-05", "2025-06-05"))
        assert where(book, "2025-07-01", known_at="2025-06-10") == place


def test_a_late_purchase_does_not_undo_a_later_move_on_record() -> None:
    book = given(
        lent("empoli", "lecce", "2024-08-20", date(2025, 6, 30)),
        moved("empoli", "roma", "2025-07-10"),
    )
    late = OptionExercised(from_club="empoli", to_club="lecce", effective_on=date(2025, 7, 20))
    assert "TransferCompleted of 2025-07-10 on record would then contradict it" in refused(
        book, fact(late, "2025-06-20", "2025-07-20")
    )
    when(book, fact(late, "2025-06-20", "2025-07-20"), Policy.FLAG)
    assert where(book, "2025-08-01") == "roma"


def test_a_player_who_retires_from_his_club_had_stayed_until_then() -> None:
    book = given(
        moved("empoli", "roma", "2021-07-10"),
        fact(ContractRenewed(club="roma", until=date(2024, 6, 30)), "2023-09-01"),
        fact(PlayerRetired(club="roma"), "2025-06-30"),
    )
    assert where(book, "2025-06-29") == "roma"
