"""The record of sources in one ledger: scopes, outlets, scores, and answers that stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

import ledger
from ledger import Basis, Entry, Evidence, UncertainDate
from ledger.domain.events import (
    ClubRegisteredInLedger,
    LoanAgreed,
    PlayerRegisteredInLedger,
    ReportRetracted,
    RumourReported,
    SourceRegistered,
    SquadBaselineRecorded,
    TransferCompleted,
)
from ledger.domain.regulations.countries import NotAnAssociation
from ledger.domain.sources import SourceType
from ledger.queries.record.listing import NoSuchOutcome
from ledger.queries.record.policy import NoSuchPolicy
from ledger.queries.when import EndsBeforeItBegins

CLUBS = {"empoli": "ITA", "lecce": "ITA", "genoa": "ITA", "fulham": "ENG"}
PLAYERS = [f"p{number:02}" for number in range(24)]


def at_noon() -> datetime:
    return datetime(2025, 7, 1, 12, tzinfo=UTC)


def says(
    player: str, club: str, day: str, source: str = "gazzetta", cites: tuple[str, ...] = ()
) -> Entry:
    return Entry(
        subject=f"player:{player}",
        event=RumourReported(from_club="empoli", to_club=club),
        published_at=UncertainDate.parse(day),
        basis=Basis.REPORTED,
        evidence=(Evidence(source=source, cites=cites),),
    )


def joins(player: str, club: str, day: str) -> Entry:
    return Entry(
        subject=f"player:{player}",
        event=TransferCompleted(from_club="empoli", to_club=club),
        occurred_on=UncertainDate.parse(day),
        published_at=UncertainDate.parse(day),
        basis=Basis.OFFICIAL,
        evidence=(Evidence(source="league"),),
    )


def reference() -> Iterator[Entry]:
    for club, association in CLUBS.items():
        name = ClubRegisteredInLedger(name=club.title(), association=association)
        yield Entry(subject=f"club:{club}", event=name)
    for player in PLAYERS:
        yield Entry(subject=f"player:{player}", event=PlayerRegisteredInLedger(name=player))
    for source, outlet in (("gazzetta", None), ("rossi", "gazzetta"), ("sky", None)):
        kind = SourceType.JOURNALIST if outlet else SourceType.OUTLET
        event = SourceRegistered(name=source.title(), type=kind, outlet=outlet)
        yield Entry(subject=f"source:{source}", event=event)
    league = SourceRegistered(name="League", type=SourceType.LEAGUE)
    yield Entry(subject="source:league", event=league)
    for player in PLAYERS:
        yield Entry(
            subject=f"player:{player}",
            event=SquadBaselineRecorded(club="empoli"),
            occurred_on=UncertainDate.parse("2024-06-01"),
            published_at=UncertainDate.parse("2024-06-01"),
            basis=Basis.LISTED,
            evidence=(Evidence(source="league"),),
        )


@pytest.fixture
def book() -> Iterator[ledger.Ledger]:
    """Twelve tips of Gazzetta on Lecce in summer, four of them right; one of Fulham's, wrong."""
    with ledger.open(":memory:", clock=at_noon) as opened:
        opened.record(list(reference()))
        opened.record([says(player, "lecce", "2024-07-10") for player in PLAYERS[:12]])
        opened.record([says(PLAYERS[12], "fulham", "2024-07-10")])
        opened.record([joins(player, "lecce", "2024-07-20") for player in PLAYERS[:4]])
        yield opened


def test_a_record_has_a_rate_its_interval_and_a_lead_time(book: ledger.Ledger) -> None:
    found = book.sources("gazzetta")[0]
    assert (found.tips, found.resolved, found.hits, found.misses) == (13, 13, 4, 9)
    assert (found.rate, found.rate_low, found.rate_high) == (0.3214, 0.1385, 0.5344)
    assert (found.lead_days, found.leads) == (10, 4)
    assert found.policy == "same-window/1"


