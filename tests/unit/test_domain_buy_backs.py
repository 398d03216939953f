"""Buy-backs: the right of a club that sold a player, used once, in time, or waived."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ledger.domain.admission import Policy
from ledger.domain.errors import Refused
from ledger.domain.events import (
    BuyBackExercised,
    BuyBackWaived,
    LoanAgreed,
    OptionExercised,
    TransferCompleted,
)
from ledger.domain.terms import BuyBack, ClauseName, OptionToBuy
from ledger.domain.values import Fee, Money

from .facts import (
    LISTED,
    REPORTED,
    Book,
    codes,
    deal,
    discrepancies,
    fact,
    given,
    said,
    void,
    when,
    where,
)

SOLD: dict[str, Any] = {"from_club": "real", "to_club": "juventus"}
BACK: dict[str, Any] = {"from_club": "juventus", "to_club": "real"}
CLAUSE = BuyBack(price=Fee(fixed=Money.exact(30_000_000)), until=date(2016, 7, 15))
THIRTY = Fee(fixed=Money.exact(30_000_000))


def sold(clauses: Any = (CLAUSE,), on: str = "2014-07-19", **more: Any) -> Any:
    """Real sold Marco Ferri to Juventus on 19 July 2014, with the right to have him back."""
    return fact(TransferCompleted(**{**SOLD, "clauses": clauses, **more}), on, on)


def back(on: str | None = "2016-06-21", published: str | None = None, **more: Any) -> Any:
    return fact(BuyBackExercised(**{**BACK, **more}), on, published)


def waived(on: str = "2016-06-01", **more: Any) -> Any:
    return fact(BuyBackWaived(**{**BACK, **more}), on)


def refusal(book: Book, entry: Any) -> Refused:
    before = list(book)
    with pytest.raises(Refused) as caught:
        when(book, entry)
    assert book == before
    return caught.value


def test_the_former_seller_has_him_back_from_that_day_on() -> None:
    book = given(sold())
    assert when(book, back(fee=THIRTY)) == []
    assert where(book, "2016-06-20") == "juventus"
    assert where(book, "2016-06-21") == "real"


def test_he_changes_hands_when_it_takes_effect() -> None:
    book = given(sold(), back(effective_on=date(2016, 7, 6)))
    assert where(book, "2016-07-05") == "juventus"
    assert where(book, "2016-07-06") == "real"


def test_it_is_a_deal_of_its_own_with_its_fee() -> None:
    book = given(sold(), back(fee=THIRTY))
    assert [item.entry.deal for item in book] == ["marco-ferri/juventus/1", "marco-ferri/real/1"]
    found = deal(book, "marco-ferri/real/1")
    assert (found.headline, found.move, found.from_club) == ("completed", "permanent", "juventus")
    assert said(book, "marco-ferri/real/1", "fee") == [("€30.0m", "stands")]


def test_another_price_than_agreed_is_flagged() -> None:
    book = given(sold())
    flags = when(book, back(fee=Fee(fixed=Money.exact(28_000_000))))
    assert [(str(one.code), one.rule) for one in flags] == [("price-differs", "F4")]
    assert flags[0].record == "bought back at €28.0m against a clause of €30.0m"


def test_a_sale_without_a_buy_back_has_none_to_use() -> None:
    error = refusal(given(sold((), without=(ClauseName.BUY_BACK,))), back())
    assert (error.rule, error.reason, error.position) == ("H3", "no-buy-back-on-record", 1)
    assert str(error) == (
        "Cannot buy back Marco Ferri (Juventus → Real): the sale Real → Juventus of 2014-07-19 is "
        "on record without a buy-back (entry #1). Record the clause first with its source "
        "(correct the sale), or record a transfer."
    )


def test_where_the_terms_of_the_sale_are_not_known_it_is_inferred() -> None:
    book = given(sold(()))
    flags = when(book, back())
    assert [(str(one.code), one.rule) for one in flags] == [("buy-back-inferred", "F10")]
    assert where(book, "2016-06-21") == "real"


def test_where_no_sale_is_on_record_it_is_inferred() -> None:
    assert codes(when([], back())) == ["buy-back-inferred"]


def test_who_got_him_from_another_club_owes_him_to_nobody_else() -> None:
    book = given(sold(), fact(TransferCompleted(**BACK), "2015-07-01"))
    when(book, fact(TransferCompleted(from_club="real", to_club="milan"), "2015-07-02"))
    when(book, fact(TransferCompleted(from_club="milan", to_club="juventus"), "2015-07-03"))
    error = refusal(book, back())
    assert error.reason == "no-buy-back-on-record"
    assert "Juventus got him by the sale Milan → Juventus of 2015-07-03, not from Real" in (
        str(error)
    )


def test_it_is_used_in_time() -> None:
    book = given(sold())
    assert refusal(book, back("2016-07-16")).reason == "buy-back-lapsed"
    when(book, back("2016-07-15"))


def test_the_day_of_an_announcement_is_not_the_day_of_the_use() -> None:
    book = given(sold())
    assert when(book, back(None, "2016-07-16")) == []


def test_it_is_used_once() -> None:
    book = given(sold(), back(), sold((), "2016-08-01"))
    error = refusal(given(sold(), back()), back("2016-06-25"))
    assert (error.reason, error.position) == ("already-exercised", 2)
    assert codes(when(book, back("2016-08-02"))) == ["buy-back-inferred"]


def test_what_was_waived_cannot_be_used() -> None:
    book = given(sold(), waived())
    assert book[1].entry.deal == "marco-ferri/juventus/1"
    error = refusal(book, back())
    assert (error.reason, error.position) == ("buy-back-waived", 2)


def test_what_was_used_cannot_have_been_waived() -> None:
    error = refusal(given(sold(), back()), waived())
    assert (error.reason, error.position) == ("buy-back-waived", 2)
    assert refusal(given(sold(), back()), waived("2016-06-30")).reason == "already-exercised"


def test_there_is_nothing_to_waive_in_a_sale_without() -> None:
    book = given(sold((), without=(ClauseName.BUY_BACK,)))
    assert refusal(book, waived()).reason == "no-buy-back-on-record"


def test_a_waiver_is_of_a_sale_on_record() -> None:
    error = refusal(given(sold()), waived(to_club="milan"))
    assert (error.rule, error.reason) == ("H6", "no-such-deal")
    assert "Cannot record BuyBackWaived on a deal milan → juventus of Marco Ferri" in str(error)


def test_a_waiver_that_names_the_deal_needs_no_clubs() -> None:
    event = BuyBackWaived()
    book = given(sold(), fact(event, "2016-06-01", deal="marco-ferri/juventus/1"))
    assert refusal(book, back()).reason == "buy-back-waived"


def test_a_loan_with_option_and_buy_back_carries_it_into_the_purchase() -> None:
    loan = LoanAgreed(**SOLD, until=date(2014, 6, 30), clauses=(OptionToBuy(), CLAUSE))
    book = given(fact(loan, "2013-07-19"), fact(OptionExercised(**SOLD), "2014-06-01"))
    assert codes(when(book, back(fee=Fee(fixed=Money.exact(29_000_000))))) == ["price-differs"]


def test_a_holder_that_is_not_told_is_found_by_the_sale() -> None:
    book = given(sold((), without=(ClauseName.BUY_BACK,)))
    assert refusal(book, back(from_club=None)).reason == "no-buy-back-on-record"


def test_the_record_is_judged_whatever_the_order_of_recording() -> None:
    late = sold((), without=(ClauseName.BUY_BACK,))
    error = refusal(given(back()), late)
    assert "BuyBackExercised of 2016-06-21 on record would then contradict it" in str(error)


def test_a_club_that_does_not_hold_him_cannot_give_him_back() -> None:
    book = given(
        sold(), fact(TransferCompleted(from_club="juventus", to_club="chelsea"), "2015-07-01")
    )
    assert refusal(book, back()).rule == "H1"


def test_a_bulk_refuses_it_too() -> None:
    with pytest.raises(Refused):
        when(given(sold(), waived()), back(), Policy.FLAG)


def test_a_report_of_it_moves_nobody() -> None:
    book = given(sold((), without=(ClauseName.BUY_BACK,)))
    entry = fact(BuyBackExercised(**BACK), "2016-06-21", basis=REPORTED)
    assert when(book, entry) == []
    assert where(book, "2016-06-21") == "juventus"
    assert deal(book, "marco-ferri/real/1").headline == "completed (reported)"


def test_a_database_that_tells_it_as_a_transfer_tells_the_same_move() -> None:
    move = fact(TransferCompleted(**BACK), "2016-07-06", basis=LISTED, source="database")
    for first, second in ((back(), move), (move, back())):
        book = given(sold(), first, second)
        assert [item.entry.deal for item in book[1:]] == ["marco-ferri/real/1"] * 2
        assert discrepancies(book) == []
        assert where(book, "2016-06-21") == "real"


def test_voiding_the_waiver_makes_room_for_its_use() -> None:
    book = given(sold(), waived())
    void(book, 2)
    assert when(book, back(fee=THIRTY)) == []
