"""Days as databases write them: 2018-07-01, Jul 1, 2018, 01.07.2018."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final


class UnreadableDayError(ValueError):
    """The text is no day of the calendar, or may be two."""


_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00:00(?:\.0+)?Z?)?", re.ASCII)
_WORDS: Final = re.compile(r"([A-Za-z]{3})[a-z]{0,6}\.? (\d{1,2}), ?(\d{4})", re.ASCII)
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_MONTHS_A_YEAR: Final = 12
_YEARS: Final = range(1850, 2101)


@lru_cache(maxsize=8_192)
def day_told(text: str) -> date:
    """The day that a text names.

    A day with slashes is taken only where it cannot be read two ways: 30/06/2024, not 05/06/2024.

    Raises:
        UnreadableDayError: it names none, none of the calendar, or may name two.
    """
    year, month, day = _parts(text)
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise UnreadableDayError(f"“{text[:40]}” names no day of the calendar.") from error
    if found.year not in _YEARS:
        raise UnreadableDayError(f"“{text[:40]}” lies outside {_YEARS[0]} to {_YEARS[-1]}.")
    return found


def _parts(text: str) -> tuple[int, int, int]:
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if (found := _WORDS.fullmatch(text)) and found[1].lower() in _MONTHS:
        return int(found[3]), _MONTHS.index(found[1].lower()) + 1, int(found[2])
    if found := _DOTTED.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _SLASHED.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        if second > _MONTHS_A_YEAR:
            return int(found[3]), first, second
        if first > _MONTHS_A_YEAR or first == second:
            return int(found[3]), second, first
        raise UnreadableDayError(f"“{text[:40]}” may be two days; write it as 2024-06-30.")
    raise UnreadableDayError(f"“{text[:40]}” is no day as in 2024-06-30, Jun 30, 2024, 30.06.2024.")
