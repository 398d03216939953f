"""The registration periods that associations published, and how they amended them later.

They stand in ``windows.toml``. An amendment counts from the day it was known: whoever asks as of
an earlier moment is told the period as it was published then.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from ledger.domain.dates import start_of_day
from ledger.domain.values import Day, Text, Value


@dataclass(frozen=True, slots=True)
class Window:
    """One registration period, of one association or, without one, as a rule of thumb.

    ``closes_at`` is the published instant of closing, where there is one. ``assumed`` says that
    nobody published at least one of the two days; ``source`` says who published the others.
    """

    id: str
    association: str | None
    first_day: date
    last_day: date
    closes_at: datetime | None
    assumed: bool
    source: str
    note: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


class _Amendment(Value):
    """What an association changed, and the day by which that was known."""

    first_day: Day | None = None
    last_day: Day | None = None
    closes_at: datetime | None = None
    known_on: Day
    source: Text
    note: str = ""


class _Published(Value):
    """One period as first published, with what was amended, in order."""

    id: Text
    first_day: Day
    last_day: Day
    closes_at: datetime | None = None
    assumed: bool = False
    published: Day | None = None
    source: Text
    note: str = ""
    amended: tuple[_Amendment, ...] = ()

    def at(self, known_at: datetime | None) -> Window:
        """The period as known at a moment; with all that is known by now without one."""
        changes = [one for one in self.amended if _known(one, known_at)]
        told: list[_Published | _Amendment] = [self, *changes]
        last = told[-1]
        return Window(
            id=self.id,
            association=self.id[:3],
            first_day=[one.first_day for one in told if one.first_day is not None][-1],
            last_day=[one.last_day for one in told if one.last_day is not None][-1],
            closes_at=last.closes_at,
            assumed=self.assumed,
            source=last.source,
            note=last.note,
        )


def _known(amendment: _Amendment, known_at: datetime | None) -> bool:
    return known_at is None or start_of_day(amendment.known_on) <= known_at


class _Moved(Value):
    """A period that fell on other days than usual nearly everywhere."""

    id: Text
    first_day: Day
    last_day: Day
    note: Text


class _Usual(Value):
    """The days a period has where nobody on record published any."""

    summer: Text
    winter: Text
    source: Text
    associations: tuple[Text, ...]
    moved: tuple[_Moved, ...]


class _Windows(Value):
    usual: _Usual
    window: tuple[_Published, ...]
    extra: tuple[_Published, ...]


@cache
def _file() -> _Windows:
    text = files("ledger.domain.regulations").joinpath("windows.toml").read_text(encoding="utf-8")
    return _Windows.model_validate(tomllib.loads(text), strict=False)


def published(known_at: datetime | None = None) -> Mapping[str, Window]:
    """Every period that an association published, by id, as known at a moment."""
    amendments = [change for one in _file().window for change in one.amended]
    heard = sum(_known(change, known_at) for change in amendments)
    return _all_known() if heard == len(amendments) else _known_at(known_at)


def _known_at(known_at: datetime | None) -> Mapping[str, Window]:
    return {one.id: one.at(known_at) for one in _file().window}


@cache
def _all_known() -> Mapping[str, Window]:
    return _known_at(None)


@cache
def extra_days() -> tuple[Window, ...]:
    """Days granted beside a period and counted to it: Italy's of 1 to 10 June 2025."""
    return tuple(one.at(None) for one in _file().extra)


@cache
def usual_days(year: int, half: str) -> Window:
    """The days a period has where no association is named, or none published any."""
    usual = _file().usual
    name = f"{year}-{half}"
    first, last = (usual.winter if half == "winter" else usual.summer).split("/")
    days = (date.fromisoformat(f"{year:04}-{first}"), date.fromisoformat(f"{year:04}-{last}"))
    moved = {one.id: (one.first_day, one.last_day) for one in usual.moved}
    return Window(name, None, *moved.get(name, days), None, assumed=True, source=usual.source)


@cache
def keeps_the_usual_days(association: str) -> bool:
    """Whether this association's clubs signed in summer and in January; false where unknown."""
    return association in _file().usual.associations
