"""A file as a table: a header and numbered lines of cells, whatever state the file is in.

Lines are read one after the other and never all held: the file may be large, gzipped, cut short or
hostile. What cannot be read is refused with its line, and the rest goes on.
"""

from __future__ import annotations

import csv
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Final

from ledger.domain.errors import Malformed
from ledger.interfaces.files.report import Report

BYTES_MAX: Final = 4 * 1024**3
LINE_BYTES_MAX: Final = 1_000_000
CELL_LENGTH_MAX: Final = 20_000
COLUMNS_MAX: Final = 500
LINES_A_CELL_MAX: Final = 50
SENSELESS_LINES_MAX: Final = 100_000
_GZIP: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 31
_CHUNK: Final = 1 << 18
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_MARK: Final = b"\xef\xbb\xbf"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SIZE_MAX: Final = f"{BYTES_MAX // 1024**3} GB"


class Unreadable(Malformed):
    """A file that cannot be read at all: it is not there, of no text, or of no end."""

    def __init__(self, path: Path, what: str, way_out: str) -> None:
        super().__init__(f"Cannot read {path}: {what} {way_out}")


class UnreadableError(ValueError):
    """A line, or a cell of it, says something that cannot be; ``way_out`` is what to do."""

    def __init__(self, what: str, way_out: str) -> None:
        super().__init__(what)
        self.way_out = way_out


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its number in the file, 1 for the header, and its cells as text.

    ``span`` is how many lines of the file it takes; a quoted cell may run over several.
    """

    number: int
    cells: tuple[str, ...]
    span: int = 1


@dataclass(slots=True)
class Table:
    """A header and, once, the lines below it. ``done`` is the share of the file read so far."""

    name: str
    header: tuple[str, ...]
    lines: Iterator[Line]
    reading: _Reading

    @property
    def done(self) -> tuple[int, int]:
        """Bytes of the file read, and how many it has."""
        return self.reading.read, self.reading.size


@dataclass(slots=True)
class _Reading:
    """How far a file is read, in bytes as they lie on the disk."""

    read: int = 0
    size: int = 0


def first_line(path: Path) -> str:
    """The first line of a text file, to tell which format it is.

    Raises:
        Unreadable: there is none: the file is missing, empty or no text.
    """
    for number, text in _texts(path, Report(path.name), _Reading()):
        if number == 1:
            return text
        break
    raise Unreadable(path, "its first line is no text.", "Give a text file in UTF-8.")


def open_table(path: Path, report: Report) -> Table:
    """Open a CSV file, ``.gz`` or not.

    Raises:
        Unreadable: it has no header line.
    """
    reading = _Reading()
    texts = _texts(path, report, reading)
    lines = _lines(texts, report, header=None)
    header = next(lines, None)
    if header is None or header.number != 1:
        raise Unreadable(path, "it has no header line.", "Give a file with a header and rows.")
    if len(header.cells) > COLUMNS_MAX:
        raise Unreadable(
            path,
            f"its first line has {len(header.cells):,} columns.",
            f"No format has more than {COLUMNS_MAX}; check what file it is.",
        )
    wanted = len(header.cells)
    rows = _lines(texts, report, header=wanted)
    return Table(path.name, tuple(cell.strip() for cell in header.cells), rows, reading)


def texts_of(path: Path, report: Report) -> Iterator[tuple[int, str]]:
    """The lines of a text file with their numbers, for formats that are no tables."""
    return _texts(path, report, _Reading())


# -- cells ------------------------------------------------------------------------------------


def _lines(
    texts: Iterator[tuple[int, str]], report: Report, *, header: int | None
) -> Iterator[Line]:
    """Lines as cells; what is no CSV, or has other than the header's number of cells, is refused.

    Without a ``header`` one line is read: the header itself.
    """
    for number, text in texts:
        if not text.strip():
            continue
        if header is not None:
            report.rows += 1
        try:
            yield _line(number, text, texts, header)
        except UnreadableError as error:
            report.refuse(number, str(error), error.way_out)
        if header is None:
            return


def _line(number: int, text: str, texts: Iterator[tuple[int, str]], header: int | None) -> Line:
    span = 1
    while text.count('"') % 2 and span < LINES_A_CELL_MAX and (more := next(texts, None)):
        text, span = f"{text}\n{more[1]}", span + 1
    if _CONTROL.search(text):
        raise UnreadableError(
            "the line holds control characters.", "Save the file as UTF-8 text, or delete the line."
        )
    cells = _cells(text)
    if header is not None and len(cells) != header:
        raise UnreadableError(
            f"the line has {len(cells)} fields where the header has {header}.",
            "It may be cut: restore it from the source, or delete it.",
        )
    longest = max(map(len, cells))
    if longest > CELL_LENGTH_MAX:
        raise UnreadableError(
            f"a cell is {longest:,} characters long.", f"Shorten it to {CELL_LENGTH_MAX:,} or less."
        )
    return Line(number, cells, span)


def _cells(text: str) -> tuple[str, ...]:
    if '"' not in text:
        return tuple(text.split(","))
    try:
        rows = list(csv.reader([text], strict=True))
    except csv.Error as error:
        raise UnreadableError(
            f"the line is no CSV: {error}.", "Check its quotation marks."
        ) from error
    return tuple(rows[0]) if len(rows) == 1 else ()


# -- text -------------------------------------------------------------------------------------


def _texts(path: Path, report: Report, reading: _Reading) -> Iterator[tuple[int, str]]:
    """Lines of text with their numbers; those that are no UTF-8, or without end, are refused."""
    refused = 0
    for number, raw in enumerate(_raw_lines(path, report, reading), start=1):
        if raw is not None:
            try:
                text = raw.decode("utf-8")
            except UnicodeDecodeError:
                report.refuse(number, "the line is not UTF-8 text.", "Save the file as UTF-8.")
            else:
                yield number, text
                continue
        else:
            report.refuse(
                number,
                f"the line is longer than {LINE_BYTES_MAX:,} bytes.",
                "It may have lost its line breaks: restore it from the source.",
            )
        refused += 1
        if refused > SENSELESS_LINES_MAX:
            raise Unreadable(
                path, f"{refused:,} of its lines are no text.", "Check what file it is."
            )


def _raw_lines(path: Path, report: Report, reading: _Reading) -> Iterator[bytes | None]:
    """Lines as bytes, without their ends; None for one that is too long to be held."""
    rest = b""
    too_long = False
    for chunk in _checked_chunks(path, report, reading):
        parts = (rest + chunk).split(b"\n")
        rest = parts.pop()
        for part in parts:
            yield None if too_long or len(part) > LINE_BYTES_MAX else part.removesuffix(b"\r")
            too_long = False
        if len(rest) > LINE_BYTES_MAX:
            rest, too_long = b"", True
    if rest or too_long:
        yield None if too_long else rest.removesuffix(b"\r")


def _checked_chunks(path: Path, report: Report, reading: _Reading) -> Iterator[bytes]:
    """The file's bytes, unzipped; its beginning tells whether it is text at all."""
    size = 0
    for chunk in _chunks(path, report, reading):
        if size == 0:
            if chunk.startswith(_UTF_16) or b"\x00" in chunk[:64]:
                raise Unreadable(path, "it is written in UTF-16.", "Save it as UTF-8.")
            chunk = chunk.removeprefix(_UTF_8_MARK)  # noqa: PLW2901 - the same, without its mark
        size += len(chunk)
        if size > BYTES_MAX:
            raise Unreadable(path, f"it holds more than {_SIZE_MAX} of text.", "Split it.")
        yield chunk
    if size == 0:
        raise Unreadable(path, "it is empty.", "Give a file with a header and rows.")


