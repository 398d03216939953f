"""Registration periods: when the clubs of an association may sign players; and seasons.

What the associations published is shipped as dated data (:mod:`.published`), and a period on
record prevails over it. Where nothing is known, a window has the days it usually has and says that
they are *assumed*: summer 1 July to 31 August, winter 1 to 31 January. Three windows differ: summer
2020 moved to 1 September to 5 October with the postponed season, and winter 2025 and summer 2025
run to 3 February and 1 September, the day on which England, France, Germany, Italy and Spain all
closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from ledger.domain.dates import FIRST_DAY, LAST_DAY, ONE_DAY
from ledger.domain.errors import Malformed
from ledger.domain.regulations.countries import NotAnAssociation, association_of
from ledger.domain.regulations.published import Window, extra_days, published, usual_days

__all__ = [
    "NotASeason",
    "NotAWindow",
    "Window",
    "season_days",
    "season_end",
    "season_named",
    "season_of",
    "season_start",
    "unassociated",
    "window_after",
    "window_aimed_at",
    "window_asked",
    "window_counted_to",
    "window_named",
    "window_of_day",
]


class NotAWindow(Malformed):
    """The words name no registration period."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Cannot find the window {name or 'without a name'}: a window is named by the calendar "
            "year it falls in. Write 2025-winter or, for one association, ITA-2025-winter."
        )
        self.name = name


class NotASeason(Malformed):
    """The words name no season."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            f"Cannot read {asked!r} as a season: it has no two years that follow each other. "
            "Write 2017-18."
        )


def window_named(
    name: str,
    association: str | None = None,
    defined: Sequence[Window] = (),
    *,
    known_at: datetime | None = None,
) -> Window:
    """The window of that name: the one on record, else as published, else the usual days.

    An association in the name prevails over the one given beside it. ``known_at`` leaves out what
    was amended later.

    Raises:
        NotAWindow: the name is not of the form ``2025-winter`` or ``ITA-2025-winter``.
    """
    parts = _NAME.fullmatch(name.strip())
    if parts is None or not FIRST_DAY.year <= int(parts[2]) <= LAST_DAY.year:
        raise NotAWindow(name)
    country = parts[1] or association or None
    usual = usual_days(int(parts[2]), parts[3].lower())
    if country:
        country = country.upper()
        usual = replace(usual, id=f"{country}-{usual.id}", association=country)
    return _known(defined, known_at).get(usual.id, usual)


def window_asked(
    name: str,
    association: str | None = None,
    defined: Sequence[Window] = (),
    *,
    known_at: datetime | None = None,
) -> Window:
    """The window somebody named, as :func:`window_named` has it, of an association that exists.

    What is on record keeps whatever it was written with; what people type may be a slip.

    Raises:
        NotAWindow: the name is not of the form ``2025-winter`` or ``ITA-2025-winter``.
        NotAnAssociation: nobody knows the association, and no window on record is of that name.
    """
    found = window_named(name, association, defined, known_at=known_at)
    own = found.association
    stands = own is None or association_of(own) is not None
    if not stands and all(window.id != found.id for window in defined):
        raise NotAnAssociation(
            str(own), f"the association of the window {found.id}", by_country=False
        )
    return found


def window_of_day(
    day: date,
    association: str | None = None,
    defined: Sequence[Window] = (),
    *,
    known_at: datetime | None = None,
) -> Window | None:
    """The window that was open on a day, or None between windows."""
    country = association.upper() if association else None
    every = (*_known(defined, known_at).values(), *extra_days())
    known = [window for window in every if window.association == country]
    usual = [window_named(w.id, country, defined, known_at=known_at) for w in _usual_of(day.year)]
    return next((window for window in (*known, *usual) if day in window), None)


@lru_cache(maxsize=4096)
def window_aimed_at(day: date) -> str:
    """The id of the window a rumour of that day aims at: the open one, else the next.

    Talk goes on for five days after the usual closing, about what was signed before it.
    """
    candidates = (*_usual_of(day.year), *_usual_of(day.year + 1))
    return next(window.id for window in candidates if day <= window.last_day + _GRACE)


@lru_cache(maxsize=4096)
def window_counted_to(day: date) -> str:
    """The id of the window a completed move of that day is counted to, as databases count it.

    That is the window open on the day, or one that closed within a month, since papers and late
    registrations come in after it; else the next.
    """
    candidates = (*_usual_of(day.year), *_usual_of(day.year + 1))
    return next(window.id for window in candidates if day <= window.last_day + _LATE)


def unassociated(name: str) -> str:
    """A window's id without its association: ``2025-winter`` of ``ITA-2025-winter``."""
    return name[-len("2025-winter") :]


def window_after(name: str) -> str:
    """The id of the window that follows, without its association."""
    year, half = unassociated(name).split("-")
    return f"{year}-summer" if half == "winter" else f"{int(year) + 1}-winter"


def season_end(day: date) -> date:
    """The last day of the season running on a day: 30 June, in 2020 31 August."""
    ending = _last_day_of_season(day.year)
    return ending if day <= ending else _last_day_of_season(day.year + 1)


def season_start(day: date) -> date:
    """The first day of the season running on a day: the day after the last season's end."""
    return _last_day_of_season(season_end(day).year - 1) + ONE_DAY


def season_of(day: date) -> str:
    """The season running on a day, as people write it: ``2024-25``."""
    year = season_end(day).year
    return f"{year - 1}-{year % 100:02}"


def season_named(asked: str) -> str:
    """The season meant, as the ledger writes it: ``2017-18``.

    Raises:
        NotASeason: the words name no two years that follow each other.
    """
    years = _SEASON.fullmatch(asked.strip())
    if years is None or (int(years[1]) + 1) % 100 != int(years[2]):
        raise NotASeason(asked)
    if not FIRST_DAY.year < int(years[1]) < LAST_DAY.year:
        raise NotASeason(asked)
    return f"{years[1]}-{years[2]}"


def season_days(season: str) -> tuple[date, date]:
    """The first and the last day of a season, named as ``2017-18``.

    Raises:
        NotASeason: the words name no two years that follow each other.
    """
    last_of_its_first_year = date(int(season_named(season)[:4]), 12, 31)
    return season_start(last_of_its_first_year), season_end(last_of_its_first_year)


def _last_day_of_season(year: int) -> date:
    return date(2020, 8, 31) if year == _POSTPONED else date(year, 6, 30)


def _known(defined: Sequence[Window], known_at: datetime | None) -> Mapping[str, Window]:
    shipped = published(known_at)
    return {**shipped, **{window.id: window for window in defined}} if defined else shipped


def _usual_of(year: int) -> Iterator[Window]:
    yield usual_days(year, "winter")
    yield usual_days(year, "summer")


_NAME: Final = re.compile(r"(?:([A-Z]{3})-)?([0-9]{4})-(summer|winter)", re.IGNORECASE | re.ASCII)
_SEASON: Final = re.compile(r"([0-9]{4})[-/]([0-9]{2})")
_GRACE: Final = timedelta(days=5)
_LATE: Final = timedelta(days=31)
_POSTPONED: Final = 2020
