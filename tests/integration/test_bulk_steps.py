"""Steps of a bulk that are written together rest on each other as if written one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from ledger.application.bulk import Bulk
from ledger.application.handed import Judged
from ledger.domain.admission import Policy
from ledger.store import Conflict, Draft, Store

NOON = datetime(2024, 8, 21, 12, tzinfo=UTC)


@pytest.fixture
def bulk(tmp_path: Path) -> Iterator[Bulk]:
    with Store.open(str(tmp_path / "book.db")) as store:
        yield Bulk(store, Policy.FLAG, lambda: NOON)


def step(*drafts: tuple[int, str], read: Mapping[str, int], relied: Collection[str] = ()) -> Judged:
    made = [Draft(UUID(int=n), subject, "PlayerReturned", b"{}", NOON) for n, subject in drafts]
    return Judged(made, read, relied, [], [])


def test_each_tells_how_many_of_its_entries_were_on_record(bulk: Bulk) -> None:
    first = step((1, "player:one"), (2, "player:two"), read={"player:one": 0, "player:two": 0})
    again = step((2, "player:two"), read={"player:two": 1})
    more = step((3, "player:three"), (4, "player:three"), read={"player:three": 0})
    assert bulk.write([first]) == [0]
    assert bulk.write([again, more]) == [1, 0]
    assert bulk.store.head().position == 4


def test_a_step_may_rest_on_what_the_step_before_it_writes(bulk: Bulk) -> None:
    first = step((1, "player:one"), (2, "club:imola"), read={"player:one": 0, "club:imola": 0})
    second = step((3, "player:one"), read={"player:one": 1}, relied=["club:imola"])
    assert bulk.write([first, second]) == [0, 0]
    assert bulk.store.numbers(["player:one", "club:imola"]) == {"player:one": 2, "club:imola": 1}


def test_a_step_that_did_not_know_of_the_one_before_it_is_refused_with_it(bulk: Bulk) -> None:
    first = step((1, "player:one"), read={"player:one": 0})
    second = step((2, "player:one"), read={"player:one": 0})
    with pytest.raises(Conflict, match="player:one"):
        bulk.write([first, second])
    assert bulk.store.head().position == 0


def test_a_step_does_not_rest_on_what_only_a_later_step_writes(bulk: Bulk) -> None:
    relying = step((1, "player:one"), read={"player:one": 0}, relied=["club:imola"])
    registering = step((2, "club:imola"), read={"club:imola": 0})
    with pytest.raises(Conflict, match="club:imola"):
        bulk.write([relying, registering])
    assert bulk.store.head().position == 0


def test_a_stream_that_grew_meanwhile_refuses_all_steps(bulk: Bulk) -> None:
    bulk.write([step((1, "player:two"), read={})])
    first = step((2, "player:one"), read={"player:one": 0})
    second = step((3, "player:two"), read={"player:two": 0})
    with pytest.raises(Conflict, match="player:two"):
        bulk.write([first, second])
    assert bulk.store.head().position == 1
