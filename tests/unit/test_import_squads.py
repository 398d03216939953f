"""What lists of a whole season say of invented players, and what they do not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ledger.domain.entry import Entry
from ledger.domain.events import (
    ContractBaselineRecorded,
    PlayerRegisteredInLedger,
    SeasonCovered,
    SquadBaselineRecorded,
)
from ledger.interfaces.files.formats import format_of
from ledger.interfaces.files.formats.season_squads import SEASON_SQUADS

from .rows import Imported, brought_in, imported, row

HEADER = (
    "League,Player Link,Player,Position,Date of Birth,Country,Join,Contract,Market Value,Club,"
    "Club Link,Season"
)
CLUBS = {"Empoli": 749, "Lecce": 1005, "Parma": 130}


def line(
    club: str,
    joined: str,
    *,
    player: str = "Ugo Prova",
    id_: int = 9_000_001,
    contract: str = "-",
    born: str = '"Apr 26, 1994 (27)"',
    season: int = 2018,
) -> str:
    """One line of a list."""
    cells = (
        "Serie A",
        f"https://www.transfermarkt.example/ugo/profil/spieler/{id_}",
        player,
        "Centre-Back",
        born,
        "Cote d'Ivoire",
        f'"{joined}"',
        f'"{contract}"',
        "€1.00m",
        club,
        f"https://www.transfermarkt.example/c/startseite/verein/{CLUBS[club]}/saison_id/{season}",
        f"https://www.transfermarkt.example/x/wettbewerb/IT1/plus/?saison_id={season}",
    )
    return ",".join(cells)


def listed(tmp_path: Path, *lines: str, book: Imported | None = None) -> Imported:
    """A list of these lines, imported into a book, by default an empty one."""
    path = tmp_path / "squads.csv"
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return brought_in(path, book.book if book is not None else None)


def squads(found: Imported) -> list[tuple[str, str, tuple[str, ...]]]:
    """The opening squads: the club, the day, and what of it is assumed."""
    return [
        (entry.event.club, str(entry.occurred_on), entry.assumed)
        for entry in found.entries
        if isinstance(entry.event, SquadBaselineRecorded)
    ]


def here(found: Imported, club: str, day: str) -> list[str]:
    """The players who are at a club and available on a day."""
    return [row.player_id for row in found.book.squad(club, on=day).items if row.available]


def of(found: Imported, kind: type) -> list[Entry]:
    return [entry for entry in found.entries if isinstance(entry.event, kind)]


def test_a_list_is_known_by_its_header() -> None:
    assert format_of(HEADER) is SEASON_SQUADS


def test_a_player_is_registered_with_his_id_birth_and_country(tmp_path: Path) -> None:
    found = listed(tmp_path, line("Empoli", "Jul 1, 2017"))
    (entry,) = of(found, PlayerRegisteredInLedger)
    event = entry.event
    assert isinstance(event, PlayerRegisteredInLedger)
    assert (event.name, str(event.born), event.nationalities) == (
        "Ugo Prova",
        "1994-04-26",
        ("CIV",),
    )
    assert [str(id_) for id_ in event.external_ids] == ["transfermarkt:9000001"]
    assert entry.evidence[0].line == 2


def test_who_joined_within_the_season_was_there_on_that_day_as_told(tmp_path: Path) -> None:
    found = listed(tmp_path, line("Empoli", "Jan 9, 2019"))
    assert squads(found) == [("empoli", "2019-01-09", ("published_at",))]


def test_who_joined_before_it_is_assumed_to_be_there_when_it_begins(tmp_path: Path) -> None:
    found = listed(tmp_path, line("Empoli", "Jul 1, 2015"))
    assert squads(found) == [("empoli", "2018-07-01", ("occurred_on", "published_at"))]


def test_the_clubs_own_youth_has_no_joining_and_is_assumed_to_be_there(tmp_path: Path) -> None:
    found = listed(tmp_path, line("Empoli", "-"))
    assert squads(found) == [("empoli", "2018-07-01", ("occurred_on", "published_at"))]


def test_who_joined_after_it_was_there_before_too_and_nobody_says_when(tmp_path: Path) -> None:
    found = listed(tmp_path, line("Empoli", "Jul 1, 2022"))
    assert squads(found) == [("empoli", "2018-07-01/2019-06-30", ("published_at",))]


def test_the_season_postponed_in_2020_begins_in_september(tmp_path: Path) -> None:
    found = listed(tmp_path, line("Empoli", "Jul 1, 2015", season=2020))
    assert squads(found)[0][:2] == ("empoli", "2020-09-01")


def test_two_lists_of_one_player_never_put_him_into_two_squads(tmp_path: Path) -> None:
    found = listed(tmp_path, line("Empoli", "Jul 1, 2015"), line("Lecce", "Jan 9, 2019"))
    assert (
        here(found, "empoli", "2018-10-01") == here(found, "lecce", "2019-02-01") == ["ugo-prova"]
    )
    assert here(found, "lecce", "2018-10-01") == here(found, "empoli", "2019-02-01") == []


def test_of_two_clubs_joined_before_the_season_the_later_has_him_when_it_begins(
    tmp_path: Path,
) -> None:
    found = listed(tmp_path, line("Empoli", "Jul 1, 2015"), line("Lecce", "Jul 1, 2017"))
    assert [told[:2] for told in squads(found)] == [
        ("empoli", "2018-07-01/2019-06-30"),
        ("lecce", "2018-07-01"),
    ]


def test_a_listing_without_a_day_beside_one_with_a_day_says_nothing_and_is_flagged(
    tmp_path: Path,
) -> None:
    found = listed(tmp_path, line("Empoli", "Jul 1, 2022"), line("Lecce", "Jan 9, 2019"))
    assert [told[:2] for told in squads(found)] == [("lecce", "2019-01-09")]
    assert found.report.flagged["listed without a day"] == 1


def test_contracts_of_a_list_made_in_its_season_are_with_its_club(tmp_path: Path) -> None:
    found = listed(tmp_path, line("Empoli", "Jul 1, 2017", contract="Jun 30, 2021"))
    (entry,) = of(found, ContractBaselineRecorded)
    assert entry.event == ContractBaselineRecorded(club="empoli", until=date(2021, 6, 30))
    assert str(entry.occurred_on) == "2018-07-01"


def test_contracts_of_a_list_made_later_are_with_clubs_it_does_not_name(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        line("Empoli", "Jul 1, 2017", contract="Jun 30, 2026"),
        line("Lecce", "Jul 1, 2022", player="Ivo Esempio", id_=9_000_002),
    )
    assert of(found, ContractBaselineRecorded) == []
    assert found.report.flagged["contracts of a later day"] == 1
    assert found.report.flags[0].lines == (2,)


def test_contracts_of_rows_that_were_set_aside_of_a_list_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "squads.quarantine.csv"
    told = line("Empoli", "Jul 1, 2017", contract="Jun 30, 2026")
    path.write_text(
        f"{HEADER},original_file,original_line,why\n{told},squads.csv,2,a day\n", encoding="utf-8"
    )
    found = brought_in(path)
    assert [told[:2] for told in squads(found)] == [("empoli", "2018-07-01")]
    assert of(found, ContractBaselineRecorded) == []
    assert found.report.flagged["contracts of a later day"] == 1


def test_a_list_covers_its_clubs_seasons(tmp_path: Path) -> None:
    found = listed(tmp_path, line("Empoli", "Jul 1, 2017"))
    (entry,) = of(found, SeasonCovered)
    assert (entry.subject, entry.event) == (
        "club:empoli",
        SeasonCovered(season="2018-19", what="squad list"),
    )


def test_a_day_on_the_list_narrows_a_loan_told_by_its_window(tmp_path: Path) -> None:
    lent = imported(
        tmp_path,
        [row("Lecce", "in", "Empoli", "loan transfer", when="2018 Winter", age="24")],
    )
    found = listed(tmp_path, line("Lecce", "Jan 9, 2019"), book=lent)
    assert found.report.flagged == {}
    (row_,) = found.book.squad("lecce", on="2019-01-09").items
    assert (row_.player_id, row_.status, row_.from_club_id) == ("ugo-prova", "on loan in", "empoli")
    assert here(found, "empoli", "2019-01-08") == ["ugo-prova"]


def test_a_second_run_adds_nothing(tmp_path: Path) -> None:
    lines = (
        line("Empoli", "Jul 1, 2015", contract="Jun 30, 2021"),
        line("Lecce", "Jan 9, 2019"),
    )
    first = listed(tmp_path, *lines)
    again = listed(tmp_path, *lines, book=first)
    assert again.entries == []


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"born": '"31/02/1994"'}, "the date of birth: “31/02/1994” names no day"),
        ({"joined": "soon"}, "the day of joining: “soon”"),
        ({"player": "?"}, "the player has no name"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(
    tmp_path: Path, changed: dict[str, str], says: str
) -> None:
    joined = changed.pop("joined", "Jul 1, 2017")
    found = listed(tmp_path, line("Empoli", joined, **changed), line("Lecce", "-"))  # type: ignore[arg-type]
    (refusal,) = found.report.refusals
    assert refusal.line == 2
    assert says in refusal.what


def test_an_address_without_an_id_is_refused(tmp_path: Path) -> None:
    broken = line("Empoli", "-").replace("/spieler/9000001", "/spieler/")
    found = listed(tmp_path, broken, line("Lecce", "-"))
    assert "the player's link is" in found.report.refusals[0].what
