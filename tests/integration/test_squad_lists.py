"""Squad lists in a whole ledger: everybody on one has an id, and finds it in his log."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger import Entry, Ledger, NotFound, Refused
from ledger.domain.events import (
    ClubRegisteredInLedger,
    Event,
    Listed,
    PlayerRegisteredInLedger,
    SquadListAmended,
    SquadListSubmitted,
)
from ledger.domain.sources import Basis

LIST: dict[str, Any] = {"competition": "Serie A", "season": "2024-25"}


def submitted(*players: str) -> Entry:
    named = tuple(Listed(player=player) for player in players)
    return of_lecce(SquadListSubmitted(**LIST, players=named))


def of_lecce(event: Event) -> Entry:
    return Entry(
        subject="club:lecce",
        event=event,  # type: ignore[arg-type]
        occurred_on="2024-09-13",  # type: ignore[arg-type]
        published_at="2024-09-13",  # type: ignore[arg-type]
        basis=Basis.LISTED,
    )


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    book = ledger.open(str(tmp_path / "lists.db"))
    book.record([Entry(subject="club:lecce", event=ClubRegisteredInLedger(name="Lecce"))])
    names = ("Anna", "Bea", "Cleo")
    book.record(
        [
            Entry(subject=f"player:{name.lower()}", event=PlayerRegisteredInLedger(name=name))
            for name in names
        ]
    )
    return book


def test_whoever_is_on_a_list_must_have_an_id(book: Ledger) -> None:
    with pytest.raises(NotFound, match="it names the player 'dora', whom this ledger does not"):
        book.record(submitted("anna", "dora"))
    assert len(book.log("lecce")) == 1


def test_the_log_of_each_shows_the_entry_that_names_him(book: Ledger) -> None:
    book.record(submitted("anna", "bea"))
    amended = SquadListAmended(**LIST, removed=("anna",), added=(Listed(player="cleo"),))
    book.record(of_lecce(amended))
    lists = ["SquadListSubmitted", "SquadListAmended"]
    shown = {name: [row.kind for row in book.log(name, kinds=lists)] for name in ("anna", "cleo")}
    assert shown == {
        "anna": ["SquadListAmended", "SquadListSubmitted"],
        "cleo": ["SquadListAmended"],
    }
    assert book.log("anna", kinds=lists)[0].says == "Serie A 2024-25, in: Cleo, out: Anna"


def test_after_a_merge_the_list_is_that_of_the_one_in_front(book: Ledger) -> None:
    book.record(submitted("anna", "bea"))
    book.merge("anna", "bea")
    with book.asking() as asking:
        [told] = [e.event for e in asking.entries("club:lecce") if e.entry.kind.startswith("Squad")]
    assert isinstance(told, SquadListSubmitted)
    assert [listed.player for listed in told.players] == ["anna"]
    with pytest.raises(Refused, match="bea was merged into anna"):
        book.record(submitted("bea", "cleo"))
