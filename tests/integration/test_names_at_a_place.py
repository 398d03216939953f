"""Whom a name meant at an earlier place of the book, whatever was named or struck since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest

import ledger
from ledger import Content, Entry
from ledger.domain.events import (
    AliasAdded,
    ClubRegisteredInLedger,
    PlayerRegisteredInLedger,
    SourceRegistered,
)
from ledger.queries.asking import At
from ledger.queries.names import NoSuchName, SeveralByThatName

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
KALULU, MILAN, GAZZETTA = "player:pierre-kalulu", "club:ac-milan", "source:gazzetta"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def book(request: pytest.FixtureRequest) -> Iterator[ledger.Ledger]:
    """A player, a club and a source, each found by a part of his name or an alias."""
    postgres = request.param == "postgres"
    url = str(request.getfixturevalue("postgres_url")) if postgres else ":memory:"
    with ledger.open(url, clock=lambda: NOW) as book:
        club = ClubRegisteredInLedger(name="AC Milan", aliases=("Milan",), association="ITA")
        book.record(Entry(subject=MILAN, event=club))
        player = PlayerRegisteredInLedger(name="Pierre Kalulu")
        book.record(Entry(subject=KALULU, event=player))
        source = SourceRegistered(name="La Gazzetta dello Sport", aliases=("Gazzetta",))
        book.record(Entry(subject=GAZZETTA, event=source))
        yield book


def register(book: ledger.Ledger) -> None:
    """Others of the same names."""
    player = PlayerRegisteredInLedger(name="Aldo Kalulu")
    book.record(Entry(subject="player:aldo-kalulu", event=player))
    club = ClubRegisteredInLedger(name="Inter", aliases=("Milan",))
    book.record(Entry(subject="club:inter", event=club))
    source = SourceRegistered(name="Gazzetta")
    book.record(Entry(subject="source:gazzetta-2", event=source))


def alias(book: ledger.Ledger) -> None:
    """The same names for others who were on record before."""
    book.record(Entry(subject="club:inter", event=ClubRegisteredInLedger(name="Inter")))
    book.record(Entry(subject="club:inter", event=AliasAdded(alias="Milan")))


def mend(book: ledger.Ledger) -> None:
    """Every name turns out to be mistyped."""
    player = Content(event=PlayerRegisteredInLedger(name="Pierre Kazeye"))
    club = Content(event=ClubRegisteredInLedger(name="Milan Futuro", association="SMR"))
    source = Content(event=SourceRegistered(name="Tuttosport"))
    for position, content in enumerate((club, player, source), start=1):
        book.correct(position, content, reason="mistyped")


def strike(book: ledger.Ledger) -> None:
    """Nobody should have been registered."""
    for position in (1, 2, 3):
        book.void(position, reason="never heard of")


def merge(book: ledger.Ledger) -> None:
    """The player turns out to be somebody else's second id."""
    player = PlayerRegisteredInLedger(name="Aldo Kalulu")
    book.record(Entry(subject="player:aldo-kalulu", event=player))
    book.merge("aldo-kalulu", "pierre-kalulu")


@pytest.mark.parametrize("since", [register, alias, mend, strike, merge])
def test_a_name_means_at_a_place_whom_it_meant_there(
    book: ledger.Ledger, since: Callable[[ledger.Ledger], None]
) -> None:
    def told() -> list[object]:
        return [
            book.player("kalulu", **place).meta,
            book.squad("milan", **place).meta,
            book.depth("Milan", **place).meta,
            book.window("2025-winter", club="milan", **place).window.association,
            book.log("gazzetta", **place).to_dicts(),
            book.log(source="Gazzetta", **place).to_dicts(),
            book.identity("kalulu", **place).to_dicts(),
        ]

    place: At = {"position": 3, "on": date(2025, 1, 1), "known_at": NOW}
    before = told()
    since(book)
    assert told() == before


def test_who_was_registered_later_is_not_found_before(book: ledger.Ledger) -> None:
    register(book)
    with pytest.raises(NoSuchName, match="No player on record is called 'aldo-kalulu' at #3"):
        book.player("aldo-kalulu", position=3)
    with pytest.raises(SeveralByThatName, match="'kalulu' is several players on record"):
        book.player("kalulu")
