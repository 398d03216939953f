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


@pytest.mark.parametrize(
    ("position", "who", "resting"),
    [
        (1, "Marco Ferri", r"SquadBaselineRecorded of 2024-09-02 \(#5\) rests on it"),
        (2, "Lecce", r"SquadBaselineRecorded of Marco Ferri of 2024-09-02 \(#5\) rests on it"),
        (4, "A squad list", r"SquadBaselineRecorded of Marco Ferri of .* rests on it"),
    ],
)
def test_a_registration_that_others_rest_on_is_not_voided(
    position: int, who: str, resting: str, book: ledger.Ledger
) -> None:
    before = book.head()
    with pytest.raises(Refused, match=rf"Cannot void \w+ \(#{position}\) of {who}: {resting}"):
        book.void(book.entry(position).entry_id, reason="a test")
    assert book.head() == before


def test_a_registration_goes_with_all_that_names_it_where_that_is_asked_for(
    book: ledger.Ledger,
) -> None:
    written = book.void(2, reason="no such club", cascade=True)
    struck = [book.entry(result.entry.event.target).position for result in written]  # type: ignore[union-attr]
    assert struck == [5, 2]
    with pytest.raises(ledger.NotFound, match="No club on record is called 'Lecce'"):
        book.squad("Lecce")
    assert len(book.squad("lecce", on="2024-10-01", position=5)) == 1


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
