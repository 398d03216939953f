"""Entries about the book: whom an import registers, links, merges or doubts, and what it covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ledger.domain.entry import Entry
from ledger.domain.events import (
    AliasAdded,
    ClubRegisteredInLedger,
    EntitiesMerged,
    ExternalId,
    ExternalIdLinked,
    IdentityDoubted,
    PlayerRegisteredInLedger,
    SeasonCovered,
    SourceRegistered,
)
from ledger.domain.likeness import Doubtful
from ledger.domain.making import made
from ledger.domain.regulations.clubs import side_team
from ledger.domain.regulations.countries import association_of
from ledger.domain.sources import Basis, SourceType
from ledger.domain.values import UncertainDate
from ledger.interfaces.files.origin import Origin, entry_id
from ledger.interfaces.files.people import Person
from ledger.interfaces.files.places import KnownClub
from ledger.interfaces.files.resolving import Settled
from ledger.interfaces.files.statements import Key


def source_entry(origin: Origin) -> Entry:
    """Who says all this."""
    event = SourceRegistered(name=origin.name, type=SourceType.DATABASE)
    return Entry(
        subject=f"source:{origin.source}",
        entry_id=entry_id("source", origin.source),
        event=event,
        basis=Basis.LISTED,
    )


def club_entry(club: KnownClub, origin: Origin) -> Entry:
    """A club that the ledger does not know yet, with what the curated register has of it."""
    curated = club.curated
    side = side_team(club.name)
    names = (*(curated.aliases if curated is not None else ()), *club.spellings)
    event = ClubRegisteredInLedger(
        name=club.name,
        aliases=tuple(dict.fromkeys(name for name in names if name not in ("", club.name))),
        association=curated.association if curated is not None else association_of(club.country),
        external_ids=tuple(map(_external, club.keys)),
        team=(curated.team if curated is not None else side.team if side is not None else None),
    )
    return Entry(
        subject=f"club:{club.id}",
        entry_id=entry_id("club", club.id),
        event=event,
        basis=Basis.LISTED,
        evidence=(origin.at(None),),
    )


def dated_alias_entries(club: KnownClub, origin: Origin) -> Iterator[Entry]:
    """The names of a club of which it is known in what language, or when, they were used."""
    for dated in club.curated.dated if club.curated is not None else ():
        yield Entry(
            subject=f"club:{club.id}",
            entry_id=entry_id("alias", club.id, dated.name, dated.since, dated.until),
            event=AliasAdded(
                alias=dated.name, language=dated.language, since=dated.since, until=dated.until
            ),
            basis=Basis.LISTED,
            evidence=(origin.at(None),),
        )


def player_entry(person: Person, origin: Origin) -> Entry:
    """A player that the ledger does not know yet."""
    name, *aliases = person.spellings
    event = PlayerRegisteredInLedger(
        name=name,
        aliases=tuple(aliases),
        born=_born(person),
        nationalities=tuple(sorted(person.nations)),
        position=person.group,
        external_ids=(_external(person.key),) if person.key is not None else (),
    )
    return made(
        Entry,
        subject=f"player:{person.id}",
        entry_id=entry_id("player", origin.source, person.id),
        event=event,
        basis=Basis.LISTED,
        evidence=(origin.at(person.first_line),),
    )


def link_entry(subject: str, key: Key, line: int | None, origin: Origin) -> Entry:
    """What another register calls somebody who is on record."""
    return Entry(
        subject=subject,
        entry_id=entry_id("link", subject, *key),
        event=ExternalIdLinked(scheme=key.scheme, id=key.id),
        basis=Basis.LISTED,
        evidence=(origin.at(line),),
    )


def alias_entry(subject: str, name: str, line: int | None, origin: Origin) -> Entry:
    """Another spelling of the name of somebody who is on record."""
    return Entry(
        subject=subject,
        entry_id=entry_id("alias", subject, name),
        event=AliasAdded(alias=name),
        basis=Basis.LISTED,
        evidence=(origin.at(line),),
    )


def merge_entry(survivor: str, merged: str, person: Person, origin: Origin) -> Entry:
    """Two on record are one: the moves of both are told under one id of another register."""
    assert person.key is not None  # noqa: S101 - only an id proves it
    event = EntitiesMerged(
        survivor=survivor,
        merged=merged,
        reason=f"{':'.join(person.key)} tells moves of both, under the same name and birth",
    )
    return Entry(
        subject="ledger",
        entry_id=entry_id("merge", survivor, merged),
        event=event,
        basis=Basis.LISTED,
        evidence=(origin.at(person.first_line),),
    )


def doubt_entry(one: Settled, doubt: Doubtful, origin: Origin) -> Entry:
    """Somebody who may be one of those on record, and is left out until a person settles it."""
    person = one.person
    event = IdentityDoubted(
        external_id=_external(one.handle),
        name=person.name,
        born=_born(person),
        nationalities=tuple(sorted(person.nations)),
        candidates=doubt.candidates,
        why=doubt.why,
    )
    return Entry(
        subject="ledger",
        entry_id=entry_id("doubt", *one.handle, *doubt.candidates),
        event=event,
        basis=Basis.LISTED,
        evidence=(origin.at(person.first_line),),
    )


class CoveredSeason(NamedTuple):
    """A club's season that a file has the transfers, squad list or line-ups of.

    ``lasting`` is what the club was called when it was put on record, ``season`` the year it began.
    """

    club: str
    lasting: str
    season: int
    what: str


def coverage_entry(covered: CoveredSeason, windows: Iterable[str], origin: Origin) -> Entry:
    """That the ledger has data on a club's season."""
    club, lasting, season, what = covered
    event = SeasonCovered.model_validate(
        {"season": f"{season}-{(season + 1) % 100:02}", "what": what, "windows": tuple(windows)}
    )
    return Entry(
        subject=f"club:{club}",
        entry_id=entry_id("coverage", origin.source, lasting, season, what, *event.windows),
        event=event,
        basis=Basis.LISTED,
        evidence=(origin.at(None),),
    )


def _external(key: Key) -> ExternalId:
    return ExternalId(scheme=key.scheme, id=key.id)


def _born(person: Person) -> UncertainDate | None:
    """His birth as told, else the years that his ages allow."""
    told = [who.born for who in person.told if who.born is not None]
    return min(told, key=_width) if told else _years(person.born)


def _width(born: UncertainDate) -> tuple[int, str]:
    return (born.last_day - born.first_day).days, born.text


def _years(born: tuple[int, int] | None) -> UncertainDate | None:
    if born is None:
        return None
    return UncertainDate.parse(str(born[0]) if born[0] == born[1] else f"{born[0]}/{born[1]}")
