"""A merge found after both ids have entries, and its reversal: right before, between and after."""

from __future__ import annotations

import io
import multiprocessing
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

import ledger
from ledger import Basis, Content, Entry, Evidence, UncertainDate
from ledger.domain.events import (
    AliasAdded,
    ClubRegisteredInLedger,
    EntitiesMerged,
    Event,
    ExternalId,
    IdentityDoubted,
    LoanAgreed,
    OptionDeclined,
    OptionExercised,
    PlayerRegisteredInLedger,
    RumourReported,
    SourceRegistered,
    SquadBaselineRecorded,
    TransferCompleted,
)
from ledger.domain.terms import OptionToBuy
from ledger.interfaces.files import ndjson
from ledger.projections import PROJECTIONS
from ledger.queries.answers import flat

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
CLUBS = ("empoli", "lecce", "torino")
FERRI, OTHER = "player:marco-ferri", "player:m-ferri"


def clock() -> datetime:
    return NOW


def fact(subject: str, event: Event, on: str, basis: Basis = Basis.OFFICIAL) -> Entry:
    return Entry(
        subject=subject,
        event=event,  # type: ignore[arg-type]
        occurred_on=UncertainDate.parse(on),
        published_at=UncertainDate.parse(on),
        basis=basis,
        evidence=(Evidence(source="gazzetta"),),
        entry_id=uuid4(),
    )


def people() -> list[Entry]:
    born = UncertainDate.parse("2001-05-06")
    return [
        Entry(subject="source:gazzetta", event=SourceRegistered(name="Gazzetta")),
        *(
            Entry(subject=f"club:{club}", event=ClubRegisteredInLedger(name=club.title()))
            for club in CLUBS
        ),
        Entry(subject=FERRI, event=PlayerRegisteredInLedger(name="Marco Ferri", born=born)),
        Entry(
            subject=OTHER,
            event=PlayerRegisteredInLedger(
                name="M. Ferri", external_ids=(ExternalId(scheme="transfermarkt", id="4711"),)
            ),
        ),
    ]


def loan() -> LoanAgreed:
    return LoanAgreed(
        from_club="empoli",
        to_club="lecce",
        until=UncertainDate.parse("2025-06-30").last_day,
        clauses=(OptionToBuy(),),
    )


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "book.db")
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def book(url: str) -> Iterator[ledger.Ledger]:
    """Both ids have entries: one was lent by Empoli, the other sold by Empoli the year after."""
    with ledger.open(url, clock=clock) as book:
        book.record(people())
        book.record(fact(FERRI, SquadBaselineRecorded(club="empoli"), "2024-07-01"))
        book.record(fact(FERRI, loan(), "2024-08-20"))
        book.record(
            fact(OTHER, TransferCompleted(from_club="empoli", to_club="torino"), "2025-07-10")
        )
        yield book


def squads(book: ledger.Ledger, on: str, position: int | None = None) -> dict[str, list[str]]:
    return {
        club: [
            f"{row.player_id} {row.status} {row.how}"
            for row in book.squad(club, on=on, position=position)
        ]
        for club in CLUBS
    }


def deals(book: ledger.Ledger, position: int | None = None) -> list[tuple[str, str, str]]:
    found = book.deals(position=position)
    return sorted((row.deal, row.player_id, row.outcome) for row in found)


def dealings(book: ledger.Ledger, position: int | None = None) -> list[tuple[str, str, int]]:
    partners = book.dealings("empoli", position=position).partners
    return sorted((row.club_id, row.last_on, row.deals) for row in partners)


def answers(book: ledger.Ledger, position: int | None = None) -> dict[str, Any]:
    at = {"position": position}
    days = ("2024-09-01", "2025-08-01", "2026-01-01")
    found: dict[str, Any] = {f"squads {day}": squads(book, day, position) for day in days}
    found["deals"] = [flat(row) for row in book.deals(on="2026-01-01", **at)]  # type: ignore[arg-type]
    found["dealings"] = [flat(row) for row in book.dealings("empoli", **at)]  # type: ignore[arg-type]
    for name in ("marco-ferri", "m-ferri"):
        found[name] = [flat(row) for row in book.player(name, **at)]  # type: ignore[arg-type]
        found[f"log {name}"] = [flat(row) for row in book.log(name, **at)]  # type: ignore[arg-type]
    return found


def rows(book: ledger.Ledger) -> dict[str, list[Any]]:
    book.catch_up()
    with book.store.begin() as connection:
        return {
            one.name: sorted(map(tuple, connection.execute(select(one.table))), key=repr)
            for one in PROJECTIONS
        }


