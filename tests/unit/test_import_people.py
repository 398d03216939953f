"""Telling players apart without ids."""

from __future__ import annotations

from pathlib import Path

from ledger.domain.entry import Entry
from ledger.domain.events import PlayerRegisteredInLedger
from ledger.interfaces.files.fees import price_of
from ledger.interfaces.files.moves import moves_of
from ledger.interfaces.files.people import Person, people_of
from ledger.interfaces.files.places import Places
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Row, Who, club

from .rows import empty_book, imported, row


class Nobody:
    """A register of an empty ledger."""

    def first_named(self, name: str) -> None:  # noqa: ARG002
        return None

    def first_with(self, scheme: str, id: str) -> None:  # noqa: A002, ARG002
        return None

    def surviving(self, club: str) -> str:
        return club

    def clubs_named(self, name: str) -> frozenset[str]:  # noqa: ARG002
        return frozenset()

    def has_key(self, subject: str, scheme: str) -> bool:  # noqa: ARG002
        return False

    def is_taken(self, subject: str) -> bool:  # noqa: ARG002
        return False


def players(*told: tuple[str, int, int, str, str]) -> list[Person]:
    """The persons behind rows of (name, season, age, position, club he joins)."""
    report = Report("league.csv")
    rows = [
        Row(
            line=line,
            who=Who(name, age=age, position=position),
            window=f"{year}-summer",
            season=year,
            start=club(f"Lugo {line}"),
            goal=club(goal),
            side="in",
            price=price_of("?"),
        )
        for line, (name, year, age, position, goal) in enumerate(told, start=2)
    ]
    return people_of(moves_of(rows, Places(Nobody()).at, report), [], report)


def test_one_name_with_ages_that_agree_is_one_player() -> None:
    (ugo,) = players(
        ("Ugo Prova", 2010, 20, "Centre-Back", "AC Milan"),
        ("Ugo Pròva", 2012, 23, "Centre-Back", "Genoa"),
    )
    assert ugo.spellings == ("Ugo Prova", "Ugo Pròva")
    assert ugo.born == (1989, 1989)
    assert ugo.group == "defender"
    assert ugo.lines == [2, 3]


def test_one_name_a_generation_apart_is_two_players() -> None:
    found = players(
        ("Ugo Prova", 1994, 31, "Centre-Back", "AC Milan"),
        ("Ugo Prova", 2012, 21, "Centre-Back", "AC Milan"),
    )
    assert [person.born for person in found] == [(1962, 1963), (1990, 1991)]


def test_a_goalkeeper_is_never_the_midfielder_of_the_same_name_and_age() -> None:
    found = players(
        ("Ugo Prova", 2014, 20, "Defensive Midfield", "AC Milan"),
        ("Ugo Prova", 2015, 21, "Goalkeeper", "AC Milan"),
    )
    assert [person.group for person in found] == ["midfielder", "goalkeeper"]
    assert [person.keeper for person in found] == [False, True]


def test_another_outfield_position_at_the_same_club_is_the_same_player() -> None:
    (ugo,) = players(
        ("Ugo Prova", 2019, 20, "Right Winger", "AC Milan"),
        ("Ugo Prova", 2021, 22, "Centre-Forward", "AC Milan"),
    )
    assert ugo.lines == [2, 3]


def test_another_position_at_clubs_that_have_nothing_in_common_is_another_player() -> None:
    found = players(
        ("Ugo", 2004, 22, "Centre-Forward", "Inter"),
        ("Ugo", 2005, 23, "Right-Back", "Palermo"),
    )
    assert [person.lines for person in found] == [[2], [3]]


def test_two_of_one_name_get_ids_that_tell_them_apart_by_birth(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        [
            row("AC Milan", "in", "Lugo", "?", when="1994 Summer", age="31"),
            row("AC Milan", "in", "Imola", "?", when="2012 Summer", age="21"),
        ],
    )
    found = {e.subject: e.event for e in result.entries if e.kind == "PlayerRegisteredInLedger"}
    assert list(found) == ["player:ugo-prova", "player:ugo-prova-1990"]
    years = [str(e.born) for e in found.values() if isinstance(e, PlayerRegisteredInLedger)]
    assert years == ["1962/1963", "1990/1991"]


def test_an_id_that_someone_else_has_gets_the_year_of_birth(tmp_path: Path) -> None:
    book = empty_book()
    other = PlayerRegisteredInLedger.model_validate({"name": "Ugo Prova", "born": "1950"})
    book.record(Entry(subject="player:ugo-prova", event=other))
    result = imported(
        tmp_path, [row("AC Milan", "in", "Lugo", "?", when="2010 Summer", age="20")], book
    )
    assert [e.subject for e in result.moved] == ["player:ugo-prova-1989"]
