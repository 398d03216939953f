"""The command ``record``, as a first-timer, a journalist and an analyst type it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import ledger
from ledger.interfaces.cli.main import main


class Said(NamedTuple):
    exit: int
    out: str
    err: str

    @property
    def items(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.out)["items"]
        return found

    @property
    def last(self) -> dict[str, Any]:
        return self.items[-1]

    @property
    def notes(self) -> str:
        return "\n".join(json.loads(self.out)["meta"].get("notes", []))


Tledger = Callable[..., Said]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "transfers.db"


@pytest.fixture
def tledger(db: Path, capsys: pytest.CaptureFixture[str]) -> Tledger:
    """Run one command on the test's own ledger, answered as JSON unless asked otherwise."""

    def run(*arguments: str) -> Said:
        own = [] if "-f" in arguments else ["-f", "json"]
        capsys.readouterr()
        code = main([*arguments, "--db", str(db), *own])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return run


def entries(db: Path) -> int:
    with ledger.open(str(db)) as book:
        return book.head().position


TOMORI = (
    "record", "RumourReported", "--player", "Fikayo Tomori", "--from", "AC Milan",
    "--to", "Juventus", "--source", "Nicolò Schira", "--published", "2024-12-27",
)  # fmt: skip
KALULU = (
    "record", "LoanAgreed", "--player", "Pierre Kalulu", "--from", "AC Milan", "--to", "Juventus",
    "--on", "2024-08-21", "--published", "2024-08-21", "--source", "Juventus", "--register",
)  # fmt: skip
LOAN = (*KALULU, "--fee", "€3.3m", "--option", "14m", "--until", "2025-06-30")
EXERCISE = (
    "record", "OptionExercised", "--player", "kalulu", "--to", "Juventus", "--source", "Juventus",
)  # fmt: skip


class TestOnAnEmptyLedger:
    def test_the_first_rumour_just_works_and_says_whom_it_registered(
        self, tledger: Tledger, db: Path
    ) -> None:
        said = tledger(*TOMORI)
        assert said.exit == 0
        assert said.err.splitlines() == [
            "registered player fikayo-tomori (Fikayo Tomori)",
            "registered club ac-milan (AC Milan)",
            "registered club juventus (Juventus)",
            "registered source nicolo-schira (Nicolò Schira, outlet)",
        ]
        assert said.last["kind"] == "RumourReported"
        assert said.last["says"] == "AC Milan → Juventus, interest"
        assert said.last["deal"] == "fikayo-tomori/juventus/1"
        assert said.last["basis"] == "reported"
        assert said.last["known"] == "2024-12-27"
        assert said.last["changes"] == ["deal fikayo-tomori/juventus/1: new → interest"]
        assert entries(db) == 5

    def test_a_dry_run_says_the_same_and_makes_no_file(self, tledger: Tledger, db: Path) -> None:
        said = tledger(*TOMORI, "--dry-run")
        assert said.exit == 0
        assert "would register player fikayo-tomori (Fikayo Tomori)" in said.err
        assert said.last["entry"] is None
        assert said.last["about"] == "Fikayo Tomori"
        assert said.last["says"] == "AC Milan → Juventus, interest"
        assert said.last["changes"] == ["deal fikayo-tomori/juventus/1: new → interest"]
        assert "dry run: nothing was written" in said.notes
        assert not db.exists()

    def test_what_is_refused_makes_no_file_either(self, tledger: Tledger, db: Path) -> None:
        assert tledger(*TOMORI, "--fee", "-1").exit == 2
        assert not db.exists()

    def test_a_club_is_known_by_all_its_names(self, tledger: Tledger) -> None:
        tledger(*TOMORI)
        talks = ("record", "TalksOpened", "--player", "tomori", "--from", "Milan", "--to", "Juve")
        said = tledger(*talks, "--source", "nicolo-schira", "--published", "2024-12-28")
        assert said.last["deal"] == "fikayo-tomori/juventus/1"
        assert "tomori is read as Fikayo Tomori (fikayo-tomori)" in said.notes

    def test_a_clubs_name_as_source_is_its_own_voice_and_official(self, tledger: Tledger) -> None:
        said = tledger(*LOAN)
        assert "registered source juventus (Juventus, the club's own voice)" in said.err
        assert said.last["basis"] == "official"
        assert said.last["changes"][0] == (
            "+Juventus on loan from AC Milan from 2024-08-21 until 2025-06-30; −AC Milan"
        )

    def test_piped_output_is_plain_rows_with_notes_on_stderr(self, tledger: Tledger) -> None:
        said = tledger(*TOMORI, "-f", "tsv")
        assert len(said.out.splitlines()) == 6
        assert said.out.startswith("entry\tabout\tkind\t")
        assert "# deal fikayo-tomori/juventus/1: new → interest" in said.err