def test_before_anything_was_settled_every_tip_had_one_chance_in_four(
    book: ledger.Ledger,
) -> None:
    found = book.sources("gazzetta")[0]
    assert found.brier == found.brier_constant == 0.2163  # four times 0.75², nine times 0.25²
    assert {row.chance for row in book.tips()} == {0.25}


def test_below_ten_resolved_tips_a_record_is_insufficient(book: ledger.Ledger) -> None:
    book.record([says(PLAYERS[0], "lecce", "2024-07-09", "sky")])
    found = book.sources("sky")[0]
    assert (found.judgement, found.hits, found.rate, found.brier) == ("insufficient", 1, None, None)


def test_a_scope_keeps_what_is_about_a_club_or_a_league(book: ledger.Ledger) -> None:
    assert [(row.source_id, row.tips) for row in book.sources(club="fulham")] == [("gazzetta", 1)]
    assert book.sources("gazzetta", club="lecce")[0].tips == 12
    assert book.sources("gazzetta", league="eng")[0].misses == 1
    assert book.sources(league="GER").items == ()


def test_a_scope_keeps_what_was_published_in_a_time(book: ledger.Ledger) -> None:
    book.record([says(PLAYERS[13], "lecce", "2025-01-10")])
    assert book.sources("gazzetta", since="2024-07")[0].tips == 14
    assert book.sources("gazzetta", since="2024-08")[0].tips == 1
    assert book.sources("gazzetta", since="2025-winter")[0].tips == 1
    assert book.sources("gazzetta", since="2024-25", until="2024-12-31")[0].tips == 13
    assert book.sources("gazzetta", until="2024-07-09")[0].tips == 0


def test_what_cannot_be_read_is_named(book: ledger.Ledger) -> None:
    with pytest.raises(NoSuchPolicy):
        book.sources(policy="ever")
    with pytest.raises(NotAnAssociation):
        book.tips(league="Serie A")
    with pytest.raises(NoSuchOutcome, match="Name one of hit, miss, open, void"):
        book.tips(outcome="won")
    with pytest.raises(EndsBeforeItBegins, match="from 2025-01 to 2024-12-31: it ends before"):
        book.sources(since="2025-01", until="2024-12-31")


def test_within_a_year_the_same_tips_have_longer(book: ledger.Ledger) -> None:
    book.record([joins(PLAYERS[5], "lecce", "2025-01-20")])
    assert book.sources("gazzetta")[0].hits == 4
    assert book.sources("gazzetta", policy="within-a-year")[0].hits == 5


def test_an_outlets_record_is_also_its_journalists(book: ledger.Ledger) -> None:
    book.record([says(PLAYERS[14], "genoa", "2024-07-11", "rossi")])
    book.record([says(PLAYERS[0], "lecce", "2024-07-05", "rossi")])  # five days ahead of his paper
    rossi, gazzetta = book.sources("rossi")[0], book.sources("gazzetta")[0]
    assert (rossi.outlet_id, rossi.tips, rossi.reports) == ("gazzetta", 2, 2)
    assert (gazzetta.tips, gazzetta.reports) == (14, 13)
    assert [row.source_id for row in book.tips("gazzetta", club="genoa")] == ["rossi"]
    assert len(book.tips("gazzetta")) == gazzetta.tips
    first = next(row for row in book.tips("gazzetta") if row.player_id == PLAYERS[0])
    assert (first.source_id, first.published) == ("rossi", "2024-07-05")
    assert len(book.tips()) == 15  # each origin's own, where no source is named


def test_a_copy_is_credited_to_its_origin(book: ledger.Ledger) -> None:
    book.record([says(PLAYERS[15], "genoa", "2024-07-11", "sky", cites=("rossi",))])
    sky, rossi = book.sources("sky")[0], book.sources("rossi")[0]
    assert (sky.reports, sky.copies, sky.tips) == (1, 1, 0)
    assert (rossi.reports, rossi.cited_by_others, rossi.tips) == (0, 1, 1)


