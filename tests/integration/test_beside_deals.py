"""What stands with a deal rests on it: assessments of it, payments for it."""

from __future__ import annotations

from typing import Any

import pytest

import ledger
from ledger import Entry, Ledger, Money, Refused
from ledger.domain.events import (
    AssessmentRecorded,
    ClubRegisteredInLedger,
    PaymentMade,
    PlayerRegisteredInLedger,
    TransferCompleted,
)
from ledger.domain.sources import Basis

DEAL = "marco-ferri/lecce/1"


def about(event: Any, on: str, basis: Basis = Basis.OFFICIAL, deal: str | None = None) -> Entry:
    return Entry(
        subject="player:marco-ferri",
        event=event,
        occurred_on=on,  # type: ignore[arg-type]
        published_at=on,  # type: ignore[arg-type]
        basis=basis,
        deal=deal,
    )


def paid_in(book: Ledger, **at: Any) -> list[tuple[str, str]]:
    """The payments among the claims on the deal."""
    found = book.claims(DEAL, **at).items
    return [(row.term, row.value) for row in found if row.term.startswith("paid")]


@pytest.fixture
def book() -> Ledger:
    """Empoli sold Marco Ferri to Lecce, were paid, and we had held it likely."""
    book = ledger.open(":memory:")
    names = (
        Entry(subject="club:empoli", event=ClubRegisteredInLedger(name="Empoli")),
        Entry(subject="club:lecce", event=ClubRegisteredInLedger(name="Lecce")),
        Entry(subject="player:marco-ferri", event=PlayerRegisteredInLedger(name="Marco Ferri")),
    )
    book.record(names)
    sale = TransferCompleted(from_club="empoli", to_club="lecce")
    book.record(about(sale, "2024-08-20"))
    paid = PaymentMade(from_club="lecce", to_club="empoli", amount=Money.exact(1_000_000))
    book.record(about(paid, "2024-08-31"))
    likely = AssessmentRecorded.model_validate_json('{"probability":"0.9"}')
    book.record(about(likely, "2024-08-01", Basis.ASSESSED, DEAL))
    return book


def test_they_are_rows_of_the_deals_log_and_no_steps_of_it(book: Ledger) -> None:
    assert [row.kind for row in book.log(DEAL)] == [
        "AssessmentRecorded",
        "PaymentMade",
        "TransferCompleted",
    ]
    [deal] = book.deals()
    assert (deal.entries, deal.last_on, deal.stage) == (1, "2024-08-20", "completed")


def test_what_was_paid_is_a_claim_on_the_deal(book: Ledger) -> None:
    assert paid_in(book) == [("paid on 2024-08-31", "€1.0m")]


def test_before_the_world_knew_of_the_deal_there_is_none(book: Ledger) -> None:
    assert list(book.deals(known_at="2024-08-10")) == []


def test_striking_the_deal_is_refused_and_names_them(book: Ledger) -> None:
    with pytest.raises(Refused, match=r"PaymentMade .* and AssessmentRecorded .* rest on it"):
        book.void(4, reason="mistyped")


def test_together_they_can_be_struck(book: Ledger) -> None:
    assert len(book.void(4, reason="mistyped", cascade=True)) == 3
    assert list(book.deals()) == []


def test_the_answer_before_a_payment_stays_as_it_was(book: Ledger) -> None:
    before = book.claims(DEAL, position=5).items
    paid = PaymentMade(from_club="lecce", to_club="empoli", amount=Money.exact(2_000_000))
    book.record(about(paid, "2025-08-31"))
    assert book.claims(DEAL, position=5).items == before
    assert paid_in(book, position=5) == [("paid on 2024-08-31", "€1.0m")]
    assert [term for term, _ in paid_in(book)] == ["paid on 2024-08-31", "paid on 2025-08-31"]