def _chunks(path: Path, report: Report, reading: _Reading) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            reading.size = path.stat().st_size
            start = file.read(len(_GZIP))
            file.seek(0)
            if start == _GZIP:
                yield from _unzipped(file, report, reading)
                return
            while chunk := file.read(_CHUNK):
                reading.read += len(chunk)
                yield chunk
    except OSError as error:
        why = f"{error.strerror or error}."
        raise Unreadable(path, why, "Check the name and rights.") from error


def _unzipped(file: BufferedReader, report: Report, reading: _Reading) -> Iterator[bytes]:
    """The content of a gzip file, a piece at a time, as far as it is whole."""
    stream = zlib.decompressobj(_GZIP_WINDOW)
    rest = b""
    while True:
        if not rest and not (rest := file.read(_CHUNK)):
            break
        if stream.eof:
            stream = zlib.decompressobj(_GZIP_WINDOW)
        try:
            part = stream.decompress(rest, _CHUNK)
        except zlib.error as error:
            what = f"its compression is damaged ({error}); what stands before is read."
            report.refuse(None, what, "Fetch it again.")
            return
        reading.read += len(rest) - len(stream.unconsumed_tail) - len(stream.unused_data)
        rest = stream.unused_data if stream.eof else stream.unconsumed_tail
        if stream.eof and not rest.startswith(_GZIP[: len(rest)]):
            rest = b""  # padding after the end
        if part:
            yield part
    if rest := stream.flush():
        yield rest
    if not stream.eof:
        report.refuse(None, "it is cut short; what is there is read.", "Fetch it again.")


def cell_reader(header: Sequence[str], wanted: Sequence[str]) -> tuple[int, ...]:
    """Where the wanted columns stand in a header."""
    places = {name: index for index, name in enumerate(header)}
    return tuple(places[name] for name in wanted)
