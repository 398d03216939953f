"""The commands ``replay``, ``retract``, ``log --book`` and ``show``, by hand and in a pipe."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger.interfaces import demo
from ledger.interfaces.cli.main import main
from ledger.interfaces.cli.replaying import walk

Tledger = Callable[..., tuple[int, dict[str, Any], str]]
RUMOUR = (
    "record", "RumourReported", "--player", "Fikayo Tomori", "--from", "AC Milan", "--to",
    "Juventus", "--source", "Gazzetta", "--published", "2024-12-27", "--fee", "25m",
)  # fmt: skip


@pytest.fixture(scope="module")
def book() -> Iterator[ledger.Ledger]:
    with ledger.open(":memory:") as opened:
        opened.record_many(demo.entries(), policy="refuse")
        yield opened


@pytest.fixture
def tledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tledger:
    db = tmp_path / "transfers.db"

    def run(*arguments: str) -> tuple[int, dict[str, Any], str]:
        capsys.readouterr()
        code = main([*arguments, "--db", str(db), "-f", "json"])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else {}, err

    assert run(*RUMOUR)[0] == 0
    return run


def walked(book: ledger.Ledger, *words: str) -> str:
    """What somebody sees who types these words, one at each prompt."""
    typed = iter(words)
    shown: list[str] = []
    answer = book.replay("2025-winter", club="tottenham")
    walk(answer, read=lambda: next(typed, ""), write=shown.append)
    return "".join(shown)


class TestStepping:
    def test_enter_leads_to_the_next_event_and_then_to_the_totals(
        self, book: ledger.Ledger
    ) -> None:
        seen = walked(book, *["\n"] * 6)
        assert seen.index("1 of 6 · 2025-01-31") < seen.index("6 of 6 · 2025-02-02")
        assert "Fikayo Tomori: BidSubmitted, reported by sky" in seen
        assert "  tracks: clubs reported: none → bid" in seen
        assert seen.index("6 of 6") < seen.index("6 events, 1 deal done: 1 loan")

    def test_p_leads_back_and_stays_at_the_first(self, book: ledger.Ledger) -> None:
        seen = walked(book, "p\n", "\n", "p\n", "q\n")
        assert seen.count("1 of 6") == 3
        assert seen.count("2 of 6") == 1

    def test_q_leads_away_without_the_totals(self, book: ledger.Ledger) -> None:
        assert "done" not in walked(book, "q\n")

    def test_the_end_of_the_input_leads_away(self, book: ledger.Ledger) -> None:
        assert walked(book).count(" of 6 · ") == 1

    def test_in_a_pipe_it_is_all_frames(self, tledger: Tledger) -> None:
        code, answer, _ = tledger("replay", "--player", "tomori", "--step")
        assert code == 0
        assert [row["kind"] for row in answer["items"]] == ["RumourReported"]


class TestReplaying:
    def test_totals_stand_in_meta(self, tledger: Tledger) -> None:
        _, answer, _ = tledger("replay", "--player", "tomori")
        assert answer["meta"]["clock"] == "known"
        assert answer["meta"]["totals"]["completed"] == 0
        assert answer["meta"]["totals"]["open"] == [
            {"deal": "fikayo-tomori/juventus/1", "player_id": "fikayo-tomori", "stage": "interest"}
        ]

    def test_an_amendment_is_an_event_of_the_ledgers_own_clock(self, tledger: Tledger) -> None:
        tledger("correct", "5", "--fee", "26m", "--reason", "misread")
        _, answer, _ = tledger("replay", "--player", "tomori", "--clock", "recorded")
        said = [(row["kind"], row["says"], row["terms"]) for row in answer["items"]]
        assert said[1] == (
            "EntryCorrected",
            "#5 corrected: fee €25.0m → fee €26.0m (misread)",
            "fee €25.0m of #5 → €26.0m",
        )
        _, answer, _ = tledger("replay", "--player", "tomori")
        assert [row["terms"] for row in answer["items"]] == ["fee €26.0m (stands)"]

    def test_a_position_bounds_the_ledgers_own_clock(self, tledger: Tledger) -> None:
        tledger("correct", "5", "--fee", "26m", "--reason", "misread")
        for bounds, kinds in (
            (("--from", "6"), ["EntryCorrected"]),
            (("--to", "#5"), ["RumourReported"]),
            (("--from", "7"), []),
        ):
            _, answer, _ = tledger("replay", "--player", "tomori", "--clock", "recorded", *bounds)
            if bounds != ("--from", "7"):
                assert [row["kind"] for row in answer["items"]] == kinds

    @pytest.mark.parametrize(
        ("arguments", "code", "says"),
        [
            ((), 2, "nothing says what"),
            (("--league", "Atlantis"), 2, "no association goes by it"),
            (("--league", "Brazil"), 3, "no club on record is of that association"),
            (("2025-spring",), 2, "Cannot find the window 2025-spring"),
            (("--from", "1/2/2025"), 2, "a slash leaves open"),
            (("--clock", "sundial", "--player", "tomori"), 2, "sundial"),
            (("--deal", "fikayo-tomori/lecce/1"), 3, "No deal fikayo-tomori/lecce/1"),
        ],
    )
    def test_what_cannot_be_replayed_is_said(
        self, tledger: Tledger, arguments: tuple[str, ...], code: int, says: str
    ) -> None:
        got, _, err = tledger("replay", *arguments)
        assert got == code
        assert says in err


class TestRetracting:
    def test_a_source_takes_its_report_back(self, tledger: Tledger) -> None:
        code, answer, _ = tledger(
            "retract", "5", "--source", "gazzetta", "--why", "no such talks",
            "--published", "2025-01-20", "--url", "https://example.org/x",
        )  # fmt: skip
        assert code == 0
        assert answer["items"][0]["kind"] == "ReportRetracted"
        assert answer["items"][0]["known"] == "2025-01-20"
        _, claims, _ = tledger("claims", "tomori")
        assert [row["status"] for row in claims["items"] if row["term"] == "fee"] == ["retracted"]
        _, claims, _ = tledger("claims", "tomori", "--known-at", "2025-01-19")
        assert [row["status"] for row in claims["items"] if row["term"] == "fee"] == ["stands"]

    def test_another_cannot_in_its_name(self, tledger: Tledger) -> None:
        tledger("record", "SourceRegistered", "--about-source", "Sky")
        code, _, err = tledger("retract", "5", "--source", "sky")
        assert code == 5
        assert "it was made by Gazzetta" in err
        assert "DenialReported" in err
        assert tledger("retract", "5", "--source", "sky", "--cites", "gazzetta")[0] == 0

    def test_only_reports_are_taken_back(self, tledger: Tledger) -> None:
        code, _, err = tledger("retract", "4", "--source", "gazzetta")
        assert code == 5
        assert "no such report" in err

    def test_a_dry_run_writes_nothing(self, tledger: Tledger) -> None:
        assert tledger("retract", "5", "--source", "gazzetta", "--dry-run")[0] == 0
        _, log, _ = tledger("log", "tomori")
        assert log["items"][0]["kind"] == "RumourReported"


class TestTheBook:
    def test_log_book_says_who_changed_what_and_why(self, tledger: Tledger) -> None:
        tledger("correct", "5", "--fee", "26m", "--reason", "misread", "--reason-source",
                "gazzetta", "--reason-url", "https://example.org/26", "--reason-published",
                "2024-12-28")  # fmt: skip
        tledger("void", "6", "--why", "it was right", "--source", "gazzetta")
        _, answer, _ = tledger("log", "--book")
        newest, oldest = answer["items"]
        assert (newest["act"], newest["target"], newest["of"]) == ("undone", 5, 6)
        assert (oldest["before"], oldest["after"]) == ("fee €25.0m", "fee €26.0m")
        assert (oldest["reason"], oldest["source"]) == ("misread", "gazzetta")
        assert (oldest["url"], oldest["published"]) == ("https://example.org/26", "2024-12-28")
        assert oldest["amended"] == "voided by #7"
        assert tledger("log", "--book", "--kind", "EntryVoided")[0] == 2

    def test_an_entry_shows_what_became_of_it(self, tledger: Tledger) -> None:
        tledger("correct", "5", "--fee", "26m", "--reason", "misread")
        tledger("void", "5", "--reason", "never said")
        for which in ("5", "6"):
            _, answer, _ = tledger("show", which)
            shown = {row["field"]: row["value"] for row in answer["items"]}
            assert "#5 corrected: fee €25.0m → fee €26.0m (misread)" in shown["amended[0]"]
            assert "→ voided (never said)" in shown["amended[1]"]
        _, answer, _ = tledger("show", "5", "--recorded-at", "6")
        assert "amended[1]" not in {row["field"] for row in answer["items"]}

    def test_an_entry_is_not_shown_before_it_was_recorded(self, tledger: Tledger) -> None:
        code, _, err = tledger("show", "5", "--recorded-at", "4")
        assert code == 3
        assert "Cannot show #5 as the book stood at #4" in err

    def test_merges_and_links_are_changes_of_the_book(self, tledger: Tledger) -> None:
        tledger("ids", "link", "tomori", "transfermarkt:303254")
        _, answer, _ = tledger("log", "tomori", "--book")
        assert [(row["act"], row["after"]) for row in answer["items"]] == [
            ("linked", "transfermarkt:303254")
        ]

    def test_an_address_without_a_source_is_no_evidence(self, tledger: Tledger) -> None:
        code, _, err = tledger("void", "5", "--why", "x", "--url", "https://example.org")
        assert code == 2
        assert "nobody is named who said so" in err

    def test_everything_that_rests_on_an_entry_goes_with_it_or_nothing(
        self, tledger: Tledger
    ) -> None:
        tledger("retract", "5", "--source", "gazzetta")
        code, _, err = tledger("void", "5", "--why", "x")
        assert code == 5
        assert "ReportRetracted" in err
        _, answer, _ = tledger("void", "5", "--why", "x", "--cascade")
        assert [row["voided"] for row in answer["items"]] == [6, 5]
        assert "#7 to #8 void #6, #5" in answer["meta"]["notes"]