def test_squads_before_between_and_after(book: ledger.Ledger) -> None:
    apart = {
        "empoli": ["marco-ferri own inferred"],
        "lecce": [],
        "torino": ["m-ferri own recorded"],
    }
    assert squads(book, "2025-08-01") == apart
    book.merge("marco-ferri", "m-ferri", reason="the same birthday and the same goals")
    assert squads(book, "2025-08-01") == {
        "empoli": [],
        "lecce": [],
        "torino": ["marco-ferri own recorded"],
    }
    book.revert_merge("marco-ferri", "m-ferri", reason="two brothers")
    assert squads(book, "2025-08-01") == apart


def test_deals_and_dealings_stand_under_the_survivor(book: ledger.Ledger) -> None:
    between = [("lecce", "2024-08-20", 1), ("torino", "2025-07-10", 1)]
    assert dealings(book) == between
    book.merge("marco-ferri", "m-ferri")
    assert deals(book) == [
        ("m-ferri/torino/1", "marco-ferri", "completed"),
        ("marco-ferri/lecce/1", "marco-ferri", "completed"),
    ]
    assert dealings(book) == between
    book.revert_merge("m-ferri", "marco-ferri", reason="two brothers")
    assert [player for _, player, _ in deals(book)] == ["m-ferri", "marco-ferri"]
    assert dealings(book) == between


def test_an_answer_at_a_position_stays_as_it_was_when_it_was_the_last(
    book: ledger.Ledger,
) -> None:
    kept = {}

    def keep() -> None:
        kept[book.head().position] = answers(book)

    keep()
    book.merge("marco-ferri", "m-ferri")
    keep()
    book.record(fact(FERRI, TransferCompleted(from_club="torino", to_club="lecce"), "2026-01-03"))
    keep()
    reverted = book.revert_merge("marco-ferri", "m-ferri", reason="two brothers")
    keep()
    assert reverted.entry.entry_id is not None
    book.void(reverted.entry.entry_id, reason="one man after all")
    keep()
    book.rebuild()
    kept_again = {position: answers(book, position) for position in kept}
    assert kept_again == kept
    assert kept[10]["marco-ferri"] == kept[10]["m-ferri"] != kept[9]["m-ferri"]


def test_the_read_models_are_those_of_a_rebuild_after_each_step(book: ledger.Ledger) -> None:
    steps = (
        lambda: book.merge("m-ferri", "marco-ferri"),
        lambda: book.record(fact(OTHER, RumourReported(to_club="lecce"), "2025-12-01")),
        lambda: book.correct(
            next(iter(book.entries(FERRI, kinds=["LoanAgreed"]))).entry_id,
            Content(event=loan(), occurred_on=UncertainDate.parse("2024-08-21")),
            reason="a day late",
        ),
        lambda: book.revert_merge("m-ferri", "marco-ferri", reason="two brothers"),
        lambda: book.merge("empoli", "torino"),
        lambda: book.revert_merge("empoli", "torino", reason="two clubs"),
    )
    for step in steps:
        step()
        caught_up = rows(book)
        book.rebuild()
        assert rows(book) == caught_up


def test_two_clubs_that_are_one_have_one_squad_and_one_count(book: ledger.Ledger) -> None:
    book.record(Entry(subject="club:us-lecce", event=ClubRegisteredInLedger(name="US Lecce")))
    book.record(
        fact(OTHER, TransferCompleted(from_club="torino", to_club="us-lecce"), "2025-09-01")
    )
    before = book.head().position
    book.merge("lecce", "us-lecce")
    on = "2025-09-02"
    for name in ("lecce", "US Lecce", "club:us-lecce"):
        assert [row.player_id for row in book.squad(name, on=on)] == ["m-ferri"]
    assert [row.club_id for row in book.dealings("us-lecce").partners] == ["empoli", "torino"]
    assert list(book.squad("lecce", on=on, position=before)) == []
    assert [row.player_id for row in book.squad("us-lecce", on=on, position=before)] == ["m-ferri"]
    book.revert_merge("lecce", "us-lecce", reason="a phoenix club")
    assert list(book.squad("lecce", on=on)) == []


def test_what_a_club_merge_contradicts_becomes_a_discrepancy(book: ledger.Ledger) -> None:
    """He was sold by Empoli to Torino: where the two are one club, he never moved."""
    result = book.merge("empoli", "torino")
    assert result.position == book.head().position
    caught_up = rows(book)
    book.rebuild()
    assert rows(book) == caught_up


