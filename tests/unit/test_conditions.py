"""What people write for a condition, and when it stays in their words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.errors import Malformed
from ledger.domain.terms import (
    AllOf,
    AnyOf,
    Appearances,
    AvoidsRelegation,
    Condition,
    Finishes,
    FirstPointAfter,
    InWords,
    Qualifies,
)
from ledger.interfaces.reading.conditions import read_condition

STAYING_UP = AvoidsRelegation()
TEN_APPEARANCES = Appearances(at_least=10)
TOP_FOUR = Finishes(at_least=4)
CHAMPIONS_LEAGUE = Qualifies(competition="Champions League")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("staying up", STAYING_UP),
        ("Avoiding relegation", STAYING_UP),
        ("staying up in 2024-25", AvoidsRelegation(season="2024-25")),
        ("10 appearances", TEN_APPEARANCES),
        ("at least ten appearances", TEN_APPEARANCES),
        ("10 or more appearances", TEN_APPEARANCES),
        ("one appearance", Appearances(at_least=1)),
        ("top 4", TOP_FOUR),
        ("finishing in the top four", TOP_FOUR),
        ("finishing top-4", TOP_FOUR),
        ("Champions League", CHAMPIONS_LEAGUE),
        ("UEFA Champions League", CHAMPIONS_LEAGUE),
        ("qualifying  for the Champions League", CHAMPIONS_LEAGUE),
        ("Champions League qualification", CHAMPIONS_LEAGUE),
        (
            "qualifying for the Europa League in 2025-26",
            Qualifies(competition="Europa League", season="2025-26"),
        ),
        ("first point after 2025-02-01", FirstPointAfter(day=date(2025, 2, 1))),
        ("the first point after 2025-02-01", FirstPointAfter(day=date(2025, 2, 1))),
    ],
)
def test_a_known_wording_becomes_a_typed_condition(text: str, condition: Condition) -> None:
    assert read_condition(text) == condition


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("staying up and 10 appearances", AllOf(of=(STAYING_UP, TEN_APPEARANCES))),
        ("top 4 or Champions League", AnyOf(of=(TOP_FOUR, CHAMPIONS_LEAGUE))),
        (
            "staying up AND 10 appearances OR top 4",
            AnyOf(of=(AllOf(of=(STAYING_UP, TEN_APPEARANCES)), TOP_FOUR)),
        ),
        (
            "staying up or 10 appearances and top 4",
            AnyOf(of=(STAYING_UP, AllOf(of=(TEN_APPEARANCES, TOP_FOUR)))),
        ),
        (
            "(staying up or 10 appearances) and top 4",
            AllOf(of=(AnyOf(of=(STAYING_UP, TEN_APPEARANCES)), TOP_FOUR)),
        ),
        ("((staying up))", STAYING_UP),
        (
            "staying up and (sporting objectives)",
            AllOf(of=(STAYING_UP, InWords(text="sporting objectives"))),
        ),
        (
            "top 4 and (goals and assists)",
            AllOf(of=(TOP_FOUR, InWords(text="goals and assists"))),
        ),
    ],
)
def test_and_binds_tighter_than_or_and_brackets_group(text: str, condition: Condition) -> None:
    assert read_condition(text) == condition


@pytest.mark.parametrize(
    "text",
    [
        "sporting objectives",
        "winning the Champions League",
        "qualifying for Europe",
        "10 appearances and goals",
        "10 starts",
        "staying up and sporting objectives",
        "either top 4 or staying up",
        "10 appearances in Serie A",
        "0 appearances",
        "501 appearances",
        "top 41",
        "top",
        "first point after 2025-02-30",
        "first point after 1 February",
        "staying up in 2024-26",
        "not staying up",
        "and",
        "staying up and",
        "staying up and and top 4",
        "(staying up",
        "staying up) and (top 4",
        "()",
        "(staying up) (top 4)",
        "staying up, top 4",
        "Andover staying up",
    ],
)
def test_anything_else_stays_in_its_own_words(text: str) -> None:
    assert read_condition(text) == InWords(text=text)


def test_an_empty_condition_is_refused() -> None:
    with pytest.raises(Malformed) as refusal:
        read_condition("  ")
    assert str(refusal.value) == (
        "Cannot read an empty text as a condition: a condition has 1 to 2000 characters. Write it "
        "as in: staying up, 10 appearances, top 4, qualifying for the Champions League, or in "
        "your own words."
    )
    with pytest.raises(Malformed, match="so long a text"):
        read_condition("a" * 2001)


def test_brackets_nested_without_reason_stay_words() -> None:
    assert isinstance(read_condition("(" * 900 + "top 4" + ")" * 900), InWords)


seasons = st.sampled_from([None, "2024-25", "1999-00"])
typed = st.one_of(
    st.builds(AvoidsRelegation, season=seasons),
    st.builds(Appearances, at_least=st.integers(1, 500)),
    st.builds(Finishes, at_least=st.integers(1, 40)),
    st.builds(FirstPointAfter, day=st.dates()),
    st.builds(
        Qualifies,
        competition=st.sampled_from(["Champions League", "Europa League", "Conference League"]),
        season=seasons,
    ),
)
trees = st.recursive(
    typed,
    lambda parts: st.lists(parts, min_size=2, max_size=3).flatmap(
        lambda of: st.sampled_from([AllOf(of=tuple(of)), AnyOf(of=tuple(of))])
    ),
    max_leaves=8,
)


@given(trees)
def test_a_typed_condition_reads_back_from_the_words_it_is_shown_in(condition: Condition) -> None:
    assert read_condition(str(condition)) == condition


@given(st.text(max_size=60).filter(str.strip), st.sampled_from(["and", "or", "(", ") or (", ""]))
def test_any_words_are_some_condition(words: str, joint: str) -> None:
    assert str(read_condition(f"{words} {joint} staying up"))
