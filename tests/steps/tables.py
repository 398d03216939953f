"""Tables of expectations: the columns name what counts, the rows come in the answer's order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from steps.sentences import DAY, read_day

_DAY: Final = re.compile(DAY)
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT")
_WORDS: Final = {"yes": True, "no": False}


def rows_agree(actual: Sequence[Any], expected: Sequence[Sequence[str]]) -> None:
    """Compare an answer with a table, column by column, in order."""
    columns = list(expected[0]) if expected else []
    shown = [[_cell(row, column) for column in columns] for row in actual]
    wanted = [list(row) for row in expected[1:]]
    agrees = len(shown) == len(wanted) and all(
        value_agrees(value, text)
        for row, texts in zip(shown, wanted, strict=True)
        for value, text in zip(row, texts, strict=True)
    )
    assert agrees, f"the answer is {shown or list(actual)}, not {wanted}"


def value_agrees(actual: object, text: str) -> bool:
    """Whether a value is the one written: a day, yes or no, a figure, words.

    Empty means nothing, and words between two … a part.
    """
    if text == "":
        return actual is None or actual == ""
    if text.startswith("…") and text.endswith("…"):
        return text.strip("… ") in str(actual)
    if isinstance(actual, bool):
        return actual is _WORDS.get(text)
    if isinstance(actual, str) and _INSTANT.match(actual) and not _INSTANT.match(text):
        actual = actual[:10]  # an instant, asked about by its day
    return str(actual) == in_iso(text)


def in_iso(text: str) -> str:
    """The text with the days in it as the ledger writes them."""
    return _DAY.sub(lambda found: read_day(found[0]).isoformat(), text)


def _cell(row: Any, column: str) -> object:
    name = column.replace(" ", "_")
    return row[name] if isinstance(row, Mapping) else getattr(row, name)
