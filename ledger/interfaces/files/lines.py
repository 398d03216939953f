"""A file as lines of text, plain or gzipped, whatever state it is in."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Final

from ledger.interfaces.files.report import Report

_BYTES_MAX: Final = 512 * 1024 * 1024
_GZIP: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 31
_CHUNK: Final = 1 << 20
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_MARK: Final = b"\xef\xbb\xbf"


def lines_of(path: Path, report: Report) -> list[str]:
    """The lines of a file in UTF-8, ``.gz`` or not; what keeps it from being read is refused.

    A byte-order mark is passed over. Bytes that are no UTF-8 are kept apart as surrogates, so that
    only the line that holds them falls. Of a gzip file that is cut short the part that is there is
    read. Half a gigabyte of text is the limit.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        report.refuse(None, f"it cannot be opened: {error.strerror}.", "Check the name and rights.")
        return []
    if content.startswith(_GZIP):
        content = _unzipped(content, report)
    if len(content) > _BYTES_MAX:
        report.refuse(None, "it holds more than 512 MB of text.", "Split it.")
        return []
    if content.startswith(_UTF_16) or b"\x00" in content[:64]:
        report.refuse(None, "it is written in UTF-16.", "Save it as UTF-8.")
        return []
    if not content.strip():
        report.refuse(None, "it is empty.", "Give a file with a header and rows.")
        return []
    text = content.removeprefix(_UTF_8_MARK).decode("utf-8", errors="surrogateescape")
    return text.replace("\r\n", "\n").split("\n")


def _unzipped(content: bytes, report: Report) -> bytes:
    """The content of a gzip file, as far as it is whole and within the limit."""
    parts: list[bytes] = []
    size, rest = 0, content
    while rest.startswith(_GZIP) and size <= _BYTES_MAX:
        stream = zlib.decompressobj(_GZIP_WINDOW)
        while rest and not stream.eof and size <= _BYTES_MAX:
            try:
                part = stream.decompress(rest, _CHUNK)
            except zlib.error as error:
                report.refuse(None, f"its compression is damaged: {error}.", "Fetch it again.")
                return b"".join(parts)
            rest = stream.unconsumed_tail
            parts.append(part)
            size += len(part)
        if not stream.eof:
            if size <= _BYTES_MAX:
                report.refuse(None, "it is cut short; what is there is read.", "Fetch it again.")
            break
        rest = stream.unused_data
    return b"".join(parts)
