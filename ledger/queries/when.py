"""The moments people type: ``2025-01-31``, ``yesterday``, ``-7d``, ``2025-winter``, ``#812``.

=============================  ====================================================
``2025-01-31``, ``2025-01``    the end of that day or month in the zone asked for
``2015-08-31T23:32+02:00``     the end of that minute; with seconds, that instant
``now``                        the instant of asking
``today``, ``-7d``, ``+10d``   the end of a day counted from today: ``d``, ``w``, ``m``
``2025-winter``                the end of the window's last day; ``ITA-2025-winter`` too
``2024-25``, ``2009-2010``     the end of the season's last day; ``2009-10`` is October 2009
``#812``                       position 812 of the ledger
=============================  ====================================================

Nothing here looks at a clock: the caller says what time it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from ledger.domain.dates import FIRST_DAY, LAST_DAY, ONE_DAY, UncertainDate, months_later
from ledger.domain.errors import Malformed
from ledger.domain.regulations.windows import Window, season_end, window_asked

_ACCEPTED: Final = (
    "Write a day (2025-01-31), a month (2025-01), an instant with its zone "
    "(2015-08-31T23:32+02:00), now, today, yesterday, tomorrow, -7d, -2w, -3m, a window "
    "(2025-winter), a season (2024-25) or a position (#812)"
)
_WORDS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
_POSITION: Final = re.compile(r"#([0-9]{1,18})")
_OFFSET: Final = re.compile(r"([+-][0-9]{1,5})([dwm])")
_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[tT].*")
_MONTH: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_WINDOW: Final = re.compile(r"([a-z]{3}-)?[0-9]{4}-(summer|winter)", re.ASCII)
_SEASON: Final = re.compile(r"([0-9]{4})-([0-9]{2}|[0-9]{4})")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_ECHO: Final = 60


class EndsBeforeItBegins(Malformed):
    """A stretch of time was named backwards."""

    def __init__(self, since: object, until: object) -> None:
        super().__init__(
            f"Cannot answer on the time from {since} to {until}: it ends before it begins. "
            "Name the earlier of the two first."
        )


class NotAMoment(Malformed):
    """The words name no point in time the ledger can answer for."""

    def __init__(self, text: str, why: str, remedy: str = _ACCEPTED) -> None:
        shown = text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}…"
        super().__init__(f"Cannot read {shown or 'an empty text'} as a moment: {why}. {remedy}.")
        self.text = text


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time somebody asked about, as a day, as an instant, or as a position.

    ``day`` is the football day in the zone asked for and ``instant`` the last instant meant, in
    UTC. With a ``position`` both are those of asking, since only the ledger knows when that
    position was recorded. ``text`` is what was typed.
    """

    day: date
    instant: datetime
    position: int | None
    text: str


def read_when(
    text: str | date, *, now: datetime, zone: tzinfo = UTC, defined: Sequence[Window] = ()
) -> Moment:
    """The moment somebody typed, a day, or an instant with its zone.

    ``defined`` are the windows on record, which prevail over the published ones.

    Raises:
        NotAMoment: the words name no moment; the sentence says what is accepted.
        NotAnAssociation: a window is named of an association that nobody knows.
    """
    asked = _instant(now, zone, "now")
    if isinstance(text, datetime):
        return _instant(text, zone, text.isoformat())
    if isinstance(text, date):
        return _end_of(text, zone, text.isoformat())
    words = text.strip()
    if words.lower() == "now":
        return Moment(asked.day, asked.instant, None, words)
    if position := _POSITION.fullmatch(words):
        return Moment(asked.day, asked.instant, int(position[1]), words)
    if _INSTANT.fullmatch(words):
        last = _written(words).last_instant
        return Moment(last.astimezone(zone).date(), last, None, words)
    return _end_of(_day_named(words, asked.day, defined), zone, words)


def _day_named(words: str, today: date, defined: Sequence[Window]) -> date:
    lower = words.lower()
    if lower in _WORDS:
        return _counted(words, today, _WORDS[lower], "d")
    if offset := _OFFSET.fullmatch(lower):
        return _counted(words, today, int(offset[1]), offset[2])
    if _DAY.fullmatch(words) or _MONTH.fullmatch(words):
        return _written(words).last_day
    if _WINDOW.fullmatch(lower):
        return window_asked(words, defined=defined).last_day
    if season := _SEASON.fullmatch(words):
        return _season_end(words, int(season[1]), season[2])
    if "/" in words:
        raise NotAMoment(
            words,
            "a slash leaves open which number is the day, or which end of an interval is meant",
            "Write one day, the year first: 2025-01-31",
        )
    raise NotAMoment(words, "it is none of the forms a moment has")


def _season_end(words: str, first: int, second: str) -> date:
    if not f"{first + 1:04}".endswith(second):
        why = "it is no month, and a season spans two years that follow each other"
        raise NotAMoment(words, why, "Write a month as 2025-01 and a season as 2024-25")
    _inside(date(max(first, 1), 1, 1), words)
    return season_end(date(first, 12, 31))


def _written(words: str) -> UncertainDate:
    try:
        return UncertainDate.parse(words.upper())
    except (ValueError, OverflowError) as error:
        why = "it is no such day or time of the calendar, or it has no zone"
        raise NotAMoment(words, why) from error


def _counted(words: str, today: date, count: int, unit: str) -> date:
    try:
        if unit != "m":
            return today + timedelta(days=count * (7 if unit == "w" else 1))
        return months_later(today, count)
    except (ValueError, OverflowError) as error:
        raise NotAMoment(words, "it leads out of the calendar") from error


def _instant(moment: datetime, zone: tzinfo, text: str) -> Moment:
    if moment.utcoffset() is None:
        raise NotAMoment(text, "it has no zone, so it is no instant", "Give it one, such as UTC")
    _inside(moment.date(), text)
    return Moment(moment.astimezone(zone).date(), moment.astimezone(UTC), None, text)


def _end_of(day: date, zone: tzinfo, text: str) -> Moment:
    """The day through its last microsecond, wherever the zone's clocks changed."""
    _inside(day, text)
    next_midnight = datetime.combine(day + ONE_DAY, time.min, zone)
    return Moment(day, next_midnight.astimezone(UTC) - timedelta(microseconds=1), None, text)


def _inside(day: date, text: str) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        why = f"it lies outside {FIRST_DAY.year} to {LAST_DAY.year}"
        raise NotAMoment(text, why, "Name a day inside them")
