"""The truth check on files: line-ups and squads compared, nothing recorded, nobody guessed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger import Basis, Entry, Malformed, UncertainDate
from ledger.domain.events import (
    AliasAdded,
    ClubRegisteredInLedger,
    EntitiesMerged,
    ExternalId,
    LoanAgreed,
    PlayerRegisteredInLedger,
    PlayerReleased,
    SquadBaselineRecorded,
    TransferCompleted,
)
from ledger.interfaces.cli.main import main
from ledger.interfaces.files.report import Report
from ledger.queries.asking import Asking

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
CLUBS = ("Empoli", "Lecce", "Torino")
TEAMS = (*CLUBS, "Ostia")
LINEUP = (
    "competition,match_id,date_utc,gameweek,team_id,team,team_official,side,role,sub_minute,"
    "player_id,short_name,first_name,last_name,birth_date,passport_country,position\n"
)


def day(text: str) -> UncertainDate:
    return UncertainDate.parse(text)


def fact(subject: str, event: object, on: str) -> Entry:
    return Entry(
        subject=subject,
        event=event,  # type: ignore[arg-type]
        occurred_on=day(on),
        published_at=day(on),
        basis=Basis.LISTED,
    )


def market() -> list[Entry]:
    """Ferri goes from Empoli to Lecce on loan; two are called Luca Bianchi; Neri is released."""
    return [
        *(
            Entry(subject=f"club:{one.lower()}", event=ClubRegisteredInLedger(name=one))
            for one in CLUBS
        ),
        Entry(
            subject="player:marco-ferri",
            event=PlayerRegisteredInLedger(
                name="Marco Ferri",
                born=day("1999-03-04"),
                nationalities=("ITA",),
                external_ids=(ExternalId(scheme="wyscout", id="11"),),
            ),
        ),
        *(
            Entry(
                subject=f"player:{id_}",
                event=PlayerRegisteredInLedger(
                    name="Luca Bianchi", born=day("1998"), nationalities=("ITA",)
                ),
            )
            for id_ in ("luca-bianchi", "luca-bianchi-2")
        ),
        Entry(
            subject="player:neri",
            event=PlayerRegisteredInLedger(
                name="Paolo Neri", external_ids=(ExternalId(scheme="wyscout", id="13"),)
            ),
        ),
        fact("player:marco-ferri", SquadBaselineRecorded(club="empoli"), "2023-07-01"),
        fact(
            "player:marco-ferri",
            LoanAgreed(from_club="empoli", to_club="lecce", until=date(2024, 6, 30)),
            "2023-08-20",
        ),
        fact("player:neri", SquadBaselineRecorded(club="torino"), "2023-07-01"),
        fact("player:neri", PlayerReleased(club="torino"), "2023-09-01"),
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    where = tmp_path / "market.db"
    with ledger.open(str(where), clock=lambda: NOW) as book:
        book.record(market())
        book.catch_up()
    return where


@pytest.fixture
def book(path: Path) -> Iterator[ledger.Ledger]:
    with ledger.open(str(path), clock=lambda: NOW) as book:
        yield book


def seen(on: str, team: str, player: str, role: str = "start") -> str:
    id_, first, last, born = {
        "Ferri": ("11", "Marco", "Ferri", "1999-03-04"),
        "Bianchi": ("12", "Luca", "Bianchi", "1998-01-01"),
        "Neri": ("13", "Paolo", "Neri", "1990-01-01"),
        "Verdi": ("14", "Ugo", "Verdi", "2001-01-01"),
    }[player]
    return (
        f"Italy,7,{on} 16:00:00,1,{TEAMS.index(team)},{team},{team},home,{role},,{id_},"
        f"{first[0]}. {last},{first},"
        f"{last},{born},Italy,MID\n"
    )


def lineups(tmp_path: Path, *rows: str) -> Path:
    where = tmp_path / "lineups.csv"
    where.write_text(LINEUP + "".join(rows), encoding="utf-8")
    return where


def squad_file(tmp_path: Path, text: str) -> Path:
    where = tmp_path / "squad.csv"
    where.write_text(text, encoding="utf-8")
    return where


class TestLineUps:
    def test_on_the_last_day_of_his_loan_he_plays_for_the_borrower_and_then_does_not(
        self, book: ledger.Ledger, tmp_path: Path
    ) -> None:
        given = lineups(
            tmp_path,
            seen("2023-08-19", "Lecce", "Ferri"),
            seen("2023-08-20", "Lecce", "Ferri"),
            seen("2024-06-30", "Lecce", "Ferri"),
            seen("2024-07-01", "Lecce", "Ferri"),
        )
        found = ledger.check_lineups(book, given)
        assert [(row.day.isoformat(), row.verdict, row.found_club) for row in found] == [
            ("2023-08-19", "elsewhere", "Empoli"),
            ("2023-08-20", "right", "Lecce"),
            ("2024-06-30", "right", "Lecce"),
            ("2024-07-01", "elsewhere", "Empoli"),
        ]
        loan = next(entry for entry in book.entries() if entry.entry.kind == "LoanAgreed")
        last = found[-1]
        assert (last.since, last.how, last.because, last.entry) == (
            "2024-07-01",
            "inferred",
            "the loan's end",
            loan.position,
        )
        assert last.why == (
            f"at Empoli since 2024-07-01 (inferred from the loan's end, #{loan.position})"
        )

    def test_a_doubtful_player_and_one_not_on_record_are_nowhere_and_told_apart(
        self, book: ledger.Ledger, tmp_path: Path
    ) -> None:
        given = lineups(
            tmp_path, seen("2023-10-01", "Lecce", "Bianchi"), seen("2023-10-01", "Lecce", "Verdi")
        )
        found = ledger.check_lineups(book, given)
        assert [(row.verdict, row.cause, row.player_id) for row in found] == [
            ("nowhere", "player in doubt", None),
            ("nowhere", "player not on record", None),
        ]
        assert "luca-bianchi, luca-bianchi-2" in (found[0].why or "")

    def test_one_who_left_is_nowhere_and_the_row_says_when_and_by_which_entry(
        self, book: ledger.Ledger, tmp_path: Path
    ) -> None:
        (row,) = ledger.check_lineups(book, lineups(tmp_path, seen("2023-09-20", "Torino", "Neri")))
        released = next(one for one in book.entries() if one.entry.kind == "PlayerReleased")
        assert (row.verdict, row.cause) == ("nowhere", "left before")
        assert row.why == f"last at Torino, gone by 2023-09-01, by #{released.position}"

    def test_a_club_that_is_not_on_record_is_said_to_be_none(
        self, book: ledger.Ledger, tmp_path: Path
    ) -> None:
        (row,) = ledger.check_lineups(book, lineups(tmp_path, seen("2023-10-01", "Ostia", "Ferri")))
        assert (row.verdict, row.cause) == ("nowhere", "club not on record")

    def test_as_known_then_and_as_the_book_stood(self, book: ledger.Ledger, tmp_path: Path) -> None:
        given = lineups(tmp_path, seen("2023-10-01", "Lecce", "Ferri"))
        loan = next(entry for entry in book.entries() if entry.entry.kind == "LoanAgreed")
        (early,) = ledger.check_lineups(book, given, known_at="2023-08-01")
        (before,) = ledger.check_lineups(book, given, position=loan.position - 1)
        assert (early.verdict, early.found_club) == ("elsewhere", "Empoli")
        assert (before.verdict, before.found_club) == ("elsewhere", "Empoli")

    def test_within_the_days_of_a_window_the_day_of_the_move_is_said_not_to_be_told(
        self, book: ledger.Ledger, tmp_path: Path
    ) -> None:
        sold = TransferCompleted(from_club="empoli", to_club="torino", window="2025-winter")
        within = UncertainDate.parse("2025-01-02/2025-02-03")
        book.record(
            Entry(
                subject="player:marco-ferri",
                event=sold,
                occurred_on=within,
                published_at=within,
                basis=Basis.LISTED,
            )
        )
        given = lineups(
            tmp_path,
            seen("2024-12-22", "Torino", "Ferri"),
            seen("2025-01-26", "Torino", "Ferri"),
            seen("2025-01-26", "Lecce", "Ferri"),
            seen("2025-02-09", "Torino", "Ferri"),
        )
        found = ledger.check_lineups(book, given)
        assert [(row.verdict, row.cause) for row in found] == [
            ("elsewhere", "at another club"),
            ("uncertain", "day not told"),
            ("elsewhere", "at another club"),
            ("right", None),
        ]

    def test_a_player_is_looked_up_once_however_often_he_played(
        self, book: ledger.Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reads: list[object] = []
        reading = Asking.rows

        def counted(asking: Asking, *where: Any) -> Any:
            reads.append(where)
            return reading(asking, *where)

        monkeypatch.setattr(Asking, "rows", counted)
        days = (f"2023-{month:02}-{day:02}" for month in (9, 10, 11) for day in range(1, 29))
        given = lineups(tmp_path, *(seen(day, "Lecce", "Ferri") for day in days))
        assert len(ledger.check_lineups(book, given)) == 84
        assert len(reads) == 1

    def test_merged_ids_are_one_player(self, book: ledger.Ledger, tmp_path: Path) -> None:
        twin = PlayerRegisteredInLedger(
            name="M. Ferri", external_ids=(ExternalId(scheme="wyscout", id="99"),)
        )
        book.record(Entry(subject="player:m-ferri", event=twin))
        book.record(
            Entry(
                subject="ledger",
                event=EntitiesMerged(merged="player:m-ferri", survivor="player:marco-ferri"),
            )
        )
        row = seen("2023-10-01", "Lecce", "Ferri").replace(",11,M.", ",99,M.")
        (found,) = ledger.check_lineups(book, lineups(tmp_path, row))
        assert (found.verdict, found.found_club) == ("right", "Lecce")

    def test_a_row_that_cannot_be_read_is_noted_and_the_rest_is_checked(
        self, book: ledger.Ledger, tmp_path: Path
    ) -> None:
        report = Report("lineups.csv")
        given = lineups(
            tmp_path, seen("2023-02-30", "Lecce", "Ferri"), seen("2023-10-01", "Lecce", "Ferri")
        )
        found = ledger.check_lineups(book, given, report=report)
        assert [row.line for row in found] == [3]
        assert [one.line for one in report.refusals] == [2]

    def test_a_table_of_something_else_is_refused(
        self, book: ledger.Ledger, tmp_path: Path
    ) -> None:
        with pytest.raises(Malformed, match="is that of no table of line-ups"):
            ledger.check_lineups(book, squad_file(tmp_path, "a,b\n1,2\n"))


class TestSquads:
    def test_every_assertion_is_compared_by_its_status(
        self, book: ledger.Ledger, tmp_path: Path
    ) -> None:
        given = squad_file(
            tmp_path,
            "Date,Club,Player,Status,Note\n"
            "2023-10-01,Lecce,Marco Ferri,,the programme\n"
            "2023-10-01,lecce,wyscout:11,on loan,\n"
            "2023-10-01,Empoli,marco-ferri,on loan out,\n"
            "2023-10-01,Empoli,marco-ferri,absent,\n"
            "2023-10-01,Lecce,marco-ferri,own,\n"
            "2023-10-01,Empoli,marco-ferri,,\n"
            "2023-10-01,Lecce,Luca Bianchi,,\n",
        )
        found = ledger.check_squad(book, given)
        assert [(row.line, row.verdict, row.cause) for row in found] == [
            (2, "right", None),
            (3, "right", None),
            (4, "right", None),
            (5, "right", None),
            (6, "otherwise", "not as said"),
            (7, "elsewhere", "at another club"),
            (8, "nowhere", "player in doubt"),
        ]
        assert found[0].note == "the programme"
        assert found[6].why == "'Luca Bianchi' may be luca-bianchi, luca-bianchi-2; write the id"

    def test_an_alias_is_as_good_as_the_name(self, book: ledger.Ledger, tmp_path: Path) -> None:
        book.record(Entry(subject="player:marco-ferri", event=AliasAdded(alias="Il Lupo")))
        given = squad_file(tmp_path, "date,club,player\n2023-10-01,Lecce,il lupo\n")
        assert [row.verdict for row in ledger.check_squad(book, given)] == ["right"]

    @pytest.mark.parametrize(
        ("row", "what"),
        [
            ("2023-02-30,Lecce,marco-ferri,", "the date is “2023-02-30”."),
            ("2023-10-01,Lecce,marco-ferri,borrowed", "the status is “borrowed”."),
            ("2023-10-01,,marco-ferri,", "it names no club or no player."),
        ],
    )
    def test_a_line_that_cannot_be_read_fails_the_check(
        self, path: Path, tmp_path: Path, row: str, what: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        given = squad_file(tmp_path, f"date,club,player,status\n{row}\n")
        assert main(["check", "squad", str(given), "--db", str(path), "-f", "json"]) == 6
        answer = json.loads(capsys.readouterr().out)
        assert [(one["line"], one["verdict"]) for one in answer["items"]] == [(2, "unreadable")]
        assert answer["items"][0]["why"].startswith(what)

    def test_a_season_list_is_asserted_on_the_day_of_the_joining(
        self, book: ledger.Ledger, tmp_path: Path
    ) -> None:
        book.record(
            Entry(
                subject="player:marco-ferri",
                event=AliasAdded(alias="M. Ferri"),
            )
        )
        head = (
            "League,Player Link,Player,Position,Date of Birth,Country,Join,Contract,Market Value,"
            "Club,Club Link,Season\n"
        )
        row = (
            'Serie A,https://x/a/profil/spieler/77,Marco Ferri,Goalkeeper,"Mar 4, 1999 (24)",Italy,'
            '"{}",-,€1.00m,{},https://x/c/startseite/verein/9/saison_id/2023,'
            "https://x/wettbewerb/IT1/plus/?saison_id=2023\n"
        )
        given = squad_file(tmp_path, head + row.format("Aug 20, 2023", "Lecce"))
        (found,) = ledger.check_squad(book, given)
        assert (found.day, found.expected, found.verdict) == (
            date(2023, 8, 20),
            "belonging",
            "right",
        )


class TestCommands:
    def test_within_the_limits_is_0_and_beyond_them_6(
        self, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        given = lineups(
            tmp_path,
            seen("2023-10-01", "Lecce", "Ferri"),
            seen("2023-10-01", "Lecce", "Verdi"),
            seen("2023-10-08", "Lecce", "Verdi", "bench"),
        )
        asked = ["check", "lineups", str(given), "--db", str(path), "--format", "json"]
        assert main([*asked, "--right-at-least", "50%"]) == 0
        answer = json.loads(capsys.readouterr().out)
        told = [(one["group"], one["checked"], one["right"]) for one in answer["items"]]
        assert told == [("played", 2, 1), ("started", 2, 1), ("on the bench", 1, 0)]
        assert (answer["meta"]["right_percent"], answer["meta"]["within_limits"]) == ("50.00", True)
        assert main([*asked, "--right-at-least", "50.01"]) == 6

    def test_one_at_another_club_is_beyond_the_limit_of_wrongs(
        self, path: Path, tmp_path: Path
    ) -> None:
        given = lineups(
            tmp_path,
            seen("2023-10-01", "Lecce", "Ferri"),
            seen("2023-10-08", "Empoli", "Ferri"),
        )
        asked = ["check", "lineups", str(given), "--db", str(path), "--right-at-least", "0"]
        assert main([*asked, "--wrong-at-most", "50%"]) == 0
        assert main([*asked, "--wrong-at-most", "49.99%"]) == 6

    def test_cases_list_what_is_not_right_with_its_reason(
        self, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        given = lineups(
            tmp_path,
            seen("2023-10-01", "Empoli", "Ferri"),
            seen("2023-10-08", "Empoli", "Ferri"),
            seen("2023-10-15", "Lecce", "Ferri"),
        )
        asked = ["check", "lineups", str(given), "--db", str(path), "--cases", "-f", "ndjson", "-q"]
        assert main(asked) == 6
        (case,) = map(json.loads, capsys.readouterr().out.splitlines())
        assert (case["player_id"], case["club"], case["times"]) == ("marco-ferri", "Empoli", 2)
        assert (case["first_day"], case["last_day"]) == ("2023-10-01", "2023-10-08")
        assert (case["verdict"], case["found_club"], case["line"]) == ("elsewhere", "Lecce", 2)

    def test_a_limit_that_is_no_percentage_is_a_usage_error(
        self, path: Path, tmp_path: Path
    ) -> None:
        given = lineups(tmp_path, seen("2023-10-01", "Lecce", "Ferri"))
        asked = ["check", "lineups", str(given), "--db", str(path), "--right-at-least", "many"]
        assert main(asked) == 2

    @pytest.mark.parametrize("what", ["lineups", "squad"])
    def test_a_file_without_rows_proves_nothing(
        self, path: Path, tmp_path: Path, what: str
    ) -> None:
        empty = LINEUP if what == "lineups" else "date,club,player\n"
        assert main(["check", what, str(squad_file(tmp_path, empty)), "--db", str(path)]) == 6

    def test_nothing_is_written(self, path: Path, tmp_path: Path) -> None:
        before = sha256(path.read_bytes()).hexdigest()
        beside = sorted(one.name for one in tmp_path.iterdir())
        given = lineups(
            tmp_path,
            seen("2023-10-01", "Lecce", "Ferri"),
            seen("2023-10-01", "Lecce", "Verdi"),
            seen("2023-10-01", "Lecce", "Bianchi"),
        )
        words = squad_file(tmp_path, "date,club,player\n2023-10-01,Lecce,Ugo Verdi\n")
        assert main(["check", "lineups", str(given), "--db", str(path)]) == 6
        assert main(["check", "squad", str(words), "--db", str(path)]) == 6
        assert sha256(path.read_bytes()).hexdigest() == before
        new = {one.name for one in tmp_path.iterdir()} - set(beside)
        assert new == {given.name, words.name}
