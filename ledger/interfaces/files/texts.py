"""A file as numbered lines of text, whatever state it is in, plain or gzipped.

It is read a piece at a time and never held whole, so a file without end costs no memory: what is
no text, unpacks to a multiple that no table has, or has a line without end is given up soon.
"""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Final

from ledger.domain.errors import Malformed
from ledger.interfaces.files.report import Report

BYTES_MAX: Final = 1024**3
LINE_BYTES_MAX: Final = 1_000_000
ENDLESS_LINE_BYTES: Final = 32 * LINE_BYTES_MAX
"""A line of so many bytes is not one line gone wrong: the file has none."""
WHOLE_BYTES_MAX: Final = 64 * 1024**2
FIRST_LINE_MAX: Final = 65_536
"""So much of the first line is looked at to tell the format."""
REFUSED_MAX: Final = 100_000
"""A file of which so many lines are refused is another file than it is taken for."""
UNPACKED_TIMES_MAX: Final = 100
UNPACKED_BYTES_FREE: Final = 16 * 1024**2
"""A table packs to a tenth or so; what packs to a hundredth after so many bytes is a trap."""
_GZIP: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 31
_CHUNK: Final = 1 << 18
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_MARK: Final = b"\xef\xbb\xbf"


class Unreadable(Malformed):
    """A file that cannot be read at all: it is not there, of no text, or of no end."""

    def __init__(self, path: Path, what: str, way_out: str) -> None:
        super().__init__(f"Cannot read {path}: {what} {way_out}")


@dataclass(slots=True)
class Reading:
    """How far a file is read, in bytes as they lie on the disk."""

    read: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is no text: why, and what can be made out of it."""

    what: str
    way_out: str
    text: str = ""


def first_line(path: Path) -> str:
    """The beginning of the first line of a text file, to tell which format it is.

    A JSON value that runs over several lines is one line here.

    Raises:
        Unreadable: there is none: the file is missing, empty or no text. Or it is that of a table
            whose columns are not separated by commas.
    """
    beginning = b""
    for chunk in _checked_chunks(path, Reading()):
        beginning += chunk
        if len(beginning) > FIRST_LINE_MAX or _has_first_line(beginning):
            break
    first, _, more = beginning.replace(b"\r", b"\n").partition(b"\n")
    if more and not _has_first_line(beginning):
        first = (first + b" " + more).replace(b"\n", b" ")
    whole = len(first) <= FIRST_LINE_MAX  # else the cut may go through a letter
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(first[:FIRST_LINE_MAX], final=whole)
    except UnicodeDecodeError as error:
        raise Unreadable(path, "its first line is not UTF-8 text.", "Save it as UTF-8.") from error
    _check_separator(path, text)
    return text


def _check_separator(path: Path, first: str) -> None:
    """Tell tables with other separators, as spreadsheets of many countries save them, from none."""
    if "," in first or first.lstrip().startswith(("{", "[")):
        return
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if separator in first:
            raise Unreadable(
                path, f"its columns are separated by {name}.", "Save it with commas between them."
            )


def _has_first_line(beginning: bytes) -> bool:
    """Whether the first line is whole, and not the opening of a JSON value of several lines."""
    line, ended, _ = beginning.replace(b"\r", b"\n").partition(b"\n")
    opens = line.lstrip().startswith((b"{", b"["))
    return bool(ended) and not (opens and not line.rstrip().endswith((b"}", b"]")))


def lines_of(path: Path, reading: Reading) -> Iterator[tuple[int, str | Broken]]:
    """Lines with their numbers; one that is no UTF-8 or too long to be held comes broken.

    Raises:
        Unreadable: the file as a whole is no text, or no file.
    """
    for number, raw in enumerate(_raw_lines(path, reading), start=1):
        if raw is None:
            yield (
                number,
                Broken(
                    f"the line is longer than {LINE_BYTES_MAX:,} bytes.",
                    "It may have lost its line breaks: restore it from the source.",
                ),
            )
            continue
        try:
            yield number, raw.decode("utf-8")
        except UnicodeDecodeError:
            way_out = "Write what stands for its broken letters, in UTF-8."
            yield (
                number,
                Broken("the line is not UTF-8 text.", way_out, raw.decode(errors="replace")),
            )


def texts_of(path: Path, report: Report) -> Iterator[tuple[int, str]]:
    """Lines of text with their numbers, for formats that are no tables; others are refused."""
    for number, line in lines_of(path, Reading()):
        if isinstance(line, str):
            yield number, line
        else:
            report.refuse(number, line.what, line.way_out)
            check_refusals(path, report)


def whole_text(path: Path, reading: Reading | None = None) -> str:
    """The whole of a text file, for formats that are one value and no lines.

    Raises:
        Unreadable: it is no text, or more than ``WHOLE_BYTES_MAX`` of it.
    """
    content = bytearray()
    for chunk in _checked_chunks(path, reading or Reading()):
        content += chunk
        if len(content) > WHOLE_BYTES_MAX:
            size = f"{WHOLE_BYTES_MAX // 1024**2} MiB"
            raise Unreadable(path, f"it holds more than {size} in one piece.", "Split it.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"byte {error.start + 1:,} of it is not UTF-8 text."
        raise Unreadable(path, what, "Save it as UTF-8.") from error


def check_refusals(path: Path, report: Report) -> None:
    """Give a file up of which hardly anything can be taken.

    Raises:
        Unreadable: more than ``REFUSED_MAX`` lines of it were refused.
    """
    if len(report.refusals) > REFUSED_MAX:
        first = report.refusals[0]
        raise Unreadable(
            path,
            f"more than {REFUSED_MAX:,} of its lines make no sense, line {first.line} first: "
            f"{first.what}",
            "Check what file it is.",
        )


def _raw_lines(path: Path, reading: Reading) -> Iterator[bytes | None]:
    """Lines as bytes, without their ends; None for one that is too long to be held.

    A file that has no line feed in its beginning, but carriage returns, ends its lines with these.
    """
    rest, skipped, end = b"", 0, b""
    for chunk in _checked_chunks(path, reading):
        end = end or (b"\r" if b"\r" in chunk and b"\n" not in chunk else b"\n")
        parts = (rest + chunk).split(end)
        rest = parts.pop()
        for part in parts:
            yield None if skipped or len(part) > LINE_BYTES_MAX else part.removesuffix(b"\r")
            skipped = 0
        if len(rest) > LINE_BYTES_MAX:
            rest, skipped = b"", skipped + len(rest)
        if skipped > ENDLESS_LINE_BYTES:
            raise Unreadable(
                path, "it has a line without end.", "Check what file it is, or fetch it again."
            )
    if rest or skipped:
        yield None if skipped else rest.removesuffix(b"\r")


def _checked_chunks(path: Path, reading: Reading) -> Iterator[bytes]:
    """The file's bytes, unpacked; its beginning tells whether it is text at all."""
    size = 0
    for chunk in _chunks(path, reading):
        if size == 0:
            _check_is_text(path, chunk)
            chunk = chunk.removeprefix(_UTF_8_MARK)  # noqa: PLW2901 - the same, without its mark
        size += len(chunk)
        if size > BYTES_MAX:
            raise Unreadable(path, "it holds more than 1 GB of text.", "Split it.")
        if size > UNPACKED_BYTES_FREE and size > UNPACKED_TIMES_MAX * max(reading.read, 1):
            raise Unreadable(
                path,
                f"it unpacks to more than {UNPACKED_TIMES_MAX} times its size, as no table does.",
                "Check where it comes from.",
            )
        yield chunk
    if size == 0:
        raise Unreadable(path, "it is empty.", "Give a file with a header and rows.")