class TestOnAFilledLedger:
    @pytest.fixture(autouse=True)
    def _filled(self, tledger: Tledger) -> None:
        assert tledger(*TOMORI).exit == 0

    @pytest.mark.parametrize(
        ("option", "name", "nearest"),
        [
            ("--player", "Fikayo Tomory", "Fikayo Tomori"),
            ("--to", "Juventos", "Juventus"),
            ("--source", "Nicolo Skira", "Nicolò Schira"),
        ],
    )
    def test_an_unknown_name_lists_the_nearest_and_the_option_that_registers_it(
        self, tledger: Tledger, db: Path, option: str, name: str, nearest: str
    ) -> None:
        place = TOMORI.index(option) + 1
        said = tledger(*TOMORI[:place], name, *TOMORI[place + 1 :], "-f", "table")
        assert said.exit == 3
        assert f"is called '{name}'. The nearest on record:" in said.err
        assert nearest in said.err
        assert "--register" in said.err
        assert entries(db) == 5

    def test_a_second_report_of_the_claim_is_offered_as_such(self, tledger: Tledger) -> None:
        said = tledger(
            "record", "RumourReported", "--player", "tomori", "--to", "juventus", "--source",
            "JuveFC", "--cites", "Il Bianconero", "--url", "https://www.juvefc.com/tomori",
            "--quote", "Juventus want Tomori", "--published", "2024-12-28", "--register",
        )  # fmt: skip
        assert (
            "the same claim is on record from Nicolò Schira, published 2024-12-27 (#5): recorded "
            "as a second report in deal fikayo-tomori/juventus/1"
        ) in said.notes
        assert (said.last["source"], said.last["cites"]) == ("juvefc", "il-bianconero")

    def test_the_very_same_report_is_not_written_twice(self, tledger: Tledger, db: Path) -> None:
        said = tledger(*TOMORI)
        assert (said.exit, entries(db)) == (0, 5)
        assert "already on record as #5; nothing written (use --again" in said.err
        assert tledger(*TOMORI, "--again").last["entry"] == 6

    def test_an_entry_id_is_recorded_once(self, tledger: Tledger, db: Path) -> None:
        judged = ("record", "NoteRecorded", "--player", "tomori", "--text", "In form")
        note = (*judged, "--basis", "assessed", "--id", "3f2b8f9e-0000-4000-8000-000000000001")
        assert tledger(*note).last["entry"] == 6
        said = tledger(*note)
        assert said.exit == 0
        assert "already recorded as #6; nothing written" in said.notes
        assert entries(db) == 6
        assert tledger(*note[:-1], "12").exit == 2

    def test_a_deal_is_named_by_player_and_club_or_by_its_id(self, tledger: Tledger) -> None:
        tledger("record", "RumourReported", "--player", "tomori", "--to", "Napoli", "--source",
                "Nicolò Schira", "--published", "2024-12-27", "--register")  # fmt: skip
        step = ("record", "TalksOpened", "--source", "Nicolò Schira", "--published", "2024-12-29")
        several = tledger(*step, "--player", "tomori", "-f", "table")
        assert several.exit == 3
        assert "fikayo-tomori/juventus/1" in several.err
        assert "fikayo-tomori/napoli/1" in several.err
        named = tledger(*step, "--deal", "tomori", "-f", "table")
        assert named.exit == 3
        assert "2 deals fit 'tomori'" in named.err
        juventus = tledger(*step, "--player", "tomori", "--to", "juventus", "--dry-run").last
        assert juventus["deal"] == "fikayo-tomori/juventus/1"
        by_id = tledger(*step, "--deal", "fikayo-tomori/napoli/1", "--dry-run").last
        assert by_id["deal"] == "fikayo-tomori/napoli/1"
        by_club = tledger(*step, "--deal", "tomori", "--to", "napoli", "--dry-run").last
        assert by_club["deal"] == "fikayo-tomori/napoli/1"

    def test_a_step_that_fits_no_deal_says_what_to_name(self, tledger: Tledger) -> None:
        said = tledger("record", "MedicalPassed", "--player", "tomori", "--source",
                       "Nicolò Schira", "--on", "2026-01-02", "-f", "table")  # fmt: skip
        assert said.exit == 3
        assert "--to" in said.err
        assert "--deal" in said.err

    def test_a_rumour_that_contradicts_a_fact_is_recorded_and_flagged(
        self, tledger: Tledger
    ) -> None:
        tledger(*LOAN)
        said = tledger("record", "RumourReported", "--player", "kalulu", "--from", "Napoli",
                       "--to", "Roma", "--source", "Nicolò Schira", "--published", "2024-10-01",
                       "--register")  # fmt: skip
        assert said.exit == 0
        (flag,) = said.last["flags"]
        assert flag.startswith("flag F7 against-the-record: the record has him at AC Milan")

    def test_a_reported_second_bid_without_a_first_is_recorded_and_flagged(
        self, tledger: Tledger
    ) -> None:
        said = tledger("record", "BidSubmitted", "--player", "tomori", "--to", "juventus",
                       "--number", "2", "--fee", "~25m+5m", "--source", "Nicolò Schira",
                       "--published", "2025-01-02")  # fmt: skip
        assert said.exit == 0
        assert said.last["says"] == "? → Juventus, bid 2, fee ~€25.0m, fee: add-ons €5.0m"
        assert said.last["flags"] == ["flag F7 bid-gap: bid number 2 is on record without number 1"]


