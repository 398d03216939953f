"""Line-ups and appearances of invented players as sightings."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest

from ledger.domain.events import (
    Event,
    ExternalIdLinked,
    IdentityDoubted,
    PlayerRegisteredInLedger,
    PlayerSighted,
    SeasonCovered,
)
from ledger.interfaces.files.formats import format_of
from ledger.interfaces.files.formats.appearances import APPEARANCES, APPEARANCES_DCARIBOU
from ledger.interfaces.files.formats.lineups import LINEUPS

from .rows import Imported, brought_in, imported, row

LINEUP = (
    "competition,match_id,date_utc,gameweek,team_id,team,team_official,side,role,sub_minute,"
    "player_id,short_name,first_name,last_name,birth_date,passport_country,position"
)
DCARIBOU = (
    "appearance_id,game_id,player_id,player_club_id,player_current_club_id,date,player_name,"
    "competition_id,yellow_cards,red_cards,goals,assists,minutes_played"
)


def seen(
    first: str = "Ugo Mario",
    last: str = "Prova Neri",
    *,
    short: str = "U. Prova",
    id_: str = "901",
    born: str = "1994-04-26",
    day: str = "2018-09-30",
    club: str = "Empoli",
    role: str = "start",
) -> str:
    """One line of a line-up."""
    return (
        f"Italy,77,{day} 16:00:00,1,3000,{club},{club} FC,home,{role},,{id_},{short},{first},"
        f"{last},{born},Italy,DEF"
    )


def file(tmp_path: Path, header: str, *lines: str, beside: Imported | None = None) -> Imported:
    """A table of these lines, imported into a book, by default an empty one."""
    path = tmp_path / "table.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return brought_in(path, beside.book if beside is not None else None)


def on_record(tmp_path: Path, player: str = "Ugo Prova") -> Imported:
    """A book that has a player of 23 at Empoli since the summer of 2018."""
    rows = [row("Empoli", "in", "Lecce", "€1.0m", player=player, age="24")]
    return imported(tmp_path, rows)


Kind = TypeVar("Kind", bound=Event)


def of(found: Imported, kind: type[Kind]) -> list[Kind]:
    """The events of one kind, in their order."""
    return [entry.event for entry in found.entries if isinstance(entry.event, kind)]


class TestLineUps:
    def test_a_file_is_known_by_its_header(self) -> None:
        assert format_of(LINEUP) is LINEUPS

    @pytest.mark.parametrize(
        ("written", "role"),
        [("start", "started"), ("sub", "came on"), ("bench", "on the bench"), ("", None)],
    )
    def test_a_row_is_a_sighting_on_its_day(
        self, tmp_path: Path, written: str, role: str | None
    ) -> None:
        found = file(tmp_path, LINEUP, seen(role=written))
        (entry,) = (e for e in found.entries if isinstance(e.event, PlayerSighted))
        assert entry.event == PlayerSighted(club="empoli", role=role, match="77")  # type: ignore[arg-type]
        assert str(entry.occurred_on) == str(entry.published_at) == "2018-09-30"
        assert entry.assumed == ("published_at",)
        assert (entry.evidence[0].source, entry.evidence[0].line) == ("wyscout", 2)

    def test_a_part_of_the_name_with_the_birth_at_one_club_is_the_man_on_record(
        self, tmp_path: Path
    ) -> None:
        book = on_record(tmp_path)
        found = file(tmp_path, LINEUP, seen(), beside=book)
        assert of(found, PlayerRegisteredInLedger) == []
        assert ExternalIdLinked(scheme="wyscout", id="901") in of(found, ExternalIdLinked)
        (sighting,) = (e for e in found.entries if isinstance(e.event, PlayerSighted))
        assert sighting.subject == "player:ugo-prova"

    def test_who_is_nobody_on_record_is_registered(self, tmp_path: Path) -> None:
        found = file(
            tmp_path, LINEUP, seen("Ivo", "Esempio", short="I. Esempio"), beside=on_record(tmp_path)
        )
        (event,) = of(found, PlayerRegisteredInLedger)
        assert (event.name, str(event.born), event.nationalities, event.position) == (
            "Ivo Esempio", "1994-04-26", ("ITA",), "defender",
        )  # fmt: skip

    def test_a_nickname_on_record_at_the_same_club_is_a_doubt_and_never_a_new_man(
        self, tmp_path: Path
    ) -> None:
        found = file(tmp_path, LINEUP, seen(), beside=on_record(tmp_path, "Pippo Neri"))
        assert of(found, PlayerSighted) == []
        (doubt,) = of(found, IdentityDoubted)
        assert doubt.candidates == ("player:pippo-neri",)
        assert found.report.quarantined == 1

    @pytest.mark.parametrize(
        ("rows", "day"),
        [
            pytest.param(
                [row("Empoli", "in", "Empoli U19", "-", when="2019 Summer", age="25")],
                "2018-09-30",
                id="before his promotion from the club's own youth",
            ),
            pytest.param(
                [row("Empoli", "in", "NK Nowhere", "€1.0m", when="2018 Winter", age="24")],
                "2019-01-06",
                id="in the window in which he came",
            ),
            pytest.param(
                [
                    row("Lecce", "out", "Empoli", "loan transfer", when="2017 Winter", age="24"),
                    row("Lecce", "out", "Empoli", "€9.0m", age="24"),
                    row("Empoli", "out", "Lecce", "End of loanJul 31, 2018", age="24"),
                ],
                "2018-09-30",
                id="bought when his loan ended within the window",
            ),
        ],
    )
    def test_a_line_up_meets_the_man_whose_moves_lead_to_that_club(
        self, tmp_path: Path, rows: list[str], day: str
    ) -> None:
        book = imported(tmp_path, rows)
        found = file(tmp_path, LINEUP, seen("Ugo", "Prova", day=day), beside=book)
        assert of(found, IdentityDoubted) == []
        (sighting,) = (e for e in found.entries if isinstance(e.event, PlayerSighted))
        assert sighting.subject == "player:ugo-prova"

    def test_a_letter_that_others_spell_with_two_is_one_name(self, tmp_path: Path) -> None:
        book = on_record(tmp_path, "Ugo Djuro")
        found = file(tmp_path, LINEUP, seen("Ugo", "Đuro", short="U. Đuro"), beside=book)
        assert of(found, PlayerRegisteredInLedger) == []

    def test_a_file_covers_the_line_ups_of_its_clubs(self, tmp_path: Path) -> None:
        found = file(tmp_path, LINEUP, seen())
        assert of(found, SeasonCovered) == [SeasonCovered(season="2018-19", what="line-ups")]

    def test_a_second_run_adds_nothing(self, tmp_path: Path) -> None:
        lines = (seen(), seen(day="2018-10-07", role="bench"), seen("Ivo", "Esempio", id_="902"))
        first = file(tmp_path, LINEUP, *lines)
        assert file(tmp_path, LINEUP, *lines, beside=first).entries == []

    @pytest.mark.parametrize(
        ("line", "says"),
        [
            (seen(role="referee"), "the role is “referee”"),
            (seen(day="2018-02-31"), "the date of the match: “2018-02-31” names no day"),
            (seen("", "", short=""), "the player has no name"),
            (seen(id_="x"), "the id of the player is “x”"),
        ],
    )
    def test_what_cannot_be_read_is_refused_with_its_line(
        self, tmp_path: Path, line: str, says: str
    ) -> None:
        found = file(tmp_path, LINEUP, seen(), line)
        (refusal,) = found.report.refusals
        assert refusal.line == 3
        assert says in refusal.what


class TestLineUpsBeforeTransfers:
    """Whichever is imported first, a man is the same one."""

    def test_a_row_of_a_move_finds_him_by_a_part_of_his_name(self, tmp_path: Path) -> None:
        book = file(tmp_path, LINEUP, seen())
        rows = [row("Empoli", "in", "Lecce", "€1.0m", player="Ugo Prova", age="24")]
        found = imported(tmp_path, rows, book.book)
        assert of(found, PlayerRegisteredInLedger) == []
        (move,) = found.moved
        assert move.subject == "player:ugo-mario-prova-neri"

    def test_a_row_of_a_move_finds_him_by_the_short_name_of_the_line_up(
        self, tmp_path: Path
    ) -> None:
        book = file(tmp_path, LINEUP, seen(short="Ughetto"))
        (event,) = of(book, PlayerRegisteredInLedger)
        assert event.aliases == ("Ughetto",)
        rows = [row("Empoli", "in", "Lecce", "€1.0m", player="Ughetto", age="24")]
        assert of(imported(tmp_path, rows, book.book), PlayerRegisteredInLedger) == []

    def test_the_last_name_and_the_birth_at_one_club_are_a_doubt(self, tmp_path: Path) -> None:
        book = file(tmp_path, LINEUP, seen())
        rows = [row("Empoli", "in", "Lecce", "€1.0m", player="Pippo Neri", age="24")]
        found = imported(tmp_path, rows, book.book)
        assert found.moved == []
        (doubt,) = of(found, IdentityDoubted)
        assert doubt.candidates == ("player:ugo-mario-prova-neri",)

    @pytest.mark.parametrize(
        ("club", "age"), [("Empoli", "27"), ("Torino FC", "24")], ids=["birth", "club"]
    )
    def test_of_another_birth_or_club_a_part_of_the_name_is_another_man(
        self, tmp_path: Path, club: str, age: str
    ) -> None:
        book = file(tmp_path, LINEUP, seen())
        rows = [row(club, "in", "Lecce", "€1.0m", player="Prova", age=age)]
        (event,) = of(imported(tmp_path, rows, book.book), PlayerRegisteredInLedger)
        assert event.name == "Prova"

    def test_two_whom_one_file_calls_by_two_names_are_not_both_he(self, tmp_path: Path) -> None:
        book = file(tmp_path, LINEUP, seen())
        rows = [
            row("Empoli", "in", "Lecce", "€1.0m", player="Ugo Prova", age="24"),
            row("Empoli", "in", "Pisa", "€1.0m", player="Mario Neri", age="24"),
        ]
        found = imported(tmp_path, rows, book.book)
        assert [move.evidence[0].line for move in found.moved] == [2]
        (doubt,) = of(found, IdentityDoubted)
        assert (doubt.name, doubt.candidates) == ("Mario Neri", ("player:ugo-mario-prova-neri",))


class TestAppearances:
    @pytest.mark.parametrize(
        "header", ["date,club,player", "Player Name;Team;Match Date", "DAY,team_name,name,role"]
    )
    def test_a_table_of_ones_own_is_known_by_any_names_of_its_columns(self, header: str) -> None:
        assert format_of(header.replace(";", ",")) is APPEARANCES

    def test_the_columns_may_stand_in_any_order(self, tmp_path: Path) -> None:
        found = file(
            tmp_path,
            "Team,Player Name,Born,Match Date,Fixture,Role,Country",
            "Empoli,Ugo Prova,1994,30.09.2018,Empoli–Lecce,started,Italy",
        )
        assert of(found, PlayerSighted) == [
            PlayerSighted(club="empoli", role="started", match="Empoli–Lecce")
        ]
        (event,) = of(found, PlayerRegisteredInLedger)
        assert (str(event.born), event.nationalities, event.external_ids) == ("1994", ("ITA",), ())

    def test_an_id_is_of_the_register_that_the_table_names(self, tmp_path: Path) -> None:
        found = file(
            tmp_path,
            "date,club,player,player_id,id_scheme",
            "2018-09-30,Empoli,Ugo Prova,77,transfermarkt",
            "2018-09-30,Empoli,Ivo Esempio,78,",
        )
        ids = [
            [str(x) for x in event.external_ids] for event in of(found, PlayerRegisteredInLedger)
        ]
        assert ids == [["transfermarkt:77"], ["table:78"]]

    def test_the_same_line_twice_is_one_sighting_with_both_lines(self, tmp_path: Path) -> None:
        line = "2018-09-30,Empoli,Ugo Prova"
        found = file(tmp_path, "date,club,player", line, line)
        (entry,) = (e for e in found.entries if isinstance(e.event, PlayerSighted))
        assert [piece.line for piece in entry.evidence] == [2, 3]
        assert found.report.refusals == []

    def test_no_club_is_refused(self, tmp_path: Path) -> None:
        found = file(tmp_path, "date,club,player", "2018-09-30,Without Club,Ugo Prova")
        assert [str(refusal) for refusal in found.report.refusals] == [
            "table.csv, line 2: “Without Club” is no club. Write the name of one."
        ]

    def test_dcaribous_appearances_name_clubs_by_their_ids(self, tmp_path: Path) -> None:
        assert format_of(DCARIBOU) is APPEARANCES_DCARIBOU
        found = file(
            tmp_path,
            DCARIBOU,
            "1_77,1,77,506,506,2018-09-30,Ugo Prova,IT1,0,0,0,0,90",
            "1_78,1,78,999999999,506,2018-09-30,Ivo Esempio,IT1,0,0,0,0,90",
        )
        assert of(found, PlayerSighted) == [PlayerSighted(club="juventus", match="1")]
        (refusal,) = found.report.refusals
        assert (refusal.line, refusal.what) == (
            3,
            "no club is known by the transfermarkt id 999999999, and the row has no name.",
        )

    def test_a_club_on_record_is_known_by_its_id_alone(self, tmp_path: Path) -> None:
        there = imported(tmp_path, [row("Juventus FC", "in", "Parma Calcio 1913", "€1.0m")])
        found = file(
            tmp_path, DCARIBOU, "1_77,1,77,506,506,2018-09-30,Ivo Esempio,IT1,0,0,0,0,90",
            beside=there,
        )  # fmt: skip
        assert found.report.refusals == []
        assert of(found, PlayerSighted) == [PlayerSighted(club="juventus", match="1")]
