"""What is handed to the store and what comes back: plain frozen values, bodies as bytes."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class Draft(NamedTuple):
    """An entry as the application hands it over, before the store gives it its place.

    ``known_by`` is the last instant of its publication; without one it is known when recorded.
    An entry about the book is known at every moment, so it has no ``known_at`` at all.
    ``mentions`` are the other subjects named in it. Only a restore states ``recorded_at``.
    """

    entry_id: UUID
    subject: str
    kind: str
    body: bytes
    known_by: datetime | None
    about_the_book: bool = False
    mentions: tuple[str, ...] = ()
    recorded_at: datetime | None = None
    deal: str | None = None


class Stored(NamedTuple):
    """An entry as it stands on record, for ever."""

    position: int
    entry_id: UUID
    subject: str
    number: int
    kind: str
    recorded_at: datetime
    known_at: datetime | None
    body: bytes
    deal: str | None


class Receipt(NamedTuple):
    """Where one draft stands on record, and whether it stood there before."""

    position: int
    number: int
    recorded_at: datetime
    known_at: datetime | None
    already_recorded: bool


@dataclass(frozen=True, slots=True)
class Head:
    """The last position, when it was recorded, and the seal over everything up to it.

    A head kept elsewhere (in print, in a mail) proves later that nothing before it was rewritten.
    """

    position: int
    recorded_at: datetime | None
    root: bytes | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong on record: the position it was found at, and what is wrong."""

    position: int
    what: str
