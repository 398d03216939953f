"""What the open ledger promises, whatever is recorded, corrected, voided or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

import ledger
from ledger.application import Ledger
from ledger.domain.admission import contradictions
from ledger.domain.career import career
from ledger.domain.entry import Entry
from ledger.domain.errors import LedgerError, Malformed, Refused
from ledger.domain.events import (
    ClubRegisteredInLedger,
    NoteRecorded,
    PlayerRegisteredInLedger,
    SourceRegistered,
)
from ledger.projections import PROJECTIONS, metadata
from ledger.projections.base import UNTIL_NOW
from ledger.queries.earlier import as_of

from .test_fold import check_timeline
from .worlds import CLUBS, EXAMPLES, NOW, PLAYER, SOURCE, drafts, histories, movements, numbered

few = settings(max_examples=max(20, EXAMPLES // 3))
"""Opening a ledger costs more than folding a list."""
Rows = dict[str, list[tuple[Any, ...]]]


def ticking() -> Callable[[], datetime]:
    """A clock that moves an hour at every look."""
    moments = (NOW + timedelta(hours=hour) for hour in range(100_000))
    return lambda: next(moments)


@contextmanager
def opened() -> Iterator[Ledger]:
    with ledger.open(":memory:", clock=ticking()) as book:
        book.record(
            [
                _named(PLAYER, PlayerRegisteredInLedger(name="Pau"), 9001),
                *(
                    _named(f"club:{club}", ClubRegisteredInLedger(name=club.title()), 9002 + index)
                    for index, club in enumerate(CLUBS)
                ),
                _named(f"source:{SOURCE}", SourceRegistered(name="The Gazette"), 9100),
            ]
        )
        yield book


def _named(subject: str, event: Any, number: int) -> Entry:
    return Entry(subject=subject, event=event, entry_id=numbered(number))


def write(book: Ledger, entry: Entry, policy: str = "refuse") -> LedgerError | None:
    """Record, or say why not; whatever is refused leaves the store as it was."""
    head = book.head()
    try:
        book.record(entry, policy=policy)
    except (Refused, Malformed) as error:
        assert book.head() == head
        return error
    return None


def dumped(connection: Connection) -> Rows:
    return {
        projection.name: sorted(
            (tuple(row) for row in connection.execute(select(projection.table))), key=repr
        )
        for projection in PROJECTIONS
    }


def tables(book: Ledger) -> Rows:
    """Every row of every table, the state of the projections included."""
    with book.store.begin() as connection:
        found = dumped(connection)
        state = metadata.tables["projection_state"]
        found["projection_state"] = [tuple(row) for row in connection.execute(select(state))]
    return found


def answered(book: Ledger, position: int) -> Rows:
    with as_of(book.store, [PLAYER], position=position) as connection:
        return dumped(connection)


@few
@given(st.lists(drafts(movements), min_size=4, max_size=14))
def test_no_player_is_ever_in_two_squads(entries: list[Entry]) -> None:
    with opened() as book:
        for entry in entries:
            write(book, entry)
        book.catch_up()
        spells = tables(book)["spells"]
        names = [column.name for column in PROJECTIONS[0].table.columns]
        rows = [dict(zip(names, row, strict=True)) for row in spells]
        for moment in {row["known_from"] for row in rows}:
            _apart(row for row in rows if row["known_from"] <= moment < row["known_to"])
        assert all(row["known_to"] <= UNTIL_NOW for row in rows)


def _apart(rows: Iterable[dict[str, Any]]) -> None:
    ordered = sorted(rows, key=lambda row: row["valid_from"])
    for earlier, later in pairwise(ordered):
        assert earlier["valid_to"] <= later["valid_from"]


@few
@given(histories(max_size=12))
def test_what_is_admitted_contradicts_nothing(entries: list[Entry]) -> None:
    with opened() as book:
        for entry in entries:
            write(book, entry)
        person = list(book.entries(PLAYER))
        assert [found for found in contradictions(person) if found.hard] == []
        check_timeline(career(person))


@few
@given(histories(max_size=8), st.sampled_from(("refuse", "flag")))
def test_an_answer_at_a_position_never_changes(entries: list[Entry], policy: str) -> None:
    with opened() as book:
        answers: dict[int, Rows] = {}
        for entry in entries:
            write(book, entry, policy)
            position = book.head().position
            answers.setdefault(position, answered(book, position))
        for position, answer in answers.items():
            assert answered(book, position) == answer


@few
@given(histories(max_size=8), st.sampled_from(("refuse", "flag")))
def test_the_read_models_say_what_the_entries_say(entries: list[Entry], policy: str) -> None:
    with opened() as book:
        for entry in entries:
            write(book, entry, policy)
        head = book.catch_up()
        found = tables(book)
        for name, rows in answered(book, head).items():
            if name != "names":
                assert found[name] == rows, name


@few
@given(
    st.lists(st.tuples(drafts(), st.booleans()), min_size=1, max_size=8),
    st.lists(st.booleans(), min_size=8, max_size=8),
)
def test_read_models_caught_up_with_step_by_step_are_those_rebuilt(
    steps: list[tuple[Entry, bool]], notes: list[bool]
) -> None:
    with opened() as book:
        for index, ((entry, catches_up), noted) in enumerate(zip(steps, notes, strict=False)):
            write(book, entry.model_copy(update={"entry_id": numbered(index)}), "flag")
            if noted:
                note = NoteRecorded(text="in form")
                write(book, Entry(subject=PLAYER, event=note, entry_id=numbered(500 + index)))
            if catches_up:
                book.catch_up()
        book.catch_up()
        live = tables(book)
        book.rebuild()
        assert tables(book) == live


@few
@given(histories(max_size=8), st.lists(st.booleans(), min_size=13, max_size=13))
def test_when_the_read_models_catch_up_does_not_matter(
    entries: list[Entry], pauses: list[bool]
) -> None:
    with opened() as often, opened() as once:
        for entry, pause in zip(entries, pauses, strict=False):
            refused = write(often, entry, "flag")
            assert (refused is None) == (write(once, entry, "flag") is None)
            if pause:
                often.catch_up()
        often.catch_up()
        once.rebuild()
        with_moments = {"projection_state"}
        assert {k: len(v) for k, v in tables(often).items() if k not in with_moments} == {
            k: len(v) for k, v in tables(once).items() if k not in with_moments
        }
        assert answered(often, often.head().position) == _player(tables(often))


def _player(found: Rows) -> Rows:
    return {
        name: [row for row in rows if name != "names" or row[0] == PLAYER]
        for name, rows in found.items()
        if name != "projection_state"
    }
