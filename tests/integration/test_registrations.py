"""Registrations: nobody loses his id while entries rest on it, and a batch knows its own names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import ledger
from ledger import Basis, Entry, Evidence, Refused, UncertainDate
from ledger.domain.events import (
    ClubRegisteredInLedger,
    PlayerRegistered,
    PlayerRegisteredInLedger,
    SourceRegistered,
    SquadBaselineRecorded,
)

DAY = UncertainDate.parse("2024-09-02")
PLAYER = "player:marco-ferri"


@pytest.fixture
def book() -> Iterator[ledger.Ledger]:
    with ledger.open(":memory:") as opened:
        opened.record(
            [
                Entry(subject=PLAYER, event=PlayerRegisteredInLedger(name="Marco Ferri")),
                Entry(subject="club:lecce", event=ClubRegisteredInLedger(name="Lecce")),
                Entry(subject="club:bari", event=ClubRegisteredInLedger(name="Bari")),
                Entry(subject="source:list", event=SourceRegistered(name="A squad list")),
                Entry(
                    subject=PLAYER,
                    event=SquadBaselineRecorded(club="lecce"),
                    occurred_on=DAY,
                    published_at=DAY,
                    basis=Basis.LISTED,
                    evidence=(Evidence(source="list"),),
                ),
            ]
        )
        yield opened


@pytest.mark.parametrize(("position", "who"), [(1, "marco-ferri"), (2, "lecce"), (4, "list")])
def test_a_registration_that_others_rest_on_is_not_voided(
    position: int, who: str, book: ledger.Ledger
) -> None:
    before = book.head()
    with pytest.raises(Refused, match=f"Cannot void the registration of {who}: .* rest on it"):
        book.void(book.entry(position).entry_id, reason="a test")
    assert book.head() == before


def test_a_registration_that_nothing_rests_on_can_be_voided(book: ledger.Ledger) -> None:
    book.void(book.entry(3).entry_id, reason="registered by mistake")
    with pytest.raises(ledger.NotFound, match="No club on record is called 'Bari'"):
        book.squad("Bari")


def test_a_refusal_names_clubs_that_the_same_batch_registers(book: ledger.Ledger) -> None:
    with pytest.raises(Refused, match=r"Cannot register Marco Ferri \(Bologna\): he is at Lecce"):
        book.record(
            [
                Entry(subject="club:bologna", event=ClubRegisteredInLedger(name="Bologna")),
                Entry(
                    subject=PLAYER,
                    event=PlayerRegistered(to_club="bologna"),
                    occurred_on=UncertainDate.parse("2024-10-01"),
                    published_at=UncertainDate.parse("2024-10-01"),
                    basis=Basis.OFFICIAL,
                    evidence=(Evidence(source="list"),),
                ),
            ]
        )
