"""The ledger on thirty years of a real league: imported once, then asked."""

from __future__ import annotations

import io
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import select

import ledger
from ledger.interfaces.files import ndjson
from ledger.interfaces.files.importing import bring_in
from ledger.interfaces.files.report import Report
from ledger.projections import PROJECTIONS, SPELLS
from ledger.projections.base import UNTIL_NOW

LEAGUE = Path(__file__).parents[3] / "shared/data/transfers-ewenme/serie-a.csv.gz"
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not LEAGUE.exists(), reason=f"needs the shared data folder: no {LEAGUE}"),
]
THERE = (
    "Gianluigi Donnarumma",
    "Ciprian Tatarusanu",
    "Davide Calabria",
    "Simon Kjaer",
    "Alessio Romagnoli",
    "Matteo Gabbia",
    "Theo Hernández",
    "Diogo Dalot",
    "Pierre Kalulu",
    "Sandro Tonali",
    "Franck Kessié",
    "Ismaël Bennacer",
    "Rade Krunic",
    "Hakan Calhanoglu",
    "Alexis Saelemaekers",
    "Samu Castillejo",
    "Brahim Díaz",
    "Jens Petter Hauge",
    "Rafael Leão",
    "Ante Rebic",
    "Zlatan Ibrahimovic",
)
ELSEWHERE = ("Pepe Reina", "Lucas Biglia", "Lucas Paquetá", "Ricardo Rodríguez", "Fabio Borini")
LENT_OUT = ("Mattia Caldara", "Tommaso Pobega", "Diego Laxalt")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ledger.Ledger, Report]]:
    with ledger.open(str(tmp_path_factory.mktemp("serie-a") / "league.db")) as book:
        report = bring_in(book, LEAGUE)
        yield book, report


@pytest.fixture(scope="module")
def league(imported: tuple[ledger.Ledger, Report]) -> ledger.Ledger:
    return imported[0]


def test_every_row_is_accounted_for(imported: tuple[ledger.Ledger, Report]) -> None:
    _, report = imported
    assert report.rows == 28_433
    assert report.merged > 3_000
    assert report.recorded == imported[0].head().position
    assert len(report.refusals) < 10
    assert all(refusal.line for refusal in report.refusals)


def test_milan_on_the_first_of_december_2020(league: ledger.Ledger) -> None:
    squad = {row.player: row for row in league.squad("AC Milan", on="2020-12-01")}
    assert [name for name in THERE if name not in squad or not squad[name].available] == []
    assert [name for name in ELSEWHERE if name in squad] == []
    assert {squad[name].status for name in LENT_OUT} == {"on loan out"}
    assert not any(squad[name].available for name in LENT_OUT)


def test_kulusevskis_winter_ends_right(league: ledger.Ledger) -> None:
    """Lent to Parma, sold to Juventus and lent back within one window."""
    clubs = [
        (row.club_id, row.what)
        for row in league.player("Dejan Kulusevski")
        if row.what in ("club", "loan") and (row.to_day or "9999") >= "2020-01-31"
    ]
    assert clubs[:2] == [("parma", "loan"), ("juventus", "club")]
    parma = next(r for r in league.squad("Parma", on="2020-03-01") if "Kulusevski" in r.player)
    assert (parma.status, parma.from_club_id) == ("on loan in", "juventus")


def test_no_player_is_in_two_squads_on_any_day(league: ledger.Ledger) -> None:
    """Over all players and all days: one player's spells never overlap."""
    table = SPELLS.table
    spells: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with league.asking() as asking:
        now = select(table.c.player, table.c.valid_from, table.c.valid_to).where(
            table.c.known_to == UNTIL_NOW
        )
        for player, start, end in asking.connection.execute(now):
            spells[player].append((start, end))
    assert len(spells) > 7_000
    overlapping = [
        player
        for player, stretches in spells.items()
        for earlier, later in zip(sorted(stretches), sorted(stretches)[1:], strict=False)
        if later[0] < earlier[1]
    ]
    assert overlapping == []


def test_no_player_is_available_in_two_squads_at_a_window(league: ledger.Ledger) -> None:
    """The same through the question people ask, for every club of the league on one day."""
    seen: dict[str, str] = {}
    with league.asking() as asking:
        clubs = asking.store.subjects(prefix="club:", limit=5_000)
    for subject in clubs[:400]:
        for row in league.squad(subject.removeprefix("club:"), on=date(2018, 2, 1)):
            if row.available:
                assert row.player_id not in seen, (row.player, subject, seen[row.player_id])
                seen[row.player_id] = subject


def test_a_second_import_adds_nothing(imported: tuple[ledger.Ledger, Report]) -> None:
    book, first = imported
    before = book.head()
    again = bring_in(book, LEAGUE)
    assert (again.recorded, again.refusals) == (0, first.refusals)
    assert book.head() == before


