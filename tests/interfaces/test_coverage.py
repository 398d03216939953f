"""What a ledger has data on, how each squad row is known, and when it was last confirmed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger.domain.entry import Entry, EntryVoided
from ledger.domain.events import (
    ClubRegisteredInLedger,
    ContractRenewed,
    LoanEnded,
    PlayerRegisteredInLedger,
    PlayerSighted,
    SeasonCovered,
    SourceRegistered,
    SquadBaselineRecorded,
    TransferCompleted,
)
from ledger.domain.regulations.windows import NotASeason
from ledger.domain.sources import Basis, Evidence
from ledger.interfaces.cli.main import main

HIM = "player:marco-ferri"
WINTER = "2018-01-03/2018-01-31"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "transfers.db"


@pytest.fixture
def book(path: Path) -> Iterator[ledger.Ledger]:
    with ledger.open(str(path), clock=lambda: datetime(2026, 7, 1, 12, tzinfo=UTC)) as book:
        book.record(
            [
                entry(HIM, PlayerRegisteredInLedger(name="Marco Ferri")),
                entry("club:roma", ClubRegisteredInLedger(name="Roma", association="ITA")),
                entry("club:ajax", ClubRegisteredInLedger(name="Ajax", association="NED")),
                entry("source:wyscout", SourceRegistered(name="Wyscout")),
            ]
        )
        yield book


def entry(subject: str, event: Any, on: str | None = None, **more: Any) -> Entry:
    said = {"published_at": on, "basis": Basis.LISTED, **more}
    evidence = (Evidence(source="wyscout"),) if isinstance(event, SeasonCovered) else ()
    return Entry(subject=subject, event=event, occurred_on=on, evidence=evidence, **said)  # type: ignore[arg-type]


def covered(club: str, season: str, what: Any = "transfers") -> Entry:
    return entry(f"club:{club}", SeasonCovered(season=season, what=what))


def moved(on: str, window: str | None = None) -> Entry:
    return entry(HIM, TransferCompleted(from_club="roma", to_club="ajax", window=window), on)


def told(book: ledger.Ledger, club: str, on: str, **moment: Any) -> list[tuple[str, str | None]]:
    return [(row.how, row.last_confirmed) for row in book.squad(club, on=on, **moment)]


# -- how a row is known ------------------------------------------------------------------------


def test_on_the_days_a_move_may_have_happened_both_squads_are_assumed(book: ledger.Ledger) -> None:
    book.record(entry(HIM, SquadBaselineRecorded(club="roma"), "2017-07-01"))
    book.record(moved(WINTER, "2018-winter"))
    assert told(book, "roma", "2018-01-02") == [("recorded", "2017-07-01")]
    assert told(book, "roma", "2018-01-03") == [("assumed", "2017-07-01")]
    assert told(book, "roma", "2018-01-30") == [("assumed", "2017-07-01")]
    assert told(book, "ajax", "2018-01-31") == [("recorded", "2018-01-31")]


def test_a_summer_move_is_assumed_until_the_windows_last_day(book: ledger.Ledger) -> None:
    book.record(moved("2017-07-01/2017-08-31", "2017-summer"))
    assert told(book, "ajax", "2017-08-30") == [("assumed", None)]
    assert told(book, "ajax", "2017-08-31") == [("recorded", "2017-08-31")]


def test_a_day_an_importer_assumed_is_sure_when_the_world_knew_of_it(book: ledger.Ledger) -> None:
    back = LoanEnded(from_club="roma", to_club="ajax")
    book.record(
        entry(HIM, back, "2018-06-30", assumed=("occurred_on",)).model_copy(
            update={"published_at": ledger.UncertainDate.parse("2018-08-31")}
        )
    )
    assert told(book, "roma", "2018-08-30") == [("assumed", None)]
    assert told(book, "roma", "2018-08-31") == [("recorded", "2018-08-31")]


def test_a_sighting_confirms_only_from_its_own_day_on(book: ledger.Ledger) -> None:
    book.record([moved("2017-07-10"), entry(HIM, PlayerSighted(club="ajax"), "2017-09-10")])
    assert told(book, "ajax", "2017-09-09") == [("recorded", "2017-07-10")]
    assert told(book, "ajax", "2017-09-10") == [("recorded", "2017-09-10")]


def test_a_sighting_confirms_only_from_when_the_world_knew_of_it(book: ledger.Ledger) -> None:
    sighting = entry(HIM, PlayerSighted(club="ajax"), "2017-09-10").model_copy(
        update={"published_at": ledger.UncertainDate.parse("2017-09-12")}
    )
    book.record([moved("2017-07-10"), sighting])
    known = {"known_at": "2017-09-11"}
    assert told(book, "ajax", "2017-12-01", **known) == [("recorded", "2017-07-10")]
    assert told(book, "ajax", "2017-12-01") == [("recorded", "2017-09-10")]


def test_squad_lists_and_contracts_confirm_too(book: ledger.Ledger) -> None:
    book.record([moved("2017-07-10"), entry(HIM, SquadBaselineRecorded(club="ajax"), "2017-09-02")])
    assert told(book, "ajax", "2017-12-01") == [("recorded", "2017-09-02")]
    book.record(entry(HIM, ContractRenewed(club="ajax", until=date(2020, 6, 30)), "2017-11-01"))
    assert told(book, "ajax", "2017-12-01") == [("recorded", "2017-11-01")]


def test_what_confirmed_an_earlier_spell_does_not_confirm_a_later_one(book: ledger.Ledger) -> None:
    book.record(
        [
            entry(HIM, PlayerSighted(club="roma"), "2017-05-01"),
            moved("2017-07-10"),
            entry(HIM, LoanEnded(from_club="roma", to_club="ajax"), "2018-06-30"),
        ],
        policy="flag",
    )
    assert told(book, "ajax", "2018-07-01") == [("recorded", "2017-07-10")]
    assert [row.last_confirmed for row in book.player("ferri") if row.what == "club"] == [
        None,
        "2017-05-01",
        "2017-07-10",
    ]


# -- coverage ----------------------------------------------------------------------------------


def test_the_same_said_twice_stands_once(book: ledger.Ledger) -> None:
    book.record([covered("roma", "2017-18"), covered("roma", "2017-18")])
    assert [(row.season, row.what, row.source) for row in book.coverage()] == [
        ("2017-18", "transfers", "wyscout")
    ]


def test_coverage_that_was_voided_still_stands_at_the_position_before(book: ledger.Ledger) -> None:
    (result,) = book.record(covered("roma", "2017-18"))
    before = book.head().position
    target = result.entry.entry_id
    assert target is not None
    book.record(entry("club:roma", EntryVoided(target=target, reason="another club")))
    assert len(book.coverage()) == 0
    assert [row.club for row in book.coverage(position=before)] == ["Roma"]
    assert book.squad("roma", on="2019-01-01").meta.coverage is None
    assert book.squad("roma", on="2019-01-01", position=before).meta.coverage == (
        "no data for 2018-19; the last season covered before it is 2017-18"
    )


def test_before_the_first_season_covered(book: ledger.Ledger) -> None:
    book.record([covered("roma", "2017-18"), covered("roma", "2019-20")])
    said = {day: book.squad("roma", on=day).meta.coverage for day in ("2016-12-01", "2018-12-01")}
    assert said == {
        "2016-12-01": "no data for 2016-17; the first season covered is 2017-18",
        "2018-12-01": "no data for 2018-19; the last season covered before it is 2017-18",
    }


@pytest.mark.parametrize("season", ["2017", "2017-19", "17-18", "x"])
def test_what_is_no_season_is_refused(book: ledger.Ledger, season: str) -> None:
    with pytest.raises(NotASeason, match="Write 2017-18"):
        book.coverage(season=season)


def test_a_season_may_be_written_with_a_slash_and_over_the_century(book: ledger.Ledger) -> None:
    book.record(covered("roma", "1999-00"))
    assert len(book.coverage("Roma", season="1999/00")) == 1


# -- the command -------------------------------------------------------------------------------


@pytest.fixture
def filled(book: ledger.Ledger, path: Path) -> str:
    book.record(
        [
            covered("roma", "2017-18", "line-ups"),
            covered("roma", "2017-18"),
            covered("roma", "2018-19"),
            covered("ajax", "2018-19", "squad list"),
            moved("2018-07-10"),
        ]
    )
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    capsys.readouterr()
    assert main(list(words)) == code
    said = capsys.readouterr()
    return said.out, said.err


def test_for_people_a_table_of_clubs_and_seasons(
    filled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = run(capsys, "coverage", "--db", filled, "--format", "md")
    assert out.splitlines()[:4] == [
        "| club | 2017-18 | 2018-19 |",
        "| --- | --- | --- |",
        "| Ajax |  | S |",
        "| Roma | TL | T |",
    ]
    assert "T transfers, S squad list, L line-ups" in out


def test_for_programs_a_row_for_each_source(
    filled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = run(capsys, "coverage", "Roma", "--season", "2018-19", "--db", filled, "-f", "csv")
    assert out.splitlines() == [
        "club_id,club,season,what,source,windows,entry",
        "roma,Roma,2018-19,transfers,wyscout,,7",
    ]
    out, _ = run(capsys, "coverage", "--league", "ned", "--db", filled, "-f", "json")
    assert [row["club_id"] for row in json.loads(out)["items"]] == ["ajax"]


def test_where_nothing_is_covered_the_table_says_so(
    filled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = run(capsys, "coverage", "Ajax", "--season", "2017-18", "--db", filled, "-f", "table")
    assert "no season of any club asked for is recorded as covered" in out


def test_a_squad_outside_the_covered_seasons_is_marked(
    filled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("squad", "ajax", "--on", "2020-01-01", "--db", filled, "--format")
    out, _ = run(capsys, *words, "table")
    assert "? available, if still here" in out
    said = "no data for 2019-20; the last season covered before it is 2018-19"
    assert f"{said}: 1 not confirmed since the season began" in out
    out, err = run(capsys, *words, "csv")
    assert said in err
    out, _ = run(capsys, *words, "json")
    answer = json.loads(out)
    assert answer["meta"]["coverage"] == said
    assert [(row["unconfirmed"], row["how"]) for row in answer["items"]] == [(True, "recorded")]