def test_a_move_told_of_both_clubs_that_are_one_is_one_deal(book: ledger.Ledger) -> None:
    book.record(
        [
            Entry(subject="club:us-lecce", event=ClubRegisteredInLedger(name="US Lecce")),
            Entry(subject="source:tmw", event=SourceRegistered(name="TMW")),
        ]
    )
    told = fact(FERRI, LoanAgreed(from_club="empoli", to_club="us-lecce"), "2024-08-20")
    told = told.model_copy(update={"evidence": (Evidence(source="tmw"),)})
    book.record_many([told])
    assert book.dealings("empoli").partners[0].deals == 1
    assert len(book.deals(player="marco-ferri")) == 2
    result = book.merge("lecce", "us-lecce")
    assert result.flags == ()
    [deal] = book.deals(player="marco-ferri")
    assert (deal.deal, deal.to_club_id) == ("marco-ferri/lecce/1", "lecce")
    assert [row.deals for row in book.dealings("lecce").partners] == [1]
    assert book.deal("marco-ferri/us-lecce/1").summary == deal


def test_an_option_exercised_under_one_id_cannot_be_declined_under_the_other(
    book: ledger.Ledger,
) -> None:
    book.record(fact(FERRI, OptionExercised(from_club="empoli", to_club="lecce"), "2025-06-01"))
    book.merge("m-ferri", "marco-ferri")
    declined = fact(OTHER, OptionDeclined(from_club="empoli", to_club="lecce"), "2025-06-02")
    with pytest.raises(ledger.Refused) as refused:
        book.record(declined)
    assert (refused.value.rule, refused.value.reason) == ("H3", "already-exercised")


def test_what_both_ids_say_and_cannot_both_be_is_flagged_and_not_refused(
    book: ledger.Ledger,
) -> None:
    book.record(fact(FERRI, TransferCompleted(from_club="empoli", to_club="lecce"), "2025-07-20"))
    result = book.merge("marco-ferri", "m-ferri")
    assert [(flag.rule, flag.entry.entry.subject) for flag in result.flags] == [("H1", FERRI)]
    codes = {row["code"] for row in rows_of(book, "discrepancies")}
    assert {str(flag.code) for flag in result.flags} <= codes
    book.revert_merge("marco-ferri", "m-ferri", reason="two brothers")
    assert rows_of(book, "discrepancies") == []


def rows_of(book: ledger.Ledger, name: str) -> list[Any]:
    book.catch_up()
    table = next(one.table for one in PROJECTIONS if one.name == name)
    with book.store.begin() as connection:
        return list(connection.execute(select(table)).mappings())


class TestTheNamesOfAMergedMan:
    def test_both_ids_and_every_name_answer(self, book: ledger.Ledger) -> None:
        book.merge("marco-ferri", "m-ferri")
        for name in ("marco-ferri", "m-ferri", "M. Ferri", "ferri", "transfermarkt:4711"):
            assert {row.player_id for row in book.player(name)} == {"marco-ferri"}

    def test_a_new_entry_may_not_name_the_id_that_was_merged_away(
        self, book: ledger.Ledger
    ) -> None:
        book.merge("marco-ferri", "m-ferri")
        with pytest.raises(ledger.Refused) as refused:
            book.record(fact(OTHER, RumourReported(to_club="lecce"), "2025-12-01"))
        assert str(refused.value) == (
            "Cannot record RumourReported on player:m-ferri: m-ferri was merged into marco-ferri "
            "(entry #10). Name marco-ferri instead; revert the merge with `tledger ids revert`, if "
            "it is wrong."
        )
        assert (refused.value.rule, refused.value.reason) == ("H7", "merged-away")

    def test_nor_a_club_that_was_merged_away(self, book: ledger.Ledger) -> None:
        book.merge("lecce", "torino")
        results, rejected = book.record_many(
            [fact(FERRI, RumourReported(to_club="torino"), "2025-12-01")]
        )
        assert results == []
        assert "torino was merged into lecce" in str(rejected[0].error)

    def test_entries_under_the_old_id_can_be_corrected_and_voided(
        self, book: ledger.Ledger
    ) -> None:
        book.merge("marco-ferri", "m-ferri")
        sale = next(iter(book.entries(OTHER, kinds=["TransferCompleted"])))
        book.void(sale.entry_id, reason="another man's")
        assert squads(book, "2025-08-01")["torino"] == []

    def test_identity_tells_all_of_it(self, book: ledger.Ledger) -> None:
        book.record(
            Entry(
                subject=OTHER,
                event=AliasAdded(
                    alias="Ferretto",
                    language="it",
                    since=UncertainDate.parse("2020-01-01").first_day,
                ),
            )
        )
        book.merge("marco-ferri", "m-ferri")
        told = [(row.what, row.value, row.own_id) for row in book.identity("Ferretto")]
        assert told == [
            ("id", "marco-ferri", "marco-ferri"),
            ("merged id", "m-ferri", "m-ferri"),
            ("name", "Marco Ferri", "marco-ferri"),
            ("name", "M. Ferri", "m-ferri"),
            ("alias", "Ferretto", "m-ferri"),
            ("born", "2001-05-06", "marco-ferri"),
            ("external id", "transfermarkt:4711", "m-ferri"),
        ]

    def test_the_log_shows_the_merge(self, book: ledger.Ledger) -> None:
        book.merge("marco-ferri", "m-ferri")
        book.revert_merge("marco-ferri", "m-ferri", reason="two brothers")
        kinds = [row.kind for row in book.log("m-ferri")]
        assert kinds[:2] == ["MergeReverted", "EntitiesMerged"]
        assert "LoanAgreed" not in kinds


