"""A DataFrame as a table: pandas, polars or PyArrow, read as the same rows of a CSV file are.

Cells become the text that stands for them in a file: whole numbers without a point, days as days,
what is missing as nothing. Rows are counted from 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter, ValidationError

from ledger.application import Ledger
from ledger.domain.errors import Malformed
from ledger.domain.values import SourceId
from ledger.interfaces.files.formats import FORMATS, Format, format_with
from ledger.interfaces.files.formats.format import silent
from ledger.interfaces.files.importing import Importer, scratch_copy
from ledger.interfaces.files.quarantine import Origins
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.tables import Line, Table, UnreadableError, check_cells
from ledger.interfaces.files.texts import Reading

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

NAME: Final = "DataFrame"
"""What stands where a file's name does."""
ROWS_AT_ONCE: Final = 10_000
_SOURCE: TypeAdapter[str] = TypeAdapter(SourceId)


class FramesNotInstalled(Malformed):
    """The library through which tables of all kinds are read is not there."""

    def __init__(self) -> None:
        super().__init__(
            "Cannot read a DataFrame: the library narwhals is not installed. Install it with "
            "pip install 'transfer-ledger[frames]', or save the table as CSV and import that."
        )


class NoFrame(Malformed):
    """Something that is no table, or no table that can be read."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Cannot import this DataFrame: {what} Give a DataFrame of pandas or polars, or a "
            f"PyArrow table, with the columns of a format."
        )


class UnknownColumns(Malformed):
    """A table whose columns are of no format, or not of the one that was named."""

    def __init__(self, columns: Sequence[str], wanted: str | None) -> None:
        shown = ", ".join(name[:30] for name in columns[:12])
        known = "; ".join(f"{f.name} ({', '.join(f.columns[:4])}, …)" for f in FORMATS)
        of = "no format this version reads" if wanted is None else f"the format {wanted!r}"
        negated = "are of" if wanted is None else "are not of"
        super().__init__(
            f"Cannot import this DataFrame: its columns ({shown}) {negated} {of}. The formats "
            f"are {known}. Rename its columns as one of them has them."
        )


def bring_frame(
    book: Ledger,
    frame: Any,
    *,
    format: str | None = None,  # noqa: A002 - the argument's public name
    source: str | None = None,
    policy: str = "flag",
    dry_run: bool = False,
) -> Report:
    """Read a DataFrame into a ledger and report; a second run adds nothing.

    Raises:
        Malformed: it is no table, of no known format, or its library is not there.
    """
    if dry_run:
        with scratch_copy(book) as copy:
            report = bring_frame(copy, frame, format=format, source=source, policy=policy)
        report.dry_run = True
        return report
    read = _opened(frame)
    header = tuple(str(name).strip() for name in read.columns)
    format_ = _speaking(_format_of(header, format), source)
    report = Report(NAME, format_.name)
    reading = Reading(size=len(read))
    table = Table(NAME, header, _lines(read, header, report, reading), reading)
    statements = format_.statements_of(table, report, silent)
    importer, stood = Importer(book, policy), Origins(NAME)
    importer.take(statements, format_.covers, format_, report, stood=stood, progress=silent)
    return report


def _opened(frame: Any) -> nw.DataFrame[Any]:
    try:
        import narwhals.stable.v2 as nw
    except ImportError as error:
        raise FramesNotInstalled from error
    try:
        read = nw.from_native(frame)
        read = read.collect() if isinstance(read, nw.LazyFrame) else read
    except (TypeError, ValueError, nw.exceptions.NarwhalsError) as error:
        raise NoFrame(f"it is a {type(frame).__name__} that cannot be read as one.") from error
    twice = next((name for name in read.columns if read.columns.count(name) > 1), None)
    if twice is not None:
        raise NoFrame(f"its column {twice!r} stands twice.")
    return read


def _format_of(header: Sequence[str], wanted: str | None) -> Format:
    found = format_with(header)
    if wanted is not None:
        named = next((one for one in FORMATS if one.name == wanted), None)
        found = named if named is not None and named.recognises(header) else None
    if found is None:
        raise UnknownColumns(header, wanted)
    return found


def _speaking(format_: Format, source: str | None) -> Format:
    """The format with who says it, where that is somebody else than usual."""
    if source is None:
        return format_
    try:
        return replace(format_, source=_SOURCE.validate_python(source), source_name=source)
    except ValidationError as error:
        raise Malformed(
            f"Cannot cite {source!r} as the source: that is no id. Write it as in my-scouts."
        ) from error


# -- cells ----------------------------------------------------------------------------------------


def _lines(
    frame: nw.DataFrame[Any], header: Sequence[str], report: Report, reading: Reading
) -> Iterator[Line]:
    """The rows as text; one with a cell that is no text, number or day is refused."""
    for start in range(0, len(frame), ROWS_AT_ONCE):
        part = frame[start : start + ROWS_AT_ONCE]
        columns = [_values(part[name]) for name in part.columns]
        for number, values in enumerate(zip(*columns, strict=True), start=start + 1):
            report.rows += 1
            reading.read = number
            try:
                cells = tuple(map(text_of, values))
                check_cells(header, cells)
            except UnreadableError as error:
                report.refuse(number, str(error), error.way_out)
            else:
                yield Line(number, cells)


def _values(column: nw.Series[Any]) -> list[Any]:
    """A column's values, with None for what is missing, however its library writes that."""
    missing = column.is_null().to_list()
    return [None if no else value for value, no in zip(column.to_list(), missing, strict=True)]


def text_of(value: object) -> str:
    """The text that stands for a value in a file.

    Raises:
        UnreadableError: it is a list or something else that is not a text, a number or a day.
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case int():
            return str(int(value))  # yes and no are 1 and 0
        case float():
            return _figure(value)
        case Decimal():
            return f"{value:f}" if value.is_finite() else ""
        case date():
            return _day(value)
        case _:
            raise UnreadableError(
                f"a cell holds a {type(value).__name__}.", "Write a text, a number or a day."
            )


def _figure(value: float) -> str:
    """A number without an exponent; one without a fraction as a whole number."""
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"


def _day(value: date) -> str:
    """A day, also where its library knows only moments and has it at midnight."""
    midnight = isinstance(value, datetime) and value.tzinfo is None and value.time() == time.min
    return (value.date() if isinstance(value, datetime) and midnight else value).isoformat()