def test_what_was_settled_in_summer_teaches_of_winter(book: ledger.Ledger) -> None:
    book.record(
        [says(PLAYERS[16], "lecce", "2025-01-10"), says(PLAYERS[17], "genoa", "2025-01-10")]
    )
    chances = {row.to_club_id: row.chance for row in book.tips(since="2025-01")}
    assert chances["lecce"] is not None
    assert chances["genoa"] is not None
    assert chances["lecce"] > chances["genoa"] > 0.25  # four of twelve, and three in ten of Italy's


def test_an_open_deal_is_as_likely_as_the_record_of_its_sources_makes_it(
    book: ledger.Ledger,
) -> None:
    from ledger.queries.deals import board
    from ledger.queries.record.chances import chances_of

    book.record([says(PLAYERS[16], "lecce", "2025-01-10")])
    moment = {"on": "2025-01-15", "known_at": "2025-01-15"}
    with book.asking(**moment) as asking:  # type: ignore[arg-type]
        deals = [one for one in board(asking, window="2025-winter") if one.outcome == "open"]
        found = chances_of(asking, deals)
    chance = found[f"{PLAYERS[16]}/lecce/1"]
    told = book.tips(since="2025-01")[0].chance
    assert told is not None
    assert round(chance.probability, 4) == told
    clubs = [(one.resolved, one.hits) for one in chance.inputs if one.what == "club"]
    assert clubs == [(12, 4)]


def test_an_answer_never_changes_when_more_is_recorded(book: ledger.Ledger) -> None:
    """Late news, a verdict's ground taken away, a source registered, a report taken back."""
    moments = [
        {"position": book.head().position},
        {"position": book.head().position, "on": "2024-08-01", "known_at": "2024-08-01"},
    ]

    def asked() -> list[object]:
        return [
            (book.sources(**at).items, book.tips(**at).items, book.calibration(**at))  # type: ignore[arg-type]
            for at in moments
        ]

    before = asked()
    report = next(book.entries(f"player:{PLAYERS[1]}", kinds=["RumourReported"]))
    assert report.entry.entry_id is not None
    book.record(
        [
            joins(PLAYERS[6], "lecce", "2024-07-30"),
            says(PLAYERS[7], "lecce", "2024-07-01", "sky"),
            Entry(
                subject=f"player:{PLAYERS[1]}",
                event=ReportRetracted(target=report.entry.entry_id),
                published_at=UncertainDate.parse("2024-07-12"),
                evidence=(Evidence(source="gazzetta"),),
            ),
            Entry(subject="source:new", event=SourceRegistered(name="New")),
        ]
    )
    assert asked() == before
    assert book.sources("gazzetta")[0].hits == 4  # one was taken back, one came late


def test_nothing_known_later_tells_what_came_of_a_tip(book: ledger.Ledger) -> None:
    then = book.tips(on="2024-07-15", known_at="2024-07-15")
    assert {row.outcome for row in then} == {"open"}
    assert {row.outcome for row in book.tips(on="2024-08-31", known_at="2024-07-15")} == {"open"}


def test_a_loan_in_time_is_a_hit_and_its_report_taken_back_in_time_is_void(
    book: ledger.Ledger,
) -> None:
    told = book.record([says(PLAYERS[20], "genoa", "2024-07-10")])
    entry_id = told[0].entry.entry_id
    assert entry_id is not None
    lent = Entry(
        subject=f"player:{PLAYERS[20]}",
        event=LoanAgreed(from_club="empoli", to_club="genoa"),
        occurred_on=UncertainDate.parse("2024-08-01"),
        published_at=UncertainDate.parse("2024-08-01"),
        basis=Basis.OFFICIAL,
        evidence=(Evidence(source="league"),),
    )
    book.record([lent])
    assert [row.outcome for row in book.tips(club="genoa")] == ["hit"]
    back = ReportRetracted(target=entry_id)
    book.record(
        [
            Entry(
                subject=f"player:{PLAYERS[20]}",
                event=back,
                published_at=UncertainDate.parse("2024-07-20"),
                evidence=(Evidence(source="gazzetta"),),
            )
        ]
    )
    assert [row.outcome for row in book.tips(club="genoa")] == ["void"]
