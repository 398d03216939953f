"""A question's surroundings: the tables to read, and the moment it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, select

from ledger.domain.book import live
from ledger.domain.entry import Recorded
from ledger.domain.errors import NotFound
from ledger.domain.identity import Identities
from ledger.projections import Projection
from ledger.projections.base import instant
from ledger.queries import names
from ledger.queries.answers import Meta, moment
from ledger.queries.freshness import Freshness, as_of, catch_up, reached
from ledger.queries.persons import entries_of, identities_at, naming_clubs
from ledger.queries.when import read_when
from ledger.store import Store

When = str | date | datetime


class NoSuchPosition(NotFound):
    """The book does not go that far."""

    def __init__(self, position: int, last: int) -> None:
        super().__init__(
            f"Cannot answer at position #{position}: this ledger's last is #{last}. "
            f"Name a position from 1 to {last}."
        )


@dataclass(frozen=True)
class Asking:
    """One question: where to look, and the moment it is asked for.

    ``position`` is None where the whole book counts.
    """

    store: Store
    connection: Connection
    fresh: Freshness
    on: date
    known_at: datetime
    position: int | None
    now: datetime

    @property
    def meta(self) -> Meta:
        """What every answer says of the moment it is for."""
        latest = moment(self.fresh.reaches) if self.fresh.reaches else None
        if self.position is not None:
            latest = self.store.latest_known(lte=self.position)
        return Meta(
            on=self.on,
            known_at=self.known_at,
            position=self.position if self.position is not None else self.fresh.position,
            data_reaches=latest.date() if latest is not None else None,
        )

    @property
    def known(self) -> int:
        """``known_at`` as the projections store it."""
        return instant(self.known_at)

    @cached_property
    def identities(self) -> Identities:
        """Who was one and the same by the position asked for."""
        at = self.fresh.position if self.position is None else self.position
        return identities_at(self.store, at)

    @contextmanager
    def over(self, subjects: Callable[[], Iterable[str]]) -> Iterator[Connection]:
        """The tables to read: the kept ones, or those of an earlier position for these subjects."""
        if self.position is None:
            yield self.connection
            return
        with as_of(self.store, subjects(), position=self.position) as tables:
            yield tables

    def knows(self, item: Recorded) -> bool:
        """Whether the world knew of an entry by then; what is about the book always counts."""
        return item.known_at is None or item.known_at <= self.known_at

    def entries(self, subject: str) -> list[Recorded]:
        """One subject's entries that count and were known by then, in the order of recording.

        Those of every id that was merged with it by then, with clubs under their surviving ids.
        """
        person = self.identities.person_of(subject)
        found = entries_of(self.store, [person], self.identities, upto=self.position)
        return [item for item in live(self.identities.unified(found[person])) if self.knows(item)]

    def around(self, club: str) -> list[str]:
        """Every id of everybody whose entries named this club by then, and of the club itself."""
        known = self.identities
        found = naming_clubs(self.store, known.members(f"club:{club}"), upto=self.position)
        if not known.parents:
            return found
        return sorted({member for subject in found for member in known.members(subject)})

    def then(self, table: Table) -> ColumnElement[bool]:
        """Only the rows that stood at ``known_at``."""
        return and_(table.c.known_from <= self.known, table.c.known_to > self.known)

    def rows(
        self, connection: Connection, projection: Projection, *where: ColumnElement[bool]
    ) -> Sequence[RowMapping]:
        """The rows of a projection that stood at ``known_at``."""
        table = projection.table
        return connection.execute(select(table).where(self.then(table), *where)).mappings().all()

    def club(self, asked: str) -> names.Named:
        """The club that goes by that name, under its surviving id."""
        return self.one(asked, "club")

    def player(self, asked: str) -> names.Named:
        """The player who goes by that name, under his surviving id."""
        return self.one(asked, "player")

    def one(self, asked: str, sort: names.SubjectType, hint: str = "") -> names.Named:
        """The one who goes by that id, name or external id, under the surviving id."""
        return names.one(self.connection, asked, sort, hint, person_of=self.identities.person_of)

    def find(self, asked: str, sort: names.SubjectType) -> list[names.Named]:
        """Everybody who goes by that id, name or external id, each under the surviving id."""
        return names.find(self.connection, asked, sort, person_of=self.identities.person_of)

    def named(self, subjects: Iterable[str | None]) -> Callable[[str | None], str | None]:
        """A lookup of names to show, by subject."""
        known = names.shown(self.connection, [subject for subject in subjects if subject])
        return lambda subject: known[subject].name if subject in known else subject


def clubs_of(rows: Iterable[RowMapping | Any], *columns: str) -> list[str]:
    """The club subjects in these columns."""
    return [f"club:{row[column]}" for row in rows for column in columns if row[column]]


@contextmanager
def ask(
    store: Store,
    *,
    now: datetime,
    on: When | None = None,
    known_at: When | None = None,
    position: int | None = None,
) -> Iterator[Asking]:
    """Catch up, settle the moment a question is for, and open the tables.

    A position alone sets the other two to the moment it was recorded.

    Raises:
        NotAMoment: ``on`` or ``known_at`` is no moment.
        NoSuchPosition: the book does not go that far.
    """
    day = read_when(on, now=now) if on is not None else None
    known = read_when(known_at, now=now) if known_at is not None else None
    for read in (day, known):
        if read is not None and read.position is not None:
            position = read.position
    fresh = catch_up(store)
    then = now
    if position is not None:
        stored = store.by_position(position) if position > 0 else None
        if stored is None:
            raise NoSuchPosition(position, fresh.position)
        then = stored.recorded_at
    with store.begin() as connection:
        yield Asking(
            store=store,
            connection=connection,
            fresh=reached(connection) or fresh,  # another process may have gone on meanwhile
            on=day.day if day is not None and day.position is None else then.date(),
            known_at=known.instant if known is not None and known.position is None else then,
            position=position,
            now=now,
        )
