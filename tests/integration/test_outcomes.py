"""When the commit itself fails: recorded, refused or unknown, told apart by reading again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, RootTransaction
from sqlalchemy.exc import OperationalError

from ledger.store import OutcomeUnknown, Store, StoreFailed
from ledger.store.database import Database

from .drafts import NOON, draft

LOST = OperationalError("COMMIT", {}, OSError("the line went dead"))


@contextmanager
def _commits(monkeypatch: pytest.MonkeyPatch, *, reach_the_disk: bool) -> Iterator[None]:
    """The next commit fails with an error, having reached the disk or not."""
    commit = RootTransaction.commit

    def fail_once(transaction: RootTransaction) -> None:
        monkeypatch.setattr(RootTransaction, "commit", commit)
        if reach_the_disk:
            commit(transaction)
        else:
            transaction.rollback()
        raise LOST

    monkeypatch.setattr(RootTransaction, "commit", fail_once)
    yield
    monkeypatch.setattr(RootTransaction, "commit", commit)


def test_a_commit_that_reached_the_disk_is_recorded(
    any_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    any_store.append([draft("before")], unchanged={}, now=NOON)
    with _commits(monkeypatch, reach_the_disk=True):
        receipts = any_store.append([draft("before"), draft("a")], unchanged={}, now=NOON)
    assert [(r.position, r.already_recorded) for r in receipts] == [(1, True), (2, False)]
    assert any_store.verify() == []


def test_a_commit_that_did_not_is_refused_and_may_be_tried_again(
    any_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        _commits(monkeypatch, reach_the_disk=False),
        pytest.raises(StoreFailed, match="Nothing of this was stored"),
    ):
        any_store.append([draft("a")], unchanged={}, now=NOON)
    assert any_store.head().position == 0
    (receipt,) = any_store.append([draft("a")], unchanged={}, now=NOON)
    assert not receipt.already_recorded


def test_a_commit_nobody_can_ask_about_is_unknown_and_names_the_ids(
    any_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, calls = Database.write, 0

    def write_once(database: Database, *words: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OperationalError("BEGIN", {}, OSError("no route to host"))
        return write(database, *words)

    drafts = [draft(name) for name in "abcde"]
    monkeypatch.setattr(Database, "write", write_once)
    with (
        _commits(monkeypatch, reach_the_disk=True),
        pytest.raises(OutcomeUnknown, match="and 2 more") as caught,
    ):
        any_store.append(drafts, unchanged={}, now=NOON)
    monkeypatch.setattr(Database, "write", write)
    assert caught.value.entry_ids == tuple(each.entry_id for each in drafts)
    receipts = any_store.append(drafts, unchanged={}, now=NOON)
    assert all(receipt.already_recorded for receipt in receipts)


@pytest.mark.postgres
def test_a_server_that_drops_the_line_stores_nothing_and_is_used_again(
    postgres_store: Store,
) -> None:
    def drop(connection: Connection) -> None:
        backend = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with postgres_store.engine.connect() as other:
            other.exec_driver_sql(f"SELECT pg_terminate_backend({backend}, 5000)")

    with pytest.raises(StoreFailed), postgres_store.write() as writing:  # noqa: PT012
        drop(writing)
        writing.exec_driver_sql("SELECT 1")
    postgres_store.append([draft("a")], unchanged={}, now=NOON)
    assert postgres_store.head().position == 1
