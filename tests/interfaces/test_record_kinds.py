"""Every kind of event by options; kinds, fields and what is missing; files; prompts; processes."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

import ledger
from ledger.domain.entry import BOOK_KINDS, EVENTS
from ledger.interfaces.cli.main import main
from ledger.interfaces.cli.recording.kinds import INSTEAD

DEAL = "--deal fikayo-tomori/juventus/1"
ON_DEAL = f"{DEAL} --source Schira"
HIM = "--player Tomori --source Schira"
KINDS = {
    "RumourReported": f"{HIM} --to Napoli --stage talks --why injuries --window 2025-winter",
    "TermsReported": f"{ON_DEAL} --fee 30m --move permanent",
    "ConditionReported": f"{ON_DEAL} --clause obligation --if 10_appearances",
    "DenialReported": f"{ON_DEAL} --by Milan --denies contacts",
    "ReportRetracted": "--target #6 --source Schira --reason wrong",
    "TalksExpected": f"{ON_DEAL} --expected 2025-01 --if injuries",
    "InterestRegistered": ON_DEAL,
    "TalksOpened": f"{ON_DEAL} --between club-and-player",
    "TalksBrokenOff": f"{ON_DEAL} --reason price",
    "BidSubmitted": f"{ON_DEAL} --number 1 --fee 25m",
    "BidRejected": f"{ON_DEAL} --number 1 --reason low",
    "BidAccepted": f"{ON_DEAL} --number 1",
    "ClubTermsAgreed": f"{ON_DEAL} --fee 30m --subject-to medical",
    "PersonalTermsAgreed": f"{ON_DEAL} --wage 3m --contract-until 2029-06-30",
    "PersonalTermsRefused": f"{ON_DEAL} --reason family",
    "MedicalPassed": ON_DEAL,
    "MedicalFailed": f"{ON_DEAL} --reason knee",
    "TransferAnnounced": f"{ON_DEAL} --by Juventus",
    "RegistrationRefused": f"{ON_DEAL} --reason quota --explanation full",
    "DealCollapsed": f"{ON_DEAL} --reason fee-disagreement --explanation money",
    "DealHijacked": f"{ON_DEAL} --by-club Napoli",
    "DealsLinked": f"{ON_DEAL} --link swap --with fikayo-tomori/napoli/1",
    "SquadBaselineRecorded": f"{HIM} --club Juventus --from Milan --until 2025-06-30 --option 9m",
    "PlayerSighted": f"{HIM} --club Juventus --role started --match Verona-Juventus",
    "TransferCompleted": f"{HIM} --from without_club --to Napoli --move free --fee free",
    "PreContractSigned": f"{HIM} --to Napoli --effective-on 2025-07-01 --contract-until 2028-06-30",
    "LoanAgreed": f"{HIM} --from Milan --to Juventus --until 2025-06-30 --window 2025-winter",
    "LoanExtended": f"{ON_DEAL} --until 2026-06-30 --fee 1m",
    "LoanRecalled": f"{ON_DEAL} --effective-on 2025-01-10",
    "LoanTerminatedEarly": f"{ON_DEAL} --fee 1m",
    "LoanEnded": f"{ON_DEAL} --cause expired",
    "OptionExercised": f"{ON_DEAL} --fee 30m",
    "OptionDeclined": f"{ON_DEAL} --clause option",
    "OptionLapsed": f"{ON_DEAL} --cause loan-ended",
    "ConditionMet": f"{ON_DEAL} --clause obligation",
    "ConditionFailed": f"{ON_DEAL} --clause obligation-to-buy",
    "ObligationTriggered": f"{ON_DEAL} --fee 30m --effective-on 2025-07-01",
    "PlayerRegistered": ON_DEAL,
    "YouthPlayerPromoted": f"{HIM} --club Milan",
    "PlayerReleased": f"{HIM} --club Milan --reason contract_ended",
    "PlayerRetired": f"{HIM} --club Milan",
    "ContractBaselineRecorded": f"{HIM} --club Milan --until 2027-06-30",
    "ContractSigned": f"{ON_DEAL} --until 2028-06-30 --wage 3m",
    "ContractRenewed": f"{HIM} --club Milan --contract-until 2028-06-30",
    "ContractTerminated": f"{HIM} --club Milan --by agreement",
    "InjuryReported": "--club Milan --unnamed 2_defenders --injury knee --source Schira "
    "--expected 2025-03",
    "PlayerReturned": HIM,
    "NeedReported": "--club Juventus --position defender --count 2 --why injuries --source Schira",
    "BuyBackExercised": f"{HIM} --from Juventus --to Napoli --fee 30m --effective-on 2025-07-01",
    "BuyBackWaived": ON_DEAL,
    "SellOnRealised": f"{ON_DEAL} --amount 1.5m --share 10% --share-of profit",
    "AddOnTriggered": f"{ON_DEAL} --amount 1m --if 10_appearances",
    "PaymentMade": f"{ON_DEAL} --amount 1.65m --instalment 2",
    "PaymentSetOff": f"{ON_DEAL} --amount 10.7m --against fikayo-tomori/napoli/1",
    "OwnershipDeclared": "--club Juventus --owner Exor --share 65.4% --since 1923-07-24",
    "RivalryDeclared": "--club Juventus --rival Napoli --name rivals --until 2030-06-30",
    "RulePackAdopted": "--rule international-loans --parameter out_max=7 --parameter exempt=or "
    "--since 2025-07-01 --reference RSTP",
    "SquadListSubmitted": "--club Juventus --competition Serie_A --season 2024-25 --list a "
    "--listed Tomori:_club-trained,_under_age --source Schira",
    "SquadListAmended": "--club Juventus --competition Serie_A --season 2024-25 "
    "--removed Tomori --source Schira",
    "NoteRecorded": "--club Juventus --text good --basis assessed",
    "AssessmentRecorded": f"{DEAL} --probability 60% --why likely",
    "RumourResolved": "--target #6 --resolution miss --policy same-window/1 --why stayed",
    "PlayerRegisteredInLedger": "--player Kalulu --alias Pierre --born 2000-06-05 --nationality "
    "FRA --position defender --external transfermarkt:400485",
    "ClubRegisteredInLedger": "--club Empoli --association ITA --alias EFC --alias Azzurri",
    "SourceRegistered": "--about-source Gazzetta --source-type outlet --language it --as gds",
    "SourceGraded": "--about-source Schira --grade b --club Juventus",
    "AliasAdded": "--club Juventus --alias Zebre --language it",
    "SeasonCovered": "--club Juventus --season 2024-25 --what line-ups",
    "WindowDefined": "--window ITA-2026-summer --first-day 2026-07-01 --last-day 2026-09-01",
    "WindowAmended": "--window ITA-2026-summer --last-day 2026-09-02 --reason strike",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = tmp_path_factory.mktemp("ledger") / "filled.db"
    tomori = ["record", "RumourReported", "--player", "Fikayo Tomori", "--from", "Milan"]
    told = ["--source", "Schira", "--published", "2024-12-27", "-q", "--db", str(db)]
    assert main([*tomori, "--to", "Juventus", *told]) == 0
    assert (
        main(["record", "ClubRegisteredInLedger", "--club", "Napoli", "-q", "--db", str(db)]) == 0
    )
    assert main([*tomori, "--to", "Napoli", *told]) == 0
    return db


def test_there_is_an_example_of_every_kind() -> None:
    assert set(KINDS) == set(EVENTS) - set(INSTEAD)
    assert set(INSTEAD) > BOOK_KINDS


@pytest.mark.parametrize("kind", INSTEAD)
def test_a_kind_with_a_command_of_its_own_points_there(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["record", kind]) == 2
    command = INSTEAD[kind][1]
    assert f"Write it with `tledger {command}`." in capsys.readouterr().err
    assert main([*command.split()[: 2 if command.startswith("ids") else 1], "--help"]) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_recorded_by_options(
    kind: str, filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = [word.replace("_", " ") for word in KINDS[kind].split()]
    options = ["#5" if word == "#6" else word for word in options]
    code = main(["record", kind, *options, "--published", "2025-01-05", "--on", "2025-01-05",
                 "--dry-run", "-f", "json", "--db", str(filled)])  # fmt: skip
    out, err = capsys.readouterr()
    assert code == 0, err
    assert json.loads(out)["items"][-1]["kind"] == kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_tells_its_fields_and_options(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["record", kind, "--fields", "-f", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    told = {row["field"] for row in answer["items"]}
    besides = {"kind", "name", "without"} | ({"clauses"} if "terms" in told else set())
    assert set(EVENTS[kind].model_fields) - besides <= told
    assert answer["meta"]["kind"] == kind


def test_all_kinds_are_listed_by_group_with_their_meaning(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["record", "--kinds", "-f", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["items"]
    assert {row["kind"] for row in rows} == set(EVENTS)
    assert rows[0]["group"] == "reports"
    assert rows[-1]["means"].endswith("Written by `tledger void`.")
    assert all(row["means"].endswith(".") for row in rows)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["Rumor"], 2, "The nearest: RumourReported"),
        (["rumour reported", "--player", "x", "--source", "y", "--dry-run"], 0, ""),
        ([], 2, "name the kind of event"),
        (["EntryVoided"], 2, "tledger void ENTRY --reason WHY"),
        (["RumourReported", "--to", "Juventus"], 2, "it needs --player, --source"),
        (["LoanAgreed", "--player", "x", "--source", "y"], 2, "it needs --from, --to"),
        (["LoanExtended", "--player", "x", "--source", "y"], 2, "it needs --until"),
        (["TermsReported", "--player", "x", "--source", "y"], 2, "it needs --fee"),
        (["NeedReported", "--club", "x", "--position", "winger", "--source", "y"], 2,
         "goalkeeper, defender, midfielder, forward"),
        (["RumourReported", "--player", "x", "--url", "https://x.org", "--basis", "assessed"], 2,
         "--source"),
        (["RumourReported", "--player", "x", "--source", "y", "--url", "ftp"], 2, "evidence"),
        (["PlayerRegisteredInLedger", "--player", "???"], 2, "--as"),
        (["PlayerRegisteredInLedger", "--player", "x", "--external", "12"], 2, "transfermarkt:"),
        (["RumourReported", "--club", "x", "--source", "y", "--unnamed", "many"], 2, "2 defenders"),
        (["BidRejected", "--player", "x", "--source", "y", "--number", "two"], 2, "whole number"),
        (["--file", "nowhere.ndjson"], 2, "nowhere.ndjson"),
        (["RumourReported", "--file", "x.ndjson"], 2, "--file"),
        (["--fields"], 2, "KIND --fields"),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said(
    arguments: list[str], code: int, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "none.db"
    assert main(["record", *arguments, "--db", str(db)]) == code
    assert says in capsys.readouterr().err
    assert not db.exists()


class TestRegistering:
    def test_an_id_taken_by_somebody_else_gets_a_number(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        db = ["--db", str(tmp_path / "l.db")]
        main(["record", "PlayerRegisteredInLedger", "--player", "Ronaldo Luís", "--as", "ronaldo",
              *db])  # fmt: skip
        assert main(["record", "PlayerRegisteredInLedger", "--player", "Ronaldo", *db]) == 0
        assert "player:ronaldo-2" in capsys.readouterr().out

    def test_a_namesake_needs_an_id_of_its_own(
        self, filled: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        again = ["record", "ClubRegisteredInLedger", "--club", "Napoli", "--db", str(filled)]
        assert main([*again, "--dry-run"]) == 2
        assert "the ledger knows it as napoli" in capsys.readouterr().err
        assert main([*again, "--as", "napoli-old", "--dry-run"]) == 0
        assert main([*again, "--as", "napoli", "--dry-run"]) == 2

    def test_a_name_that_several_bear_is_listed(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        db = ["--db", str(tmp_path / "l.db")]
        for name in ("Luca Rossi", "Marco Rossi"):
            assert main(["record", "PlayerRegisteredInLedger", "--player", name, *db]) == 0
        code = main(["record", "PlayerReturned", "--player", "Rossi", "--basis", "assessed", *db])
        assert code == 3
        assert "luca-rossi (Luca Rossi); marco-rossi (Marco Rossi)" in capsys.readouterr().err

    def test_the_source_type_is_the_one_said(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        db = ["--db", str(tmp_path / "l.db")]
        assert main(["record", "PlayerReturned", "--player", "A B", "--source", "Lega Serie A",
                     "--source-type", "league", "-f", "json", *db]) == 0  # fmt: skip
        out, err = capsys.readouterr()
        assert "Lega Serie A, league" in err
        assert json.loads(out)["items"][-1]["basis"] == "official"


class TestFiles:
    @pytest.fixture
    def book(self, filled: Path, tmp_path: Path) -> Path:
        path = tmp_path / "book.ndjson"
        assert main(["export", "--db", str(filled), "--output", str(path), "-q"]) == 0
        return path

    def test_a_file_is_recorded_whole_and_once(
        self, book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        record = ["record", "--file", str(book), "--db", str(tmp_path / "new.db")]
        assert main([*record, "--dry-run"]) == 0
        assert not (tmp_path / "new.db").exists()
        assert "7 entries would be recorded" in capsys.readouterr().err
        assert main(record) == 0
        assert "7 entries recorded, 0 were there already" in capsys.readouterr().err
        assert main(record) == 0
        assert "0 entries recorded, 7 were there already" in capsys.readouterr().err

    def test_a_file_with_a_refused_line_is_not_recorded_at_all(
        self, book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        lines = book.read_text().splitlines()
        stranger = json.dumps({"subject": "player:nobody", "event": {"kind": "PlayerReturned"}})
        book.write_text("\n".join([*lines[:5], stranger, *lines[5:]]))
        db = tmp_path / "new.db"
        assert main(["record", "--file", str(book), "--db", str(db)]) == 3
        err = capsys.readouterr().err
        assert f"{book}, line 6: Cannot record PlayerReturned" in err
        assert "Nothing of the file was written." in err
        assert not db.exists()

    def test_lines_that_make_no_sense_are_all_named(
        self, book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        book.write_text(book.read_text() + '{"a":1}\nnonsense\n')
        assert main(["record", "--file", str(book), "--db", str(tmp_path / "n.db")]) == 2
        err = capsys.readouterr().err
        assert "line 8" in err
        assert "line 9" in err


def _environment() -> dict[str, str]:
    return {**os.environ, "TERM": "dumb", "COLUMNS": "200", "NO_COLOR": "1"}


def _on_a_terminal(arguments: list[str], answers: str) -> tuple[int, str]:
    """Run a command with a terminal for all three streams, and type the answers."""
    own, its = pty.openpty()
    command = [sys.executable, "-m", "ledger", *arguments]
    with subprocess.Popen(
        command, stdin=its, stdout=its, stderr=its, env=_environment(), close_fds=True
    ) as running:
        os.close(its)
        os.write(own, answers.encode())
        shown = b""
        while True:
            try:
                piece = os.read(own, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        code = running.wait(timeout=20)
    os.close(own)
    return code, shown.decode(errors="replace")


class TestOnATerminal:
    def test_what_is_missing_is_asked_for(self, tmp_path: Path) -> None:
        db = str(tmp_path / "l.db")
        code, shown = _on_a_terminal(
            ["record", "--db", db],
            "Rumour\nRumourReported\nFikayo Tomori\nAC Milan\nJuventus\n\nSchira\n2024-12-27\n",
        )
        assert code == 0, shown
        assert "reports: RumourReported, TermsReported" in shown
        assert "No kind of event is called 'Rumour'" in shown or "What happened" in shown
        assert "Who says so" in shown
        with ledger.open(db) as book:
            assert book.entry(5).entry.published_at is not None
            assert book.entry(5).entry.deal == "fikayo-tomori/juventus/1"

    def test_a_window_is_asked_for_its_days_and_no_more(self, tmp_path: Path) -> None:
        db = str(tmp_path / "l.db")
        code, shown = _on_a_terminal(
            ["record", "WindowDefined", "--db", db], "ITA-2026-summer\n2026-07-01\n2026-09-01\n\x04"
        )
        assert code == 0, shown
        assert "Who says so" not in shown

    def test_whoever_leaves_writes_nothing(self, tmp_path: Path) -> None:
        code, shown = _on_a_terminal(["record", "--db", str(tmp_path / "l.db")], "\x04")
        assert code == 130, shown
        assert not (tmp_path / "l.db").exists()

    def test_a_second_report_is_asked_about_first(self, filled: Path) -> None:
        second = ["record", "RumourReported", "--player", "tomori", "--to", "juventus",
                  "--source", "Il Bianconero", "--published", "2024-12-28", "--register",
                  "--db", str(filled)]  # fmt: skip
        with ledger.open(str(filled)) as book:
            before = book.head().position
        code, shown = _on_a_terminal(second, "n\n")
        assert code == 0
        assert "the same claim is on record from Schira, published 2024-12-27 (#5)" in shown
        assert "nothing written" in shown
        with ledger.open(str(filled)) as book:
            assert book.head().position == before

    def test_no_input_never_asks(self, tmp_path: Path) -> None:
        code, shown = _on_a_terminal(["record", "--no-input", "--db", str(tmp_path / "x.db")], "")
        assert code == 2
        assert "name the kind of event" in shown


def test_a_pipe_is_never_asked(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ledger", "record", "RumourReported", "--db", str(tmp_path / "x")],
        input="Tomori\n", capture_output=True, text=True, timeout=20, env=_environment(),
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert "it needs --player, --source" in done.stderr


def test_a_file_can_come_through_a_pipe(filled: Path, tmp_path: Path) -> None:
    exported = subprocess.run(
        [sys.executable, "-m", "ledger", "export", "--db", str(filled)],
        capture_output=True, text=True, timeout=20, env=_environment(), check=True,
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "ledger", "record", "--file", "-", "--db", str(tmp_path / "x.db")],
        input=exported.stdout, capture_output=True, text=True, timeout=20, env=_environment(),
        check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert "7 entries recorded" in done.stderr
