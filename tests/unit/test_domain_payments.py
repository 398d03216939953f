"""What comes of a deal's terms later: payments add up, and leave the deal as it was."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from ledger.domain.claims import claims
from ledger.domain.deal import deals
from ledger.domain.errors import Refused
from ledger.domain.events import (
    AddOnTriggered,
    PaymentMade,
    PaymentSetOff,
    SellOnRealised,
    TransferCompleted,
)
from ledger.domain.terms import Appearances
from ledger.domain.values import Fee, Money

from .facts import Book, deal, fact, given, report, when

SOLD: dict[str, Any] = {"from_club": "milan", "to_club": "juventus"}
PAID: dict[str, Any] = {"from_club": "juventus", "to_club": "milan"}
DEAL = "marco-ferri/juventus/1"
SALE = fact(TransferCompleted(**SOLD, fee=Fee(fixed=Money.exact(3_300_000))), "2024-08-21")


def paid(millions: str, on: str, published: str | None = None, **more: Any) -> Any:
    event = PaymentMade(**PAID, amount=money(millions), **more)
    return fact(event, on, published)


def money(millions: str) -> Money:
    return Money.exact(int(float(millions) * 1_000_000))


def terms(book: Book) -> list[tuple[str, str, str]]:
    """The claims on the deal beside its fee: term, value, status."""
    told = [item for item in book if item.entry.deal == DEAL]
    return [(one.term, one.value, str(one.status)) for one in claims(told) if one.term != "fee"]


def test_instalments_add_up() -> None:
    book = given(
        SALE,
        paid("1.65", "2024-08-31", instalment=1),
        paid("1.65", "2025-08-31", instalment=2),
    )
    assert terms(book) == [
        ("paid, instalment 1", "€1.65m", "stands"),
        ("paid, instalment 2", "€1.65m", "stands"),
    ]


def test_a_later_word_on_the_same_instalment_takes_the_place_of_the_earlier() -> None:
    book = given(
        SALE,
        paid("1.5", "2024-08-31", "2024-09-01", instalment=1),
        paid("1.65", "2024-08-31", "2024-09-02", instalment=1),
    )
    assert terms(book) == [
        ("paid, instalment 1", "€1.5m", "superseded"),
        ("paid, instalment 1", "€1.65m", "stands"),
    ]


def test_what_has_no_number_is_told_apart_by_its_day() -> None:
    book = given(SALE, paid("1", "2024-08-31"), paid("1", "2025-08-31"))
    assert [term for term, _, _ in terms(book)] == ["paid on 2024-08-31", "paid on 2025-08-31"]


def test_each_sort_is_a_term_of_its_own() -> None:
    share = SellOnRealised(**PAID, amount=money("1.5"), percent=Decimal(10), share_of="profit")
    add_on = AddOnTriggered(**PAID, amount=money("1"), condition=Appearances(at_least=30))
    set_off = PaymentSetOff(**PAID, amount=money("10.7"), against="marco-ferri/milan/1")
    when_due = AddOnTriggered(**PAID, amount=money("0.5"))
    events = (share, add_on, set_off, when_due)
    book = given(SALE, *(fact(event, "2026-06-30") for event in events))
    assert terms(book) == [
        ("sell-on paid on 2026-06-30", "€1.5m (10% of the profit)", "stands"),
        ("add-on due for 30 appearances", "€1.0m", "stands"),
        ("set off against marco-ferri/milan/1", "€10.7m", "stands"),
        ("add-on due on 2026-06-30", "€500k", "stands"),
    ]


def test_they_are_no_steps_of_the_deal() -> None:
    book = given(SALE, paid("1.65", "2025-08-31"))
    found = deal(book, DEAL)
    assert (len(found.entries), found.last.position) == (1, 1)
    assert found.opened_on.isoformat() == "2024-08-21"
    move = fact(TransferCompleted(**SOLD), "2025-08-31")
    back = fact(TransferCompleted(**PAID), "2025-07-31")
    when(book, back)
    when(book, move)
    assert book[-1].entry.deal == "marco-ferri/juventus/2"


def test_a_deal_is_known_by_its_steps_and_not_by_its_payments() -> None:
    book = given(SALE, paid("1.65", "2025-08-31"))
    assert deals(book[1:]) == {}


def test_a_reported_payment_stands_beside_an_official_one() -> None:
    event = PaymentMade(**PAID, amount=money("2"), instalment=1)
    book = given(SALE, report(event, "2024-08-31"), paid("1.65", "2024-08-31", instalment=1))
    assert terms(book) == [
        ("paid, instalment 1", "€2.0m", "contradicted"),
        ("paid, instalment 1", "€1.65m", "stands"),
    ]


def test_it_joins_the_last_deal_done_between_the_two() -> None:
    book = given(
        SALE,
        fact(TransferCompleted(**PAID), "2025-07-31"),
        fact(TransferCompleted(**SOLD), "2026-07-31"),
    )
    when(book, paid("1", "2026-07-30"))
    when(book, paid("1", "2026-08-01"))
    assert [item.entry.deal for item in book[3:]] == [DEAL, "marco-ferri/juventus/2"]


@pytest.mark.parametrize(
    ("clubs", "named"),
    [
        (SOLD, None),
        ({"from_club": "juventus"}, None),
        ({}, "marco-ferri/juventus/2"),
        ({}, "marco-ferri/roma/1"),
    ],
)
def test_it_is_of_a_deal_on_record(clubs: dict[str, Any], named: str | None) -> None:
    event = PaymentMade(**clubs, amount=money("1"))
    with pytest.raises(Refused) as caught:
        when(given(SALE), fact(event, "2025-08-31", deal=named))
    assert (caught.value.rule, caught.value.reason) == ("H6", "no-such-deal")


def test_a_deal_that_is_named_must_be_the_payers() -> None:
    event = PaymentMade(from_club="roma", to_club="milan", amount=money("1"))
    with pytest.raises(Refused, match="takes him to juventus, not to roma"):
        when(given(SALE), fact(event, "2025-08-31", deal=DEAL))


def test_nobody_pays_himself() -> None:
    with pytest.raises(ValidationError, match="juventus stands on both sides"):
        PaymentMade(from_club="juventus", to_club="juventus", amount=money("1"))
