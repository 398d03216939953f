"""The library's own recorder interfaces, so that a stock ``eventsourcing`` application runs here.

What a stock application writes stands among the entries and under the same seal: with an entry id
made up for it, its topic as the kind, known when recorded. Only that application's mapper reads it.
The numbers are the application's own; "last + 1" is a promise of ``Store.append`` alone.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID, uuid4

from eventsourcing import persistence as library
from eventsourcing.persistence import Notification, StoredEvent, Tracking
from sqlalchemy import ColumnElement, Connection, Executable, func, select
from sqlalchemy.exc import IntegrityError

from ledger.store import schema
from ledger.store.instants import to_micros
from ledger.store.library_errors import library_errors
from ledger.store.merkle import Row
from ledger.store.sealing import add_entries, read_edge
from ledger.store.store import Store
from ledger.store.subscription import LedgerSubscription

_entries, _tracking, _others = schema.entries, schema.tracking, schema.aggregate_events


class LedgerRecorder:
    """What every recorder has: a store, and whether stream ids become UUIDs again when read."""

    def __init__(self, store: Store, *, uuid_ids: bool = True) -> None:
        self.store = store
        self.uuid_ids = uuid_ids

    def create_table(self) -> None:
        """Create the tables a subclass adds; the store's own are there once it is open."""

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with library_errors(), self.store.begin() as connection:
            yield connection

    def _originator_id(self, subject: str) -> UUID | str:
        if self.uuid_ids:
            try:
                return UUID(subject)
            except ValueError:
                return subject  # an entry of the ledger's own, in the same book
        return subject


class LedgerAggregateRecorder(LedgerRecorder, library.AggregateRecorder):
    """Keeps what is no part of the record, such as an application's snapshots."""

    def __init__(self, store: Store, *, purpose: str = "events", uuid_ids: bool = True) -> None:
        super().__init__(store, uuid_ids=uuid_ids)
        self.purpose = purpose

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Insert all the events or none."""
        del kwargs
        rows = [
            {
                "purpose": self.purpose,
                "subject": str(stored.originator_id),
                "number": stored.originator_version,
                "topic": stored.topic,
                "state": stored.state,
            }
            for stored in stored_events
        ]
        if rows:
            with library_errors(), self.store.write() as connection:
                connection.execute(_others.insert(), rows)
        return None

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Return a stream's events between two numbers."""
        query = select(_others.c.number, _others.c.topic, _others.c.state).where(
            _others.c.purpose == self.purpose, _others.c.subject == str(originator_id)
        )
        number = _others.c.number
        query = query.where(*_between(number, gt, lte)).limit(limit)
        query = query.order_by(number.desc() if desc else number)
        with self._reading() as connection:
            return _stored_events(connection, query, originator_id)


