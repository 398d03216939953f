"""What every answer carries: its rows, and the moment it answers for, so that it can be cited."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar, overload

from ledger.domain.dates import start_of_day

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Meta:
    """The moment an answer is for.

    ``on`` is the football day asked about, ``known_at`` what the world knew by then, ``position``
    how far this ledger's book was: up to the entry recorded at ``recorded_at``, None where it has
    none. ``data_reaches`` is the latest day anything on record was known: nothing is recorded
    after it. An answer at (on, known_at, position) never changes. ``assumed`` counts the entries
    that were supposed beside what is on record, and never written.
    """

    on: date
    known_at: datetime
    recorded_at: datetime | None
    position: int
    data_reaches: date | None
    assumed: int = 0

    def to_dict(self) -> dict[str, object]:
        """As flat JSON values."""
        return {
            "on": self.on.isoformat(),
            "known_at": _plain(self.known_at),
            "recorded_at": _plain(self.recorded_at),
            "position": self.position,
            "data_reaches": self.data_reaches.isoformat() if self.data_reaches else None,
            **({"assumed": self.assumed} if self.assumed else {}),
        }


class Listed(Sequence[T], Generic[T]):
    """Typed rows: iterate them, index them, or turn them into dicts or CSV."""

    items: tuple[T, ...]

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        """A row by its place."""
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as flat dicts, for a DataFrame or a template."""
        return [flat(item) for item in self.items]

    def to_csv(self) -> str:
        """The rows as CSV text with a header, empty where nothing is known."""
        rows = self.to_dicts()
        out = io.StringIO()
        if rows:
            writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return out.getvalue()


class Answer(Listed[T]):
    """Typed rows with the moment they answer for."""

    def __init__(self, items: Sequence[T], meta: Meta) -> None:
        self.items = tuple(items)
        self.meta = meta

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answer) and (self.items, self.meta) == (other.items, other.meta)

    def __hash__(self) -> int:
        return hash((self.items, self.meta))

    def __repr__(self) -> str:
        return f"Answer({len(self.items)} rows, {self.meta})"


def flat(item: object) -> dict[str, Any]:
    """One row as a flat dict with dates as ISO text."""
    values: Mapping[str, Any] = asdict(item)  # type: ignore[call-overload]
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return value


def moment(microseconds: int) -> datetime:
    """An instant as the projections store it, back to a datetime."""
    return start_of_day(date(1, 1, 1)) + timedelta(microseconds=microseconds)
