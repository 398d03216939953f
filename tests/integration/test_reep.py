"""Linking players and clubs to their ids in other registers, from the reep register's files."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

import ledger
from ledger import Entry, Ledger
from ledger.domain.errors import Malformed
from ledger.domain.events import (
    ClubRegisteredInLedger,
    ExternalId,
    ExternalIdLinked,
    PlayerRegisteredInLedger,
)
from ledger.domain.sources import Basis
from ledger.interfaces.files.reep import bring_in_register

TEAMS = "reep_id,key_wikidata,name,country,founded,stadium,key_transfermarkt,key_fbref\n"
PEOPLE = "reep_id,key_wikidata,type,name,date_of_birth,nationality,position,key_transfermarkt\n"
MILAN = "reep_t92aa6359,Q1543,AC Milan,Italy,1899-12-16,,5,dc56fe14\n"
INTER = "reep_t0a0a0a0a,Q631,Inter Milan,Italy,1908-03-09,,46,d609edc0\n"
KALULU = "reep_p00000001,Q56557310,player,Pierre Kalulu,2000-06-05,France,defender,585949\n"


@pytest.fixture
def book() -> Iterator[Ledger]:
    with ledger.open(":memory:") as opened:
        yield opened


def _club(id_: str, name: str, *keys: tuple[str, str]) -> Entry:
    return Entry(
        subject=f"club:{id_}",
        event=ClubRegisteredInLedger(name=name, external_ids=_external(keys)),
        basis=Basis.ASSESSED,
    )


def _player(id_: str, name: str, *keys: tuple[str, str]) -> Entry:
    return Entry(
        subject=f"player:{id_}",
        event=PlayerRegisteredInLedger(name=name, external_ids=_external(keys)),
        basis=Basis.ASSESSED,
    )


def _external(keys: tuple[tuple[str, str], ...]) -> tuple[ExternalId, ...]:
    return tuple(ExternalId(scheme=scheme, id=id_) for scheme, id_ in keys)


def _file(folder: Path, *lines: str, name: str = "teams.csv") -> Path:
    path = folder / name
    path.write_text("".join(lines), encoding="utf-8")
    return path


def _links(book: Ledger, subject: str) -> list[str]:
    events = [item.event for item in book.entries(subject)]
    return [f"{one.scheme}:{one.id}" for one in events if isinstance(one, ExternalIdLinked)]


def test_a_club_is_linked_to_every_id_of_the_row_that_has_one_of_its_ids(
    book: Ledger, tmp_path: Path
) -> None:
    book.record(_club("milano", "Milano", ("transfermarkt", "5")))
    report = bring_in_register(book, _file(tmp_path, TEAMS, MILAN, INTER))
    assert _links(book, "club:milano") == [
        "reep:reep_t92aa6359",
        "wikidata:Q1543",
        "fbref:dc56fe14",
    ]
    assert (report.rows, report.found, report.recorded, report.already) == (2, 1, 3, 1)
    link = next(iter(book.entries("club:milano", kinds=["ExternalIdLinked"])))
    assert link.entry.basis is Basis.LISTED
    piece = link.entry.evidence[0]
    assert (piece.source, piece.file, piece.line) == ("reep", "teams.csv", 2)


def test_the_curated_registers_ids_serve_for_a_club_of_that_id_and_name(
    book: Ledger, tmp_path: Path
) -> None:
    book.record(_club("ac-milan", "AC Milan"))
    bring_in_register(book, _file(tmp_path, TEAMS, MILAN))
    assert "transfermarkt:5" in _links(book, "club:ac-milan")


def test_a_name_alone_links_nobody(book: Ledger, tmp_path: Path) -> None:
    book.record([_club("rossoneri", "AC Milan"), _club("inter-milan", "Inter Milan Supporters")])
    report = bring_in_register(book, _file(tmp_path, TEAMS, MILAN, INTER))
    assert (report.found, report.recorded) == (0, 0)
    assert book.head().position == 2


def test_a_second_run_adds_nothing(book: Ledger, tmp_path: Path) -> None:
    book.record(_player("kalulu", "Pierre Kalulu", ("transfermarkt", "585949")))
    path = _file(tmp_path, PEOPLE, KALULU, name="people.csv")
    assert bring_in_register(book, path).recorded == 2
    before = book.head()
    again = bring_in_register(book, path)
    assert (again.recorded, again.already) == (0, 3)
    assert book.head() == before


def test_a_gzipped_file_is_read_and_a_dry_run_writes_nothing(book: Ledger, tmp_path: Path) -> None:
    book.record(_player("kalulu", "Pierre Kalulu", ("transfermarkt", "585949")))
    path = tmp_path / "people.csv.gz"
    path.write_bytes(gzip.compress((PEOPLE + KALULU).encode()))
    report = bring_in_register(book, path, dry_run=True)
    assert (report.recorded, report.to_dict()["linked"]) == (2, 2)
    assert book.head().position == 1


def test_a_row_with_ids_of_two_on_record_is_a_doubt_for_a_person_to_settle(
    book: Ledger, tmp_path: Path
) -> None:
    book.record(
        [
            _player("kalulu", "Pierre Kalulu", ("transfermarkt", "585949")),
            _player("kalulu-2", "P. Kalulu", ("wikidata", "Q56557310")),
        ]
    )
    path = _file(tmp_path, PEOPLE, KALULU, name="people.csv")
    report = bring_in_register(book, path)
    assert report.recorded == 0
    assert [(doubt.handle, doubt.candidates, doubt.lines) for doubt in report.doubts] == [
        ("reep:reep_p00000001", ("player:kalulu", "player:kalulu-2"), (2,))
    ]
    (doubt,) = book.doubts()
    assert (doubt.external_id, doubt.born, doubt.nationalities) == (
        "reep:reep_p00000001",
        "2000-06-05",
        "FRA",
    )
    position = book.head().position
    bring_in_register(book, path)
    assert book.head().position == position


def test_a_row_all_of_whose_ids_are_taken_by_several_is_refused(
    book: Ledger, tmp_path: Path
) -> None:
    book.record(
        [
            _player("kalulu", "Pierre Kalulu", ("transfermarkt", "585949")),
            _player("kalulu-2", "P. Kalulu", ("wikidata", "Q56557310")),
        ]
    )
    without = [line.partition(",")[2] for line in (PEOPLE, KALULU)]
    report = bring_in_register(book, _file(tmp_path, *without, name="people.csv"))
    assert [refusal.line for refusal in report.refusals] == [2]
    assert "transfermarkt 585949 is player:kalulu" in report.refusals[0].what
    assert book.head().position == 2


def test_once_the_two_are_merged_the_row_is_his(book: Ledger, tmp_path: Path) -> None:
    book.record(
        [
            _player("kalulu", "Pierre Kalulu", ("transfermarkt", "585949")),
            _player("kalulu-2", "P. Kalulu", ("wikidata", "Q56557310")),
        ]
    )
    book.merge("kalulu", "kalulu-2")
    report = bring_in_register(book, _file(tmp_path, PEOPLE, KALULU, name="people.csv"))
    assert report.doubts == []
    assert _links(book, "player:kalulu") == ["reep:reep_p00000001"]


def test_an_id_other_than_the_one_on_record_is_refused_with_its_line(
    book: Ledger, tmp_path: Path
) -> None:
    book.record(_club("milano", "Milano", ("transfermarkt", "47"), ("wikidata", "Q1543")))
    report = bring_in_register(book, _file(tmp_path, TEAMS, INTER, MILAN))
    assert (report.recorded, _links(book, "club:milano")) == (0, [])
    assert [(refusal.line, refusal.what) for refusal in report.refusals] == [
        (3, "AC Milan calls club:milano transfermarkt 5, and it is known as 47 there.")
    ]


def test_of_two_rows_about_one_club_the_second_is_refused(book: Ledger, tmp_path: Path) -> None:
    book.record(_club("lunetta", "Lunetta", ("transfermarkt", "999999")))
    row = MILAN.replace(",5,", ",999999,").replace("Q1543", "Q99").replace("92aa6359", "00000001")
    twin = row.replace("reep_t00000001", "reep_tffffffff")
    report = bring_in_register(book, _file(tmp_path, TEAMS, row, twin))
    assert "reep:reep_tffffffff" not in _links(book, "club:lunetta")
    assert [refusal.line for refusal in report.refusals] == [3]


def test_of_two_rows_about_a_curated_club_its_own_is_taken_wherever_it_stands(
    book: Ledger, tmp_path: Path
) -> None:
    book.record(_club("milano", "Milano", ("transfermarkt", "5")))
    twin = MILAN.replace("reep_t92aa6359", "reep_tffffffff")
    report = bring_in_register(book, _file(tmp_path, TEAMS, twin, MILAN))
    assert _links(book, "club:milano")[0] == "reep:reep_t92aa6359"
    assert [refusal.line for refusal in report.refusals] == [2]


def test_whom_a_person_told_apart_from_an_id_is_not_linked_to_it(
    book: Ledger, tmp_path: Path
) -> None:
    book.record(_player("kalulu", "Pierre Kalulu", ("transfermarkt", "585949")))
    book.record(_player("aldo", "Aldo Kalulu", ("transfermarkt", "1")))
    twice = KALULU.replace("585949", "1")
    book.tell_apart("kalulu", "aldo")
    report = bring_in_register(book, _file(tmp_path, PEOPLE, KALULU, twice, name="people.csv"))
    assert _links(book, "player:kalulu") == ["reep:reep_p00000001", "wikidata:Q56557310"]
    assert [refusal.line for refusal in report.refusals] == [3]


@pytest.mark.parametrize("header", ["a,b,c\n", "reep_id,key_wikidata,name\n", "name,country\n"])
def test_another_file_is_refused_as_a_whole(book: Ledger, tmp_path: Path, header: str) -> None:
    with pytest.raises(Malformed, match="as a file of the reep register"):
        bring_in_register(book, _file(tmp_path, header, "1,2,3\n"))


def test_a_cut_row_is_refused_and_the_rest_goes_on(book: Ledger, tmp_path: Path) -> None:
    book.record(_club("milano", "Milano", ("transfermarkt", "5")))
    report = bring_in_register(book, _file(tmp_path, TEAMS, "reep_t1,Q1\n", MILAN))
    assert report.recorded == 3
    assert [refusal.line for refusal in report.refusals] == [2]
