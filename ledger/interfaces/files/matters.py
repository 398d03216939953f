"""What a file says of a player beside his moves, as entries: sightings, listings, rumours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from ledger.domain.entry import Entry
from ledger.domain.events import PlayerSighted
from ledger.domain.sources import Basis, Evidence
from ledger.domain.values import UncertainDate
from ledger.interfaces.files.entries import Origin, entry_id
from ledger.interfaces.files.people import Matter, Person
from ledger.interfaces.files.places import Places
from ledger.interfaces.files.statements import Listing, RumourTold, Sighting


def ids_of_matters(person: Person, origin: Origin) -> list[UUID]:
    """The entry ids of everything but moves, in the order of the file."""
    who = person.key.id if person.key is not None else person.folded
    return [entry_id(origin.source, who, *_said(matter)) for matter in person.matters]


def _said(matter: Matter) -> tuple[object, ...]:
    match matter:
        case Sighting():
            return ("sighted", matter.club.name, matter.day, matter.match)
        case Listing():
            return ("listed", matter.club.name, matter.season, matter.day)
        case RumourTold():
            return ("rumour", matter.to_club.name, matter.published.text, matter.source)


def matter_entries(
    person: Person, places: Places, ids: Sequence[UUID], origin: Origin
) -> Iterator[Entry]:
    """A person's matters as entries; a club that cannot be read was refused before."""
    for matter, id_ in zip(person.matters, ids, strict=True):
        match matter:
            case Sighting():
                yield from _sighted(person, matter, places, id_, origin)
            case Listing() | RumourTold():
                raise NotImplementedError


def _sighted(
    person: Person, sighting: Sighting, places: Places, id_: UUID, origin: Origin
) -> Iterator[Entry]:
    place = places.at(sighting.club)
    if place is None or place.nowhere is not None:
        return
    day = UncertainDate.of(sighting.day, sighting.day)
    yield Entry(
        subject=f"player:{person.id}",
        entry_id=id_,
        event=PlayerSighted(club=place.club, role=sighting.role, match=sighting.match),
        occurred_on=day,
        published_at=day,
        basis=Basis.LISTED,
        evidence=(Evidence(source=origin.source, file=origin.file, line=sighting.line),),
        assumed=("published_at",),
    )
