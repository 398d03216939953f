"""What became of a loan's option or its duty to buy, by the entries about it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ledger.domain.errors import Refused
from ledger.domain.events import (
    ConditionFailed,
    ConditionMet,
    LoanAgreed,
    LoanExtended,
    ObligationTriggered,
    OptionDeclined,
    OptionExercised,
    OptionLapsed,
)
from ledger.domain.terms import AvoidsRelegation, Clause, ClauseName, ObligationToBuy, OptionToBuy

from .facts import Book, deal, fact, given, timeline, when

CLUBS: Any = {"from_club": "empoli", "to_club": "lecce"}
OPTION, DUTY = OptionToBuy(), ObligationToBuy(condition=AvoidsRelegation())
TURNING = OptionToBuy(becomes_duty_if=AvoidsRelegation())
ON_OPTION: Any = {"clause": ClauseName.OPTION_TO_BUY}
ON_EXTENSION: Any = {"clause": ClauseName.OPTION_TO_EXTEND}


def lent(*clauses: Clause) -> Book:
    """A loan until the summer with these clauses."""
    loan = LoanAgreed(**CLUBS, until=date(2025, 6, 30), clauses=clauses)
    return given(fact(loan, "2024-08-20"))


def settled(book: Book) -> tuple[str, int] | None:
    """What became of it, and the position of the entry that says so."""
    found = timeline(book).loans[0].settled
    return (found[0], found[1].position) if found is not None else None


@pytest.mark.parametrize(
    ("clause", "event", "became"),
    [
        (OPTION, OptionExercised(**CLUBS), "exercised"),
        (OPTION, OptionDeclined(**CLUBS), "declined"),
        (OPTION, OptionLapsed(**CLUBS), "lapsed"),
        (DUTY, ConditionMet(**CLUBS), "condition met"),
        (DUTY, ConditionFailed(**CLUBS), "condition failed"),
        (DUTY, ObligationTriggered(**CLUBS), "obligation triggered"),
        (TURNING, ConditionMet(**CLUBS, **ON_OPTION), "condition met"),
    ],
)
def test_one_entry_settles_a_clause(clause: Clause, event: Any, became: str) -> None:
    book = lent(clause)
    when(book, fact(event, "2025-05-20"))
    assert settled(book) == (became, 2)


@pytest.mark.parametrize(
    ("clause", "event"),
    [
        (OPTION, OptionDeclined(**CLUBS, **ON_EXTENSION)),
        (OPTION, OptionLapsed(**CLUBS, **ON_EXTENSION)),
        (TURNING, ConditionFailed(**CLUBS, **ON_OPTION)),
        (OPTION, LoanExtended(**CLUBS, until=date(2026, 6, 30))),
    ],
    ids=["another option declined", "another lapsed", "still an option", "an extension"],
)
def test_what_leaves_the_option_open_settles_nothing(clause: Clause, event: Any) -> None:
    book = lent(clause)
    when(book, fact(event, "2025-05-20"))
    assert settled(book) is None


def test_a_late_exercise_takes_the_place_of_a_lapse() -> None:
    book = lent(OPTION)
    when(book, fact(OptionLapsed(**CLUBS), "2025-06-01"))
    when(book, fact(OptionExercised(**CLUBS), "2025-05-30", "2025-07-03"))
    assert settled(book) == ("exercised", 3)


def test_an_option_to_extend_that_was_declined_leaves_the_deals_option_alone() -> None:
    book = lent(OPTION)
    when(book, fact(OptionDeclined(**CLUBS, **ON_EXTENSION), "2025-05-20"))
    assert deal(book, "marco-ferri/lecce/1").option.official is None
    when(book, fact(OptionDeclined(**CLUBS), "2025-05-21"))
    track = deal(book, "marco-ferri/lecce/1").option.official
    assert track is not None
    assert track.state == "declined"


def test_an_extension_that_ends_no_later_is_refused_for_the_extension_before_it() -> None:
    book = lent()
    when(book, fact(LoanExtended(**CLUBS, until=date(2026, 6, 30)), "2025-06-01"))
    with pytest.raises(Refused) as refused:
        when(book, fact(LoanExtended(**CLUBS, until=date(2026, 1, 31)), "2025-06-10"))
    assert refused.value.position == 2