class TestTerms:
    @pytest.mark.parametrize(
        ("options", "says"),
        [
            (["--fee", "€3.3m"], "loan fee €3.3m"),
            (["--fee", "~25m+5m"], "loan fee ~€25.0m, loan fee: add-ons €5.0m"),
            (["--fee", "up to €3m"], "loan fee up to €3.0m"),
            (["--fee", "undisclosed"], "loan fee undisclosed"),
            (["--fee", "2m", "--currency", "chf"], "loan fee CHF 2.0m"),
            (["--option", "14m", "--until", "2025-06-30"], "loan until 2025-06-30, option €14.0m"),
            (["--option", "yes", "--option-until", "2025-06-15"],
             "option agreed, price unknown, option until 2025-06-15"),
            (["--obligation", "14.5m", "--if", "staying up"],
             "obligation €14.5m, obligation condition staying up"),
            (["--option", "14m", "--duty-if", "10 appearances"],
             "option €14.0m, option becomes duty if 10 appearances"),
            (["--option", "none"], "option none"),
            (["--straight"], "option none, obligation none"),
            (["--recall", "agreed", "--sell-on", "10% of profit", "--buy-back", "20m"],
             "recall agreed, sell on 10% of the profit, buy back €20.0m"),
            (["--option", "36m", "--extension", "18m until 2026-06-30"],
             "option €36.0m, option to extend €18.0m, option to extend until 2026-06-30"),
            (["--extension", "none"], "option to extend none"),
            (["--buy-back", "30m until 2027-07-15", "--first-refusal", "agreed"],
             "buy back €30.0m, buy back until 2027-07-15, first refusal agreed"),
            (["--recall", "agreed from 2025-01-02 until 2025-02-03"],
             "recall 2025-01-02/2025-02-03"),
        ],
    )  # fmt: skip
    def test_money_and_clauses_are_written_as_people_write_them(
        self, tledger: Tledger, options: list[str], says: str
    ) -> None:
        said = tledger(*KALULU, *options, "--dry-run")
        assert said.exit == 0, said.err
        assert said.last["says"] == f"AC Milan → Juventus, {says}"

    def test_a_report_fills_terms_and_says_what_was_assumed(self, tledger: Tledger) -> None:
        said = tledger(*TOMORI, "--obligation", "14.5m", "--if", "staying up", "--wage",
                       "2.5m net", "--contract-until", "2028-06-30")  # fmt: skip
        assert said.last["says"] == (
            "AC Milan → Juventus, interest, move loan, obligation €14.5m, obligation condition "
            "staying up, contract until 2028-06-30, wage €2.5m net a year"
        )
        assert "amounts that name no currency are in EUR" in said.notes
        assert "read as a loan" in said.notes

    @pytest.mark.parametrize(
        ("options", "says"),
        [
            (["--fee", "-1"], "an amount has no sign"),
            (["--fee", "3.3"], "Write 3.3m or 3300000"),
            (["--until", "31/02/2025"], "not with slashes"),
            (["--until", "2025-02-31"], "Cannot read --until"),
            (["--until", "2025-06"], "not one day"),
            (["--until", "2024-06-30"], "before it starts"),
            (["--if", "staying up"], "--obligation 14.5m"),
            (["--option-until", "2025-06-15"], "--option yes"),
            (["--straight", "--option", "14m"], "--straight"),
            (["--sell-on", "110%"], "more than all of it"),
            (["--sell-on", "some"], "Write 10%"),
            (["--recall", "maybe"], "agreed, none"),
            (["--first-refusal", "maybe"], "agreed, none"),
            (["--extension", "18m until June"], "--extension"),
            (["--currency", "XYZW"], "ISO 4217"),
            (["--number", "2"], "LoanAgreed takes no --number. It takes --player, --from"),
            (["--set", "nothing=1"], "LoanAgreed has the fields from_club"),
            (["--set", "until=soon"], "--set until"),
            (["--basis", "gossip"], "official, listed, reported"),
            (["--nonsense", "1"], "--nonsense"),
            (["--to", "AC Milan"], "a deal needs two clubs"),
            (["--from", "without club"], "players without a club"),
            (["--window", "winter"], "Write 2025-winter"),
        ],
    )
    def test_what_makes_no_sense_is_exit_2_with_what_to_write(
        self, tledger: Tledger, db: Path, options: list[str], says: str
    ) -> None:
        said = tledger(*KALULU, *options, "-f", "table")
        assert said.exit == 2
        assert says in " ".join(said.err.replace("│", " ").split())
        assert not db.exists()

    @pytest.mark.parametrize(
        ("published", "shown"),
        [
            ("2024-12-27", "2024-12-27"),
            ("2024-12-19/2025-01-01", "2024-12-19/2025-01-01"),
            ("2024-12-27T18:40+01:00", "2024-12-27T18:40+01:00"),
            ("2024-12-27 18:40+01:00", "2024-12-27T18:40+01:00"),
        ],
    )
    def test_published_takes_a_day_an_interval_or_a_time_with_zone(
        self, tledger: Tledger, published: str, shown: str
    ) -> None:
        assert tledger(*TOMORI[:-1], published).last["published"] == shown

    @pytest.mark.parametrize("published", ["27/12/2024", "2024-12-27T18:40", "soon", "2199-01-01"])
    def test_published_refuses_slashes_times_without_zone_and_the_future(
        self, tledger: Tledger, published: str
    ) -> None:
        assert tledger(*TOMORI[:-1], published).exit == 2