def _check_is_text(path: Path, beginning: bytes) -> None:
    if beginning.startswith(_UTF_16):
        raise Unreadable(path, "it is written in UTF-16.", "Save it as UTF-8.")
    start = beginning[:64]
    if b"\x00" not in start:
        return
    if start.count(0) < len(start) and not (any(start[::2]) and any(start[1::2])):
        raise Unreadable(path, "it is written in UTF-16.", "Save it as UTF-8.")
    raise Unreadable(path, "it begins with bytes that are no text.", "Check what file it is.")


def _chunks(path: Path, reading: Reading) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            reading.size = path.stat().st_size
            start = file.read(len(_GZIP))
            file.seek(0)
            if start == _GZIP:
                yield from _unpacked(path, file, reading)
                return
            while chunk := file.read(_CHUNK):
                reading.read += len(chunk)
                yield chunk
    except OSError as error:
        why = f"{error.strerror or error}."
        raise Unreadable(path, why, "Check the name and rights.") from error


_SALVAGE: Final = "Fetch it again; to take what is left of it, unpack it yourself (gzip -dc)."


def _unpacked(path: Path, file: BufferedReader, reading: Reading) -> Iterator[bytes]:
    """The content of a gzip file, a piece at a time; one that is not whole is not taken at all.

    Half of a player's rows would tell another story than all of them.
    """
    stream = zlib.decompressobj(_GZIP_WINDOW)
    rest = b""
    while rest or (rest := file.read(_CHUNK)):
        if stream.eof:
            stream = zlib.decompressobj(_GZIP_WINDOW)
        try:
            part = stream.decompress(rest, _CHUNK)
        except zlib.error as error:
            raise Unreadable(path, f"its compression is damaged ({error}).", _SALVAGE) from error
        reading.read += len(rest) - len(stream.unconsumed_tail) - len(stream.unused_data)
        rest = stream.unused_data if stream.eof else stream.unconsumed_tail
        if stream.eof and not rest.startswith(_GZIP[: len(rest)]):
            rest = b""  # padding after the end
        if part:
            yield part
    if rest := stream.flush():
        yield rest
    if not stream.eof:
        raise Unreadable(path, "its compression ends in the middle.", _SALVAGE)
