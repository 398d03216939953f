"""What our user makes of deals and reports: which one stands, and what it leaves alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from ledger.domain.assessments import assessments_of
from ledger.domain.errors import Refused
from ledger.domain.events import AssessmentRecorded, ReportRetracted, RumourReported, RumourResolved
from ledger.domain.shape import Senseless
from ledger.domain.sources import Basis

from .facts import Book, correct, deal, fact, given, report, void, when

DEAL = "marco-ferri/lecce/1"


def rumour(published: str = "2024-07-05", source: str = "gazzetta") -> Any:
    return report(RumourReported(from_club="empoli", to_club="lecce"), published, source)


def likely(share: str, known: str, deal: str | None = DEAL) -> Any:
    event = AssessmentRecorded(probability=Decimal(share))
    return fact(event, None, known, basis=Basis.ASSESSED, deal=deal)


def verdict(target: int, resolution: Any, known: str = "2024-09-02") -> Any:
    event = RumourResolved(target=UUID(int=target), resolution=resolution)
    return fact(event, None, known, basis=Basis.ASSESSED)


def refused(book: Book, entry: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        when(book, entry)
    return caught.value


def test_the_latest_one_known_stands_whatever_the_order_of_recording() -> None:
    book = given(rumour(), likely("0.3", "2024-08-01"), likely("0.6", "2024-07-10"))
    stands = assessments_of(book)[DEAL]
    assert (stands.probability, stands.entry.position) == (Decimal("0.3"), 2)
    assert assessments_of(book[::-1]) == assessments_of(book)


def test_of_two_known_at_one_moment_the_later_recorded_stands() -> None:
    book = given(rumour(), likely("0.3", "2024-07-10"), likely("0.6", "2024-07-10"))
    assert assessments_of(book)[DEAL].probability == Decimal("0.6")


def test_it_leaves_the_deal_as_it_was() -> None:
    book = given(rumour(), likely("1", "2024-07-10"))
    found = deal(book, DEAL)
    assert (found.headline, found.last.position, len(found.entries)) == ("interest", 1, 1)
    assert not found.is_live(found.aimed_until.replace(year=2025))


@pytest.mark.parametrize("named", ["marco-ferri/roma/1", "marco-ferri/lecce/2", None])
def test_a_deal_that_is_not_on_record_is_refused(named: str | None) -> None:
    error = refused(given(rumour()), likely("0.5", "2024-07-10", deal=named))
    assert (error.rule, error.reason) == ("H6", "no-such-deal")


def test_a_deal_whose_only_report_was_voided_is_on_record_no_more() -> None:
    book = given(rumour())
    void(book, 1)
    assert refused(book, likely("0.5", "2024-07-10")).reason == "no-such-deal"


def test_it_is_corrected_like_any_entry() -> None:
    book = given(rumour(), likely("0.9", "2024-07-10"))
    correct(book, 2, likely("0.09", "2024-07-10"))
    assert book[-1].event.kind == "EntryCorrected"


@pytest.mark.parametrize("share", ["-0.1", "1.000001", "0.1234567", "NaN"])
def test_a_probability_is_from_0_to_1_with_six_decimals_at_most(share: str) -> None:
    with pytest.raises(ValidationError):
        AssessmentRecorded(probability=Decimal(share))


def test_it_is_told_exactly_and_never_as_a_float() -> None:
    with pytest.raises(ValidationError):
        AssessmentRecorded(probability=0.6)  # type: ignore[arg-type]
    event = AssessmentRecorded.model_validate_json('{"probability":"0.60"}')
    assert event.model_dump_json() == '{"kind":"AssessmentRecorded","probability":"0.6","why":null}'


def test_nobody_assesses_officially() -> None:
    entry = likely("0.5", "2024-07-10").model_copy(update={"basis": Basis.OFFICIAL})
    with pytest.raises(Senseless, match="what our user makes of it is not official"):
        when(given(rumour()), entry)


def test_a_verdict_joins_the_deal_of_its_report() -> None:
    book = given(rumour(), verdict(1, "miss"))
    assert book[1].entry.deal == DEAL


def test_a_verdict_is_on_a_claim_of_the_same_player() -> None:
    assert refused(given(rumour()), verdict(7, "hit")).reason == "no-such-entry"
    retraction = fact(ReportRetracted(target=UUID(int=1)), None, "2024-07-06")
    error = refused(given(rumour(), retraction), verdict(2, "hit"))
    assert "Marco Ferri has no such report on record" in str(error)