class TestRefusedByARule:
    """Each with its sentence and exit 5, and nothing written."""

    def refused(self, tledger: Tledger, db: Path, *arguments: str) -> str:
        before = entries(db)
        said = tledger(*arguments, "-f", "table")
        dry = tledger(*arguments, "--dry-run", "-f", "table")
        assert (said.exit, dry.exit) == (5, 5), said
        assert said.err == dry.err
        assert entries(db) == before
        return said.err

    def test_an_option_on_a_loan_recorded_as_without_one(self, tledger: Tledger, db: Path) -> None:
        tledger(*KALULU, "--until", "2025-06-30", "--straight")
        err = self.refused(tledger, db, *EXERCISE, "--on", "2025-06-05", "--fee", "14m")
        assert "Cannot exercise an option on Pierre Kalulu" in err
        assert "the loan on record has none (entry #5)" in err

    def test_an_option_exercised_a_second_time(self, tledger: Tledger, db: Path) -> None:
        tledger(*LOAN)
        first = tledger(*EXERCISE, "--on", "2025-06-05", "--fee", "14.3m over 3 years")
        assert first.last["flags"] == [
            "flag F4 price-differs: exercised at €14.3m against an option of €14.0m"
        ]
        err = self.refused(tledger, db, *EXERCISE, "--on", "2025-06-06")
        assert "already made the loan (AC Milan → Juventus, from 2024-08-21) permanent" in err

    def test_an_option_after_its_day(self, tledger: Tledger, db: Path) -> None:
        tledger(*LOAN, "--option-until", "2025-06-10")
        assert "2025-06-10" in self.refused(tledger, db, *EXERCISE, "--on", "2025-06-20")

    def test_a_loan_of_a_player_at_another_club(self, tledger: Tledger, db: Path) -> None:
        tledger(*LOAN)
        err = self.refused(
            tledger, db, "record", "LoanAgreed", "--player", "kalulu", "--from", "Roma", "--to",
            "Empoli", "--source", "Juventus", "--on", "2024-10-01", "--register",
        )  # fmt: skip
        assert "Cannot record a loan of Pierre Kalulu" in err

    def test_a_registration_that_overlaps_another(self, tledger: Tledger, db: Path) -> None:
        tledger(*LOAN)
        err = self.refused(
            tledger, db, "record", "PlayerRegistered", "--player", "kalulu", "--to", "Roma",
            "--source", "Juventus", "--on", "2024-10-01", "--register",
        )  # fmt: skip
        assert "Cannot register Pierre Kalulu" in err

    def test_ending_a_loan_twice(self, tledger: Tledger, db: Path) -> None:
        tledger(*LOAN)
        end = ("record", "LoanEnded", "--player", "kalulu", "--to", "juventus", "--source",
               "juventus", "--on")  # fmt: skip
        assert tledger(*end, "2025-06-30").exit == 0
        assert "Cannot end a loan of Pierre Kalulu" in self.refused(
            tledger, db, *end, "2025-06-30", "--note", "again"
        )

    def test_an_exercise_on_a_loan_whose_terms_are_unknown_is_recorded_and_flagged(
        self, tledger: Tledger
    ) -> None:
        tledger(*KALULU, "--until", "2025-06-30")
        said = tledger(*EXERCISE, "--on", "2025-06-05")
        assert said.exit == 0
        assert said.last["flags"][0].startswith("flag F10 option-inferred")
