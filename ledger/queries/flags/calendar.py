"""The calendar that flags count by: birthdays, months, and the periods of an association."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from ledger.domain.dates import FIRST_DAY, LAST_DAY, UncertainDate
from ledger.domain.regulations.published import extra_days, keeps_the_usual_days
from ledger.domain.regulations.windows import Window, season_end, season_start, window_named


def months_later(day: date, months: int) -> date:
    """The same day so many months on (or back); the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_later(day: date, years: int) -> date:
    """The same day so many years on; 28 February for 29 February."""
    return months_later(day, 12 * years)


def season_named(season: str) -> tuple[date, date]:
    """The first and the last day of a season: ``2024-25``."""
    middle = date(int(season[:4]), 12, 31)
    return season_start(middle), season_end(middle)


def younger_than(born: UncertainDate | None, years: int, day: date) -> bool | None:
    """Whether somebody was younger on a day; None where his date of birth leaves it open."""
    if born is None:
        return None
    if years_later(born.first_day, years) > day:
        return True
    return None if years_later(born.last_day, years) > day else False


class Around(NamedTuple):
    """The periods before and after a day on which an association's clubs could not sign."""

    before: Window
    after: Window

    @property
    def assumed(self) -> bool:
        """Whether the days of either were published by nobody."""
        return self.before.assumed or self.after.assumed


def periods(
    association: str, first: int, last: int, defined: Sequence[Window], known_at: datetime
) -> list[Window]:
    """An association's periods in these years, the earliest first.

    Where it published none, the usual days stand in, if it is known to keep them.
    """
    usual = keeps_the_usual_days(association)
    names = (f"{association}-{year}-{half}" for year in range(first, last + 1) for half in _HALVES)
    known = [window_named(name, defined=defined, known_at=known_at) for name in names]
    extra = [one for one in extra_days() if one.association == association]
    told = (one for one in known if usual or one.source != _USUAL)
    return sorted((*told, *extra), key=lambda one: one.first_day)


_HALVES = ("winter", "summer")
_USUAL = "the usual days"


def between_periods(
    association: str, first: date, last: date, defined: Sequence[Window], known_at: datetime
) -> Around | None:
    """The periods around days on which no registration was possible.

    None where a period was open on any of these days, or where nobody knows.
    """
    if not FIRST_DAY.year < first.year <= last.year < LAST_DAY.year:
        return None
    every = periods(association, first.year - 1, last.year + 1, defined, known_at)
    if any(one.first_day <= last and one.last_day >= first for one in every):
        return None
    before = [one for one in every if one.last_day < first]
    after = [one for one in every if one.first_day > last]
    if not before or not after or not _neighbours(before[-1], after[0]):
        return None
    return Around(before[-1], after[0])


def _neighbours(before: Window, after: Window) -> bool:
    """Whether one period follows the other, so that no unknown one lies between them."""
    halves = [2 * int(one.id[-11:-7]) + (one.id.endswith("summer")) for one in (before, after)]
    return halves[1] - halves[0] <= 1


def next_opening(
    association: str, day: date, defined: Sequence[Window], known_at: datetime
) -> date | None:
    """The first day of the next period after the one of a day; None where nobody knows."""
    if not FIRST_DAY.year < day.year < LAST_DAY.year:
        return None
    every = periods(association, day.year, day.year + 1, defined, known_at)
    return next((one.first_day for one in every if one.first_day > day), None)
