"""The calendar that flags count by: birthdays, and the periods of an association."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final, NamedTuple

from ledger.domain.dates import FIRST_DAY, LAST_DAY, UncertainDate, years_later
from ledger.domain.regulations.published import extra_days, keeps_the_usual_days, usual_days
from ledger.domain.regulations.windows import Window, unassociated, window_named


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


@dataclass(frozen=True)
class Calendar:
    """The registration periods of every association, as known at a moment.

    ``defined`` are those on record in this ledger. Where an association published none, the usual
    days stand in, if it is known to keep them.
    """

    defined: Sequence[Window]
    known_at: datetime

    def between_periods(
        self, association: str, first: date, last: date, leeway: timedelta
    ) -> Around | None:
        """The periods around days on which no registration was possible.

        None where a period was open on any of these days, or where nobody knows. A period whose
        closing is assumed may have closed as much later as ``leeway``.
        """
        key = (association, first, last, leeway)
        if key not in self._around:
            self._around[key] = self._between_periods(*key)
        return self._around[key]

    @cached_property
    def _around(self) -> dict[tuple[str, date, date, timedelta], Around | None]:
        return {}

    def _between_periods(
        self, association: str, first: date, last: date, leeway: timedelta
    ) -> Around | None:
        every = self._periods(association, first, last)
        if any(
            one.first_day <= last and one.last_day + (leeway if one.assumed else _NONE) >= first
            for one in every
        ):
            return None
        before = [one for one in every if one.last_day < first]
        after = [one for one in every if one.first_day > last]
        if not before or not after or not _neighbours(before[-1], after[0]):
            return None
        return Around(before[-1], after[0])

    def open_on(self, association: str, day: date) -> Window | None:
        """The period open on a day."""
        return next((one for one in self._periods(association, day, day) if day in one), None)

    def next_opening(self, association: str, day: date) -> date | None:
        """The first day of the next period after the one of a day; None where nobody knows."""
        every = self._periods(association, day, day)
        return next((one.first_day for one in every if one.first_day > day), None)

    def _periods(self, association: str, first: date, last: date) -> Sequence[Window]:
        """An association's periods in the years around these days, the earliest first."""
        if not FIRST_DAY.year < first.year <= last.year < LAST_DAY.year:
            return ()
        key = (association, first.year, last.year)
        if key not in self._found:
            self._found[key] = list(self._between(association, first.year - 1, last.year + 1))
        return self._found[key]

    @cached_property
    def _found(self) -> dict[tuple[str, int, int], list[Window]]:
        return {}

    def _between(self, association: str, first: int, last: int) -> Sequence[Window]:
        usual = keeps_the_usual_days(association)
        known = (
            window_named(f"{association}-{year}-{half}", None, self.defined, known_at=self.known_at)
            for year in range(first, last + 1)
            for half in _HALVES
        )
        extra = (one for one in extra_days() if one.association == association)
        told = (one for one in known if usual or one.source != _USUAL)
        return sorted((*told, *extra), key=lambda one: one.first_day)


_NONE: Final = timedelta()
_HALVES: Final = ("winter", "summer")
_USUAL: Final = usual_days(2000, "winter").source


def _neighbours(before: Window, after: Window) -> bool:
    """Whether one period follows the other, so that no unknown one lies between them."""
    halves = [
        2 * int(unassociated(one.id)[:4]) + one.id.endswith("summer") for one in (before, after)
    ]
    return halves[1] - halves[0] <= 1
