"""What a row of a file says, the same for every format: a move, a listing, a sighting, a rumour.

A format turns its cells into these and knows nothing of the ledger. Names and ids stand as the
file has them; who and which club is meant is settled later, for all formats alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from ledger.domain.events import Stage
from ledger.domain.values import Fee, UncertainDate
from ledger.interfaces.files.fees import Price


class Key(NamedTuple):
    """What another register calls somebody: ``transfermarkt``, ``585949``."""

    scheme: str
    id: str


class ClubName(NamedTuple):
    """A club as a file names it: the name, its id elsewhere, its country in the file's words."""

    name: str
    key: Key | None = None
    country: str = ""


class Who(NamedTuple):
    """A player as a file names him.

    ``names`` are further spellings of his name in the same row. ``age`` is in years at the time
    of the row, ``born`` his day or year of birth where it is told; ``nations`` are FIFA trigrams.
    ``position`` is the file's own word.
    """

    name: str
    key: Key | None = None
    names: tuple[str, ...] = ()
    age: int | None = None
    born: UncertainDate | None = None
    nations: tuple[str, ...] = ()
    position: str = ""


Side = Literal["in", "out"]


class Row(NamedTuple):
    """A move: one club's word on it, or a database's.

    ``window`` is named as everywhere (``2019-winter``); ``season`` is the year it began in. ``day``
    is the day of the move where the file tells it. ``side`` is whose word it is: that of the club
    he comes to or of the one he leaves; None where the row is no club's (both clubs' stand in one).
    ``told`` is an id that the file gives the move itself, the same at both clubs.
    """

    line: int
    who: Who
    window: str
    season: int
    start: ClubName
    goal: ClubName
    side: Side | None
    price: Price
    day: date | None = None
    told: str | None = None

    @property
    def club(self) -> ClubName | None:
        """The club whose word it is."""
        if self.side is None:
            return None
        return self.goal if self.side == "in" else self.start


@dataclass(frozen=True, slots=True)
class Listing:
    """A squad list has him at a club.

    ``season`` is the year the season began in. ``day`` is the day the list stands for; None for a
    list of everybody who belonged to the club at some time of the season. ``joined`` is the day of
    his latest joining, ``contract_until`` the last day of his contract with this very club.
    """

    line: int
    who: Who
    club: ClubName
    season: int
    day: date | None = None
    joined: date | None = None
    contract_until: date | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A line-up has him in a club's match squad on a day."""

    line: int
    who: Who
    club: ClubName
    day: date
    role: Literal["started", "came on", "on the bench"] | None = None
    match: str | None = None
    competition: str = ""


@dataclass(frozen=True, slots=True)
class RumourTold:
    """Somebody reports that a club is after a player, or that he is to leave his own.

    ``source`` is who reports it, by name, where the file tells; else the file's own source does.
    ``cites`` are those it has it from, by name. ``published`` is when. ``told`` is an id that the
    file gives the rumour itself. ``text`` is its wording, ``note`` what else the row says, as what
    became of it. ``in_passing`` marks a player whom only a sentence names: he must be on record.
    """

    line: int
    who: Who
    to_club: ClubName | None
    published: UncertainDate
    from_club: ClubName | None = None
    stage: Stage | None = None
    fee: Fee | None = None
    source: str | None = None
    language: str | None = None
    cites: tuple[str, ...] = ()
    told: str | None = None
    url: str | None = None
    text: str | None = None
    note: str | None = None
    in_passing: bool = False


@dataclass(frozen=True, slots=True)
class Introduction:
    """A register says who a player is, and nothing of where he was."""

    line: int
    who: Who


Matter = Listing | Sighting | RumourTold | Introduction
"""What a file says of a player beside his moves."""

Statement = Row | Matter


@lru_cache(maxsize=65_536)
def club(name: str, scheme: str = "", id: str = "", country: str = "") -> ClubName:  # noqa: A002 - its field
    """A club's name; a file names few clubs many times, so each is kept once."""
    return ClubName(name, Key(scheme, id) if id else None, country)


NAME_LENGTH_MAX: Final = 120
