"""Registration periods: when the clubs of an association may sign players.

What the associations published is shipped as dated values, and a period on record prevails over
it. Where nothing is known, a window has the days it usually has and says that they are *assumed*:
summer 1 July to 31 August, winter 1 to 31 January. Three windows differ: summer 2020 moved to
1 September to 5 October with the postponed season, and winter 2025 and summer 2025 run to
3 February and 1 September, the day on which England, France, Germany, Italy and Spain all closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final

from ledger.domain.dates import FIRST_DAY, LAST_DAY
from ledger.domain.errors import Malformed


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


class NotAWindow(Malformed):
    """The words name no registration period."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Cannot find the window {name or 'without a name'}: a window is named by the calendar "
            "year it falls in. Write 2025-winter or, for one association, ITA-2025-winter."
        )
        self.name = name


def window_named(
    name: str, association: str | None = None, defined: Sequence[Window] = ()
) -> Window:
    """The window of that name: the one on record, else as published, else the usual days.

    An association in the name prevails over the one given beside it.

    Raises:
        NotAWindow: the name is not of the form ``2025-winter`` or ``ITA-2025-winter``.
    """
    parts = _NAME.fullmatch(name.strip())
    if parts is None or not FIRST_DAY.year <= int(parts[2]) <= LAST_DAY.year:
        raise NotAWindow(name)
    country = parts[1] or association or None
    usual = _usual(int(parts[2]), parts[3].lower())
    if country:
        country = country.upper()
        usual = replace(usual, id=f"{country}-{usual.id}", association=country)
    return _known(defined).get(usual.id, usual)


def window_of_day(
    day: date, association: str | None = None, defined: Sequence[Window] = ()
) -> Window | None:
    """The window that was open on a day, or None between windows."""
    country = association.upper() if association else None
    known = [w for w in (*_known(defined).values(), *EXTRA) if w.association == country]
    usual = [window_named(w.id, country, defined) for w in _usual_of(day.year)]
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


def window_after(name: str) -> str:
    """The id of the window that follows, without its association."""
    year, half = name[-11:].split("-")
    return f"{year}-summer" if half == "winter" else f"{int(year) + 1}-winter"


def season_end(day: date) -> date:
    """The last day of the season running on a day: 30 June, in 2020 31 August."""
    ending = _last_day_of_season(day.year)
    return ending if day <= ending else _last_day_of_season(day.year + 1)


def season_start(day: date) -> date:
    """The first day of the season running on a day: the day after the last season's end."""
    return _last_day_of_season(season_end(day).year - 1) + timedelta(days=1)


def season_of(day: date) -> str:
    """The season running on a day, as people write it: ``2024-25``."""
    year = season_end(day).year
    return f"{year - 1}-{year % 100:02}"


def _last_day_of_season(year: int) -> date:
    return date(2020, 8, 31) if year == _POSTPONED else date(year, 6, 30)


def _known(defined: Sequence[Window]) -> dict[str, Window]:
    return {window.id: window for window in (*SHIPPED, *defined)}


def _usual_of(year: int) -> Iterator[Window]:
    yield _usual(year, "winter")
    yield _usual(year, "summer")


def _usual(year: int, half: str) -> Window:
    name = f"{year}-{half}"
    first, last = _OTHERWISE.get(name) or (
        (date(year, 1, 1), date(year, 1, 31))
        if half == "winter"
        else (date(year, 7, 1), date(year, 8, 31))
    )
    return Window(name, None, first, last, None, assumed=True, source="the usual days")


def _published(
    association: str,
    half: str,
    first: tuple[int, int],
    last: tuple[int, int],
    closes: tuple[int, int] | None = None,
    *,
    year: int = 2025,
    assumed: bool = False,
    note: str = "",
) -> Window:
    """A shipped window; days are (month, day), the closing is (hour, minute) in UTC."""
    publisher = "FIGC, published periods" if association == "ITA" else _BY_ASSOCIATION
    return Window(
        id=f"{association}-{year}-{half}",
        association=association,
        first_day=date(year, *first),
        last_day=date(year, *last),
        closes_at=datetime(year, *last, *closes, tzinfo=UTC) if closes else None,
        assumed=assumed,
        source=f"{publisher}; press for closing time" if closes else publisher,
        note=note,
    )


_NAME: Final = re.compile(r"(?:([A-Z]{3})-)?([0-9]{4})-(summer|winter)", re.IGNORECASE | re.ASCII)
_BY_ASSOCIATION: Final = "as published by the association"
_GRACE: Final = timedelta(days=5)
_LATE: Final = timedelta(days=31)
_POSTPONED: Final = 2020
_OTHERWISE: Final = {
    "2020-summer": (date(2020, 9, 1), date(2020, 10, 5)),
    "2025-winter": (date(2025, 1, 1), date(2025, 2, 3)),
    "2025-summer": (date(2025, 7, 1), date(2025, 9, 1)),
}
_AMENDED: Final = "first published (29 May 2024) as closing on 2 February, amended to 3 February"
_DEAL_SHEET: Final = "a deal sheet handed in by then gives two hours more"
_ABOUT_TEN: Final = "the press put the closing at about 22:00 British time"
_OPENING: Final = "the opening day is assumed"

SHIPPED: Final = (
    _published("ITA", "summer", (7, 1), (8, 30), (22, 0), year=2024),
    _published("ENG", "summer", (6, 14), (8, 30), (22, 0), year=2024, note=_DEAL_SHEET),
    _published("ESP", "summer", (7, 1), (8, 30), (22, 0), year=2024),
    _published("GER", "summer", (7, 1), (8, 30), (16, 0), year=2024),
    _published("FRA", "summer", (7, 1), (8, 30), year=2024, note=_ABOUT_TEN),
    _published("USA", "summer", (7, 18), (8, 14), year=2024),
    _published("ITA", "winter", (1, 2), (2, 3), (23, 0), note=_AMENDED),
    _published("ENG", "winter", (1, 1), (2, 3), (23, 0)),
    _published("ESP", "winter", (1, 2), (2, 3)),
    _published("GER", "winter", (1, 1), (2, 3)),
    _published("FRA", "winter", (1, 1), (2, 3)),
    _published("TUR", "winter", (1, 13), (2, 11)),
    _published("KSA", "winter", (1, 1), (1, 30), assumed=True, note=_OPENING),
    _published("USA", "winter", (1, 31), (4, 23)),
    *(
        _published(country, "summer", (7, 1), (9, 1), (18, 0), assumed=True, note=_OPENING)
        for country in ("ITA", "ENG", "ESP", "GER", "FRA")
    ),
)
"""The periods the associations published for 2024 and 2025, as far as they are known."""

EXTRA: Final = (
    _published(
        "ITA", "summer", (6, 1), (6, 10), note="extra days ahead of the summer's own period"
    ),
)
"""Days granted beside a window and counted to it: Italian clubs could sign on 1-10 June 2025."""
