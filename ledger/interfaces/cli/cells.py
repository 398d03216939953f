"""One value of an answer: as JSON has it, as a text for programs, as a text for people."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from math import isfinite
from typing import Final

_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_QUOTED: Final = re.compile(r'[",\r\n]')
_MARKDOWN: Final = re.compile(r"([\\|`*\[\]<])")


def plain(value: object) -> object:  # noqa: PLR0911 - a line for each sort of value
    """A value as JSON has it: dates and decimals are texts, so that nothing is rounded."""
    match value:
        case Enum():
            return plain(value.value)
        case float():
            return value if isfinite(value) else None
        case None | bool() | int() | str():
            return value
        case Mapping():
            return {str(key): plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return plain(asdict(value))
        case _:
            return text(value)


def as_json(value: object) -> str:
    """A value in one line of JSON."""
    return json.dumps(plain(value), ensure_ascii=False, allow_nan=False)


def text(value: object) -> str:
    """A value as programs read it from a cell: ISO dates in UTC, plain decimals, empty for None."""
    match value:
        case None:
            return ""
        case bool() | Mapping():
            return as_json(value)
        case list() | tuple():
            return "; ".join(map(text, value))
        case Decimal():
            return format(value, "f")
        case date():
            return _iso(value)
        case _:
            return str(value)


def one_line(value: object) -> str:
    """The text of a value without line ends, tabs and what else would move a cursor."""
    return _UNPRINTABLE.sub(" ", text(value))


def quoted(value: object) -> str:
    """The text of a value as CSV has it, with every line end kept inside its quotes."""
    cell = text(value)
    return '"{}"'.format(cell.replace('"', '""')) if _QUOTED.search(cell) else cell


def shown(value: object) -> str:
    """A value as people see it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return one_line(value).strip()


def markdown(value: object) -> str:
    """A value as people see it, in the cell of a Markdown table."""
    return _MARKDOWN.sub(r"\\\1", shown(value))


def _iso(day: date) -> str:
    if isinstance(day, datetime) and day.tzinfo is not None:
        return day.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return day.isoformat()
