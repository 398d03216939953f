"""Whom and which clubs a file means, settled as an import would, and nothing written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from ledger.application import Ledger
from ledger.interfaces.files.formats import Format
from ledger.interfaces.files.importing import unsettled
from ledger.interfaces.files.matters import ids_of_matters
from ledger.interfaces.files.origin import Origin
from ledger.interfaces.files.people import people_of
from ledger.interfaces.files.places import Places
from ledger.interfaces.files.register import LedgerRegister
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.resolving import Resolver, Settled
from ledger.interfaces.files.statements import ClubName, Listing, Sighting, Statement
from ledger.interfaces.files.told import Told
from ledger.queries.asking import Asking
from ledger.queries.verdicts import Cause, Expected, Said

_PEOPLE_AT_ONCE: Final = 400
Presence = Listing | Sighting
"""What a row of a squad list or of a line-up says: that somebody is at a club."""


class Means(NamedTuple):
    """Who or which club on record a name means; where nobody is meant for sure, why."""

    id: str | None
    cause: Cause | None = None
    why: str | None = None


class Meant(NamedTuple):
    """One statement of a file, with the player and the club it means."""

    presence: Presence
    player: Means
    club: Means


@dataclass(frozen=True)
class Settling:
    """Tells for the statements of one file whom they mean in one ledger."""

    book: Ledger
    register: LedgerRegister
    places: Places
    resolver: Resolver
    origin: Origin

    def meant(self, presences: Iterable[Presence]) -> Iterator[Meant]:
        """Every statement with whom it means, player by player."""
        told = Told()
        for presence in presences:
            told.add(presence, None)
        names = list(told.players)
        silent = Report(self.origin.file)
        for start in range(0, len(names), _PEOPLE_AT_ONCE):
            persons = [
                person
                for name in names[start : start + _PEOPLE_AT_ONCE]
                for person in people_of((), _presences(told.players[name]), silent)
            ]
            said = [ids_of_matters(person, self.origin) for person in persons]
            known = self.book.store.subjects_of([id_ for ids in said for id_ in ids])
            for settled in self.resolver.settle(persons, said, known):
                player = _player(settled)
                for presence in _presences(settled.person.matters):
                    yield Meant(presence, player, self._club(presence.club))

    def _club(self, named: ClubName) -> Means:
        place = self.places.at(named)
        if place is None or place.nowhere is not None:
            return Means(None, "club not on record", f"{named.name!r} is the name of no club")
        if not self.register.is_taken(f"club:{place.club}"):
            return Means(None, "club not on record", f"no club on record is called {named.name!r}")
        return Means(place.club)


def settling(book: Ledger, asking: Asking, format_: Format, file: str) -> Settling:
    """What settles the statements of a file of this format."""
    register = LedgerRegister(asking)
    doubts, apart = unsettled(asking)
    places = Places(register)
    resolver = Resolver(book, register, places, format_.name, asking.identities, doubts, apart)
    origin = Origin(format_.source, format_.source_name, file)
    return Settling(book, register, places, resolver, origin)


def _presences(statements: Iterable[Statement]) -> Iterator[Presence]:
    return (one for one in statements if isinstance(one, Listing | Sighting))


def _player(settled: Settled) -> Means:
    person, doubt = settled.person, settled.doubt
    if doubt is not None:
        may_be = ", ".join(who.partition(":")[2] for who in doubt.candidates)
        return Means(None, "player in doubt", f"{doubt.why}; may be {may_be}")
    if not person.on_record:
        return Means(None, "player not on record", f"nobody on record fits {person.name}")
    return Means(person.id)


def said_by(one: Meant, day: date, file: str, *, expected: Expected = "playing") -> Said:
    """What a statement says of a day, as it is compared."""
    presence = one.presence
    seen = presence if isinstance(presence, Sighting) else None
    return Said(
        day=day,
        club=presence.club.name or one.club.id or "",
        club_id=one.club.id,
        player=presence.who.name,
        player_id=one.player.id,
        expected=expected,
        cause=one.player.cause or one.club.cause,
        why=one.player.why or one.club.why,
        file=file,
        line=presence.line,
        competition=(seen.competition or None) if seen is not None else None,
        match=seen.match if seen is not None else None,
        role=seen.role if seen is not None else None,
    )
