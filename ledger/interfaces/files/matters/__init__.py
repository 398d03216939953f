"""What a file says of a player beside his moves, as entries: sightings, listings, rumours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never
from uuid import UUID

from ledger.domain.entry import Entry
from ledger.interfaces.files.matters.listings import listed
from ledger.interfaces.files.matters.rumours import reported
from ledger.interfaces.files.matters.sightings import sighted
from ledger.interfaces.files.matters.telling import Around, Telling
from ledger.interfaces.files.origin import Origin, entry_id
from ledger.interfaces.files.people import Person
from ledger.interfaces.files.statements import (
    ClubName,
    Introduction,
    Listing,
    Matter,
    RumourTold,
    Sighting,
)

__all__ = ["Around", "ids_of_matters", "matter_entries"]


def ids_of_matters(person: Person, origin: Origin) -> list[UUID]:
    """The entry ids of everything but moves, in the order of the file; what is said twice has one.

    Without an id of his own, a player is known by his name and, where told, his birth.
    """
    return [
        entry_id(origin.source, *_who(person, matter), *_said(matter)) for matter in person.matters
    ]


def _who(person: Person, matter: Matter) -> tuple[str, ...]:
    if person.key is not None:
        return (person.key.id,)
    born = matter.who.born
    return (person.folded, born.text) if born is not None else (person.folded,)


def _said(matter: Matter) -> tuple[object, ...]:
    match matter:
        case Sighting():
            return ("sighted", *_club(matter.club), matter.day, matter.match)
        case Listing():
            return ("listed", *_club(matter.club), matter.season, matter.day)
        case RumourTold():
            to_club = _club(matter.to_club) if matter.to_club is not None else ("",)
            from_club = _club(matter.from_club) if matter.from_club is not None else ("",)
            what = (matter.source, matter.told or matter.text)
            return ("rumour", *to_club, *from_club, matter.published.text, *what)
        case Introduction():
            return ("introduced",)


def _club(named: ClubName) -> tuple[str, ...]:
    """A club as the file knows it for sure: by its id, else by its name."""
    return (named.key.scheme, named.key.id) if named.key is not None else (named.name,)


def matter_entries(person: Person, ids: Sequence[UUID], around: Around) -> Iterator[Entry]:
    """A person's matters as entries, each said once however many lines say it."""
    lines: dict[UUID, list[int]] = {}
    first: dict[UUID, Matter] = {}
    for matter, id_ in zip(person.matters, ids, strict=True):
        lines.setdefault(id_, []).append(matter.line)
        first.setdefault(id_, matter)
    listings = [matter for matter in first.values() if isinstance(matter, Listing)]
    for id_, matter in first.items():
        telling = Telling(f"player:{person.id}", id_, tuple(lines[id_]))
        match matter:
            case Sighting():
                yield from sighted(matter, telling, around)
            case Listing():
                yield from listed(matter, listings, telling, around)
            case RumourTold():
                yield from reported(matter, telling, around)
            case Introduction():
                pass  # Who he is stands in his registration.
            case _:
                assert_never(matter)
