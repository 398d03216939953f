"""Rebuilding with a second process gives the same rows as alone, whatever becomes of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import ledger
from ledger.domain.identity import NOBODY_MERGED
from ledger.interfaces import demo
from ledger.projections import PROJECTIONS
from ledger.queries import folding

Rows = dict[str, list[str]]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ledger.Ledger]:
    with ledger.open(str(tmp_path / "demo.db")) as opened:
        opened.record_many(demo.entries())
        opened.catch_up()
        yield opened


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small batches, and a second process even for a small book."""
    monkeypatch.setattr(folding, "WORTH_HELP_SUBJECTS", 1)
    monkeypatch.setattr(folding, "BATCH_SUBJECTS", 25)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def rows(book: ledger.Ledger) -> Rows:
    with book.store.begin() as connection:
        return {
            one.name: sorted(
                json.dumps(list(row)) for row in connection.execute(one.table.select())
            )
            for one in PROJECTIONS
        }


@pytest.mark.usefixtures("helped")
def test_two_processes_make_the_same_rows_as_one(book: ledger.Ledger) -> None:
    alone = rows(book)
    book.rebuild()
    assert rows(book) == alone
    assert sum(map(len, alone.values())) > 500


@pytest.mark.usefixtures("helped")
def test_the_second_process_really_folds(
    book: ledger.Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    subjects = book.store.subjects(limit=1_000)
    folded_here: list[str] = []
    original = folding.fold

    def noted(store: object, batch: list[str], **more: object) -> object:
        folded_here.extend(batch)
        return original(store, batch, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(folding, "fold", noted)
    everything = folding.fold_all(book.store, subjects, upto=294, known=NOBODY_MERGED)
    done = [count for count, _ in everything]
    assert done[-1] == len(subjects)
    assert 0 < len(folded_here) < len(subjects)


@pytest.mark.usefixtures("helped")
@pytest.mark.parametrize("program", ["false", "true", "no-such-program"])
def test_this_process_does_it_all_where_the_second_cannot_be_had(
    program: str, book: ledger.Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    alone = rows(book)
    script = tmp_path / program
    script.write_text(f"#!/bin/sh\nexit {0 if program == 'true' else 1}\n")
    script.chmod(0o644 if program == "no-such-program" else 0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    book.rebuild()
    assert rows(book) == alone
