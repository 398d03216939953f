"""Options whose price changes with the day, and options that turn into a duty."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from ledger.domain.dated_prices import DatedPrice
from ledger.domain.entry import decode
from ledger.domain.errors import Refused
from ledger.domain.events import (
    ConditionMet,
    LoanAgreed,
    ObligationTriggered,
    OptionDeclined,
    OptionExercised,
)
from ledger.domain.terms import ClauseName, InWords, OptionToBuy
from ledger.domain.values import UNKNOWN_FEE, Fee, Money

from .facts import Book, codes, fact, given, said, void, when, where

PAIR: dict[str, Any] = {"from_club": "empoli", "to_club": "lecce"}
DEAL = "marco-ferri/lecce/1"
JANUARY, FEBRUARY, JUNE = date(2025, 1, 31), date(2025, 2, 1), date(2025, 6, 30)


def millions(amount: int) -> Fee:
    return Fee(fixed=Money.exact(amount * 1_000_000))


DEARER = OptionToBuy(
    prices=(
        DatedPrice(price=millions(18), until=JANUARY),
        DatedPrice(price=millions(20), until=JUNE),
    )
)
TURNING = OptionToBuy(price=millions(10), becomes_duty_if=InWords(text="qualifying for Europe"))


def lent(option: OptionToBuy, until: date = JUNE) -> Any:
    return fact(LoanAgreed(**PAIR, until=until, clauses=(option,)), "2024-08-20")


def exercised(on: str, amount: int, **more: Any) -> Any:
    return fact(OptionExercised(**PAIR, fee=millions(amount), **more), on)


def met(on: str = "2025-05-20") -> Any:
    return fact(ConditionMet(**PAIR, clause=ClauseName.OPTION_TO_BUY), on)


def declined(on: str) -> Any:
    return fact(OptionDeclined(**PAIR), on)


def refusal(book: Book, entry: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        when(book, entry)
    return caught.value


# -- prices that change with the day --------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "amount", "flags"),
    [
        ("2025-01-31", 18, []),
        ("2025-01-31", 20, ["price-differs"]),
        ("2025-02-01", 20, []),
        ("2025-02-01", 18, ["price-differs"]),
        ("2025-06-30", 20, []),
    ],
)
def test_the_price_of_the_day_is_the_strike(on: str, amount: int, flags: list[str]) -> None:
    assert codes(when(given(lent(DEARER)), exercised(on, amount))) == flags


def test_the_day_of_the_act_counts_and_not_that_of_its_effect() -> None:
    later = exercised("2025-01-31", 18, effective_on=date(2025, 7, 1))
    assert when(given(lent(DEARER)), later) == []


def test_the_last_price_ends_the_option() -> None:
    book = given(lent(DEARER, until=date(2025, 8, 31)))
    error = refusal(book, exercised("2025-07-01", 20))
    assert (error.reason, "the option ran until 2025-06-30" in str(error)) == (
        "option-lapsed",
        True,
    )


def test_in_a_gap_between_two_prices_nobody_knows_the_strike() -> None:
    summer = DatedPrice(price=millions(20), from_day=date(2025, 6, 1), until=JUNE)
    option = OptionToBuy(prices=(DEARER.prices[0], summer))
    assert option.price_on(date(2025, 5, 31)) == UNKNOWN_FEE
    assert when(given(lent(option)), exercised("2025-05-31", 99)) == []


def test_it_is_told_in_words_with_its_last_day() -> None:
    book = given(lent(DEARER))
    words = "€18.0m until 2025-01-31, then €20.0m until 2025-06-30"
    assert said(book, DEAL, "option") == [(words, "stands")]
    assert said(book, DEAL, "option until") == [("2025-06-30", "stands")]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"price": millions(18), "prices": DEARER.prices}, "one price, or prices"),
        ({"prices": DEARER.prices[::-1]}, "do not follow each other"),
        ({"prices": (DatedPrice(price=millions(18)), DEARER.prices[1])}, "do not follow"),
        ({"prices": DEARER.prices, "until": JANUARY}, "the option ends on 2025-01-31"),
    ],
)
def test_prices_follow_each_other(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        OptionToBuy(**fields)


def test_a_price_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="before it begins"):
        DatedPrice(price=millions(18), from_day=FEBRUARY, until=JANUARY)


def test_an_option_stored_before_there_were_such_prices_is_read_as_it_was() -> None:
    clause = '{"kind":"option_to_buy","price":{"fixed":{"kind":"nil"}},"until":"2025-06-30"}'
    body = f'{{"event":{{"clauses":[{clause}],"kind":"LoanAgreed"}}}}'
    entry = decode(
        body.encode(),
        subject="player:marco-ferri",
        entry_id=given(met())[0].entry_id,
        kind="LoanAgreed",
    )
    [option] = entry.event.__dict__["clauses"]
    assert (option.prices, option.last_day, option.price_on(JUNE).fixed.kind) == ((), JUNE, "nil")
    assert option.model_dump_json(exclude_none=True) == clause


# -- an option that becomes a duty ----------------------------------------------------------------


def test_once_its_condition_is_met_the_duty_can_be_triggered() -> None:
    book = given(lent(TURNING), met())
    assert when(book, fact(ObligationTriggered(**PAIR, fee=millions(10)), "2025-06-01")) == []
    assert where(book, "2025-07-01") == "lecce"


def test_the_duty_costs_what_the_option_would_have() -> None:
    book = given(lent(TURNING), met())
    flags = when(book, fact(ObligationTriggered(**PAIR, fee=millions(12)), "2025-06-01"))
    assert [flag.record for flag in flags] == [
        "triggered at €12.0m against an obligation of €10.0m"
    ]


def test_once_its_condition_is_met_it_cannot_be_declined() -> None:
    book = given(lent(TURNING), met())
    error = refusal(book, declined("2025-06-01"))
    assert (error.rule, error.reason, error.position) == ("H4", "option-is-a-duty", 2)
    assert "the option became a duty when its condition was met on 2025-05-20" in str(error)


def test_what_was_declined_before_becomes_a_duty_all_the_same() -> None:
    book = given(lent(TURNING), declined("2025-05-01"))
    assert when(book, met()) == []
    assert where(book, "2025-07-01") == "lecce, inferred"


def test_a_condition_recorded_late_is_held_against_the_refusal_to_buy() -> None:
    book = given(lent(TURNING), declined("2025-06-01"))
    assert "OptionDeclined of 2025-06-01 on record would then" in str(refusal(book, met()))


def test_an_option_without_such_a_condition_can_always_be_declined() -> None:
    book = given(lent(OptionToBuy(price=millions(10))), met())
    assert when(book, declined("2025-06-01")) == []


def test_voiding_the_condition_makes_it_an_option_again() -> None:
    book = given(lent(TURNING), met())
    void(book, 2)
    assert when(book, declined("2025-06-01")) == []
