"""Amendments: a typo mended, an entry struck, and what the world knew all the same."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from ledger.domain.admission import Policy
from ledger.domain.book import live
from ledger.domain.dates import UncertainDate
from ledger.domain.entry import Content, EntryCorrected, EntryVoided, Recorded
from ledger.domain.errors import Malformed, Refused
from ledger.domain.events import (
    LoanAgreed,
    OptionExercised,
    PlayerRegisteredInLedger,
    RumourReported,
    TransferCompleted,
)
from ledger.domain.resting import RestedUpon
from ledger.domain.terms import OptionToBuy
from ledger.domain.values import Fee, Money

from .facts import FIRST, Book, correct, fact, given, report, void, when, where

PAIR: dict[str, Any] = {"from_club": "empoli", "to_club": "lecce"}


def transfer(to_club: str = "lecce", on: str = "2024-07-10", published: str | None = None) -> Any:
    return fact(TransferCompleted(from_club="empoli", to_club=to_club), on, published)


def standing(book: Book) -> list[Recorded]:
    return live(book)


def test_a_corrected_entry_says_what_it_should_have_said() -> None:
    book = given(transfer())
    correct(book, 1, transfer("roma"))
    assert where(book, "2024-07-10") == "roma"


def test_a_corrected_entry_keeps_its_id_its_first_position_and_what_the_world_knew() -> None:
    book = given(transfer(published="2024-07-11"))
    correct(book, 1, transfer("roma", published="2024-07-11"))
    (mended,) = standing(book)
    assert (mended.entry_id, mended.first_position, mended.position) == (book[0].entry_id, 1, 2)
    assert mended.known_at == book[0].known_at == datetime(2024, 7, 11, 23, 59, 59, 999999, UTC)


def test_a_corrected_day_of_publication_changes_what_the_world_knew() -> None:
    book = given(transfer(published="2024-07-11"))
    correct(book, 1, transfer(published="2024-07-13"))
    assert standing(book)[0].known_at == datetime(2024, 7, 13, 23, 59, 59, 999999, UTC)


def test_a_publication_told_later_than_it_was_recorded_was_known_when_recorded() -> None:
    book = given(transfer())
    correct(book, 1, transfer(published="2026-01-01"))
    assert standing(book)[0].known_at == FIRST


def test_an_entry_corrected_into_one_about_the_book_holds_at_every_moment() -> None:
    book = given(transfer())
    correct(book, 1, fact(PlayerRegisteredInLedger(name="Marco Ferri")))
    assert standing(book)[0].known_at is None
    correct(book, 1, transfer())
    assert standing(book)[0].known_at == FIRST
    named = given(fact(PlayerRegisteredInLedger(name="Marco Ferri")))
    correct(named, 1, transfer())
    assert standing(named)[0].known_at == FIRST


def test_a_correction_that_leaves_out_deal_and_basis_keeps_them() -> None:
    book = given(transfer())
    content = Content(
        event=TransferCompleted(from_club="empoli", to_club="lecce"),
        occurred_on=UncertainDate.parse("2024-07-12"),
    )
    target = book[0].entry_id
    when(book, fact(EntryCorrected(target=target, replacement=content, reason="the day")))
    (mended,) = standing(book)
    assert (mended.entry.deal, mended.entry.basis) == ("marco-ferri/lecce/1", "official")
    assert mended.day == date(2024, 7, 12)


def test_a_voided_entry_counts_no_longer() -> None:
    book = given(transfer())
    void(book, 1)
    assert standing(book) == []
    assert where(book, "2024-07-10") == "nowhere on record"


def test_a_void_that_is_voided_reinstates_the_entry() -> None:
    book = given(transfer())
    void(book, 1)
    void(book, 2)
    assert standing(book) == [book[0]]


def test_a_correction_that_is_voided_reinstates_the_first_word() -> None:
    book = given(transfer())
    correct(book, 1, transfer("roma"))
    void(book, 2)
    assert where(book, "2024-07-10") == "lecce"


def test_a_correction_may_itself_be_corrected() -> None:
    book = given(transfer())
    correct(book, 1, transfer("roma"))
    correct(book, 2, transfer("lazio"))
    assert where(book, "2024-07-10") == "lazio"
    void(book, 3)
    assert where(book, "2024-07-10") == "roma"


def test_the_later_of_two_corrections_stands() -> None:
    book = given(transfer())
    correct(book, 1, transfer("roma"))
    correct(book, 1, transfer("lazio"))
    assert where(book, "2024-07-10") == "lazio"
    void(book, 3)
    assert where(book, "2024-07-10") == "roma"


def test_a_void_corrected_into_an_entry_counts_again() -> None:
    book = given(transfer())
    void(book, 1)
    correct(book, 2, transfer("roma"))
    assert where(book, "2024-07-10") == "roma"


def test_a_voided_entry_is_not_voided_again() -> None:
    book = given(transfer())
    void(book, 1)
    with pytest.raises(Refused) as caught:
        void(book, 1)
    assert str(caught.value) == (
        "Cannot void TransferCompleted (#1): it changes nothing: the entry was voided or already "
        "says so (entry #1). Amend the amendment that stands."
    )


@pytest.mark.parametrize("act", ["void", "correct"])
def test_an_amendment_names_an_entry_of_its_own_stream(act: str) -> None:
    nowhere = UUID(int=999)
    content = Content(event=TransferCompleted(from_club="empoli", to_club="lecce"))
    event: Any = EntryVoided(target=nowhere, reason="mistyped")
    if act == "correct":
        event = EntryCorrected(target=nowhere, replacement=content, reason="mistyped")
    with pytest.raises(Refused) as caught:
        when([], fact(event))
    assert str(caught.value) == (
        f"Cannot {act} entry {nowhere}: Marco Ferri has no such entry on record. Look the entry "
        f"up with `tledger log`, and name one of its own stream."
    )
    assert caught.value.rule == "H8"


def test_everything_that_rests_on_a_voided_entry_is_named() -> None:
    book = given(
        transfer("roma"),
        fact(LoanAgreed(from_club="roma", to_club="lecce"), "2025-01-10"),
        fact(TransferCompleted(from_club="genoa", to_club="empoli"), "2023-07-10"),
    )
    with pytest.raises(Refused) as caught:
        void(book, 1)
    assert str(caught.value) == (
        "Cannot void TransferCompleted (#1) of Marco Ferri: LoanAgreed of 2025-01-10 (#2) rests "
        "on it. Void what rests on it first, or all of it together (cascade, --cascade)."
    )


def test_what_rests_on_what_rests_on_a_voided_entry_is_named_too() -> None:
    clause = OptionToBuy(price=Fee(fixed=Money.exact(4_000_000)))
    lent = LoanAgreed(from_club="roma", to_club="lecce", until=date(2025, 6, 30), clauses=(clause,))
    used = OptionExercised(from_club="roma", to_club="lecce")
    before = fact(TransferCompleted(from_club="genoa", to_club="empoli"), "2023-07-10")
    book = given(transfer("roma"), fact(lent, "2025-01-10"), fact(used, "2025-06-10"), before)
    with pytest.raises(RestedUpon) as caught:
        void(book, 1)
    assert "LoanAgreed of 2025-01-10 (#2) and OptionExercised of 2025-06-10 (#3) rest on it" in str(
        caught.value
    )
    assert caught.value.resting == (book[1].entry_id, book[2].entry_id)


def test_a_correction_that_contradicts_the_record_is_refused() -> None:
    book = given(
        transfer("roma"), fact(LoanAgreed(from_club="roma", to_club="parma"), "2025-01-10")
    )
    with pytest.raises(Refused, match="LoanAgreed of 2025-01-10 on record would then contradict"):
        correct(book, 1, transfer("lazio"))


def test_a_discrepancy_on_record_does_not_keep_its_entry_from_being_corrected() -> None:
    book = given(transfer("roma"))
    contradicting = fact(TransferCompleted(from_club="genoa", to_club="lazio"), "2025-01-10")
    when(book, contradicting, Policy.FLAG)
    assert correct(book, 2, contradicting.model_copy(update={"note": "row 7"})) == []


def test_a_correction_is_checked_for_sense_as_an_entry_is() -> None:
    book = given(transfer())
    senseless = fact(LoanAgreed(**PAIR, until=date(2024, 6, 30)), "2024-08-20")
    with pytest.raises(Malformed, match="it ends on 2024-06-30, before it starts on 2024-08-20"):
        correct(book, 1, senseless)


def test_nothing_was_published_in_the_future() -> None:
    with pytest.raises(Malformed) as caught:
        when([], report(RumourReported(**PAIR), "2031-01-01"))
    assert str(caught.value) == (
        "Cannot record RumourReported on player:marco-ferri: it says it was published 2031-01-01, "
        "which is still to come. Give the day it was published; a day on which something will "
        "take effect belongs in effective_on or until."
    )
    book = given(transfer())
    with pytest.raises(Malformed, match="published 2031-01-01"):
        correct(book, 1, transfer(published="2031-01-01"))