def test_the_dealings_of_juventus_and_milan_are_one_line_a_move(league: ledger.Ledger) -> None:
    rows = league.dealings("juventus", "ac-milan").items
    moves = [(row.player, row.day) for row in rows if row.dealing != "talks"]
    assert len(moves) == len(set(moves))
    told = {(row.player, row.dealing, row.fee) for row in rows}
    assert ("Mattia De Sciglio", "sale", "€12.0m") in told
    assert ("Leonardo Bonucci", "sale", "€42.0m") in told
    assert ("Alessandro Matri", "sale", "€11.0m") in told


def test_a_summer_replays_in_the_order_the_world_learned_it(league: ledger.Ledger) -> None:
    frames = league.replay("2018-summer", club="juventus")
    assert len(frames) > 20
    assert [frame.at for frame in frames] == sorted(frame.at for frame in frames)
    ronaldo = next(frame for frame in frames if frame.player == "Cristiano Ronaldo")
    assert "+Juventus from 2018-07-01" in ronaldo.squads


def test_a_whole_summer_of_the_league_replays_in_seconds(league: ledger.Ledger) -> None:
    started = perf_counter()
    replay = league.replay("2018-summer", league="ITA")
    assert perf_counter() - started < 15  # a few seconds on a machine that is left alone
    assert len(replay) > 500
    assert replay.totals.completed > 500
    assert sum(replay.totals.by_type.values()) == replay.totals.completed
    assert {total.direction for total in replay.totals.sums} == {"spent", "received"}


@pytest.mark.parametrize("name", ["Juventus", "AC Milan", "Sassuolo", "Lecce", "Genoa"])
def test_the_moves_of_a_replay_lead_from_one_squad_to_the_next(
    league: ledger.Ledger, name: str
) -> None:
    with league.asking() as asking:
        club = asking.club(name).id
    replay = league.replay(club=club, since="2018-07-01", until="2018-09-30")
    assert replay.moves
    for day in ("2017-12-01", "2018-08-15", "2019-01-10", "2019-08-01"):
        there = dict.fromkeys(_there(league, club, day, "2018-06-30"), 1)
        for move in replay.moves:
            if move.club_id == club and (move.from_day or "") <= day <= (move.to_day or "9999"):
                step = 1 if move.change == "joins" else -1
                there[move.player_id] = there.get(move.player_id, 0) + step
        assert {who for who, times in there.items() if times} == _there(
            league, club, day, "2018-09-30"
        )
        assert set(there.values()) <= {0, 1}


def _there(league: ledger.Ledger, club: str, day: str, known_at: str) -> set[str]:
    """Who is in a club's squad, apart from those it lent out."""
    squad = league.squad(club, on=day, known_at=known_at)
    return {row.player_id for row in squad if row.status != "on loan out"}


def test_live_read_models_equal_rebuilt_ones(league: ledger.Ledger) -> None:
    league.catch_up()
    before = _rows(league)
    league.rebuild()
    assert _rows(league) == before


def _rows(book: ledger.Ledger) -> dict[str, list[tuple[object, ...]]]:
    with book.store.begin() as connection:
        return {
            projection.name: sorted(
                (tuple(row) for row in connection.execute(projection.table.select())), key=repr
            )
            for projection in PROJECTIONS
        }


def test_an_export_comes_back_to_the_same_root_and_the_same_answers(
    league: ledger.Ledger, tmp_path: Path
) -> None:
    out = io.StringIO()
    ndjson.write(league.entries(), out)
    path = tmp_path / "book.ndjson"
    path.write_text(out.getvalue(), encoding="utf-8")
    with ledger.open(str(tmp_path / "again.db")) as again:
        report = bring_in(again, path)
        assert report.refusals == []
        assert again.head().root == league.head().root
        for question in ("AC Milan", "Juventus", "Parma"):
            then = "2023-06-30"
            ours = league.squad(question, on="2020-12-01", known_at=then)
            assert again.squad(question, on="2020-12-01", known_at=then) == ours


def test_verify_names_the_position_of_a_changed_byte(league: ledger.Ledger, tmp_path: Path) -> None:
    """One byte of one stored body is changed behind the ledger's back, triggers dropped."""
    assert league.verify() == []
    copy = tmp_path / "changed.db"
    with closing(sqlite3.connect(league.url)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        triggers = target.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            target.execute(f'DROP TRIGGER "{name}"')
        found = target.execute("SELECT body FROM entries WHERE position = 20000").fetchone()
        body = bytearray(found[0])
        body[40] ^= 1
        target.execute("UPDATE entries SET body = ? WHERE position = 20000", (bytes(body),))
        target.commit()
    with ledger.open(str(copy)) as changed:
        findings = changed.verify()
    assert findings[0].position == 20_000
