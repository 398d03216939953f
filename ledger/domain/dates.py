"""Dates as the market tells them: a day, a month, an instant with its zone, or an interval.

The text form is ISO 8601 with the interval of EDTF (ISO 8601-2): ``2024-08-21``, ``2024-08``,
``2015-08-31T23:32+02:00``, ``2024-12-19/2025-01-01``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

FIRST_DAY: Final = date(1850, 1, 1)
LAST_DAY: Final = date(2200, 12, 31)
ONE_DAY: Final = timedelta(days=1)
_YEAR: Final = re.compile(r"\d{4}")
_MONTH: Final = re.compile(r"\d{4}-\d{2}")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_SLASHED: Final = re.compile(r"\d{1,2}/\d{1,4}|\d{4}/\d{1,2}")
_INSTANT: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})"
)


class Precision(StrEnum):
    """How exactly a date is known."""

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """When something happened or was published, as exactly as anybody said.

    Make one with :meth:`parse` or :meth:`of`; compare days through :attr:`first_day` and
    :attr:`last_day`, instants through :attr:`first_instant` and :attr:`last_instant`.
    """

    text: str
    precision: Precision
    first_day: date
    last_day: date
    first_instant: datetime
    last_instant: datetime

    @classmethod
    @lru_cache(maxsize=65_536)
    def parse(cls, text: str) -> UncertainDate:
        """Read the text form.

        Raises:
            ValueError: the text is no such date; the message says what is accepted.
        """
        text = text.strip()
        if text.count("/") > 1 or _SLASHED.fullmatch(text):
            raise ValueError(f"{text} is not a date: write it as 2025-01-31, not with slashes")
        start, slash, end = text.partition("/")
        if not slash:
            return _one(text)
        first, last = _one(start), _one(end)
        if last.last_instant < first.first_instant:
            raise ValueError(f"{text} ends before it starts")
        if (first.precision, first.text) == (last.precision, last.text):
            return first
        return cls(
            f"{first.text}/{last.text}",
            Precision.INTERVAL,
            first.first_day,
            last.last_day,
            first.first_instant,
            last.last_instant,
        )

    @classmethod
    def of(cls, first: date | datetime, last: date | None = None) -> UncertainDate:
        """A day, an aware instant, or the interval between two days."""
        if isinstance(first, datetime):
            return _one(_instant_text(first))
        if last is None or last == first:
            return _day(first)
        return cls.parse(f"{first.isoformat()}/{last.isoformat()}")

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Stored as its text; accepts its text, a date, or an aware datetime."""
        return core_schema.no_info_plain_validator_function(
            _accept,
            serialization=core_schema.to_string_ser_schema(),
            json_schema_input_schema=core_schema.str_schema(),
        )


def _accept(value: object) -> UncertainDate:
    if isinstance(value, UncertainDate):
        return value
    if isinstance(value, str):
        return UncertainDate.parse(value)
    if isinstance(value, date):
        return UncertainDate.of(value)
    raise ValueError("a date is a day, a month, an instant with its zone, or an interval")


def _instant_text(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no zone: write it with one, as in 23:32+02:00")
    plain = moment.second == 0 and moment.microsecond == 0
    text = moment.isoformat(timespec="minutes" if plain else "auto")
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def end_of_day(day: date) -> datetime:
    """The last instant of a day, in UTC."""
    return datetime.combine(day, time.max, UTC)


def start_of_day(day: date) -> datetime:
    """The first instant of a day, in UTC."""
    return datetime.combine(day, time.min, UTC)


def _days(text: str, precision: Precision, first: date, last: date) -> UncertainDate:
    if not FIRST_DAY <= first <= last <= LAST_DAY:
        raise ValueError(f"{text} lies outside {FIRST_DAY.year} to {LAST_DAY.year}")
    return UncertainDate(text, precision, first, last, start_of_day(first), end_of_day(last))


def _day(day: date) -> UncertainDate:
    return _days(day.isoformat(), Precision.DAY, day, day)


def _one(text: str) -> UncertainDate:
    if _DAY.fullmatch(text):
        return _day(_calendar_day(text))
    if _MONTH.fullmatch(text):
        first = _calendar_day(f"{text}-01")
        last = first.replace(day=monthrange(first.year, first.month)[1])
        return _days(text, Precision.MONTH, first, last)
    if _YEAR.fullmatch(text):
        first = _calendar_day(f"{text}-01-01")
        return _days(text, Precision.YEAR, first, first.replace(month=12, day=31))
    if _INSTANT.fullmatch(text):
        return _instant(text)
    raise ValueError(
        f"{text or 'an empty text'} is not a date: write a day (2025-01-31), a month (2025-01), "
        f"an instant with its zone (2015-08-31T23:32+02:00) or an interval of two"
    )


def _instant(text: str) -> UncertainDate:
    try:
        moment = datetime.fromisoformat(text)
        inside = FIRST_DAY <= moment.date() <= LAST_DAY
    except ValueError as error:
        raise ValueError(f"{text} is not an instant: {error}") from error
    if not inside:
        raise ValueError(f"{text} lies outside {FIRST_DAY.year} to {LAST_DAY.year}")
    has_seconds = moment.second or moment.microsecond
    length = timedelta() if has_seconds else timedelta(minutes=1) - timedelta(microseconds=1)
    first = moment.astimezone(UTC)
    return UncertainDate(
        _instant_text(moment),
        Precision.INSTANT,
        moment.date(),
        moment.date(),
        first,
        first + length,
    )


def _calendar_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text} is not a day of the calendar: {error}") from error


def months_later(day: date, months: int) -> date:
    """The same day so many months on (or back); the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_later(day: date, years: int) -> date:
    """The same day so many years on (or back); 28 February for 29 February."""
    return months_later(day, 12 * years)
