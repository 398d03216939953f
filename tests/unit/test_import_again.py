"""A file imported again adds nothing, whatever was recorded in between."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledger.domain.entry import Entry
from ledger.domain.events import ClubRegisteredInLedger, ExternalId, TransferCompleted
from ledger.domain.sources import Basis

from .rows import brought_in, empty_book, imported, row

APPEARANCES = "date,club,player,birth_date\n"
RUMOURS = "player,from,to,time,source\n"


def club_of(id_: str, name: str, number: str) -> Entry:
    """A club of a register."""
    known = (ExternalId(scheme="transfermarkt", id=number),)
    event = ClubRegisteredInLedger(name=name, external_ids=known)
    return Entry(subject=f"club:{id_}", event=event, basis=Basis.LISTED)


def test_a_name_leads_to_the_club_that_bore_it_first_whoever_bears_it_later(
    tmp_path: Path,
) -> None:
    rows = [row("Lugo FC", "in", "Nazionale", "€1.00m", cleaned="1")]
    book = empty_book()
    book.record(club_of("nazionale-lugo", "Nazionale", "900001"))
    first = imported(tmp_path, rows, book)
    book.record(club_of("nazionale-imola", "Nazionale", "900002"))
    book.record(club_of("nazionale", "Nazionale", "900003"))
    again = imported(tmp_path, rows, book)
    (move,) = first.moved
    assert isinstance(move.event, TransferCompleted)
    assert move.event.from_club == "nazionale-lugo"
    assert again.entries == []


def test_a_name_that_several_clubs_bear_is_flagged_with_the_one_it_is_taken_for(
    tmp_path: Path,
) -> None:
    book = empty_book()
    book.record(club_of("nazionale-lugo", "Nazionale", "900001"))
    book.record(club_of("nazionale-imola", "Nazionale", "900002"))
    report = imported(tmp_path, [row("Lugo FC", "in", "Nazionale", "?")], book).report
    (flag,) = report.flags
    assert flag.reason == "a name that several clubs bear"
    assert flag.lines == (2,)
    assert flag.text == "“Nazionale” is taken as nazionale-lugo, which bore it first"


def test_a_club_of_the_curated_register_is_not_taken_for_a_namesake_with_another_id(
    tmp_path: Path,
) -> None:
    book = empty_book()
    book.record(club_of("liverpool-montevideo", "Liverpool FC", "6342"))
    (move,) = imported(tmp_path, [row("Lugo FC", "in", "Liverpool FC", "?")], book).moved
    assert isinstance(move.event, TransferCompleted)
    assert move.event.from_club == "liverpool"


@pytest.mark.parametrize(
    ("survivor", "merged"), [("club:lugo", "club:lugo-calcio"), ("club:lugo-calcio", "club:lugo")]
)
def test_clubs_that_were_merged_since_and_parted_again_make_nothing_new(
    tmp_path: Path, survivor: str, merged: str
) -> None:
    rows = [
        row("Lugo", "in", "Imola", "€1.00m", cleaned="1"),
        row("Lugo Calcio", "out", "Faenza", "?", player="Ivo Prova"),
    ]
    first = imported(tmp_path, rows)
    assert len(first.moved) == 2
    first.book.merge(survivor, merged)
    assert imported(tmp_path, rows, first.book).entries == []
    first.book.revert_merge(survivor, merged, reason="two clubs of one town")
    assert imported(tmp_path, rows, first.book).entries == []


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (APPEARANCES, "2019-09-14,Retired,Ugo Prova,1997-04-02"),
        (RUMOURS, "Ugo Prova,Juventus,Juventus,2020-08-14,Il Calcio Inventato"),
    ],
)
def test_nobody_is_put_on_record_for_a_row_that_is_refused(
    tmp_path: Path, head: str, line: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"{head}{line}\n", encoding="utf-8")
    first = brought_in(path)
    assert [refusal.line for refusal in first.report.refusals] == [2]
    assert [entry for entry in first.entries if entry.subject.startswith("player:")] == []
    again = brought_in(path, first.book)
    assert again.entries == []
    assert again.report.doubts == []


def test_a_namesake_with_another_id_is_told_from_a_curated_club_that_has_been_met_by_name(
    tmp_path: Path,
) -> None:
    history = {
        "id": "901",
        "name": "Ugo Prova",
        "transfers": [
            {"date": "2017-07-01", "from": "Lugo", "to": "Al-Ahly", "fee": "?"},
            {
                "date": "2019-07-01",
                "from": "Imola",
                "to": {"id": "25926", "name": "Al-Ahly"},
                "fee": "?",
            },
        ],
    }
    path = tmp_path / "history.json"
    path.write_text(json.dumps(history), encoding="utf-8")
    first = brought_in(path)
    events = [entry.event for entry in first.moved]
    to = [event.to_club for event in events if isinstance(event, TransferCompleted)]
    assert to == ["al-ahly", "al-ahly-2"]
    assert brought_in(path, first.book).entries == []
