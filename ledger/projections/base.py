"""What a projection is: one subject's entries of the kinds it declares, folded into rows.

Rows carry ``known_from`` and ``known_to``, so that an answer as known at any moment is one
indexed SELECT. Each distinct moment at which the world learned something is a slice: the fold is
run for each, and rows that do not change from one slice to the next are one row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby, pairwise
from typing import Any, Final, NamedTuple, get_type_hints

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Index,
    MetaData,
    Table,
    Text,
    and_,
)

from ledger.domain.book import live
from ledger.domain.career import CAREER_KINDS, Career, career
from ledger.domain.career.confirming import change_nothing
from ledger.domain.claims import Claim, claims
from ledger.domain.dates import start_of_day
from ledger.domain.deal import BESIDE_DEALS, SETTLED_LATER, Deal, by_known, one_deal
from ledger.domain.deal import deal as fold_deal
from ledger.domain.entry import BEGINNING, Recorded

FOLDS_VERSION: Final = 6
"""Raised when a fold gives other rows for the same entries; other columns show by themselves."""
metadata: Final = MetaData()
ALWAYS: Final = "0001-01-01"
"""``valid_from`` where nobody knows since when."""
NEVER: Final = "9999-12-31"
"""``valid_to`` where no end is known."""
EVER_SINCE: Final = 0
UNTIL_NOW: Final = 2**62
"""``known_to`` of what still stands."""
_EPOCH: Final = start_of_day(date(1, 1, 1))


def running(table: Table, day: str) -> ColumnElement[bool]:
    """Only the rows whose stretch of days holds a day: ``valid_to`` is the first one after it."""
    return and_(table.c.valid_from <= day, table.c.valid_to > day)


def instant(moment: datetime | None) -> int:
    """An instant as stored: microseconds since year 1, so that text and zones cannot differ."""
    if moment is None or moment == BEGINNING:
        return EVER_SINCE
    span = moment - _EPOCH
    return (span.days * 86_400 + span.seconds) * 1_000_000 + span.microseconds


class Slice(NamedTuple):
    """What the world knew from one moment on."""

    known_from: int
    entries: tuple[Recorded, ...]


class DealAt(NamedTuple):
    """One deal as known from one moment on."""

    known_from: int
    deal: Deal
    claims: list[Claim]


def slices(entries: Iterable[Recorded]) -> list[Slice]:
    """Every distinct state of knowledge, in order, each with all that was known by then."""
    ordered = by_known(entries)
    if not ordered:
        return []
    last = ordered[-1]
    found = [
        Slice(instant(item.known_at), tuple(ordered[:count]))
        for count, (item, upcoming) in enumerate(pairwise(ordered), start=1)
        if upcoming.known_at != item.known_at
    ]
    found.append(Slice(instant(last.known_at), tuple(ordered)))
    return found


@dataclass
class History:
    """One subject's entries, with the folds that several projections share.

    With ``known_by`` only one state of knowledge is folded: what the world knew by then.
    """

    subject: str
    recorded: Sequence[Recorded]
    known_by: int | None = None

    @cached_property
    def live(self) -> list[Recorded]:
        """The entries that count at this position, and were known by then where that is asked."""
        alive = live(self.recorded)
        if self.known_by is None:
            return alive
        return [item for item in alive if instant(item.known_at) <= self.known_by]

    def slices(self, entries: Iterable[Recorded]) -> list[Slice]:
        """The states of knowledge asked for, in order, each with all that was known by then."""
        if self.known_by is None:
            return slices(entries)
        known = tuple(by_known(entries))
        return [Slice(EVER_SINCE, known)] if known else []

    @cached_property
    def careers(self) -> list[tuple[Slice, Career]]:
        """The career at every state of knowledge."""
        relevant = [item for item in self.live if item.entry.event.kind in CAREER_KINDS]
        sighted = any(item.entry.event.kind == "PlayerSighted" for item in relevant)
        if not sighted or self.known_by is not None:
            return [(known, career(known.entries)) for known in self.slices(relevant)]
        found: list[tuple[Slice, Career]] = []
        known: list[Recorded] = []
        for _, together in groupby(by_known(relevant), key=lambda item: item.known_at):
            new = list(together)
            known.extend(new)
            if not found or not change_nothing(found[-1][1], known, new):
                said = Slice(instant(new[0].known_at), tuple(known))
                found.append((said, career(said.entries)))
        return found

    @cached_property
    def goes_under(self) -> Mapping[str, str]:
        """The deals that are one with another, each with the id it goes under."""
        return one_deal(self.live)

    def also(self, name: str) -> str | None:
        """The other ids of a deal, between spaces."""
        under = self.goes_under
        if not under:
            return None
        return " ".join(sorted(other for other, main in under.items() if main == name)) or None

    @cached_property
    def deals(self) -> dict[str, list[DealAt]]:
        """Each deal at every state of knowledge about it, with its claims."""
        grouped: dict[str, list[Recorded]] = {}
        under = self.goes_under
        for item in self.live:
            name = item.entry.deal
            if name is not None and item.entry.event.kind not in _NO_PART_OF_A_DEAL:
                grouped.setdefault(under.get(name, name), []).append(item)
        return {
            name: [
                DealAt(known.known_from, fold_deal(name, known.entries), claims(known.entries))
                for known in self.slices(items)
                if _has_steps(known.entries)
            ]
            for name, items in grouped.items()
        }

    @property
    def id(self) -> str:
        """The subject's id without its type."""
        return self.subject.partition(":")[2]


