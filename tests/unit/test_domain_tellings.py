"""One move told by several sources: one spell, one deal, nothing refused, in any order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from ledger.domain.admission import Policy, admit
from ledger.domain.book import live
from ledger.domain.deal import deals, one_deal
from ledger.domain.entry import Entry
from ledger.domain.errors import Refused
from ledger.domain.events import (
    ContractTerminated,
    LoanAgreed,
    LoanEnded,
    LoanExtended,
    LoanRecalled,
    OptionExercised,
    PlayerReleased,
    PlayerRetired,
    SquadBaselineRecorded,
    TransferCompleted,
    YouthPlayerPromoted,
)
from ledger.domain.terms import OptionToBuy
from ledger.domain.values import Fee, Money, NoClub

from .facts import LISTED, Book, deal, discrepancies, fact, given, said, timeline, when

SUMMER = "2018-07-01/2018-08-31"
MILLION = 1_000_000


def listed(event: Any, on: str, source: str = "ewenme", **more: Any) -> Entry:
    return fact(event, on, basis=LISTED, source=source, **more)


def sold(fee: int | None = None, **more: Any) -> TransferCompleted:
    told: dict[str, Any] = {"fee": Fee(fixed=Money.exact(fee * MILLION))} if fee is not None else {}
    return TransferCompleted(**{"from_club": "empoli", "to_club": "lecce", **told, **more})


def spells(book: Book) -> list[tuple[str | None, str | None, str, str]]:
    return [
        (spell.parent_club, spell.club, str(spell.valid_from), str(spell.valid_to))
        for spell in timeline(book).spells
    ]


def one_told(book: Book) -> dict[str, list[int]]:
    """The deals with their entries, those that are one under one id."""
    under = one_deal(live(book))
    found: dict[str, list[int]] = {}
    for name, one in deals(live(book)).items():
        found.setdefault(under.get(name, name), []).extend(item.position for item in one.entries)
    return {name: sorted(positions) for name, positions in found.items()}


BY_DAY = listed(sold(), "2018-07-15", "eordo")
BY_WINDOW = listed(sold(5, window="2018-summer"), SUMMER, "ewenme")


@pytest.mark.parametrize("told", list(permutations((BY_DAY, BY_WINDOW))))
def test_a_day_and_a_window_tell_one_transfer(told: tuple[Entry, ...]) -> None:
    book = given(*told)
    assert spells(book) == [
        ("empoli", "empoli", "None", "2018-07-15"),
        ("lecce", "lecce", "2018-07-15", "None"),
    ]
    assert discrepancies(book) == []
    assert one_told(book) == {"marco-ferri/lecce/1": [1, 2]}


def test_the_window_of_an_association_is_the_window() -> None:
    italian = listed(sold(window="ITA-2018-summer"), SUMMER, "d2ski")
    assert discrepancies(given(BY_WINDOW, italian)) == []


def test_papers_that_come_in_late_in_september_are_of_the_summer() -> None:
    book = given(listed(sold(), "2018-09-20", "eordo"), BY_WINDOW)
    assert discrepancies(book) == []
    assert spells(book)[-1] == ("lecce", "lecce", "2018-09-20", "None")


def test_another_window_is_another_move() -> None:
    with pytest.raises(Refused, match="he is at Lecce"):
        given(BY_WINDOW, listed(sold(), "2019-01-15", "eordo"))


def test_one_source_that_tells_it_twice_tells_of_two_moves() -> None:
    with pytest.raises(Refused, match="he is at Lecce"):
        given(BY_DAY, listed(sold(), "2018-08-20", "eordo"))


def test_the_officials_word_stands_above_a_database() -> None:
    official = fact(sold(), "2018-07-20", source="lecce")
    for told in permutations((official, BY_DAY, BY_WINDOW)):
        book = given(*told)
        assert spells(book)[-1] == ("lecce", "lecce", "2018-07-20", "None")
        assert one_told(book) == {"marco-ferri/lecce/1": [1, 2, 3]}


def test_what_one_source_leaves_open_another_tells() -> None:
    unknown = listed(sold(from_club=NoClub.UNKNOWN), "2018-07-15", "eordo")
    for told in permutations((unknown, BY_WINDOW)):
        book = given(*told)
        assert spells(book)[0] == ("empoli", "empoli", "None", "2018-07-15")


def test_an_unknown_club_alone_does_not_make_two_moves_one() -> None:
    left = listed(sold(to_club=NoClub.UNKNOWN), "2018-07-15", "eordo")
    joined = listed(sold(from_club=NoClub.UNKNOWN), SUMMER, "ewenme")
    assert len(timeline(given(left, joined)).spells) == 2
    assert len(timeline(given(left, BY_WINDOW)).spells) == 2
    assert spells(given(left, BY_WINDOW))[1][0] == "lecce"


def lent(**more: Any) -> LoanAgreed:
    return LoanAgreed(**{"from_club": "empoli", "to_club": "lecce", **more})


def test_the_day_comes_from_one_source_and_the_loans_last_day_from_another() -> None:
    by_day = listed(lent(), "2018-07-15", "eordo")
    by_window = listed(lent(window="2018-summer", until=date(2020, 6, 30)), SUMMER)
    for told in permutations((by_day, by_window)):
        book = given(*told)
        assert spells(book) == [
            ("empoli", "empoli", "None", "2018-07-15"),
            ("empoli", "lecce", "2018-07-15", "2020-07-01"),
            ("empoli", "empoli", "2020-07-01", "None"),
        ]


def test_a_last_day_that_was_told_stands_above_one_assumed() -> None:
    assumed = listed(lent(until=date(2019, 6, 30)), "2018-07-15", "eordo")
    assumed = assumed.model_copy(update={"assumed": ("until",)})
    told = listed(lent(window="2018-summer", until=date(2020, 6, 30)), SUMMER)
    for order in permutations((assumed, told)):
        assert spells(given(*order))[1] == ("empoli", "lecce", "2018-07-15", "2020-07-01")


def test_lent_twice_in_one_window_by_two_sources_are_two_loans() -> None:
    ended = LoanEnded(from_club="empoli", to_club="lecce")
    tellings = (
        listed(lent(until=date(2019, 6, 30)), "2018-07-03", "d2ski"),
        listed(ended, "2018-07-31", "d2ski"),
        listed(lent(until=date(2019, 6, 30)), "2018-08-20", "d2ski"),
        listed(lent(until=date(2019, 6, 30)), "2018-07-04", "eordo"),
        listed(lent(until=date(2019, 6, 30)), "2018-08-21", "eordo"),
    )
    book = given(*tellings)
    assert discrepancies(book) == []
    assert [spell.loan is not None for spell in timeline(book).spells] == [
        False, True, False, True, False,
    ]  # fmt: skip
    assert one_told(book) == {
        "marco-ferri/lecce/1": [1, 2, 4],
        "marco-ferri/lecce/2": [3, 5],
    }


@pytest.mark.parametrize("policy", list(Policy))
def test_several_ends_of_one_loan_are_one(policy: Policy) -> None:
    start = fact(lent(until=date(2019, 6, 30)), "2018-08-20", source="empoli")
    assumed = listed(LoanEnded(from_club="empoli", to_club="lecce"), "2018-12-31", "ewenme")
    assumed = assumed.model_copy(update={"assumed": ("occurred_on",)})
    told = listed(LoanEnded(from_club="empoli", to_club="lecce"), "2019-01-10", "eordo")
    recalled = fact(
        LoanRecalled(from_club="empoli", to_club="lecce"), "2019-01-15", source="empoli"
    )
    for order in permutations((assumed, told)):
        book = given(start)
        assert [when(book, entry, policy) for entry in order] == [[], []]
        assert spells(book)[2] == ("empoli", "empoli", "2019-01-11", "None")
    for order in permutations((assumed, told, recalled)):
        book = given(start)
        assert [when(book, entry, policy) for entry in order] == [[], [], []]
        assert spells(book)[2] == ("empoli", "empoli", "2019-01-15", "None")


def test_an_extension_is_announced_by_both_clubs() -> None:
    start = fact(lent(until=date(2019, 6, 30)), "2018-08-20", source="empoli")
    longer = LoanExtended(from_club="empoli", to_club="lecce", until=date(2020, 6, 30))
    book = given(start, fact(longer, "2019-06-01", source="empoli"))
    assert when(book, fact(longer, "2019-06-02", source="lecce")) == []


def test_a_release_and_the_end_of_a_contract_are_one_leaving() -> None:
    here = fact(SquadBaselineRecorded(club="empoli"), "2017-07-01", source="empoli")
    tellings = (
        listed(PlayerReleased(club="empoli", window="2018-summer"), SUMMER),
        fact(ContractTerminated(club="empoli"), "2018-06-30", source="empoli"),
        listed(sold(to_club=NoClub.WITHOUT_CLUB), "2018-07-02", "eordo"),
    )
    for order in permutations(tellings):
        book = given(here, *order)
        assert discrepancies(book) == []
        assert spells(book) == [("empoli", "empoli", "2017-07-01", "2018-06-30")]


def test_an_end_of_career_a_promotion_and_a_squad_list_are_told_twice() -> None:
    book = given(
        fact(SquadBaselineRecorded(club="empoli"), "2017-07-01", source="empoli"),
        listed(SquadBaselineRecorded(club="empoli"), "2017-07-01", "eordo"),
        listed(YouthPlayerPromoted(club="empoli", window="2017-summer"), "2017-07-05"),
        listed(YouthPlayerPromoted(club="empoli"), "2017-07-09", "eordo"),
        listed(PlayerRetired(club="empoli", window="2018-summer"), SUMMER),
        listed(PlayerRetired(), "2018-06-30", "eordo"),
    )
    assert discrepancies(book) == []
    assert spells(book) == [("empoli", "empoli", "2017-07-01", "2018-06-30")]


def test_a_telling_adds_no_contradiction_to_the_one_its_move_has() -> None:
    book = given(fact(SquadBaselineRecorded(club="torino"), "2018-07-01", source="torino"))
    flags = when(book, BY_WINDOW, Policy.FLAG)
    assert [str(flag.code) for flag in flags] == ["held-elsewhere"]
    assert when(book, BY_DAY) == []
    assert when(book, fact(sold(), "2018-07-20", source="lecce")) == []
    assert discrepancies(book) == ["held-elsewhere"]


# -- fees told differently ------------------------------------------------------------------------


def test_the_fee_that_most_sources_tell_is_the_headline_in_any_order() -> None:
    tellings = (
        listed(sold(5, window="2018-summer"), SUMMER, "d2ski", published="2018-08-31"),
        listed(sold(5), "2018-07-15", "eordo", published="2018-07-15"),
        listed(sold(6, window="2018-summer"), SUMMER, "ewenme", published="2018-09-30"),
    )
    for order in permutations(tellings):
        told = said(given(*order), "marco-ferri/lecce/1", "fee")
        assert sorted(told) == [("€5.0m", "agrees"), ("€5.0m", "stands"), ("€6.0m", "contradicted")]


def test_of_two_fees_the_one_known_later_is_the_headline_then_the_order_of_sources() -> None:
    by_a = listed(sold(5), "2018-07-15", "a-list", published="2018-07-15")
    by_b = listed(sold(6), "2018-07-15", "b-list", published="2018-07-15")
    later = listed(sold(5), "2018-07-15", "a-list", published="2018-07-16")
    for order in permutations((by_a, by_b)):
        told = said(given(*order), "marco-ferri/lecce/1", "fee")
        assert sorted(told) == [("€5.0m", "contradicted"), ("€6.0m", "stands")]
    for order in permutations((later, by_b)):
        told = said(given(*order), "marco-ferri/lecce/1", "fee")
        assert sorted(told) == [("€5.0m", "stands"), ("€6.0m", "contradicted")]


def test_a_clubs_fee_stands_above_those_of_databases() -> None:
    tellings = (
        listed(sold(5), "2018-07-15", "d2ski", published="2018-08-31"),
        listed(sold(5), "2018-07-15", "eordo", published="2018-08-31"),
        fact(sold(6), "2018-07-15", "2018-07-15", source="lecce"),
    )
    for order in permutations(tellings):
        told = said(given(*order), "marco-ferri/lecce/1", "fee")
        assert sorted(told) == [("€5.0m", "contradicted")] * 2 + [("€6.0m", "stands")]


def interleaved(one: list[int], other: list[int]) -> list[list[int]]:
    """Every order in which two sources that each tell in their own order may be recorded."""
    if not one or not other:
        return [one + other]
    return [[one[0], *rest] for rest in interleaved(one[1:], other)] + [
        [other[0], *rest] for rest in interleaved(one, other[1:])
    ]


# -- Kalulu ---------------------------------------------------------------------------------------

MILAN_TO_JUVENTUS: dict[str, Any] = {"from_club": "ac-milan", "to_club": "juventus"}
OPTION = OptionToBuy(price=Fee(fixed=Money.exact(14 * MILLION)))
KALULU = (
    fact(
        LoanAgreed(**MILAN_TO_JUVENTUS, until=date(2025, 6, 30), clauses=(OPTION,)),
        "2024-08-21",
        source="juventus",
    ),
    fact(
        OptionExercised(**MILAN_TO_JUVENTUS, fee=Fee(fixed=Money.exact(14 * MILLION))),
        "2025-06-10",
        source="juventus",
    ),
    listed(LoanAgreed(**MILAN_TO_JUVENTUS, window="2024-summer"), "2024-07-01/2024-08-31"),
    listed(LoanEnded(**MILAN_TO_JUVENTUS), "2025-06-30"),
    listed(TransferCompleted(**MILAN_TO_JUVENTUS, window="2025-summer"), "2025-07-01/2025-09-01"),
)


@pytest.mark.parametrize("order", interleaved([0, 1], [2, 3, 4]))
def test_kalulus_loan_and_purchase_are_one_deal_and_one_purchase(order: list[int]) -> None:
    book: Book = []
    for index in order:
        when(book, KALULU[index], Policy.FLAG)
    assert spells(book) == [
        ("ac-milan", "ac-milan", "None", "2024-08-21"),
        ("ac-milan", "juventus", "2024-08-21", "2025-07-01"),
        ("juventus", "juventus", "2025-07-01", "None"),
    ]
    assert list(one_told(book).values()) == [[1, 2, 3, 4, 5]]
    assert discrepancies(book) == []


# -- Kulusevski -----------------------------------------------------------------------------------

WINTER = "2020-01-01/2020-01-31"
ATALANTA_TO_PARMA: dict[str, Any] = {"from_club": "atalanta", "to_club": "parma"}
ATALANTA_TO_JUVENTUS: dict[str, Any] = {"from_club": "atalanta", "to_club": "juventus"}
JUVENTUS_TO_PARMA: dict[str, Any] = {"from_club": "juventus", "to_club": "parma"}


def winter_of_2020(source: str, *, by_day: bool) -> list[Entry]:
    window: dict[str, Any] = {} if by_day else {"window": "2020-winter"}
    summer = "2019-07-11" if by_day else "2019-07-01/2019-08-31"
    winter = "2020-01-02" if by_day else WINTER
    season_before: dict[str, Any] = {} if by_day else {"window": "2019-summer"}
    return [
        listed(LoanAgreed(**ATALANTA_TO_PARMA, **season_before), summer, source),
        listed(LoanEnded(**ATALANTA_TO_PARMA), "2020-01-01", source),
        listed(TransferCompleted(**ATALANTA_TO_JUVENTUS, **window), winter, source),
        listed(LoanAgreed(**JUVENTUS_TO_PARMA, **window), winter, source),
    ]


KULUSEVSKI = [*winter_of_2020("eordo", by_day=True), *winter_of_2020("ewenme", by_day=False)]
"""On loan at Parma from Atalanta, sold to Juventus, lent back to Parma: told twice."""


@pytest.mark.parametrize("order", interleaved([0, 1, 2, 3], [4, 5, 6, 7]))
def test_kulusevskis_winter_of_2020_ends_right(order: list[int]) -> None:
    book = given(*(KULUSEVSKI[index] for index in order))
    assert spells(book) == [
        ("atalanta", "atalanta", "None", "2019-07-11"),
        ("atalanta", "parma", "2019-07-11", "2020-01-02"),
        ("juventus", "parma", "2020-01-02", "2020-09-01"),
        ("juventus", "juventus", "2020-09-01", "None"),
    ]
    assert discrepancies(book) == []
    assert sorted(map(len, one_told(book).values())) == [2, 2, 4]


# -- two streams of one person --------------------------------------------------------------------


def test_two_ids_of_one_man_tell_one_deal_even_from_one_source() -> None:
    book = given(fact(sold(), "2018-07-15", source="eordo"))
    [theirs] = given(fact(sold(), "2018-07-15", source="eordo"))
    entry = theirs.entry.model_copy(
        update={"subject": "player:m-ferri", "deal": "m-ferri/lecce/1", "entry_id": UUID(int=2)}
    )
    twin = replace(theirs, entry=entry, position=2, first_position=2)
    assert admit(book, [twin], policy=Policy.REFUSE) == []
    book.append(twin)
    assert one_deal(live(book)) == {"m-ferri/lecce/1": "marco-ferri/lecce/1"}
    assert len(timeline(book).spells) == 2
    assert deal(book, "m-ferri/lecce/1").state == "completed"
