"""Squad lists: who stands on one by a day, and what makes no sense on one."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from pydantic import ValidationError

from ledger.domain.events import Listed, SquadListAmended, SquadListSubmitted
from ledger.domain.references import mentions_of
from ledger.domain.shape import Senseless, check_shape
from ledger.domain.squad_lists import SquadList, squad_lists

from .facts import REPORTED, Book, fact, given

LIST: dict[str, Any] = {"competition": "Serie A", "season": "2024-25"}


def submitted(*players: str, on: str = "2024-09-13", **more: Any) -> Any:
    event = SquadListSubmitted(**LIST | more, players=tuple(Listed(player=one) for one in players))
    return _of_the_club(fact(event, on))


def amended(added: str = "", removed: str = "", on: str = "2025-02-05", **more: Any) -> Any:
    event = SquadListAmended(
        **LIST | more,
        added=tuple(Listed(player=one) for one in added.split()),
        removed=tuple(removed.split()),
    )
    return _of_the_club(fact(event, on))


def _of_the_club(entry: Any) -> Any:
    return entry.model_copy(update={"subject": "club:lecce"})


def lists(book: Book, on: str) -> list[SquadList]:
    return squad_lists(book, date.fromisoformat(on))


def players(book: Book, on: str) -> list[str]:
    [found] = lists(book, on)
    return list(found.players)


def test_a_list_stands_from_its_day_on() -> None:
    book = given(submitted("anna", "bea"))
    assert lists(book, "2024-09-12") == []
    assert players(book, "2024-09-13") == ["anna", "bea"]


def test_an_amendment_takes_off_and_puts_on_from_its_day_on() -> None:
    book = given(submitted("anna", "bea"), amended("cleo", "anna"))
    assert players(book, "2025-02-04") == ["anna", "bea"]
    assert players(book, "2025-02-05") == ["bea", "cleo"]
    assert [item.position for item in lists(book, "2025-02-05")[0].entries] == [1, 2]


def test_the_order_of_recording_plays_no_part() -> None:
    entries = [submitted("anna", "bea"), amended("cleo", "anna"), amended("dora", on="2025-02-06")]
    for order in permutations(entries):
        assert players(given(*order), "2025-06-30") == ["bea", "cleo", "dora"]


def test_on_one_day_the_submission_comes_before_its_amendments() -> None:
    book = given(amended("cleo", "anna", on="2024-09-13"), submitted("anna", "bea"))
    assert players(book, "2024-09-13") == ["bea", "cleo"]


def test_a_later_submission_replaces_the_list() -> None:
    book = given(submitted("anna"), amended("bea"), submitted("cleo", on="2025-02-07"))
    [found] = lists(book, "2025-02-07")
    assert (list(found.players), found.amended) == (["cleo"], [])


def test_an_amendment_alone_leaves_the_list_known_in_part() -> None:
    [found] = lists(given(amended("cleo", "anna")), "2025-02-05")
    assert (found.submitted, list(found.players)) == (None, ["cleo"])


def test_lists_are_told_apart_by_season_competition_and_letter() -> None:
    book = given(
        submitted("anna", list="B"),
        submitted("bea", list="A"),
        submitted("cleo", competition="SERIE A"),
        submitted("dora", season="2023-24"),
    )
    told = [(one.season, one.letter, list(one.players)) for one in lists(book, "2025-01-01")]
    assert told == [
        ("2023-24", None, ["dora"]),
        ("2024-25", None, ["cleo"]),
        ("2024-25", "A", ["bea"]),
        ("2024-25", "B", ["anna"]),
    ]


def test_a_reported_list_is_no_list() -> None:
    entry = submitted("anna").model_copy(update={"basis": REPORTED})
    assert lists(given(entry), "2025-01-01") == []


def test_everybody_named_is_mentioned_once() -> None:
    entry = amended("cleo dora", "anna").model_copy(update={"evidence": ()})
    assert mentions_of(entry) == ("player:cleo", "player:dora", "player:anna")


def test_a_list_belongs_in_its_clubs_stream() -> None:
    entry = submitted("anna").model_copy(update={"subject": "player:anna"})
    with pytest.raises(Senseless, match="it belongs in the stream of a club"):
        check_shape(entry)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: submitted("anna", "anna"), "anna stands on the list twice"),
        (lambda: amended("anna", "anna"), "anna stands on the list twice"),
        (amended, "say who is added or removed"),
        (submitted, "at least 1 item"),
        (lambda: submitted(*(f"player-{n}" for n in range(101))), "at most 100 items"),
    ],
)
def test_a_senseless_list_is_malformed(make: Any, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        make()
