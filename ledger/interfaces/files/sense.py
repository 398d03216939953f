"""Rows that say something of a player: those that name no club, or one twice, are refused.

It is judged before anybody is looked for, so that nobody comes on record for a row that says
nothing of him.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from ledger.interfaces.files.places import Place, PlaceOf
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import (
    ClubName,
    Introduction,
    Listing,
    Matter,
    RumourTold,
    Sighting,
)


def with_sense(matters: Iterable[Matter], place_of: PlaceOf, report: Report) -> Iterator[Matter]:
    """What can be said of somebody; the rest is refused."""
    for matter in matters:
        match matter:
            case Sighting() | Listing():
                if _names_a_club(matter, place_of, report):
                    yield matter
            case RumourTold():
                if matter.in_passing or _names_two(matter, place_of, report):
                    yield matter
            case Introduction():
                yield matter
            case _:
                assert_never(matter)


def _names_a_club(matter: Sighting | Listing, place_of: PlaceOf, report: Report) -> bool:
    place = place_of(matter.club)
    if place is not None and place.nowhere is None:
        flag_shared(matter.line, matter.club, place, report)
        return True
    report.refuse(matter.line, *_not_a_club(matter.club))
    return False


def _names_two(rumour: RumourTold, place_of: PlaceOf, report: Report) -> bool:
    """Whether a rumour is about a move, and not about whether he stays."""
    clubs: list[str] = []
    for named in (rumour.from_club, rumour.to_club):
        place = place_of(named) if named is not None else None
        if named is not None and place is not None and place.nowhere is None:
            flag_shared(rumour.line, named, place, report)
            clubs.append(place.club)
    if len(clubs) == len(set(clubs)):
        return True
    refuse_staying(rumour, rumour.line, report)
    return False


def refuse_staying(rumour: RumourTold, line: int, report: Report) -> None:
    """Refuse a rumour that one club is after its own player."""
    name = rumour.from_club.name if rumour.from_club is not None else ""
    what = f"both clubs are {name}: it is about whether he stays, and not about a move."
    report.refuse(line, what, "Name two clubs, or delete the line.")


def flag_shared(line: int, named: ClubName, place: Place, report: Report) -> None:
    """Note that several clubs bear the name that stands on a line."""
    if place.shared:
        text = f"“{named.name[:40]}” is taken as {place.club}, which bore it first"
        report.flag("a name that several clubs bear", (line,), text)


def _not_a_club(named: ClubName) -> tuple[str, str]:
    if named.name or named.key is None:
        return f"“{named.name[:40]}” is no club.", "Write the name of one."
    return (
        f"no club is known by the {named.key.scheme} id {named.key.id}, and the row has no name.",
        "Import the set's clubs or transfers first, which name it.",
    )
