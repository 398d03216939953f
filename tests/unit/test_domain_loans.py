"""Loans: how they end, what may be done with them, and what may not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ledger.domain.admission import Policy
from ledger.domain.errors import Refused
from ledger.domain.events import (
    ConditionFailed,
    ConditionMet,
    LoanAgreed,
    LoanEnded,
    LoanExtended,
    LoanRecalled,
    LoanTerminatedEarly,
    ObligationTriggered,
    OptionDeclined,
    OptionExercised,
    OptionLapsed,
    SquadBaselineRecorded,
    TransferCompleted,
)
from ledger.domain.terms import ClauseName, InWords, ObligationToBuy, OptionToBuy, Recall
from ledger.domain.values import Fee, Money

from .facts import Book, codes, deal, discrepancies, fact, given, named, timeline, void, when, where

PAIR: dict[str, Any] = {"from_club": "empoli", "to_club": "lecce"}
OPTION = OptionToBuy(price=Fee(fixed=Money.exact(5_000_000)))
UNTIL = date(2025, 6, 30)


def lent(**terms: Any) -> Any:
    """Empoli lent Marco Ferri to Lecce on 20 August 2024 until 30 June 2025."""
    return fact(LoanAgreed(**PAIR, **{"until": UNTIL, **terms}), "2024-08-20", "2024-08-20")


def exercised(on: str | None = None, published: str | None = None, **more: Any) -> Any:
    return fact(OptionExercised(**PAIR, **more), on, published)


def refused(book: Book, entry: Any) -> str:
    before = list(book)
    with pytest.raises(Refused) as caught:
        when(book, entry)
    assert book == before
    return str(caught.value)


def test_a_loan_ends_by_itself_the_day_after_its_last_day() -> None:
    book = given(lent())
    assert where(book, "2024-08-19") == "empoli, inferred"
    assert where(book, "2024-08-20") == "lecce on loan from empoli"
    assert where(book, "2025-06-30") == "lecce on loan from empoli"
    assert where(book, "2025-07-01") == "empoli, inferred"


def test_a_loan_end_on_record_is_recorded_and_not_inferred() -> None:
    book = given(lent(), fact(LoanEnded(**PAIR), "2025-06-30"))
    assert where(book, "2025-06-30") == "lecce on loan from empoli"
    assert where(book, "2025-07-01") == "empoli"


def test_a_loan_without_a_told_end_runs_to_the_end_of_its_season() -> None:
    book = given(lent(until=None))
    loan = timeline(book).loans[0]
    assert (loan.until, loan.until_assumed) == (date(2025, 6, 30), True)


def test_the_season_of_2019_20_ended_on_31_august() -> None:
    book = given(fact(LoanAgreed(**PAIR), "2020-01-15"))
    assert where(book, "2020-08-31") == "lecce on loan from empoli"
    assert where(book, "2020-09-01") == "empoli, inferred"


def test_a_straight_loan_has_nothing_to_exercise() -> None:
    book = given(lent(without=(ClauseName.OPTION_TO_BUY,)))
    assert refused(book, exercised("2025-06-01")) == (
        "Cannot exercise an option on Marco Ferri (Empoli → Lecce): the loan on record has none "
        "(entry #1). Record the option first with its source, or record a permanent transfer."
    )


def test_without_any_loan_there_is_nothing_to_exercise() -> None:
    assert refused([], exercised("2025-06-01")) == (
        "Cannot exercise an option on Marco Ferri (Empoli → Lecce): there is no such loan on "
        "record. Record the loan first with its source, or record a permanent transfer."
    )


def test_an_option_is_exercised_on_the_last_day_of_the_loan() -> None:
    book = given(lent(clauses=(OPTION,)))
    assert when(book, exercised("2025-06-30")) == []
    assert where(book, "2025-06-30") == "lecce on loan from empoli"
    assert where(book, "2025-07-01") == "lecce"


def test_the_day_after_the_loan_the_option_has_lapsed() -> None:
    book = given(lent(clauses=(OPTION,)))
    assert refused(book, exercised("2025-07-01")) == (
        "Cannot exercise an option on Marco Ferri (Empoli → Lecce): the option ran until "
        "2025-06-30 (entry #1). Give the day it was exercised if that was earlier than its "
        "announcement, record a later end of the loan or of the option, or record a permanent "
        "transfer."
    )


def test_an_option_with_a_day_of_its_own_lapses_on_that_day() -> None:
    own = OptionToBuy(until=date(2025, 5, 31))
    assert when(given(lent(clauses=(own,))), exercised("2025-05-31")) == []
    assert "ran until 2025-05-31" in refused(given(lent(clauses=(own,))), exercised("2025-06-01"))


def test_an_uncertain_day_is_in_time_when_its_earliest_day_is() -> None:
    book = given(lent(clauses=(OPTION,)))
    assert when(book, exercised("2025-06-30/2025-07-10")) == []


def test_the_day_of_an_announcement_is_not_the_day_of_the_exercise() -> None:
    book = given(lent(clauses=(OPTION,)))
    assert when(book, exercised(None, "2025-07-05")) == []
    assert where(book, "2025-07-01") == "lecce"


def test_an_assumed_end_of_the_loan_lets_no_option_lapse() -> None:
    book = given(lent(until=None, clauses=(OPTION,)))
    assert when(book, exercised("2025-07-03")) == []


def test_an_option_is_exercised_once() -> None:
    book = given(lent(clauses=(OPTION,)), exercised("2025-06-05"))
    assert refused(book, exercised("2025-06-06")) == (
        "Cannot exercise an option on Marco Ferri (Empoli → Lecce): OptionExercised of 2025-06-05 "
        "already made the loan (Empoli → Lecce, from 2024-08-20) permanent (entry #2). Record a "
        "new transfer if he moved again, or void that entry if it is wrong."
    )


def test_a_declined_option_is_gone() -> None:
    book = given(lent(clauses=(OPTION,)), fact(OptionDeclined(**PAIR), "2025-05-20"))
    assert "the option was declined on 2025-05-20 (entry #2)" in refused(
        book, exercised("2025-06-05")
    )


def test_declining_an_extension_leaves_the_option_to_buy() -> None:
    no_extension = fact(OptionDeclined(**PAIR, clause=ClauseName.OPTION_TO_EXTEND), "2025-05-20")
    assert when(given(lent(clauses=(OPTION,)), no_extension), exercised("2025-06-05")) == []


def test_a_late_official_exercise_replaces_a_recorded_lapse() -> None:
    book = given(lent(clauses=(OPTION,)), fact(OptionLapsed(**PAIR), "2025-06-30"))
    assert when(book, exercised("2025-06-28", "2025-07-02")) == []
    assert where(book, "2025-07-01") == "lecce"


def test_an_exercise_where_the_terms_are_unknown_is_accepted_and_flagged() -> None:
    book = given(lent())
    flags = when(book, exercised("2025-06-05"))
    assert [(flag.rule, flag.code, flag.hard) for flag in flags] == [
        ("F10", "option-inferred", False)
    ]


def test_another_price_than_the_options_is_flagged_and_never_refused() -> None:
    book = given(lent(clauses=(OPTION,)))
    flags = when(book, exercised("2025-06-05", fee=Fee(fixed=Money.exact(5_200_000))))
    assert [(flag.rule, flag.record) for flag in flags] == [
        ("F4", "exercised at €5.2m against an option of €5.0m")
    ]


def test_only_the_loans_own_clubs_exercise_its_option() -> None:
    book = given(lent(clauses=(OPTION,)))
    wrong = fact(
        OptionExercised(from_club="roma", to_club="lecce"),
        "2025-06-05",
        deal="marco-ferri/lecce/1",
    )
    assert refused(book, wrong) == (
        "Cannot exercise an option on Marco Ferri (Roma → Lecce): the loan of that deal (Empoli → "
        "Lecce, from 2024-08-20) is between other clubs (entry #1). Name the clubs of the loan, "
        "or the deal it belongs to."
    )


def test_an_exercise_takes_effect_on_its_own_day_where_one_is_told() -> None:
    book = given(lent(clauses=(OPTION,)), exercised("2025-02-01", effective_on=date(2025, 2, 3)))
    assert where(book, "2025-02-02") == "lecce on loan from empoli"
    assert where(book, "2025-02-03") == "lecce"


def test_an_obligation_on_record_as_none_cannot_be_triggered() -> None:
    book = given(lent(without=(ClauseName.OBLIGATION_TO_BUY,)))
    assert refused(book, fact(ObligationTriggered(**PAIR), "2025-05-01")) == (
        "Cannot trigger an obligation on Marco Ferri (Empoli → Lecce): the loan on record has "
        "none (entry #1). Record the obligation first with its source, or a permanent transfer."
    )


DUTY = ObligationToBuy(condition=InWords(text="staying up"), price=Fee(fixed=Money.exact(6)))
FAILED = fact(ConditionFailed(**PAIR), "2025-05-18")


def test_an_obligation_whose_condition_failed_cannot_be_triggered() -> None:
    book = given(lent(clauses=(DUTY,)), FAILED)
    assert refused(book, fact(ObligationTriggered(**PAIR), "2025-05-25")) == (
        "Cannot trigger an obligation on Marco Ferri (Empoli → Lecce): its condition failed on "
        "2025-05-18 (entry #2). Void that entry if it is wrong, or record a permanent transfer."
    )


def test_a_condition_cannot_fail_once_its_obligation_was_triggered() -> None:
    book = given(lent(clauses=(DUTY,)), fact(ObligationTriggered(**PAIR), "2025-05-10"))
    assert "the obligation was triggered on 2025-05-10 (entry #2)" in refused(book, FAILED)


def test_a_condition_that_came_true_after_all_lets_the_obligation_be_triggered() -> None:
    met = fact(ConditionMet(**PAIR), "2025-05-20")
    book = given(lent(clauses=(DUTY,)), FAILED, met)
    flags = when(
        book, fact(ObligationTriggered(**PAIR, fee=Fee(fixed=Money.exact(7))), "2025-05-25")
    )
    assert [(flag.rule, flag.record) for flag in flags] == [
        ("F4", "triggered at €7 against an obligation of €6")
    ]


def test_an_outright_obligation_ends_the_loan_in_a_purchase() -> None:
    book = given(lent(clauses=(ObligationToBuy(),)))
    assert where(book, "2025-07-01") == "lecce, inferred"


def test_an_obligation_whose_condition_is_open_or_failed_ends_in_a_return() -> None:
    book = given(lent(clauses=(DUTY,)))
    assert where(book, "2025-07-01") == "empoli, inferred"
    when(book, FAILED)
    assert where(book, "2025-07-01") == "empoli, inferred"


def test_an_option_turned_into_a_duty_ends_in_a_purchase() -> None:
    turning = OptionToBuy(becomes_duty_if=InWords(text="twenty appearances"))
    met = fact(ConditionMet(**PAIR, clause=ClauseName.OPTION_TO_BUY), "2025-03-01")
    book = given(lent(clauses=(turning,)), met)
    assert where(book, "2025-07-01") == "lecce, inferred"
    assert when(book, fact(ObligationTriggered(**PAIR), "2025-03-02")) == []
    assert where(book, "2025-07-01") == "lecce"


def test_the_condition_of_another_clause_moves_nobody() -> None:
    met = fact(ConditionMet(**PAIR, clause=ClauseName.SELL_ON), "2025-03-01")
    assert where(given(lent(clauses=(DUTY,)), met), "2025-07-01") == "empoli, inferred"


def test_an_extension_states_a_later_day() -> None:
    book = given(lent())
    assert refused(book, fact(LoanExtended(**PAIR, until=UNTIL), "2025-05-01")) == (
        "Cannot extend a loan of Marco Ferri (Empoli → Lecce): the loan (Empoli → Lecce, from "
        "2024-08-20) already runs until 2025-06-30 (entry #1). State a later day, or record an "
        "early end if that is what was agreed."
    )


def test_an_extension_needs_a_loan() -> None:
    extended = fact(LoanExtended(**PAIR, until=UNTIL), "2025-05-01")
    assert "there is no such loan on record" in refused([], extended)


def test_an_extension_known_after_the_inferred_end_reopens_the_loan() -> None:
    book = given(lent())
    when(book, fact(LoanExtended(**PAIR, until=date(2026, 6, 30)), None, "2025-07-20"))
    assert where(book, "2025-07-10", known_at="2025-07-10") == "empoli, inferred"
    assert where(book, "2025-07-10") == "lecce on loan from empoli"
    assert deal(book, "marco-ferri/lecce/1").loan_until == date(2026, 6, 30)
    assert [spell.club for spell in timeline(book).spells] == ["empoli", "lecce", "empoli"]


SOLD = fact(TransferCompleted(from_club="empoli", to_club="roma"), "2025-07-10")
LATE = fact(LoanExtended(**PAIR, until=date(2026, 6, 30)), "2025-07-01", "2025-07-20")


def test_a_movement_on_record_keeps_a_late_extension_from_reopening_the_loan() -> None:
    book = given(lent(), SOLD)
    assert refused(book, LATE) == (
        "Cannot extend a loan of Marco Ferri (Empoli → Lecce): TransferCompleted of 2025-07-10 on "
        "record would then contradict it: he is on loan at Lecce from Empoli until 2026-06-30 "
        "since 2024-08-20 (entry #2). Record the loan's end first (recalled, terminated early), or "
        "a day after it."
    )


def test_in_bulk_the_later_mover_wins_and_the_contradiction_is_kept() -> None:
    book = given(lent(), SOLD)
    when(book, LATE, Policy.FLAG)
    assert where(book, "2025-07-10") == "roma"
    assert discrepancies(book) == ["out-on-loan"]


def test_a_closed_loan_is_neither_extended_nor_bought_nor_ended_again() -> None:
    book = given(lent(clauses=(OPTION,)), fact(LoanTerminatedEarly(**PAIR), "2025-01-10"))
    closed = (
        "the loan (Empoli → Lecce, from 2024-08-20) was closed by LoanTerminatedEarly on "
        "2025-01-10 (entry #2). Void or correct that entry first if it is wrong."
    )
    later: tuple[Any, ...] = (
        LoanExtended(**PAIR, until=date(2026, 6, 30)),
        OptionExercised(**PAIR),
        ObligationTriggered(**PAIR),
        LoanRecalled(**PAIR),
        LoanEnded(**PAIR),
    )
    for event in later:
        assert closed in refused(book, fact(event, "2025-01-20"))


def test_a_loan_without_a_right_of_recall_is_not_recalled() -> None:
    book = given(lent(without=(ClauseName.RECALL,)))
    assert refused(book, fact(LoanRecalled(**PAIR), "2025-01-10")) == (
        "Cannot recall Marco Ferri (Empoli → Lecce): the loan on record (Empoli → Lecce, from "
        "2024-08-20) has no right of recall (entry #1). Record an agreed early end "
        "(LoanTerminatedEarly), or correct the loan first."
    )


def test_a_recalled_player_is_back_on_that_day() -> None:
    book = given(lent(clauses=(Recall(),)), fact(LoanRecalled(**PAIR), "2025-01-10"))
    assert where(book, "2025-01-09") == "lecce on loan from empoli"
    assert where(book, "2025-01-10") == "empoli"


def test_a_loan_called_off_on_its_first_day_leaves_no_spell() -> None:
    book = given(lent(), fact(LoanTerminatedEarly(**PAIR), "2024-08-20"))
    assert where(book, "2024-08-20") == "empoli"
    assert where(book, "2026-01-01") == "empoli"


def test_a_loan_converted_says_once_more_what_the_purchase_said() -> None:
    book = given(lent(clauses=(OPTION,)), exercised("2025-06-05"))
    assert when(book, fact(LoanEnded(**PAIR, cause="converted"), "2025-06-30")) == []
    assert where(book, "2025-07-01") == "lecce"
    assert when([], fact(LoanEnded(**PAIR, cause="converted"), "2025-06-30")) == []


def test_the_end_of_a_loan_nobody_recorded_is_accepted_and_the_loan_inferred() -> None:
    book = given(fact(LoanEnded(**PAIR), "2025-06-30"))
    assert where(book, "2025-06-30") == "lecce on loan from empoli, inferred"
    assert where(book, "2025-07-01") == "empoli"


def test_the_end_of_a_loan_that_contradicts_where_he_is_is_refused() -> None:
    book = given(fact(TransferCompleted(from_club="empoli", to_club="roma"), "2024-07-01"))
    assert "there is no such loan on record: he is at Roma since 2024-07-01" in refused(
        book, fact(LoanRecalled(**PAIR), "2025-01-10")
    )


def test_a_return_of_another_loan_from_the_same_club_ends_the_one_on_record() -> None:
    book = given(lent())
    other = fact(LoanRecalled(from_club="empoli", to_club="cremonese"), "2025-01-10")
    assert "there is no such loan on record" in refused(book, other)
    when(book, other, Policy.FLAG)
    assert where(book, "2025-01-10") == "empoli"


def test_an_act_dated_before_the_loan_belongs_to_the_loan_that_came() -> None:
    book = given(lent(), fact(ConditionMet(**PAIR), "2024-08-19"))
    assert len(timeline(book).loans[0].acts) == 1


def test_an_act_between_two_loans_belongs_to_the_one_begun() -> None:
    again = fact(LoanAgreed(**PAIR, until=date(2026, 6, 30)), "2025-08-01")
    book = given(lent(clauses=(OPTION,)), again)
    when(book, fact(OptionDeclined(**PAIR), "2025-06-01"))
    first, second = timeline(book).loans
    assert first.declined is not None
    assert second.declined is None


def test_a_squad_list_during_a_loan_shows_the_same_loan() -> None:
    listed = SquadBaselineRecorded(club="lecce", parent_club="empoli", until=UNTIL)
    book = given(lent(until=None, clauses=(OPTION,)), fact(listed, "2024-09-02"))
    assert len(timeline(book).loans) == 1
    assert not timeline(book).loans[0].until_assumed
    assert when(book, exercised("2025-06-05")) == []
    assert where(book, "2025-07-01") == "lecce"


def test_a_squad_list_after_an_extension_still_shows_the_same_loan() -> None:
    extended = fact(LoanExtended(**PAIR, until=date(2026, 6, 30)), "2025-06-01")
    listed = fact(SquadBaselineRecorded(club="lecce", parent_club="empoli"), "2025-09-02")
    assert len(timeline(given(lent(), extended, listed)).loans) == 1


def test_a_squad_list_after_the_loans_end_shows_a_new_loan() -> None:
    ended = fact(LoanEnded(**PAIR), "2025-01-20")
    listed = fact(SquadBaselineRecorded(club="lecce", parent_club="empoli"), "2025-02-02")
    book = given(lent(), ended)
    when(book, listed, Policy.FLAG)
    assert len(timeline(book).loans) == 2


def test_an_opening_squad_can_hold_a_loan_and_its_clauses() -> None:
    listed = SquadBaselineRecorded(
        club="lecce", parent_club="empoli", until=UNTIL, clauses=(OPTION,)
    )
    book = given(fact(listed, "2024-09-02"))
    assert when(book, exercised("2025-06-05")) == []
    assert where(book, "2025-07-01") == "lecce"
    assert deal(book, "marco-ferri/lecce/1").headline == "completed"


def test_nothing_that_rests_on_a_loan_lets_it_be_voided() -> None:
    book = given(lent(clauses=(OPTION,)), exercised("2025-06-05"))
    with pytest.raises(Refused) as caught:
        void(book, 1)
    assert str(caught.value) == (
        "Cannot void LoanAgreed (#1) of Marco Ferri: OptionExercised of 2025-06-05 (#2) rests on "
        "it. Void what rests on it first, or all of it together (cascade, --cascade)."
    )
    assert (caught.value.rule, caught.value.position) == ("H8", 2)
    void(book, 2)
    void(book, 1)
    assert codes([]) == discrepancies(book)
    assert named("player:marco-ferri") == "Marco Ferri"


def test_a_recall_keeps_to_the_days_of_the_right() -> None:
    right = Recall(from_day=date(2025, 1, 1), until=date(2025, 1, 31))
    for day in ("2025-01-01", "2025-01-31", "2025-01-31/2025-02-03"):
        assert when(given(lent(clauses=(right,))), fact(LoanRecalled(**PAIR), day)) == []
    for day in ("2024-12-31", "2025-02-01"):
        assert "the right of recall runs from 2025-01-01 to 2025-01-31 (entry #1)" in refused(
            given(lent(clauses=(right,))), fact(LoanRecalled(**PAIR), day)
        )


def test_a_loan_does_not_end_before_it_began() -> None:
    book = given(lent())
    assert "had not begun on 2024-08-19 (entry #1)" in refused(
        book, fact(LoanTerminatedEarly(**PAIR), "2024-08-19", deal="marco-ferri/lecce/1")
    )


def test_an_option_is_declined_by_a_club_that_has_one_and_has_not_used_it() -> None:
    declined = fact(OptionDeclined(**PAIR), "2025-06-10")
    used = given(lent(clauses=(OPTION,)), exercised("2025-06-05"))
    assert "already made the loan" in refused(used, declined)
    assert "the loan on record has none" in refused(
        given(lent(without=(ClauseName.OPTION_TO_BUY,))), declined
    )
    assert "there is no such loan on record" in refused([], declined)


def test_a_price_in_another_currency_is_another_price() -> None:
    book = given(lent(clauses=(OPTION,)))
    paid = Fee(fixed=Money.exact(5_000_000, "GBP"))
    assert codes(when(book, exercised("2025-06-05", fee=paid))) == ["price-differs"]


def test_an_extension_of_an_assumed_end_states_the_end() -> None:
    book = given(lent(until=None), fact(LoanExtended(**PAIR, until=UNTIL), "2025-05-01"))
    assert not timeline(book).loans[0].until_assumed
