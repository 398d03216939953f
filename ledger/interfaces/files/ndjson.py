"""The ledger's own format: one entry a line, JSON, in the order of the book.

Each line carries the entry's content, and where it was exported its place in the book
(``position``, ``number``, ``recorded_at``, ``known_at``). Into an empty ledger an export goes back
as it was, to the same Merkle root; into any other, what is new is recorded now.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TextIO
from uuid import UUID, uuid5

from pydantic import TypeAdapter, ValidationError

from ledger.domain.entry import Entry, Recorded, encode
from ledger.domain.errors import Malformed
from ledger.interfaces.files.report import Refusal

PLACE: Final = ("position", "number", "recorded_at", "known_at")
_INSTANT: TypeAdapter[datetime] = TypeAdapter(datetime)
LINE_LENGTH_MAX: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line read: the entry, the line it stood on, and when it had been recorded, if told."""

    entry: Entry
    number: int
    recorded_at: datetime | None
    position: int | None


@dataclass(slots=True)
class Book:
    """A file read: its entries in order, and what was refused, with line and reason."""

    lines: list[Line] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def is_export(self) -> bool:
        """Whether every line carries its place, from position 1 on without a gap."""
        return bool(self.lines) and all(
            line.position == index and line.recorded_at is not None
            for index, line in enumerate(self.lines, start=1)
        )


def as_line(item: Recorded, *, times: bool = True) -> dict[str, Any]:
    """One recorded entry as the object that stands on its line.

    Without ``times`` it does not say when it was recorded, nor what follows from that.
    """
    entry = item.entry
    content = json.loads(encode(entry))
    told = {"recorded_at": _text(item.recorded_at)} if times else {}
    if times and item.known_at is not None:
        told["known_at"] = _text(item.known_at)
    return {
        "position": item.position,
        "entry_id": str(item.entry_id),
        "subject": entry.subject,
        "number": item.number,
        "kind": entry.kind,
        **told,
        **({"deal": entry.deal} if entry.deal is not None else {}),
        **content,
    }


def _text(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def write(entries: Iterable[Recorded], out: TextIO, *, times: bool = True) -> int:
    """Write entries one a line; how many were written."""
    count = 0
    for item in entries:
        line = as_line(item, times=times)
        out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
        count += 1
    return count


def recognises(first_line: str) -> bool:
    """Whether a file that begins with this line is of this format."""
    return first_line.lstrip("\ufeff \t").startswith("{") and '"event"' in first_line


def read(lines: Iterable[str], name: str) -> Book:
    """Read a file of this format; a line that makes no sense is refused, the rest is read."""
    book = Book()
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            book.lines.append(read_line(text, number))
        except Malformed as error:
            remedy = "Mend the line and import again."
            book.refusals.append(Refusal(name, number, str(error), remedy))
    return book


def read_line(text: str, number: int) -> Line:
    """Read one line; where it states no entry id, it gets one derived from what it says.

    Raises:
        Malformed: it is no JSON object, or no entry; the sentence says what is wrong with it.
    """
    if len(text) > LINE_LENGTH_MAX:
        raise Malformed(f"The line is {len(text):,} characters long; no entry is.")
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise Malformed(f"It is not JSON: {error.msg} at character {error.pos + 1}.") from error
    except (RecursionError, ValueError) as error:  # braces without end, a number of 5,000 figures
        raise Malformed(
            "It is JSON that no entry is: nested too deep, or a number too long."
        ) from error
    if not isinstance(content, dict):
        raise Malformed("It is JSON but no object: an entry stands in braces.")
    place = {key: content.pop(key) for key in PLACE if key in content}
    kind = content.pop("kind", None)
    event = content.get("event")
    if isinstance(event, dict) and kind is not None:
        event.setdefault("kind", kind)
    try:
        entry = Entry.model_validate_json(json.dumps(content))
        recorded_at = (
            _INSTANT.validate_python(place["recorded_at"]) if "recorded_at" in place else None
        )
    except ValidationError as error:
        raise Malformed(in_words(error)) from error
    if entry.entry_id is None:
        entry = entry.model_copy(update={"entry_id": _id_of_content(entry)})
    position = place.get("position")
    return Line(entry, number, recorded_at, position if isinstance(position, int) else None)


_LINES: Final = UUID("6f1c7f3a-8a3e-5d0e-9d0b-5a4f0c1f7a52")
"""The namespace of ids that lines without one get from what they say."""


def _id_of_content(entry: Entry) -> UUID:
    """The same line always gets the same id, so that importing it again adds nothing."""
    return uuid5(_LINES, f"{entry.subject} {entry.deal or ''} {encode(entry).decode()}")


def in_words(error: ValidationError) -> str:
    """What a value does not fit, field by field, for a person."""
    parts = []
    for fault in error.errors(include_url=False)[:3]:
        where = ".".join(str(step) for step in fault["loc"] if not _is_a_type(step))
        parts.append(f"{where or 'the entry'}: {_wrong(fault)}")
    return "; ".join(parts) + "."


def _wrong(fault: Mapping[str, Any]) -> str:
    """What is wrong with one value; a pattern says nothing to a person, the value does."""
    if fault["type"] == "string_pattern_mismatch":
        return f"{fault['input']!r} is not of the form that stands there"
    if fault["type"] == "string_too_short":
        return "nothing is written there"
    return str(fault["msg"]).removeprefix("Value error, ")


def _is_a_type(step: object) -> bool:
    """Whether a step of a path names a variant of a union, which says nothing to a person."""
    return isinstance(step, str) and (step[:1].isupper() or "[" in step)


def open_text(path: Path) -> Iterator[str]:
    """The lines of a text file in UTF-8, gzip or plain.

    Raises:
        Malformed: the file cannot be read, or is not UTF-8.
    """
    import gzip

    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8-sig", errors="strict") as lines:
            yield from lines
    except UnicodeDecodeError as error:
        raise Malformed(
            f"Cannot read {path}: it is not UTF-8 text (byte {error.start + 1}). Save it as UTF-8."
        ) from error
    except OSError as error:
        why = error.strerror or error
        raise Malformed(f"Cannot read {path}: {why}. Check the file.") from error