_NO_PART_OF_A_DEAL: Final = BESIDE_DEALS - SETTLED_LATER


def _has_steps(entries: Iterable[Recorded]) -> bool:
    """Whether anybody knew of the deal itself, and not only of what came of it later."""
    return any(item.entry.event.kind not in BESIDE_DEALS for item in entries)


Fold = Callable[[History], Iterable[tuple[Any, ...]]]


@dataclass(frozen=True)
class Projection:
    """A read model: its name, its table, the kinds it is made of and its fold.

    ``subjects`` are the types of streams it reads. The fold gives whole rows, ``known_from`` and
    ``known_to`` last where the table has them.
    """

    name: str
    table: Table
    kinds: frozenset[str]
    fold: Fold
    subjects: tuple[str, ...] = ("player",)


def over_time(
    states: Iterable[tuple[int, Iterable[tuple[Any, ...]]]],
) -> list[tuple[Any, ...]]:
    """Rows with ``known_from`` and ``known_to`` from the rows of each state of knowledge.

    A row that stands unchanged through several states is one row.
    """
    every = list(states)
    if len(every) == 1:
        known_from, rows = every[0]
        return [(*row, known_from, UNTIL_NOW) for row in dict.fromkeys(rows)]
    finished: list[tuple[Any, ...]] = []
    standing: dict[tuple[Any, ...], int] = {}
    for known_from, rows in every:
        current = dict.fromkeys(rows)
        gone = [row for row in standing if row not in current]
        finished.extend((*row, standing.pop(row), known_from) for row in gone)
        for row in current:
            standing.setdefault(row, known_from)
    finished.extend((*row, since, UNTIL_NOW) for row, since in standing.items())
    return finished


_COLUMN_TYPES: Final[dict[object, Any]] = {
    str: Text,
    str | None: Text,
    int: BigInteger,
    int | None: BigInteger,
    bool: Boolean,
    bool | None: Boolean,
}


def table(name: str, row: type[Any], *indexes: Sequence[str], over_knowledge: bool = True) -> Table:
    """The table of a projection: the columns are the row's fields, in their order."""
    columns = [
        Column(field, _COLUMN_TYPES[hint], nullable=hint not in (str, int, bool))
        for field, hint in get_type_hints(row).items()
    ]
    if over_knowledge:
        columns.append(Column("known_from", BigInteger, nullable=False))
        columns.append(Column("known_to", BigInteger, nullable=False))
    made = Table(f"{name}", metadata, *columns)
    for keys in indexes:
        Index(f"ix_{name}_{'_'.join(keys)}", *(made.c[key] for key in keys))
    return made


def day(value: date | None, otherwise: str) -> str:
    """A day as stored."""
    return value.isoformat() if value is not None else otherwise
