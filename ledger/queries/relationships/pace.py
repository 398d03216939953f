"""How a relationship goes on: what old deals still weigh, windows in a row with a deal. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from math import fsum
from typing import Final, NamedTuple

from ledger.domain.regulations.windows import window_counted_to, window_named

DAYS_A_YEAR: Final = 365.25
HALF_LIFE_YEARS: Final = 3.0
RECENT_YEARS: Final = 1.0
LASTING_YEARS: Final = 5.0


class Streak(NamedTuple):
    """Windows in a row with at least one deal in each; none has no first and last."""

    windows: int
    first: str | None = None
    last: str | None = None


NO_STREAK: Final = Streak(0)


def weight(days: Iterable[date], on: date, half_life_years: float = HALF_LIFE_YEARS) -> float:
    """What deals of these days still weigh: one of today counts 1, half as much a half-life ago.

    Deals after ``on`` count nothing.
    """
    ages = ((on - day).days / DAYS_A_YEAR for day in days if day <= on)
    return fsum(2 ** (-age / half_life_years) for age in ages)  # the same in whatever order


def trend(days: Sequence[date], on: date) -> float | None:
    """The weight at a half-life of one year against that at five: near 1 all is recent."""
    lasting = weight(days, on, LASTING_YEARS)
    return weight(days, on, RECENT_YEARS) / lasting if lasting else None


def balance(one: float, two: float) -> float | None:
    """How far two weights are alike: 1 where as much goes one way as the other, 0 for one way."""
    return 2 * min(one, two) / (one + two) if one + two else None


def longest_streak(days: Iterable[date]) -> Streak:
    """Most windows in a row with at least one deal in each; of several, the latest."""
    streaks = _streaks(days)
    return max(streaks, key=lambda streak: (streak.windows, streak.last), default=NO_STREAK)


def current_streak(days: Iterable[date], on: date) -> Streak:
    """The windows in a row with a deal up to the latest one.

    A window that is still open, or lies ahead, does not end a streak by having no deal yet.
    """
    streaks = _streaks(day for day in days if day <= on)
    if not streaks:
        return NO_STREAK
    latest = streaks[-1]
    now = window_counted_to(on)
    going_on = on <= window_named(now).last_day
    still = {now} if latest.last == now or not going_on else {now, _before(now)}
    return latest if latest.last in still else NO_STREAK


def _streaks(days: Iterable[date]) -> list[Streak]:
    numbers = sorted({_number(window_counted_to(day)) for day in days})
    found = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        inside = [number for _, number in run]
        found.append(Streak(len(inside), _named(inside[0]), _named(inside[-1])))
    return found


def _number(window: str) -> int:
    """Windows counted through: two a year, winter first."""
    year, half = window.split("-")
    return int(year) * 2 + (half == "summer")


def _named(number: int) -> str:
    year, summer = divmod(number, 2)
    return f"{year}-{'summer' if summer else 'winter'}"


def _before(window: str) -> str:
    return _named(_number(window) - 1)
