"""A stock application of the library, its projection and its runner, on our store."""

import gc
import threading
from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import UUID

import pytest
from eventsourcing.application import AggregateNotFoundError, Application
from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import IntegrityError, Tracking
from eventsourcing.projection import Projection, ProjectionRunner
from eventsourcing.utils import get_topic
from sqlalchemy import Column, Integer, MetaData, Table, Text, select

from ledger.store import Store
from ledger.store.recorders import LedgerTrackingRecorder

from .drafts import KALULU, NOON, draft

shirts = Table(
    "shirts", MetaData(), Column("name", Text, primary_key=True), Column("number", Integer)
)


class Player(Aggregate):
    class ShirtGiven(Aggregate.Event):
        number: int

    @event("Registered")
    def __init__(self, name: str) -> None:
        self.name = name
        self.number = 0

    @event(ShirtGiven)
    def give_shirt(self, number: int) -> None:
        self.number = number


class Squad(Application[UUID]):
    snapshotting_intervals: ClassVar = {Player: 2}

    def register(self, name: str) -> UUID:
        player = Player(name)
        self.save(player)
        return player.id

    def give_shirt(self, player_id: UUID, number: int) -> int:
        player: Player = self.repository.get(player_id)
        player.give_shirt(number)
        return self.save(player)[-1].notification.id


class Shirts(LedgerTrackingRecorder):
    """How many shirts were given, and which number last."""

    def create_table(self) -> None:
        with self.store.write() as writing:
            shirts.metadata.create_all(writing)

    def note(self, name: str, number: int, tracking: Tracking) -> None:
        with self.store.write() as writing:
            writing.execute(shirts.delete().where(shirts.c.name == name))
            writing.execute(shirts.insert().values(name=name, number=number))
            self._insert_tracking(writing, tracking)

    def number(self, name: str) -> int | None:
        with self.store.begin() as reading:
            found: int | None = reading.scalar(select(shirts.c.number).where(shirts.c.name == name))
        return found


class ShirtsProjection(Projection[Shirts]):
    name = "shirts"
    topics = (get_topic(Player.ShirtGiven),)

    @singledispatchmethod
    def process_event(self, domain_event: Any, tracking: Tracking) -> None:  # noqa: ARG002
        self.view.insert_tracking(tracking)

    @process_event.register
    def shirt_given(self, domain_event: Player.ShirtGiven, tracking: Tracking) -> None:
        self.view.note(str(domain_event.originator_id), domain_event.number, tracking)


@pytest.fixture
def settings(url: str) -> dict[str, str]:
    return {
        "PERSISTENCE_MODULE": "ledger.store",
        "TRANSFER_LEDGER_DB": url,
        "IS_SNAPSHOTTING_ENABLED": "yes",
    }


@pytest.fixture
def squad(settings: dict[str, str]) -> Iterator[Squad]:
    with Squad(env=settings) as application:
        yield application
        application.close()


def test_an_application_saves_and_finds_again(squad: Squad, url: str) -> None:
    player_id = squad.register("Pierre Kalulu")
    assert [squad.give_shirt(player_id, n) for n in (20, 28, 15)] == [2, 3, 4]
    player: Player = squad.repository.get(player_id)
    assert (player.name, player.number, player.version) == ("Pierre Kalulu", 15, 4)
    assert squad.snapshots is not None
    assert len(list(squad.snapshots.get(player_id))) == 2
    with pytest.raises(AggregateNotFoundError):
        squad.repository.get(UUID(int=0))
    with Store.open(url, read_only=True) as store:
        assert store.head().position == 4
        assert store.verify() == []


def test_two_writers_of_one_aggregate_conflict(squad: Squad) -> None:
    player_id = squad.register("Pierre Kalulu")
    one: Player = squad.repository.get(player_id)
    other: Player = squad.repository.get(player_id)
    one.give_shirt(20)
    squad.save(one)
    other.give_shirt(28)
    with pytest.raises(IntegrityError):
        squad.save(other)
    assert squad.repository.get(player_id).number == 20


def test_the_runner_projects_what_is_recorded_before_and_meanwhile(
    squad: Squad, settings: dict[str, str]
) -> None:
    player_id = squad.register("Pierre Kalulu")
    squad.give_shirt(player_id, 20)
    with ProjectionRunner(
        application_class=Squad,
        projection_class=ShirtsProjection,
        view_class=Shirts,
        env=settings,
    ) as runner:
        runner.wait(2)
        assert runner.projection.view.number(str(player_id)) == 20
        # Recorded through another application, with connections of its own.
        last = squad.give_shirt(player_id, 28)
        runner.wait(last, timeout=5)
        assert runner.projection.view.number(str(player_id)) == 28
        # And through the runner's own.
        last = runner.app.give_shirt(player_id, 15)
        runner.wait(last, timeout=5)
        assert runner.projection.view.number(str(player_id)) == 15
    runner.view.store.close()  # which the library's runner leaves open


def test_the_ledgers_own_entries_stand_in_the_same_book(squad: Squad, url: str) -> None:
    squad.register("Pierre Kalulu")
    with Store.open(url) as store:
        store.append([draft("a")], unchanged={}, now=NOON)
    found = squad.recorder.select_notifications(start=1, limit=10)
    assert [notification.originator_id for notification in found][1] == KALULU
    squad.register("Daniel Maldini")
    assert squad.recorder.max_notification_id() == 3


def test_a_subscription_sees_each_entry_once_and_in_order(squad: Squad, url: str) -> None:
    seen: list[int] = []

    def follow() -> None:
        with squad.recorder.subscribe(gt=0) as subscription:
            for notification in subscription:
                seen.append(notification.id)
                if notification.id == 60:
                    break

    follower = threading.Thread(target=follow)
    follower.start()
    with Store.open(url) as store:
        for turn in range(30):
            store.append([draft(f"{turn} {n}") for n in range(2)], unchanged={}, now=NOON)
    follower.join(timeout=20)
    assert seen == list(range(1, 61))


def test_a_store_nobody_closed_closes_its_connections_when_it_is_dropped(url: str) -> None:
    store = Store.open(url)
    store.append([draft("a")], unchanged={}, now=NOON)
    del store
    gc.collect()