def test_the_replay_tells_one_mans_moves_as_one_mans(book: ledger.Ledger) -> None:
    book.merge("marco-ferri", "m-ferri")
    frames = list(book.replay("2025-summer", club="empoli"))
    assert [(frame.player_id, frame.kind) for frame in frames] == [
        ("marco-ferri", "TransferCompleted")
    ]
    assert "Torino" in frames[0].squads


def test_a_deal_of_the_merged_id_can_be_named_for_the_survivor(book: ledger.Ledger) -> None:
    book.merge("marco-ferri", "m-ferri")
    report = fact(FERRI, RumourReported(to_club="torino"), "2025-07-01", Basis.REPORTED)
    [result] = book.record(report.model_copy(update={"deal": "m-ferri/torino/1"}))
    assert result.entry.deal == "m-ferri/torino/1"
    assert [row.kind for row in book.log("m-ferri/torino/1")] == [
        "RumourReported",
        "TransferCompleted",
    ]


class TestDoubts:
    def doubt(self, number: str = "99") -> Entry:
        return Entry(
            subject="ledger",
            event=IdentityDoubted(
                external_id=ExternalId(scheme="transfermarkt", id=number),
                name="Marco Ferri",
                born=UncertainDate.parse("1999"),
                candidates=(FERRI, OTHER),
                why="two of that name, born 1999 and 2001",
            ),
            evidence=(Evidence(source="gazzetta", file="players.csv", line=17),),
            basis=Basis.LISTED,
        )

    def test_a_doubt_is_open_until_somebody_carries_its_id(self, book: ledger.Ledger) -> None:
        book.record([self.doubt(), self.doubt("100")])
        assert [(row.external_id, row.line) for row in book.doubts()] == [
            ("transfermarkt:99", 17),
            ("transfermarkt:100", 17),
        ]
        book.link("marco-ferri", "transfermarkt:99")
        assert [row.external_id for row in book.doubts()] == ["transfermarkt:100"]
        assert {row.player_id for row in book.player("transfermarkt:99")} == {"marco-ferri"}

    def test_who_is_none_of_them_gets_an_id_of_his_own(self, book: ledger.Ledger) -> None:
        book.record(self.doubt())
        registered, apart = book.tell_apart("marco-ferri", "transfermarkt:99", reason="no kin")
        assert registered.entry.subject == "player:marco-ferri-2"
        assert apart.entry.kind == "EntitiesToldApart"
        assert list(book.doubts()) == []
        told = [(row.what, row.value) for row in book.identity("transfermarkt:99")]
        assert ("born", "1999") in told
        with pytest.raises(ledger.Refused, match="marco-ferri-2 carries it"):
            book.link("marco-ferri", "transfermarkt:99")

    def test_two_that_were_told_apart_are_never_merged(self, book: ledger.Ledger) -> None:
        book.tell_apart("marco-ferri", "m-ferri")
        with pytest.raises(ledger.Refused, match="told apart for ever"):
            book.merge("marco-ferri", "m-ferri")


