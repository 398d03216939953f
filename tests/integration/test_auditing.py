"""Auditing the demo: what was known of a deal when, what changed, why, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest

import ledger
from ledger import Entry, Evidence, Ledger
from ledger.application.auditing import ClockGivenTwice
from ledger.domain.errors import NotFound
from ledger.domain.events import (
    ClubRegisteredInLedger,
    Event,
    LoanAgreed,
    LoanExtended,
    PlayerRegisteredInLedger,
    RumourReported,
    SourceRegistered,
    Stage,
    TransferCompleted,
)
from ledger.domain.sources import Basis, SourceType
from ledger.domain.values import Fee, Money
from ledger.interfaces.demo import entries
from ledger.queries.changes import ChangeAnswer, NotInOrder
from ledger.queries.deals import NoSuchDeal

KALULU = "pierre-kalulu/juventus/1"
KELLY = "lloyd-kelly/juventus/1"
DANSO = "kevin-danso/juventus/1"


@pytest.fixture(scope="module")
def lg() -> Iterator[Ledger]:
    with ledger.open(":memory:") as opened:
        opened.record(list(entries()))
        yield opened


def ticking() -> Any:
    """A clock that moves a minute at every look."""
    minutes = count()
    return lambda: datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(minutes=next(minutes))


@pytest.fixture
def book() -> Iterator[Ledger]:
    """Marco Ferri, Empoli and Lecce, and who reports of them."""
    with ledger.open(":memory:", clock=ticking()) as opened:
        opened.record(
            [
                Entry(subject="player:marco-ferri", event=PlayerRegisteredInLedger(name="Marco")),
                *(
                    Entry(subject=f"club:{club}", event=ClubRegisteredInLedger(name=club.title()))
                    for club in ("empoli", "lecce", "bari")
                ),
                *(
                    Entry(subject=f"source:{source}", event=SourceRegistered(name=source.title()))
                    for source in ("gazzetta", "sky")
                ),
                *(
                    Entry(
                        subject=f"source:{club}",
                        event=SourceRegistered(name=club.title(), type=SourceType.CLUB, club=club),
                    )
                    for club in ("empoli", "lecce", "bari")
                ),
            ]
        )
        yield opened


def write(book: Ledger, event: Event, on: str, source: str, **evidence: Any) -> int:
    """Record one event about Marco Ferri; its position."""
    [result] = book.record(
        Entry(
            subject="player:marco-ferri",
            event=event,  # type: ignore[arg-type]
            occurred_on=on,  # type: ignore[arg-type]
            published_at=on,  # type: ignore[arg-type]
            evidence=(Evidence(source=source, **evidence),),
        )
    )
    assert result.position is not None
    return result.position


def loan(until: str = "2025-06-30", fee: int | None = None) -> LoanAgreed:
    return LoanAgreed(
        from_club="empoli",
        to_club="lecce",
        until=date.fromisoformat(until),
        fee=Fee(fixed=Money.exact(fee)) if fee is not None else Fee(),
    )


def told(answer: ChangeAnswer) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(row.name, row.before, row.after, row.kind) for row in answer]


# -- Kalulu, as known on four days ----------------------------------------------------------------


def fees(lg: Ledger, known_at: str) -> list[tuple[str, str, str | None, int | None, str | None]]:
    found = lg.claims(KALULU, "loan fee", known_at=known_at)
    return [
        (row.value, row.status, row.said_by, row.origins, row.origins_named)
        for row in found
        if row.term == "loan fee"
    ]


REPORTED = ("La Gazzetta dello Sport via PianetaMilan", 1, "La Gazzetta dello Sport")


@pytest.mark.parametrize("day", ["2024-08-13", "2024-08-14"])
def test_until_the_statement_one_origin_reports_three_and_a_half_million(
    lg: Ledger, day: str
) -> None:
    assert fees(lg, day) == [("€3.5m", "stands", *REPORTED)]


@pytest.mark.parametrize("day", ["2024-08-21", "2024-08-22"])
def test_from_the_statement_on_its_figure_stands_and_contradicts_the_report(
    lg: Ledger, day: str
) -> None:
    assert fees(lg, day) == [
        ("€3.3m", "stands", "Juventus", 0, None),
        ("€3.5m", "contradicted", *REPORTED),
    ]


@pytest.mark.parametrize(
    ("day", "clubs", "player", "outcome"),
    [
        ("2024-08-12", "interest", None, "open"),
        ("2024-08-13", "terms_agreed", None, "open"),
        ("2024-08-14", "terms_agreed", None, "open"),
        ("2024-08-21", "terms_agreed", "agreed", "completed"),
        ("2024-08-22", "terms_agreed", "agreed", "completed"),
    ],
)
def test_how_far_the_deal_was_each_day(
    lg: Ledger, day: str, clubs: str, player: str | None, outcome: str
) -> None:
    summary = lg.deal(KALULU, on=day, known_at=day).summary
    assert (summary.clubs_reported, summary.player_reported) == (clubs, player)
    assert summary.outcome == outcome


@pytest.mark.parametrize(
    ("day", "steps"), [("2024-08-12", 1), ("2024-08-13", 3), ("2024-08-14", 3), ("2024-08-22", 8)]
)
def test_the_log_of_the_deal_grows_with_what_the_world_learned(
    lg: Ledger, day: str, steps: int
) -> None:
    assert len(lg.log(KALULU, known_at=day)) == len(lg.deal(KALULU, known_at=day).steps) == steps


def test_a_copy_of_the_gazzetta_makes_no_second_origin(lg: Ledger) -> None:
    backing = lg.claims(KALULU, known_at="2024-08-13").backing
    assert (backing.origins, backing.origins_named) == (2, "La Gazzetta dello Sport, TMW")
    assert (backing.reports, backing.copies, backing.official_words) == (3, 2, 0)


# -- Kelly's condition ----------------------------------------------------------------------------


def test_il_bianconero_contradicts_itself_on_kellys_condition(lg: Ledger) -> None:
    rows = {row.value: row for row in lg.claims(KELLY, "obligation condition")}
    europe, appearances = (
        rows["a place in any UEFA competition"],
        rows["a number of appearances"],
    )
    assert europe.otherwise_entry == appearances.entry
    assert appearances.otherwise_entry is None
    assert rows["staying up"].otherwise_entry is None
    assert {row.origins for row in (europe, appearances, rows["staying up"])} == {1}


def test_before_may_nothing_shows_that_it_would(lg: Ledger) -> None:
    [europe] = [
        row
        for row in lg.claims(KELLY, "obligation condition", known_at="2025-03-01")
        if row.source == "il-bianconero"
    ]
    assert (europe.value, europe.otherwise_entry) == ("a place in any UEFA competition", None)


# -- a deal at two moments ------------------------------------------------------------------------


def test_what_the_statement_of_21_august_changed(lg: Ledger) -> None:
    found = lg.diff_deal(KALULU, "2024-08-20", "2024-08-21")
    changed = {(row.name, row.before, row.after): row.entry for row in found}
    statement = changed["loan fee", "€3.5m (reported)", "€3.3m (official)"]
    assert changed["outcome: official", None, "completed"] == statement
    assert changed["loan fee €3.5m, by pianetamilan", None, "contradicted"] == statement
    assert changed["loan until", None, "2025-06-30 (official)"] == statement
    assert lg.entry(statement or 0).entry.kind == "LoanAgreed"


def test_between_two_days_without_news_nothing_differs(lg: Ledger) -> None:
    found = lg.diff_deal(KALULU, "2024-08-13", "2024-08-14")
    assert not found
    assert (found.about, found.by) == (KALULU, "known")
    assert found.earlier.known_at < found.meta.known_at


def test_a_deal_lapses_with_its_window_and_no_entry_did_it(lg: Ledger) -> None:
    [row] = lg.diff_deal(DANSO, "2025-02-28", "2025-03-01")
    assert (row.name, row.after, row.entry) == ("outcome: official", "lapsed", None)
    assert row.because == "the period it aimed at, 2025-winter, ended on 2025-02-28"


def test_two_places_in_the_book_are_compared_on_its_own_clock(book: Ledger) -> None:
    write(book, RumourReported(from_club="empoli", to_club="lecce"), "2024-08-01", "gazzetta")
    signed = write(book, loan(fee=3_000_000), "2024-08-20", "lecce")
    found = book.diff_deal("marco-ferri/lecce/1", f"#{signed - 1}", f"#{signed}")
    assert found.by == "recorded"
    assert ("loan fee", None, "€3.0m (official)", "LoanAgreed") in told(found)


def test_a_correction_is_named_as_what_changed_a_term(book: Ledger) -> None:
    signed = write(book, loan(fee=3_000_000), "2024-08-20", "lecce")
    item = book.entry(signed)
    mended = book.correct(
        item.entry_id, ledger.Content(event=loan(fee=4_000_000)), reason="mistyped"
    )
    [row] = book.diff_deal("marco-ferri/lecce/1", f"#{signed}")
    assert (row.name, row.before, row.after) == (
        "loan fee",
        "€3.0m (official)",
        "€4.0m (official)",
    )
    assert row.entry == mended.position


def test_a_deal_that_was_struck_is_gone_and_the_striking_says_so(book: Ledger) -> None:
    signed = write(book, loan(fee=3_000_000), "2024-08-20", "lecce")
    [struck] = book.void(book.entry(signed).entry_id, reason="another Ferri")
    found = book.diff_deal("marco-ferri/lecce/1", f"#{signed}")
    assert {row.change for row in found} == {"gone"}
    assert {(row.entry, row.kind) for row in found} == {(struck.position, "EntryVoided")}


def test_a_later_moment_first_is_refused(lg: Ledger) -> None:
    with pytest.raises(NotInOrder, match="the first is the later one"):
        lg.diff_deal(KALULU, "2024-08-22", "2024-08-13")
    with pytest.raises(NotInOrder):
        lg.diff_squad("juventus", "#40", "#10")


def test_a_deal_that_nobody_knew_at_either_moment_is_not_found(lg: Ledger) -> None:
    with pytest.raises(NoSuchDeal):
        lg.diff_deal(KALULU, "2023-01-01", "2023-02-01")


def test_the_clock_that_is_compared_cannot_be_held(lg: Ledger) -> None:
    with pytest.raises(ClockGivenTwice):
        lg.diff_deal(KALULU, "2024-08-13", "2024-08-14", known_at="2024-08-20")
    with pytest.raises(ClockGivenTwice):
        lg.diff_squad("juventus", "2024-08-13", "2024-08-14", on="2024-08-20")


# -- a squad at two moments -----------------------------------------------------------------------


def test_who_came_to_and_left_juventus_in_the_winter(lg: Ledger) -> None:
    found = lg.diff_squad("Juve", "2025-01-01", "2025-02-04")
    assert [(row.player, row.change, row.after or row.before, row.kind) for row in found] == [
        ("Alberto Costa", "in", "own", "TransferCompleted"),
        ("Lloyd Kelly", "in", "on loan from Newcastle United", "LoanAgreed"),
        ("Randal Kolo Muani", "in", "on loan from Paris Saint-Germain", "LoanAgreed"),
        ("Renato Veiga", "in", "on loan from Chelsea", "LoanAgreed"),
        ("Danilo", "out", "own", "ContractTerminated"),
    ]


def test_the_end_of_a_loan_by_itself_says_from_what_it_follows(lg: Ledger) -> None:
    found = lg.diff_squad("juventus", "2025-06-30", "2025-07-01")
    back = {row.player: row for row in found if row.name == "place"}
    rugani = back["Daniele Rugani"]
    assert (rugani.before, rugani.after) == ("on loan at Ajax", "own")
    assert rugani.because == (
        "the loan ended by itself on 2025-06-30: without another word he is back at its lender"
    )
    conceicao = back["Francisco Conceição"]
    assert (conceicao.change, conceicao.kind) == ("out", "SquadBaselineRecorded")
    assert conceicao.because == (
        "the loan ended by itself on 2025-06-30 "
        "(nobody told its last day, so the season's end stands in)"
    )
    kalulu = back["Pierre Kalulu"]
    assert (kalulu.after, kalulu.kind, kalulu.because) == ("own", "OptionExercised", None)
    di_gregorio = back["Michele Di Gregorio"]
    assert di_gregorio.because == (
        "the loan ended by itself on 2025-06-30, and he is the borrower's from then on "
        "by the obligation to buy"
    )


def test_what_milan_learned_of_july_on_5_june(lg: Ledger) -> None:
    found = lg.diff_squad("ac-milan", "2025-06-04", "2025-06-05", by="known", on="2025-07-01")
    [row] = found
    assert (row.player, row.change, row.kind) == ("Pierre Kalulu", "out", "OptionExercised")
    assert found.earlier.on == found.meta.on == date(2025, 7, 1)


def test_an_option_that_is_used_is_a_difference_too(lg: Ledger) -> None:
    found = lg.diff_squad("juventus", "2025-06-04", "2025-06-05")
    assert told(found) == [("option used", None, "exercised", "OptionExercised")]


def test_only_the_clock_that_is_compared_differs(lg: Ledger) -> None:
    found = lg.diff_squad("juventus", "2025-01-01", "2025-02-04")
    assert found.earlier.known_at == found.meta.known_at
    assert found.earlier.position == found.meta.position


def test_an_extension_is_named_as_what_moved_the_loans_end(book: Ledger) -> None:
    write(book, loan(until="2025-01-31"), "2024-08-20", "lecce")
    extended = write(
        book, LoanExtended(to_club="lecce", until=date(2025, 6, 30)), "2025-01-20", "lecce"
    )
    [row] = book.diff_squad("lecce", f"#{extended - 1}", f"#{extended}", on="2024-12-01")
    assert (row.change, row.name, row.before, row.after) == (
        "changed",
        "loan until",
        "2025-01-31",
        "2025-06-30",
    )
    assert row.entry == extended


def test_a_player_whose_transfer_was_struck_is_out_by_the_striking(book: Ledger) -> None:
    sold = write(
        book, TransferCompleted(from_club="empoli", to_club="lecce"), "2024-08-20", "lecce"
    )
    [struck] = book.void(book.entry(sold).entry_id, reason="another Ferri")
    [row] = book.diff_squad("lecce", f"#{sold}", on="2024-12-01")
    assert (row.change, row.entry, row.kind) == ("out", struck.position, "EntryVoided")


def test_one_who_was_two_ids_at_the_earlier_moment_neither_came_nor_left(book: Ledger) -> None:
    other = PlayerRegisteredInLedger(name="M. Ferri")
    book.record(Entry(subject="player:m-ferri", event=other))
    sold = TransferCompleted(from_club="empoli", to_club="lecce")
    before = book.record(
        Entry(
            subject="player:m-ferri",
            event=sold,
            occurred_on="2024-08-20",  # type: ignore[arg-type]
            published_at="2024-08-20",  # type: ignore[arg-type]
            evidence=(Evidence(source="lecce"),),
        )
    )[0].position
    book.merge("marco-ferri", "m-ferri", reason="the same")
    found = book.diff_squad("lecce", f"#{before}", on="2024-12-01")
    assert [row.player_id for row in book.squad("lecce", on="2024-12-01")] == ["marco-ferri"]
    assert not found


# -- why ------------------------------------------------------------------------------------------


def test_why_kalulu_is_in_turin_in_december(lg: Ledger) -> None:
    found = lg.why("Kalulu", on="2024-12-15")
    assert (found.state.club, found.state.parent_club) == ("Juventus", "AC Milan")
    assert [(row.what, row.day, row.kind, row.how, row.effect) for row in found.chain] == [
        ("registered", None, "PlayerRegisteredInLedger", "recorded", "he has an id in this ledger"),
        ("move", None, "LoanAgreed", "inferred", "at AC Milan"),
        (
            "move",
            "2024-08-21",
            "LoanAgreed",
            "recorded",
            "at Juventus, on loan from AC Milan until 2025-06-30",
        ),
    ]
    assert found.chain[1].rule == "a later move starts from there, so he was there before it"
    assert found.against == ()


def test_before_the_option_was_known_the_loans_end_puts_him_back_in_milan(lg: Ledger) -> None:
    found = lg.why("Kalulu", on="2025-07-10", known_at="2025-06-04")
    assert (found.state.club, found.chain[-1].effect) == ("AC Milan", "at AC Milan")
    assert (found.chain[-1].how, found.chain[-1].day) == ("inferred", "2025-07-01")
    assert found.chain[-1].rule == (
        "the loan ended by itself on 2025-06-30: without another word he is back at its lender"
    )


def test_between_exercise_and_july_the_act_says_whose_he_will_be(lg: Ledger) -> None:
    found = lg.why("Kalulu", on="2025-06-10")
    acts = [(row.kind, row.effect) for row in found.chain if row.what == "act"]
    assert acts == [("OptionExercised", "he is Juventus's from 2025-07-01")]
    assert found.chain[-1].effect == (
        "1 entry confirms him at Juventus, this the latest (contract)"
    )


def test_who_left_for_nowhere_is_at_no_club_on_record(lg: Ledger) -> None:
    found = lg.why("Danilo", on="2025-05-01")
    assert (found.state.club, found.chain[-1].kind) == (None, "ContractTerminated")
    assert (found.chain[-1].what, found.chain[-1].effect) == ("end", "no club on record has him")


def test_a_report_that_he_has_gone_elsewhere_stands_against_the_chain(book: Ledger) -> None:
    write(book, loan(), "2024-08-20", "lecce")
    done = RumourReported(from_club="empoli", to_club="bari", stage=Stage.DONE)
    said = write(book, done, "2024-09-10", "gazzetta")
    found = book.why("marco-ferri", on="2024-12-01")
    assert found.state.club == "Lecce"
    [row] = [row for row in found.against if row.what == "reported"]
    assert (row.entry, row.effect) == (
        said,
        "a report has him at Bari; only official and listed words move a player",
    )
    assert not book.why("marco-ferri", on="2024-09-01").against


def test_a_correction_in_the_chain_is_told_with_its_reason(book: Ledger) -> None:
    signed = write(book, loan(until="2025-01-31"), "2024-08-20", "lecce")
    item = book.entry(signed)
    mended = book.correct(item.entry_id, ledger.Content(event=loan()), reason="read 06 as 01")
    found = book.why("marco-ferri", on="2024-12-01")
    [row] = found.against
    assert (row.what, row.entry) == ("amended", mended.position)
    assert row.effect == f"#{signed} says otherwise now: read 06 as 01"
    assert not book.why("marco-ferri", on="2024-12-01", position=signed).against


def test_a_contradiction_in_the_chain_is_told_with_its_rule(book: Ledger) -> None:
    write(book, loan(), "2024-08-20", "lecce")
    other = TransferCompleted(from_club="bari", to_club="empoli")
    book.record_many(
        [
            Entry(
                subject="player:marco-ferri",
                event=other,
                occurred_on="2024-09-10",  # type: ignore[arg-type]
                published_at="2024-09-10",  # type: ignore[arg-type]
                basis=Basis.OFFICIAL,
                evidence=(Evidence(source="empoli"),),
            )
        ]
    )
    found = book.why("marco-ferri", on="2024-12-01")
    assert [(row.what, row.effect[:2], row.kind) for row in found.against] == [
        ("against", "H1", "TransferCompleted")
    ]


def test_nobody_of_that_name_is_an_error(lg: Ledger) -> None:
    with pytest.raises(NotFound):
        lg.why("Nobody Atall")


# -- the evidence ---------------------------------------------------------------------------------


def test_the_evidence_of_a_deal_never_changes_at_its_moment(book: Ledger) -> None:
    write(
        book,
        RumourReported(from_club="empoli", to_club="lecce"),
        "2024-08-01",
        "gazzetta",
        excerpt="Lecce want Ferri.",
        url="https://example.org/ferri",
    )
    signed = write(book, loan(fee=3_000_000), "2024-08-20", "lecce")
    moment = {"on": "2024-12-01", "known_at": "2024-12-01", "position": signed}
    before = book.evidence("marco-ferri/lecce/1", **moment)  # type: ignore[arg-type]
    item = book.entry(signed)
    book.correct(item.entry_id, ledger.Content(event=loan(fee=4_000_000)), reason="mistyped")
    write(book, RumourReported(from_club="empoli", to_club="lecce"), "2024-07-01", "sky")
    after = book.evidence("marco-ferri/lecce/1", **moment)  # type: ignore[arg-type]
    assert after == before
    assert (after.seal.position, after.amendments) == (signed, ())
    assert book.verify(expect=after.seal) == []
    [amendment] = book.evidence("marco-ferri/lecce/1").amendments
    assert (amendment.target, amendment.act, amendment.reason) == (signed, "corrected", "mistyped")
    assert "loan fee €3.0m" in amendment.before
    assert "loan fee €4.0m" in amendment.after


def test_the_seal_of_every_place_in_the_book_is_one_that_verifies(lg: Ledger) -> None:
    for position in (1, 2, 3, 100, 255, 256, lg.head().position):
        seal = lg.store.sealed(position)
        assert seal.position == position
        assert lg.verify(expect=seal) == []
    assert lg.store.sealed(lg.head().position) == lg.head()
    assert lg.store.sealed(0).root is None


def test_differences_and_reasons_at_a_place_in_the_book_never_change(book: Ledger) -> None:
    write(book, RumourReported(from_club="empoli", to_club="lecce"), "2024-08-01", "gazzetta")
    signed = write(book, loan(fee=3_000_000), "2024-08-20", "lecce")

    def asked() -> tuple[object, ...]:
        return (
            book.why("marco-ferri", on="2024-12-01", known_at="2024-12-01", position=signed),
            book.diff_deal("marco-ferri", "2024-08-10", "2024-08-21", position=signed),
            book.diff_squad("lecce", "2024-08-10", "2024-08-21", position=signed),
            book.claims("marco-ferri", known_at="2024-12-01", on="2024-12-01", position=signed),
        )

    before = asked()
    write(book, RumourReported(from_club="empoli", to_club="lecce"), "2024-08-15", "sky")
    book.void(book.entry(signed).entry_id, reason="another Ferri")
    assert asked() == before
