"""Telling players apart without ids."""

from __future__ import annotations

from pathlib import Path

from ledger.domain.events import PlayerRegisteredInLedger
from ledger.interfaces.files.ewenme import HEADER, read


class Nobody:
    """A register of an empty ledger, but for the ids that are taken."""

    def __init__(self, *taken: str) -> None:
        self.taken = taken

    def club_named(self, name: str) -> None:  # noqa: ARG002
        return None

    def player_with(self, scheme: str, id: str) -> None:  # noqa: A002, ARG002
        return None

    def is_taken(self, subject: str) -> bool:
        return subject in self.taken


def players(
    tmp_path: Path, *told: tuple[str, int, int, str, str], taken: str = ""
) -> dict[str, PlayerRegisteredInLedger]:
    """The players behind rows of (name, season, age, position, club he joins)."""
    rows = [
        f"{club},{name},{age},{position},Lugo {i},?,in,Summer,NA,Serie A,{year},"
        f"{year}/{year + 1},Italy"
        for i, (name, year, age, position, club) in enumerate(told)
    ]
    path = tmp_path / "league.csv"
    path.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
    return {
        entry.subject.removeprefix("player:"): entry.event
        for entry in read(path, Nobody(taken)).entries
        if isinstance(entry.event, PlayerRegisteredInLedger)
    }


def test_one_name_with_ages_that_agree_is_one_player(tmp_path: Path) -> None:
    found = players(
        tmp_path,
        ("Ugo Prova", 2010, 20, "Centre-Back", "AC Milan"),
        ("Ugo Pròva", 2012, 23, "Centre-Back", "Genoa"),
    )
    assert list(found) == ["ugo-prova"]
    event = found["ugo-prova"]
    assert str(event.born) == "1989"
    assert event.position == "defender"
    assert event.aliases == ("Ugo Pròva",)
    assert [x.id for x in event.external_ids] == ["ugo prova/1989", "ugo prova/1990"]


def test_one_name_a_generation_apart_is_two_players(tmp_path: Path) -> None:
    found = players(
        tmp_path,
        ("Ugo Prova", 1994, 31, "Centre-Back", "AC Milan"),
        ("Ugo Prova", 2012, 21, "Centre-Back", "AC Milan"),
    )
    assert list(found) == ["ugo-prova-1962", "ugo-prova-1990"]


def test_a_goalkeeper_is_never_the_midfielder_of_the_same_name_and_age(tmp_path: Path) -> None:
    found = players(
        tmp_path,
        ("Ugo Prova", 2014, 20, "Defensive Midfield", "AC Milan"),
        ("Ugo Prova", 2015, 21, "Goalkeeper", "AC Milan"),
    )
    assert [event.position for event in found.values()] == ["midfielder", "goalkeeper"]
    assert [event.external_ids[0].id for event in found.values()] == [
        "ugo prova/1994/defensive-midfield",
        "ugo prova/1994/goalkeeper",
    ]


def test_another_outfield_position_at_the_same_club_is_the_same_player(tmp_path: Path) -> None:
    found = players(
        tmp_path,
        ("Ugo Prova", 2019, 20, "Right Winger", "AC Milan"),
        ("Ugo Prova", 2021, 22, "Centre-Forward", "AC Milan"),
    )
    assert list(found) == ["ugo-prova"]


def test_another_position_at_clubs_that_have_nothing_in_common_is_another_player(
    tmp_path: Path,
) -> None:
    found = players(
        tmp_path,
        ("Ugo", 2004, 22, "Centre-Forward", "Inter"),
        ("Ugo", 2005, 23, "Right-Back", "Palermo"),
    )
    assert len(found) == 2


def test_an_id_that_someone_else_has_gets_the_year_of_birth(tmp_path: Path) -> None:
    told = ("Ugo Prova", 2010, 20, "Centre-Back", "AC Milan")
    assert list(players(tmp_path, told, taken="player:ugo-prova")) == ["ugo-prova-1989"]
