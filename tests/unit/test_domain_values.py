"""Values and shapes: what can be said at all, and what cannot be meant."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from ledger.domain.dates import UncertainDate
from ledger.domain.entry import Entry, Recorded, UnknownEvent
from ledger.domain.errors import Malformed
from ledger.domain.events import (
    DealsLinked,
    InjuryReported,
    LinkType,
    LoanAgreed,
    LoanExtended,
    MedicalPassed,
    NeedReported,
    NoteRecorded,
    PlayerRegistered,
    RumourReported,
    SourceRegistered,
    SquadBaselineRecorded,
    TransferAnnounced,
    TransferCompleted,
    Unnamed,
)
from ledger.domain.references import mentions_of
from ledger.domain.shape import check_shape
from ledger.domain.sources import Evidence
from ledger.domain.terms import (
    AllOf,
    AnyOf,
    Appearances,
    AvoidsRelegation,
    Finishes,
    FirstPointAfter,
)
from ledger.domain.values import NIL, UNDISCLOSED, UNKNOWN, Fee, Money, MoneyKind

from .facts import FIRST, fact


def money(kind: str, *amounts: int, currency: str = "EUR") -> Money:
    amount, upper = [*map(Decimal, amounts), None, None][:2]
    return Money(kind=MoneyKind(kind), amount=amount, amount_max=upper, currency=currency)


@pytest.mark.parametrize(
    ("value", "words", "low", "high"),
    [
        (Money.exact(14_300_000), "€14.3m", 14_300_000, 14_300_000),
        (Money.exact(250_000, "GBP"), "£250k", 250_000, 250_000),
        (Money.exact(600), "€600", 600, 600),
        (Money.exact(1_250_000, "CHF"), "CHF 1.25m", 1_250_000, 1_250_000),
        (Money.up_to(3_000_000), "up to €3.0m", 0, 3_000_000),
        (Money.about(25_000_000), "~€25.0m", 25_000_000, 25_000_000),
        (money("at_least", 7_000_000), "at least €7.0m", 7_000_000, None),
        (money("range", 28_000_000, 30_000_000), "€28.0m to €30.0m", 28_000_000, 30_000_000),
        (NIL, "nil", 0, 0),
        (UNDISCLOSED, "undisclosed", None, None),
        (UNKNOWN, "unknown", None, None),
    ],
)
def test_an_amount_says_how_much_it_says(
    value: Money, words: str, low: int | None, high: int | None
) -> None:
    assert (str(value), value.low, value.high) == (words, low, high)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"kind": "nil", "amount": "1", "currency": "EUR"}, "carries no amount"),
        ({"kind": "exact", "amount": "1"}, "needs an amount and a currency"),
        ({"kind": "exact", "amount": "1", "currency": "XXQ"}, "not an ISO 4217 currency"),
        ({"kind": "exact", "amount": "1", "amount_max": "2", "currency": "EUR"}, "a range has two"),
        ({"kind": "range", "amount": "1", "currency": "EUR"}, "a range has two amounts"),
        ({"kind": "range", "amount": "2", "amount_max": "1", "currency": "EUR"}, "below its lower"),
        ({"kind": "exact", "amount": "-1", "currency": "EUR"}, "greater than or equal to 0"),
        ({"kind": "exact", "amount": "NaN", "currency": "EUR"}, "finite"),
        ({"kind": "exact", "amount": "a lot", "currency": "EUR"}, "not an amount"),
        ({"kind": "exact", "amount": "1", "currency": "EUR", "tax": "2"}, "Extra inputs"),
    ],
)
def test_an_amount_that_makes_no_sense_is_not_made(fields: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Money.model_validate_json(json.dumps(fields))


def test_a_fee_is_told_part_by_part() -> None:
    fee = Fee(
        fixed=Money.exact(14_300_000),
        costs=Money.exact(300_000),
        add_ons=Money.up_to(3_000_000),
        over_years=3,
    )
    assert str(fee) == "€14.3m + €300k costs + up to €3.0m add-ons over 3 years"


def test_conditions_are_told_in_words() -> None:
    tree = AnyOf(of=(AllOf(of=(AvoidsRelegation(season="2024-25"), Finishes(at_least=4))),
                     Appearances(at_least=1), FirstPointAfter(day=date(2025, 2, 1))))  # fmt: skip
    assert str(tree) == (
        "(staying up in 2024-25 and finishing in the top 4) or one appearance or the first point "
        "after 2025-02-01"
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-08-21", date(2024, 8, 21), date(2024, 8, 21)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2024-12-19/2025-01", date(2024, 12, 19), date(2025, 1, 31)),
        ("2015-08-31T23:32+02:00", date(2015, 8, 31), date(2015, 8, 31)),
        ("2024-08-21/2024-08-21", date(2024, 8, 21), date(2024, 8, 21)),
    ],
)
def test_a_date_is_known_as_exactly_as_it_was_told(text: str, first: date, last: date) -> None:
    when = UncertainDate.parse(text)
    assert (when.first_day, when.last_day) == (first, last)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/01/2025", "not with slashes"),
        ("2025/01", "not with slashes"),
        ("2025-02-30", "not a day of the calendar"),
        ("2025-13", "not a day of the calendar"),
        ("2025-01-02/2025-01-01", "ends before it starts"),
        ("2015-08-31T23:32", "not a date"),
        ("2015-08-31T25:00Z", "not an instant"),
        ("1066-10-14", "lies outside 1850 to 2200"),
        ("1066-10-14T12:00Z", "lies outside 1850 to 2200"),
        ("", "an empty text is not a date"),
    ],
)
def test_what_is_no_date_says_what_is(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        UncertainDate.parse(text)


def test_a_date_is_made_of_a_day_two_days_or_an_aware_moment() -> None:
    day = date(2024, 8, 21)
    assert UncertainDate.of(day) == UncertainDate.of(day, day) == UncertainDate.parse("2024-08-21")
    assert str(UncertainDate.of(day, date(2024, 8, 22))) == "2024-08-21/2024-08-22"
    assert str(UncertainDate.of(FIRST)) == "2026-01-01T12:00Z"
    with pytest.raises(ValueError, match="has no zone"):
        UncertainDate.of(datetime(2024, 8, 21))  # noqa: DTZ001 - what is refused
    assert fact(MedicalPassed(to_club="roma"), day).occurred_on == UncertainDate.of(day)
    with pytest.raises(ValidationError, match="a date is a day, a month"):
        fact(MedicalPassed(to_club="roma"), 20240821)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("event", "fields", "why"),
    [
        (LoanAgreed, {"from_club": "roma", "to_club": "roma"}, "a deal needs two clubs"),
        (TransferCompleted, {"from_club": "roma", "to_club": "roma"}, "goes somewhere else"),
        (SquadBaselineRecorded, {"club": "roma", "parent_club": "roma"}, "on loan from itself"),
        (LoanExtended, {"until": date(9999, 12, 31)}, "less than or equal to 2200-12-31"),
        (RumourReported, {"window": "9999-winter"}, "should match pattern"),
    ],
)
def test_an_event_that_contradicts_itself_is_not_made(
    event: Any, fields: dict[str, Any], why: str
) -> None:
    with pytest.raises(ValidationError, match=why):
        event(**fields)


def entry(event: Any, subject: str = "player:marco-ferri", on: str | None = None) -> Entry:
    return Entry(subject=subject, event=event, occurred_on=on)  # type: ignore[arg-type]


PAIR: dict[str, Any] = {"from_club": "empoli", "to_club": "lecce"}
TWO = Unnamed(count=2, position="defender")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            entry(LoanAgreed(**PAIR, until=date(2024, 6, 30)), on="2024-08-20"),
            (
                "Cannot record LoanAgreed on player:marco-ferri: it ends on 2024-06-30, before it "
                "starts on 2024-08-20. Check the two days."
            ),
        ),
        (
            entry(LoanAgreed(to_club="lecce")),
            (
                "Cannot record LoanAgreed on player:marco-ferri: a loan needs the lending and the "
                "borrowing club. Give from_club and to_club."
            ),
        ),
        (
            entry(MedicalPassed(**PAIR), "club:lecce"),
            (
                "Cannot record MedicalPassed on club:lecce: a deal is about one player. Use the "
                "player as the subject."
            ),
        ),
        (
            entry(NeedReported(position="defender")),
            (
                "Cannot record NeedReported on player:marco-ferri: it belongs in the stream of a "
                "club. Change the subject."
            ),
        ),
        (
            entry(InjuryReported(unnamed=TWO)),
            (
                "Cannot record InjuryReported on player:marco-ferri: players without a name "
                "stand in "
                "their club's stream, named ones in their own. Name the player as the "
                "subject, or say "
                "how many of what (unnamed)."
            ),
        ),
        (
            entry(UnknownEvent(kind="ShirtNumberAssigned")),
            (
                "Cannot record ShirtNumberAssigned on player:marco-ferri: this version does "
                "not know "
                "that kind. Check its spelling, or update."
            ),
        ),
    ],
)
def test_an_entry_that_cannot_be_meant_is_malformed(wrong: Entry, sentence: str) -> None:
    with pytest.raises(Malformed) as caught:
        check_shape(wrong)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "right",
    [
        entry(RumourReported(to_club="lecce", unnamed=TWO), "club:lecce"),
        entry(InjuryReported(unnamed=TWO), "club:lecce"),
        entry(LoanExtended(**PAIR, until=date(2024, 6, 30)), on="2024-06-01/2024-08-31"),
        entry(LoanExtended(**PAIR, until=date(2024, 6, 30))),
        entry(NoteRecorded(text="in form")),
        entry(DealsLinked(**PAIR, link=LinkType.DOMINO, deals=("a/b/1",))),
    ],
)
def test_an_entry_that_can_be_meant_passes(right: Entry) -> None:
    check_shape(right)


def test_players_without_a_name_are_told_by_number_and_position() -> None:
    assert (str(TWO), str(Unnamed(count=1))) == ("2 defenders", "1 player")


def test_an_entry_names_its_clubs_and_sources_once_each() -> None:
    announced = Entry(
        subject="player:marco-ferri",
        event=TransferAnnounced(**PAIR, by="lecce"),
        evidence=(Evidence(source="gazzetta", cites=("ansa",)), Evidence(source="ansa")),
    )
    assert mentions_of(announced) == (
        "club:empoli",
        "club:lecce",
        "source:gazzetta",
        "source:ansa",
    )
    registered = entry(SourceRegistered(name="Ferri", outlet="sky"), "source:ferri")
    assert mentions_of(registered) == ("source:sky",)


def test_without_any_day_an_entry_counts_from_when_it_was_recorded() -> None:
    plain = entry(PlayerRegistered(**PAIR)).model_copy(update={"entry_id": UUID(int=1)})
    recorded = Recorded(plain, 1, 1, FIRST, FIRST, 1)
    assert (recorded.day, recorded.event.kind) == (date(2026, 1, 1), "PlayerRegistered")
