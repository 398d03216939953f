"""A question's surroundings: the tables to read, and the moment it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypedDict

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, select

from ledger.domain.book import live
from ledger.domain.entry import BOOK_KINDS, Recorded
from ledger.domain.errors import NotFound
from ledger.domain.identity import Identities
from ledger.projections import NAMES, PROJECTIONS, Projection
from ledger.projections.base import instant
from ledger.queries import names
from ledger.queries.answers import Meta, moment
from ledger.queries.earlier import Kept, as_of
from ledger.queries.freshness import Freshness, catch_up, reached
from ledger.queries.persons import entries_of, identities_at, naming_clubs
from ledger.queries.when import Moment, NotAMoment, read_when
from ledger.store import Store

When = str | date | datetime


class At(TypedDict, total=False):
    """The moment a question is asked for; what is left out is now.

    ``on`` is the football day, which may lie in the future; ``known_at`` what the world knew;
    ``recorded_at`` what this ledger had on record, ``position`` the same as a place in its book.
    """

    on: When | None
    known_at: When | None
    recorded_at: When | None
    position: int | None


class NoSuchPosition(NotFound):
    """The book does not go that far."""

    def __init__(self, position: int, last: int) -> None:
        record = f"this ledger's last is #{last}" if last else "this ledger has no entry at all"
        remedy = f"Name a position from 1 to {last}" if last else "Record something first"
        super().__init__(f"Cannot answer at position #{position}: {record}. {remedy}.")


class NothingRecordedYet(NotFound):
    """By the moment asked for, nothing was on record."""

    def __init__(self, asked: str, first: datetime | None) -> None:
        record = f"its first entry is of {first.isoformat()}" if first else "it has no entry at all"
        super().__init__(
            f"Cannot answer as recorded at {asked}: this ledger had nothing on record by then, "
            f"{record}. Ask for a later moment."
        )


@dataclass(frozen=True)
class Asking:
    """One question: where to look, and the moment it is asked for.

    ``position`` is None where the whole book counts. ``day_asked`` is the football day that
    somebody named, None where nobody did: what lists all days then leaves none out.
    """

    store: Store
    connection: Connection
    fresh: Freshness
    on: date
    known_at: datetime
    position: int | None
    now: datetime
    day_asked: date | None

    @cached_property
    def meta(self) -> Meta:
        """What every answer says of the moment it is for."""
        latest = moment(self.fresh.reaches) if self.fresh.reaches else None
        if self.position is not None:
            latest = self.store.latest_known(lte=self.position)
        last = self.store.by_position(self.upto) if self.upto else None
        return Meta(
            on=self.on,
            known_at=self.known_at,
            recorded_at=last.recorded_at if last is not None else None,
            position=self.upto,
            data_reaches=latest.date() if latest is not None else None,
        )

    @property
    def upto(self) -> int:
        """The last entry that counts."""
        return self.fresh.position if self.position is None else self.position

    @property
    def known(self) -> int:
        """``known_at`` as the projections store it."""
        return instant(self.known_at)

    @cached_property
    def identities(self) -> Identities:
        """Who was one and the same by the position asked for."""
        return identities_at(self.store, self.upto)

    @contextmanager
    def over(
        self, subjects: Callable[[], Iterable[str]], *projections: Projection
    ) -> Iterator[Connection]:
        """The tables to read: the kept ones, or those of an earlier position for these subjects.

        At an earlier position only the tables of the projections named are there (by default all),
        with what was known by ``known_at``: read them through :meth:`rows`.
        """
        if self.position is None:
            yield self.connection
            return
        with as_of(
            self.store,
            subjects(),
            position=self.position,
            known_by=self.known,
            projections=projections or PROJECTIONS,
            kept=Kept(self.connection, self.fresh.position),
            known=self.identities,
        ) as tables:
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

    def everyone(self, *sorts: str) -> list[str]:
        """Every subject on record of these sorts: ``player``, ``club``, ``source``, ``window``."""
        found: list[str] = []
        for sort in sorts:
            last = ""
            while page := self.store.subjects(prefix=f"{sort}:", after=last):
                found.extend(page)
                last = page[-1]
        return found

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
        with self.registers(sort) as found:
            return names.only(found, asked, sort, hint, persons=self._persons)

    def find(self, asked: str, sort: names.SubjectType) -> list[names.Named]:
        """Everybody who goes by that id, name or external id, each under the surviving id."""
        with self.registers(sort) as found:
            return self._persons(names.called(found, asked, sort))

    def _persons(self, subjects: Iterable[str]) -> list[names.Named]:
        return list(self.shown(map(self.identities.person_of, subjects)).values())

    @contextmanager
    def registers(self, sort: names.SubjectType) -> Iterator[tuple[names.Register, ...]]:
        """Where to look a name up: among those of now, or of an earlier position.

        Names recorded since do not count there, and amended ones are folded as they were.
        """
        if self.position is None or self.position >= self.fresh.position:
            yield (names.Register(self.connection),)
            return
        amended = self.store.subjects_changed(
            gt=self.position, lte=self.fresh.position, kinds=BOOK_KINDS
        )
        others = frozenset(one for one in amended if one.startswith(f"{sort}:"))
        kept = names.Register(self.connection, self.position, others)
        if not others:
            yield (kept,)
            return
        with self.over(lambda: others, NAMES) as tables:
            yield (kept, names.Register(tables, self.position))

    def shown(self, subjects: Iterable[str]) -> dict[str, names.Named]:
        """The names to show for these subjects, as they were on record."""
        wanted = set(subjects)
        since: set[str] = set()
        if self.position is not None:
            since = self.store.grown(sorted(wanted), gt=self.position, lte=self.fresh.position)
        found = names.shown(self.connection, wanted - since)
        if since:
            with self.over(lambda: since, NAMES) as tables:
                found |= names.shown(tables, since)
        return found

    def named(self, subjects: Iterable[str | None]) -> Callable[[str | None], str | None]:
        """A lookup of names to show, by subject."""
        known = self.shown(subject for subject in subjects if subject)
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
    recorded_at: When | None = None,
    position: int | None = None,
) -> Iterator[Asking]:
    """Catch up, settle the moment a question is for, and open the tables.

    A moment of the book alone sets the other two to its own.

    Raises:
        NotAMoment: ``on``, ``known_at`` or ``recorded_at`` is no moment, or two places in the book
            are asked for at once.
        NoSuchPosition: the book does not go that far.
        NothingRecordedYet: nothing was on record by ``recorded_at``.
    """
    day = read_when(on, now=now) if on is not None else None
    known = read_when(known_at, now=now) if known_at is not None else None
    book = read_when(recorded_at, now=now) if recorded_at is not None else None
    places = {read.position for read in (day, known, book) if read is not None} | {position}
    places.discard(None)
    by_the_clock = book is not None and book.position is None
    if len(places) + by_the_clock > 1:
        said = " and ".join(f"#{place}" for place in sorted(filter(None, places)))
        why = "one answer has one place in the book"
        raise NotAMoment(said, why, "Ask for one position, or for one recorded_at")
    fresh = catch_up(store)
    place, then = next(iter(places), None), now
    if book is not None and book.position is None:
        place, then = _last_by(store, book), book.instant
    elif place is not None:
        then = _recorded(store, place, fresh.position)
    with store.begin() as connection:
        yield Asking(
            store=store,
            connection=connection,
            fresh=reached(connection) or fresh,  # another process may have gone on meanwhile
            on=day.day if day is not None and day.position is None else then.date(),
            known_at=known.instant if known is not None and known.position is None else then,
            position=place,
            now=now,
            day_asked=day.day if day is not None and day.position is None else None,
        )


def _recorded(store: Store, position: int, last: int) -> datetime:
    stored = store.by_position(position) if position > 0 else None
    if stored is None:
        raise NoSuchPosition(position, last)
    return stored.recorded_at


def _last_by(store: Store, book: Moment) -> int:
    """The last entry that was on record by a moment."""
    position = store.position_at(book.instant)
    if position == 0:
        first = store.by_position(1)
        raise NothingRecordedYet(book.text, first.recorded_at if first is not None else None)
    return position
