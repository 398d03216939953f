"""Squad lists, line-ups and rumours on the real files beside the checkout; nothing is kept here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

import ledger
from ledger.domain.events import GROUPS, ExternalIdLinked, PlayerRegisteredInLedger, PlayerSighted
from ledger.interfaces.files.importing import bring_in
from ledger.interfaces.files.report import Report

SHARED = Path(__file__).parents[3] / "shared" / "data"
TRANSFERS = SHARED / "transfers-ewenme" / "serie-a.csv.gz"
LINE_UPS = SHARED / "lineups-wyscout-2017-18" / "Italy.csv.gz"
LISTS = [SHARED / "squads-season" / f"{year}.csv.gz" for year in (2020, 2021)]
THREADS = SHARED / "rumours-transfermarkt" / "until-2024-06.csv.gz"
GOSSIP = SHARED / "rumours-outlets" / "2020-2021.csv.gz"
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not SHARED.exists(), reason="the shared data folder is not here"),
]


@pytest.fixture(scope="module")
def book() -> Iterator[ledger.Ledger]:
    """Serie A's transfers, then everything else that the files say of its players."""
    with ledger.open(":memory:") as opened:
        bring_in(opened, TRANSFERS)
        yield opened


@pytest.fixture(scope="module")
def reports(book: ledger.Ledger) -> dict[Path, Report]:
    return {path: bring_in(book, path) for path in (LINE_UPS, *LISTS, THREADS, GOSSIP)}


def reasons(report: Report) -> Counter[str]:
    """Refusals by what they say, without the words of the row."""
    return Counter(" ".join(refusal.what.split()[:4]) for refusal in report.refusals)


def test_nearly_all_players_of_a_seasons_line_ups_are_told_for_sure(
    reports: dict[Path, Report],
) -> None:
    report = reports[LINE_UPS]
    assert report.rows == 16_880
    assert reasons(report) == {"the player has no": 3}
    assert report.quarantined / report.rows < 0.02


def test_players_in_line_ups_are_found_by_parts_of_their_names_and_not_registered_again(
    book: ledger.Ledger,
    reports: dict[Path, Report],
) -> None:
    found = {
        name: {row.player_id for row in book.squad(club, on=day).items}
        for name, club, day in (
            ("Juan Guillermo Cuadrado Bello", "juventus", "2017-10-01"),
            ("Allan Marques Loureiro", "napoli", "2017-10-01"),
            ("Jesús Joaquín Fernández Sáez de la Torre", "ac-milan", "2017-10-01"),
            ("Filip Đuričić", "benevento", "2018-03-01"),
        )
    }
    assert "juan-cuadrado" in found["Juan Guillermo Cuadrado Bello"]
    assert "allan" in found["Allan Marques Loureiro"]
    assert "suso" in found["Jesús Joaquín Fernández Sáez de la Torre"]
    assert "filip-djuricic" in found["Filip Đuričić"]
    registered = {
        item.entry.subject
        for item in book.entries()
        if isinstance(item.event, PlayerRegisteredInLedger)
        and item.entry.evidence[0].source == "wyscout"
    }
    assert "player:alejandro-dario-gomez" not in registered  # Papu Gómez, in doubt
    assert 20 <= len(registered) <= 45


@pytest.fixture(scope="module")
def line_ups_first() -> Iterator[tuple[ledger.Ledger, Report]]:
    with ledger.open(":memory:") as opened:
        bring_in(opened, LINE_UPS)
        yield opened, bring_in(opened, TRANSFERS)


def told_of_seen(book: ledger.Ledger) -> dict[str, frozenset[UUID | None]]:
    """The moves that the transfers tell of each player of the line-ups, by his id there."""
    moves: dict[str, set[UUID | None]] = {}
    ids: dict[str, str] = {}
    for item in book.entries():
        event, entry = item.event, item.entry
        if not entry.subject.startswith("player:"):
            continue
        if isinstance(event, PlayerRegisteredInLedger):
            ids |= {one.id: entry.subject for one in event.external_ids if one.scheme == "wyscout"}
        elif isinstance(event, ExternalIdLinked) and event.scheme == "wyscout":
            ids[event.id] = entry.subject
        elif isinstance(event, GROUPS["movements"]) and not isinstance(event, PlayerSighted):
            moves.setdefault(entry.subject, set()).add(entry.entry_id)
    return {id_: frozenset(moves.get(subject, ())) for id_, subject in ids.items()}


def test_line_ups_before_transfers_or_after_come_to_the_same_persons_up_to_doubts(
    line_ups_first: tuple[ledger.Ledger, Report],
) -> None:
    book, report = line_ups_first
    first = told_of_seen(book)
    with ledger.open(":memory:") as other:
        bring_in(other, TRANSFERS)
        in_doubt = {doubt.handle for doubt in bring_in(other, LINE_UPS).doubts}
        then = told_of_seen(other)
    assert first.keys() == then.keys() | {handle.partition(":")[2] for handle in in_doubt}
    assert {id_ for id_, moves in then.items() if first[id_] != moves} == set()
    assert sum(bool(moves) for moves in first.values()) >= 615
    assert max(len(in_doubt), len(report.doubts)) <= 35


def test_lists_of_a_season_import_whole_and_leave_few_in_doubt(
    reports: dict[Path, Report],
) -> None:
    for path, rows, doubts in zip(LISTS, (831, 625), (50, 20), strict=True):
        report = reports[path]
        assert (report.rows, report.refusals) == (rows, [])
        assert report.quarantined <= doubts
        assert report.flagged["contracts of a later day"] == 1


def test_rumours_import_but_for_those_that_tell_of_no_move(reports: dict[Path, Report]) -> None:
    report = reports[THREADS]
    assert report.rows == 3_944
    assert set(reasons(report)) == {"the thread asks whether", "both clubs are Real"} or all(
        "whether he stays" in refusal.what for refusal in report.refusals
    )
    assert len(report.refusals) <= 30


def test_gossip_is_taken_only_where_a_sentence_is_plain(reports: dict[Path, Report]) -> None:
    report = reports[GOSSIP]
    assert report.rows == 1_551
    assert {reason.split()[1] for reason in reasons(report)} <= {"sentence", "on"}
    assert 1_551 - len(report.refusals) - report.quarantined >= 5


@pytest.mark.parametrize("path", [LINE_UPS, *LISTS, THREADS, GOSSIP], ids=lambda path: path.name)
def test_a_second_run_adds_nothing(
    book: ledger.Ledger,
    reports: dict[Path, Report],
    path: Path,
) -> None:
    before = book.head().position
    assert bring_in(book, path).recorded == 0
    assert book.head().position == before
