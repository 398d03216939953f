"""What flags are worked out from: people with their careers, clubs, periods and rule packs.

All of it is as known at one moment; nothing here reads the store or a clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Final, Literal, NamedTuple

from ledger.domain.career import CAREER_KINDS, Career, career_of, told_once
from ledger.domain.career.uncertain import interval
from ledger.domain.dates import Precision, UncertainDate
from ledger.domain.entry import Recorded
from ledger.domain.events import (
    BuyBackExercised,
    LoanAgreed,
    PlayerRegisteredInLedger,
    PreContractSigned,
    TransferCompleted,
)
from ledger.domain.loans import assumed_end
from ledger.domain.regulations.rules import Rulebook
from ledger.domain.regulations.windows import Window
from ledger.domain.tellings import Once
from ledger.domain.values import NOWHERE
from ledger.queries.flags.calendar import Calendar


class Move(NamedTuple):
    """A player's move to a club: for good, on loan, or after a pre-contract.

    It happened between ``first`` and ``last``, one day where it was told. ``from_club`` is None
    where he came from no club that is known.
    """

    item: Recorded
    sort: Literal["transfer", "loan"]
    from_club: str | None
    to_club: str
    first: date
    last: date

    @property
    def exact(self) -> bool:
        """Whether the day itself is told."""
        return self.first == self.last

    @property
    def clubs(self) -> tuple[str, ...]:
        """The clubs that are told of it, the engaging one first."""
        return (self.to_club,) if self.from_club is None else (self.to_club, self.from_club)


@dataclass(frozen=True)
class Person:
    """One player: his live entries in the order of recording, known by then."""

    id: str
    alive: Sequence[Recorded]

    @cached_property
    def kinds(self) -> AbstractSet[str]:
        """The kinds of his entries: a family of flags passes over whoever has none of its own."""
        return {item.entry.event.kind for item in self.alive}

    @cached_property
    def career(self) -> Career:
        """Where he was on every day."""
        return career_of(self._once)

    @property
    def facts(self) -> Sequence[Recorded]:
        """What is official or listed of his career, each move once."""
        return self._once.facts

    @cached_property
    def _once(self) -> Once:
        return told_once(self.alive)

    @cached_property
    def known_until(self) -> date:
        """The last day on which anything told of his career may still change or end.

        A loan whose end nobody tells ends with a season, and none later than one that began on the
        last day that is told.
        """
        told = [_last_day(item) for item in self.alive if item.entry.event.kind in CAREER_KINDS]
        return assumed_end(max(told)) if told else date.min

    def goes_on(self, since: date) -> bool:
        """Whether anything of his career may have happened since a day."""
        return any(item.day >= since for item in self.facts) or self.known_until >= since

    @cached_property
    def moves(self) -> list[Move]:
        """His moves to clubs, the earliest first."""
        told = (item for item in self.facts if item.entry.event.kind in _MOVING)
        moves = [move for item in told if (move := move_of(item)) is not None]
        return sorted(moves, key=lambda move: (move.first, move.last, move.item.position))

    @cached_property
    def position(self) -> str | None:
        """Where he plays, as he was registered."""
        told = (item.event for item in self.alive)
        registered = [event for event in told if isinstance(event, PlayerRegisteredInLedger)]
        return next((event.position for event in registered if event.position), None)

    @cached_property
    def born(self) -> UncertainDate | None:
        """When he was born, as exactly as any of his ids was registered with."""
        told = [
            event.born
            for item in self.alive
            if isinstance(event := item.entry.event, PlayerRegisteredInLedger)
            and event.born is not None
        ]
        if len(told) == 1:
            return told[0]
        return min(told, key=lambda born: (born.last_day - born.first_day, born.text), default=None)


def _last_day(item: Recorded) -> date:
    """The last day that a fact names, of those that may move somebody or end his stay."""
    when, fields = item.entry.occurred_on, item.entry.event.__dict__
    told = [item.day] if when is None else [item.day, when.last_day]
    told += [day for name in ("until", "effective_on") if (day := fields.get(name)) is not None]
    return max(told)


_MOVING: Final = frozenset(
    {"TransferCompleted", "LoanAgreed", "PreContractSigned", "BuyBackExercised"}
)


def move_of(item: Recorded) -> Move | None:
    """The move that a fact tells; None for any other fact."""
    told: tuple[Literal["transfer", "loan"], str | None, str]
    match item.event:
        case TransferCompleted() as event if event.to_club not in NOWHERE:
            told = ("transfer", event.from_club, event.to_club)
        case LoanAgreed(to_club=str(to_club)) as event:
            told = ("loan", event.from_club, to_club)
        case (
            PreContractSigned(to_club=str(to_club))
            | BuyBackExercised(to_club=str(to_club)) as event
        ):
            told = ("transfer", event.from_club, to_club)
        case _:
            return None
    origin = None if told[1] in NOWHERE else told[1]
    return Move(item, told[0], origin, told[2], *days(item))


def clubs_of_entry(item: Recorded, *beside: str) -> tuple[str, ...]:
    """The clubs of an entry, the engaging one first, then those of the fields beside."""
    fields = item.entry.event.__dict__
    told = [fields.get(field) for field in ("to_club", "from_club", *beside)]
    return tuple([club for club in told if isinstance(club, str) and club not in NOWHERE])


def days(item: Recorded) -> tuple[date, date]:
    """The first and the last day on which a fact may have taken effect."""
    first, last = interval(item) or (item.day, item.day)
    published = item.entry.published_at
    if "occurred_on" in item.entry.assumed and published is not None:
        return min(first, published.first_day), max(last, published.last_day)
    return first, last


def instant_of(item: Recorded) -> datetime | None:
    """The instant at which something happened, where it is told to the minute."""
    when = item.entry.occurred_on
    return when.first_instant if when is not None and when.precision is Precision.INSTANT else None


@dataclass(frozen=True, slots=True)
class Club:
    """A club as far as flags need it: its association, and whose team it is.

    ``main`` is the first team's club where this is a reserve or youth side known as such: both are
    registered as one club.
    """

    id: str
    association: str | None
    main: str
    team: str | None


@dataclass(frozen=True)
class Market:
    """Everything flags are worked out from, as known at one moment.

    ``people`` are players by id, ``windows`` those on record here. ``official_voices`` says of
    which club a source is the voice, ``outlets`` for which outlet a journalist speaks; ``lists``
    are the entries on squad lists by club.
    """

    on: date
    known_at: datetime
    people: Mapping[str, Person]
    rulebook: Rulebook
    windows: Sequence[Window] = ()
    clubs: Mapping[str, Club] = field(default_factory=dict)
    official_voices: Mapping[str, str] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Sequence[Recorded]] = field(default_factory=dict)

    @cached_property
    def calendar(self) -> Calendar:
        """When which association's clubs could sign."""
        return Calendar(self.windows, self.known_at)

    def having(self, kinds: AbstractSet[str]) -> Iterator[Person]:
        """Everybody with an entry of one of these kinds."""
        return (one for one in self.people.values() if not kinds.isdisjoint(one.kinds))

    def association(self, club: str | None) -> str | None:
        """In which association a club plays; None where nobody on record says."""
        known = self.clubs.get(club) if club is not None else None
        return known.association if known is not None else None

    def main(self, club: str) -> str:
        """The club whose side this is: a reserve side is registered with its first team's."""
        known = self.clubs.get(club)
        return known.main if known is not None else club

    def across_borders(self, one: str | None, other: str | None) -> bool | None:
        """Whether two clubs belong to two associations; None where one is not known."""
        first, second = self.association(one), self.association(other)
        return None if first is None or second is None else first != second