class LedgerApplicationRecorder(LedgerRecorder, library.ApplicationRecorder):
    """Keeps an application's events among the entries, at dense positions."""

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Insert all the events or none, and return their positions."""
        if not stored_events:
            return []
        with library_errors(), self.store.database.write("append") as connection:
            return self._insert_events(connection, stored_events, **kwargs)

    def _insert_events(
        self, connection: Connection, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int]:
        del kwargs
        database = self.store.database
        edge = read_edge(connection, database.place)
        now = max(to_micros(datetime.now(UTC)), edge.recorded_at or 0)
        rows = [
            Row(
                position,
                uuid4(),
                str(stored.originator_id),
                stored.originator_version,
                stored.topic,
                now,
                now,
                None,
                stored.state,
            )
            for position, stored in enumerate(stored_events, start=edge.position + 1)
        ]
        add_entries(connection, database, edge, rows, ())
        return [row.position for row in rows]

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Return a stream's events between two numbers."""
        query = select(_entries.c.number, _entries.c.kind, _entries.c.body).where(
            _entries.c.subject == str(originator_id)
        )
        number = _entries.c.number
        query = query.where(*_between(number, gt, lte)).limit(limit)
        query = query.order_by(number.desc() if desc else number)
        with self._reading() as connection:
            return _stored_events(connection, query, originator_id)

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Return what was recorded from a position on, in order."""
        columns = _entries.c
        query = select(
            columns.position, columns.subject, columns.number, columns.kind, columns.body
        )
        if start is not None:
            first = start if inclusive_of_start else start + 1
            query = query.where(columns.position >= first)
        if stop is not None:
            query = query.where(columns.position <= stop)
        if topics:
            given = self.store.database.given(list(topics))
            query = query.where(columns.kind.in_(select(given.c.value)))
        with self._reading() as connection:
            return [
                Notification(
                    id=position,
                    originator_id=self._originator_id(subject),
                    originator_version=number,
                    topic=kind,
                    state=bytes(body),
                )
                for position, subject, number, kind, body in connection.execute(
                    query.order_by(columns.position).limit(limit)
                )
            ]

    def max_notification_id(self) -> int | None:
        """Return the last position, or None of an empty record."""
        with self._reading() as connection:
            found = connection.scalar(select(func.max(_entries.c.position)))
        return cast("int | None", found)

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> LedgerSubscription["LedgerApplicationRecorder"]:
        """Iterate over what is recorded after a position, for ever, waiting for more."""
        return LedgerSubscription(self, self.store.database.watch, gt=gt, topics=topics)


class LedgerTrackingRecorder(LedgerRecorder, library.TrackingRecorder):
    """Keeps how far a projection has come; a subclass adds its own tables and writes both at once.

    A subclass opens ``self.store.write()``, writes its rows and calls ``_insert_tracking`` with the
    same connection.
    """

    def insert_tracking(self, tracking: Tracking) -> None:
        """Note that an application's events are processed up to a position."""
        with library_errors(), self.store.write() as connection:
            self._insert_tracking(connection, tracking)

    def _insert_tracking(self, connection: Connection, tracking: Tracking) -> None:
        moved_on = connection.execute(
            _tracking.update()
            .where(
                _tracking.c.application_name == tracking.application_name,
                _tracking.c.notification_id < tracking.notification_id,
            )
            .values(notification_id=tracking.notification_id)
        )
        if moved_on.rowcount == 0:
            try:
                connection.execute(
                    _tracking.insert().values(
                        application_name=tracking.application_name,
                        notification_id=tracking.notification_id,
                    )
                )
            except IntegrityError as error:
                msg = (
                    f"{tracking.application_name} is already processed up to "
                    f"{tracking.notification_id} or further"
                )
                raise library.IntegrityError(msg) from error

    def max_tracking_id(self, application_name: str) -> int | None:
        """Return how far an application's events are processed."""
        query = select(_tracking.c.notification_id).where(
            _tracking.c.application_name == application_name
        )
        with self._reading() as connection:
            return cast("int | None", connection.scalar(query))


class LedgerProcessRecorder(
    LedgerTrackingRecorder, LedgerApplicationRecorder, library.ProcessRecorder
):
    """Keeps new events and how far their cause is processed, in one transaction."""

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Insert the events and their tracking, or neither."""
        tracking: Tracking | None = kwargs.pop("tracking", None)
        if tracking is None:
            return super().insert_events(stored_events, **kwargs)
        positions: Sequence[int] = []
        with library_errors(), self.store.database.write("append") as connection:
            if stored_events:
                positions = self._insert_events(connection, stored_events, **kwargs)
            self._insert_tracking(connection, tracking)
        return positions


def _between(
    number: ColumnElement[int], gt: int | None, lte: int | None
) -> list[ColumnElement[bool]]:
    conditions = []
    if gt is not None:
        conditions.append(number > gt)
    if lte is not None:
        conditions.append(number <= lte)
    return conditions


def _stored_events(
    connection: Connection, query: Executable, originator_id: UUID | str
) -> list[StoredEvent]:
    return [
        StoredEvent(
            originator_id=originator_id,
            originator_version=number,
            topic=topic,
            state=bytes(state),
        )
        for number, topic, state in connection.execute(query)
    ]
