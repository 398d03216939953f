"""The read models of an earlier position: copied where nothing changed since, else folded."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ledger.application import Ledger
from ledger.projections import PROJECTIONS
from ledger.projections.base import instant
from ledger.queries.earlier import Kept, as_of

from .test_answers import Rows, dumped, few
from .test_identities import EVERY, _steps, opened, play
from .worlds import NOW


def folded(book: Ledger, position: int) -> Rows:
    with as_of(book.store, EVERY, position=position) as tables:
        return dumped(tables)


def copied(book: Ledger, position: int, known_by: int | None = None) -> Rows:
    reached = book.catch_up()
    with (
        book.store.begin() as connection,
        as_of(
            book.store,
            EVERY,
            position=position,
            known_by=known_by,
            kept=Kept(connection, reached),
        ) as tables,
    ):
        return dumped(tables)


def known(rows: Rows, moment: int) -> Rows:
    """The rows that stand at a moment of knowledge, without saying since when they do."""
    return {
        projection.name: sorted(
            (row[:-2] for row in rows[projection.name] if row[-2] <= moment < row[-1])
            if "known_from" in projection.table.c
            else rows[projection.name],
            key=repr,
        )
        for projection in PROJECTIONS
    }


@few
@given(_steps)
def test_what_is_copied_is_what_would_be_folded(steps: list[Any]) -> None:
    with opened() as book:
        for what, which in steps:
            play(book, what, which)
        for position in range(1, book.head().position + 1):
            assert copied(book, position) == folded(book, position)


@few
@given(_steps, st.integers(0, 3 * 365))
def test_one_state_of_knowledge_is_that_of_all_of_them(steps: list[Any], days: int) -> None:
    with opened() as book:
        for what, which in steps:
            play(book, what, which)
        moment = instant(NOW) - days * 86_400_000_000
        for position in range(1, book.head().position + 1, 3):
            asked = known(copied(book, position, moment), moment)
            assert asked == known(folded(book, position), moment)