def test_an_export_with_merges_is_restored_as_it_was(book: ledger.Ledger, tmp_path: Path) -> None:
    """Entries name the id that only later is merged away; the copy has the same seal."""
    book.record(fact(FERRI, TransferCompleted(from_club="empoli", to_club="lecce"), "2025-07-20"))
    book.merge("marco-ferri", "m-ferri")
    book.record(fact(FERRI, RumourReported(to_club="lecce"), "2025-12-01"))
    book.revert_merge("marco-ferri", "m-ferri", reason="two brothers")
    book.record(fact(OTHER, RumourReported(to_club="empoli"), "2025-12-02"))
    out = io.StringIO()
    ndjson.write(book.entries(), out)
    with ledger.open(str(tmp_path / "copy.db"), clock=clock) as copy:
        entries = [item.entry for item in book.entries()]
        stamps = {item.entry_id: item.recorded_at for item in book.entries()}
        _, rejected = copy.record_many(entries, recorded_at=stamps)
        assert rejected == []
        assert copy.head() == book.head()
        assert rows(copy) == rows(book)


def record_on_both(url: str, process: int, start: Any, said: Any) -> None:
    """Record reports on both ids as fast as possible, and say what was raised."""
    written, raised = 0, []
    with ledger.open(url) as book:
        start.wait()
        for number in range(10):
            subject = OTHER if (process + number) % 2 else FERRI
            entry = fact(subject, RumourReported(to_club="lecce"), f"2025-11-{1 + number:02}")
            note = f"report {process}.{number}"
            entry = entry.model_copy(
                update={"evidence": (Evidence(source="gazzetta", excerpt=note),), "basis": None}
            )
            try:
                written += len(book.record(entry))
            except ledger.LedgerError as error:
                raised.append(getattr(error, "reason", type(error).__name__))
            book.squad("lecce", on="2025-12-01")
            if process == 0 and number == 5:
                book.merge("marco-ferri", "m-ferri")
    said.put((written, raised))


def test_eight_processes_record_on_both_ids_while_they_are_merged(
    book: ledger.Ledger, url: str
) -> None:
    before = book.head().position
    context = multiprocessing.get_context("spawn")
    start, said = context.Barrier(8), context.Queue()
    processes = [
        context.Process(target=record_on_both, args=(url, number, start, said))
        for number in range(8)
    ]
    for process in processes:
        process.start()
    answered = [said.get(timeout=120) for _ in processes]
    for process in processes:
        process.join(timeout=60)
        assert process.exitcode == 0
    assert {reason for _, raised in answered for reason in raised} <= {
        "merged-away",
        "several-deals",  # each id had a deal of its own, and a report names neither
        "Conflict",
    }
    assert book.verify() == []
    assert book.head().position == before + 1 + sum(written for written, _ in answered)
    merge = next(item for item in book.entries() if isinstance(item.event, EntitiesMerged))
    assert [i for i in book.entries(OTHER) if i.position > merge.position] == []
    caught_up = rows(book)
    book.rebuild()
    assert rows(book) == caught_up


def test_sources_are_not_merged() -> None:
    with pytest.raises(ValueError, match="pattern"):
        EntitiesMerged(survivor="source:gazzetta", merged="source:tmw")


def test_a_deal_that_a_merge_gave_to_another_stays_his_whose_id_it_bears(
    book: ledger.Ledger,
) -> None:
    """What was recorded while they were one stays where it stands, and is asked for by name."""
    book.merge("m-ferri", "marco-ferri")
    declined = OptionDeclined(from_club="empoli", to_club="lecce")
    book.record(fact(OTHER, declined, "2025-06-01"))
    book.revert_merge("m-ferri", "marco-ferri", reason="two brothers")
    last = book.head().position
    at: list[dict[str, Any]] = [{}, {"position": last}]
    for moment in ({"on": "2026-01-01", "known_at": NOW, **place} for place in at):
        told = book.evidence("marco-ferri", **moment)
        assert (told.summary.player_id, told.claims.summary.player_id) == ("marco-ferri",) * 2
        assert {row.kind for row in told.items} == {"LoanAgreed"}
        of_the_other = book.evidence("m-ferri", to_club="lecce", **moment)
        assert of_the_other.claims.summary.player_id == "m-ferri"
        assert {row.kind for row in of_the_other.items} == {"OptionDeclined"}
        dealings = [flat(row) for row in book.dealings("empoli", "lecce", **moment)]
        assert {(row["player_id"], row["option"]) for row in dealings} == {
            ("marco-ferri", "agreed, price unknown"),
            ("m-ferri", None),
        }
