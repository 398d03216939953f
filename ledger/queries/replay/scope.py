"""What a replay covers: which stretch of which clock, whose entries, and which of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from ledger.domain.dates import start_of_day
from ledger.domain.entry import Recorded
from ledger.domain.errors import Malformed, NotFound
from ledger.domain.regulations.published import extra_days
from ledger.domain.regulations.windows import (
    NotAWindow,
    Window,
    season_start,
    unassociated,
    window_asked,
    window_named,
)
from ledger.queries.asking import Asking, NoSuchPosition, When
from ledger.queries.replay.stories import Clock
from ledger.queries.when import read_when
from ledger.queries.windows import associations, league_named, on_record

_MONTH: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_SEASON: Final = re.compile(r"[0-9]{4}-([0-9]{2}|[0-9]{4})")
_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[tT].*|now", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scope:
    """What to replay; each word narrows it further.

    ``window`` takes what belongs to a registration period; ``since`` and ``until`` what the clock
    brought from one moment to another, both included; ``league`` the clubs of an association
    (``ITA``); ``club``, ``player`` and ``deal`` what concerns them.
    """

    window: str | None = None
    since: When | None = None
    until: When | None = None
    league: str | None = None
    club: str | None = None
    player: str | None = None
    deal: str | None = None
    clock: Clock = Clock.KNOWN


class ReplayWithoutEnd(Malformed):
    """A replay was asked for without a word on what to replay."""

    def __init__(self) -> None:
        super().__init__(
            "Cannot replay everything that was ever recorded at once: nothing says what. Name a "
            "window (2025-winter), two moments (--from, --to), or a club, player, deal or league."
        )


class NoSuchLeague(NotFound):
    """No club on record is of that association."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            f"Cannot replay the league {asked}: no club on record is of that association. "
            f"Name another; `tledger coverage` shows the clubs there is data on."
        )


class NotAClock(Malformed):
    """A replay was asked for on a clock that there is not."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            f"Cannot replay on the clock {asked!r}: there are two. Write known for the order in "
            f"which the world learned, or recorded for the order in which this ledger did."
        )


def clock_named(asked: str) -> Clock:
    """The clock of that name.

    Raises:
        NotAClock: it is neither ``known`` nor ``recorded``.
    """
    if asked not in tuple(Clock):
        raise NotAClock(asked)
    return Clock(asked)


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of the stretch of a clock that is replayed: a moment, or a place in the book."""

    moment: datetime
    position: int | None = None

    def before(self, other: Bound) -> bool:
        """Whether this end lies before the other."""
        if self.position is not None and other.position is not None:
            return self.position < other.position
        return self.moment < other.moment

    def is_before(self, item: Recorded, clock: Clock) -> bool:
        """Whether an entry came after this end, on a clock."""
        if clock is Clock.RECORDED and self.position is not None:
            return item.position > self.position
        return moment_of(item, clock) > self.moment

    def is_after(self, item: Recorded, clock: Clock) -> bool:
        """Whether an entry came before this end, on a clock."""
        if clock is Clock.RECORDED and self.position is not None:
            return item.position < self.position
        return moment_of(item, clock) < self.moment


def moment_of(item: Recorded, clock: Clock) -> datetime:
    """When a clock brought an entry."""
    return (item.known_at if clock is Clock.KNOWN else None) or item.recorded_at


def first_moment(asking: Asking, asked: When, defined: list[Window]) -> Bound:
    """The beginning of what somebody names: of a day, a month, a window, a season."""
    read = read_when(asked, now=asking.now, defined=defined)
    if read.position is not None:
        return _place(asking, read.position)
    if isinstance(asked, datetime) or _INSTANT.fullmatch(read.text):
        return Bound(read.instant)
    return Bound(start_of_day(_first_day(read.text, read.day, defined)))


def _first_day(text: str, last: date, defined: list[Window]) -> date:
    if _MONTH.fullmatch(text):
        return last.replace(day=1)
    if _SEASON.fullmatch(text):
        return season_start(last)
    try:
        return window_named(text, defined=defined).first_day
    except NotAWindow:
        return last


def last_moment(asking: Asking, asked: When, defined: list[Window]) -> Bound:
    """The end of what somebody names."""
    read = read_when(asked, now=asking.now, defined=defined)
    return Bound(read.instant) if read.position is None else _place(asking, read.position)


def _place(asking: Asking, position: int) -> Bound:
    stored = asking.store.by_position(position) if position > 0 else None
    if stored is None:
        raise NoSuchPosition(position, asking.upto)
    return Bound(stored.recorded_at, position)


def clubs_of_league(asking: Asking, asked: str) -> tuple[str, frozenset[str]]:
    """An association and the ids of its clubs on record, by its three letters or its country.

    Raises:
        NotAnAssociation: no association goes by that.
        NoSuchLeague: no club on record is of it.
    """
    association = league_named(asked)
    found = frozenset(
        subject.partition(":")[2]
        for subject, its in associations(asking).items()
        if its == association
    )
    if not found:
        raise NoSuchLeague(asked)
    return association, found


class Windows:
    """The dates of one window: of one association, else of each deal's engaging club's."""

    def __init__(self, asking: Asking, name: str, association: str | None, *, one: bool) -> None:
        self._name = name
        self._defined = on_record(asking)
        window_asked(name, None, self._defined)
        self._associations = {} if one else associations(asking)
        self._known_at = asking.known_at
        self._known: dict[str | None, Window] = {}
        self._one = self._named(association) if one else None

    def holds(self, item: Recorded) -> bool:
        """Whether an event belongs to the window: it says so, or it happened while it was open."""
        window = self._of(item)
        stated = item.event.__dict__.get("window")
        if stated is not None:
            bare = unassociated(window.id)
            return bool(stated in (window.id, bare) or stated.endswith(f"-{bare}"))
        granted = (extra for extra in extra_days() if extra.id == window.id)
        return item.day in window or any(item.day in extra for extra in granted)

    def _of(self, item: Recorded) -> Window:
        if self._one is not None:
            return self._one
        engaging = item.event.__dict__.get("to_club") or item.event.__dict__.get("club")
        association = self._associations.get(f"club:{engaging}")
        return self._named(association)

    def _named(self, association: str | None) -> Window:
        """The window of an association, as published and amended by then."""
        if association not in self._known:
            self._known[association] = window_named(
                self._name, association, self._defined, known_at=self._known_at
            )
        return self._known[association]
