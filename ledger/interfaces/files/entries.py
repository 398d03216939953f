"""Entries: moves in the ledger's own words, with ids that a second reading finds again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, assert_never
from uuid import UUID, uuid5

from ledger.domain.entry import Assumable, Entry
from ledger.domain.events import (
    AliasAdded,
    ClubRegisteredInLedger,
    EntitiesMerged,
    ExternalId,
    ExternalIdLinked,
    IdentityDoubted,
    LoanAgreed,
    LoanEnded,
    Movement,
    PlayerRegisteredInLedger,
    PlayerReleased,
    PlayerRetired,
    SeasonCovered,
    SourceRegistered,
    TransferCompleted,
    YouthPlayerPromoted,
)
from ledger.domain.likeness import Doubtful
from ledger.domain.regulations.clubs import side_team
from ledger.domain.regulations.countries import association_of
from ledger.domain.sources import Basis, Evidence, SourceType
from ledger.domain.values import NoClub, Party, UncertainDate
from ledger.interfaces.files.moves import Kind, Move
from ledger.interfaces.files.people import Person
from ledger.interfaces.files.places import KnownClub, Nowhere, Place
from ledger.interfaces.files.resolving import Settled
from ledger.interfaces.files.statements import Key


@dataclass(frozen=True, slots=True)
class Origin:
    """Who says it all: the source's id and name, and the file it stands in."""

    source: str
    name: str
    file: str


_NAMESPACE: Final = UUID("6a1f2c52-0d5e-5a0b-9f0e-5d9c3b7a4e11")
"""Fixed for ever: ids made under it must be found again by every later version."""


def entry_id(*said: object) -> UUID:
    """The id of what is said: the same words give the same id, whatever line they stand on."""
    return uuid5(_NAMESPACE, "\x1f".join(map(str, said)))


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
        evidence=(Evidence(source=origin.source, file=origin.file),),
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
            evidence=(Evidence(source=origin.source, file=origin.file),),
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
    return Entry(
        subject=f"player:{person.id}",
        entry_id=entry_id("player", origin.source, person.id),
        event=event,
        basis=Basis.LISTED,
        evidence=(Evidence(source=origin.source, file=origin.file, line=person.lines[0]),),
    )


def link_entry(subject: str, key: Key, line: int | None, origin: Origin) -> Entry:
    """What another register calls somebody who is on record."""
    return Entry(
        subject=subject,
        entry_id=entry_id("link", subject, *key),
        event=ExternalIdLinked(scheme=key.scheme, id=key.id),
        basis=Basis.LISTED,
        evidence=(Evidence(source=origin.source, file=origin.file, line=line),),
    )


def alias_entry(subject: str, name: str, line: int | None, origin: Origin) -> Entry:
    """Another spelling of the name of somebody who is on record."""
    return Entry(
        subject=subject,
        entry_id=entry_id("alias", subject, name),
        event=AliasAdded(alias=name),
        basis=Basis.LISTED,
        evidence=(Evidence(source=origin.source, file=origin.file, line=line),),
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
        evidence=(Evidence(source=origin.source, file=origin.file, line=person.lines[0]),),
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
        evidence=(Evidence(source=origin.source, file=origin.file, line=person.lines[0]),),
    )


def coverage_entry(
    club: str, season: int, windows: Iterable[str], what: str, origin: Origin
) -> Entry:
    """That the ledger has data on a club's season."""
    event = SeasonCovered.model_validate(
        {"season": f"{season}-{(season + 1) % 100:02}", "what": what, "windows": tuple(windows)}
    )
    return Entry(
        subject=f"club:{club}",
        entry_id=entry_id("coverage", origin.source, club, season, what, *event.windows),
        event=event,
        basis=Basis.LISTED,
        evidence=(Evidence(source=origin.source, file=origin.file),),
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


def ids_of(namesakes: Sequence[Person], origin: Origin) -> list[list[UUID]]:
    """The entry ids of the moves of all persons of a name, in the order of the file.

    They say who a person is once he is on record: the same move told by another file of the same
    source has the same id.
    """
    said: Counter[tuple[str, ...]] = Counter()
    return [[move_id(person, move, said, origin) for move in person.moves] for person in namesakes]


def move_id(person: Person, move: Move, said: Counter[tuple[str, ...]], origin: Origin) -> UUID:
    """The id of what is said, without where it stands, the fee and what follows from other rows."""
    first = move.first
    when = first.day.isoformat() if first.day is not None else first.window
    key = (move.kind.value, move.start.club, move.goal.club, when)
    said[key] += 1
    who = person.key.id if person.key is not None else person.folded
    return entry_id(origin.source, who, *key, said[key])


_SHOWN_OVER: Final = "no row tells this end: the owner's next move shows that the loan was over"


def move_entries(
    person: Person, moves: Iterable[Move], ids: Mapping[int, UUID], origin: Origin, today: date
) -> Iterator[Entry]:
    """One person's moves as entries; ``ids`` by the line on which each move stands first.

    A move of a day still to come is known when it is recorded: nobody tells since when.
    """
    for move in moves:
        published = published_on(move)
        assumed: list[Assumable] = []
        if published < today:
            assumed.append("published_at")
        dated = move.price.ends_on is not None or move.first.day is not None
        if move.kind is Kind.LOAN_END and (move.inferred or not dated):
            assumed.append("occurred_on")
        if move.kind is Kind.LOAN and move.ends_on is not None:
            assumed.append("until")
        yield Entry(
            subject=f"player:{person.id}",
            entry_id=_id_of(move, ids),
            event=event_of(move),
            occurred_on=happened_on(move),
            published_at=_day(published) if published < today else None,
            basis=Basis.LISTED,
            evidence=tuple(
                Evidence(source=origin.source, file=origin.file, line=n) for n in move.lines
            ),
            assumed=tuple(assumed),
            note=_SHOWN_OVER if move.inferred else None,
        )


def _id_of(move: Move, ids: Mapping[int, UUID]) -> UUID:
    told = ids[move.first.line]
    return entry_id("loan over before", told) if move.inferred else told


# -- days ---------------------------------------------------------------------------------------


def happened_on(move: Move) -> UncertainDate:
    """A loan's last day, or the days of the window that the order of moves leaves."""
    if move.kind is Kind.LOAN_END and move.ends_on is not None:
        return _day(move.ends_on)
    if move.first.day is not None:
        return _day(move.first.day)
    window = move.period
    late = _day_outside(move)
    if late is not None:
        # A promotion has no other day to say when it takes effect.
        promoted = move.kind is Kind.PROMOTION
        return _day(late) if promoted else _interval(window.first_day, window.last_day)
    first = max(window.first_day, move.not_before or window.first_day)
    last = min(window.last_day, move.not_after or window.last_day)
    return _interval(first, last)


def _day_outside(move: Move) -> date | None:
    """The day a move takes effect where its place in the order leaves none inside its window."""
    if move.first.day is not None:
        return None
    window = move.period
    first = max(window.first_day, move.not_before or window.first_day)
    last = min(window.last_day, move.not_after or window.last_day)
    if first <= last:
        return None
    return move.not_before or move.not_after


def published_on(move: Move) -> date:
    """When the world could know at the latest: the window's last day, or a later day of its own."""
    if move.first.day is not None:
        return move.first.day
    own = move.ends_on if move.kind is Kind.LOAN_END else _day_outside(move)
    return max(move.period.last_day, own or date.min)


@lru_cache(maxsize=4_096)
def _interval(first: date, last: date) -> UncertainDate:
    return UncertainDate.of(first, last)


def _day(day: date) -> UncertainDate:
    return _interval(day, day)


# -- events -------------------------------------------------------------------------------------


def event_of(move: Move) -> Movement:
    """What happened, in the ledger's words."""
    window, start, goal = move.first.window, move.start, move.goal
    match move.kind:
        case Kind.TRANSFER:
            return TransferCompleted(
                from_club=_party(start),
                to_club=_party(goal),
                move=move.price.move,
                fee=move.price.fee,
                effective_on=_day_outside(move),
                window=window,
            )
        case Kind.LOAN:
            return LoanAgreed(
                from_club=start.club,
                to_club=goal.club,
                until=move.ends_on,
                fee=move.price.fee,
                effective_on=_day_outside(move),
                window=window,
            )
        case Kind.LOAN_END:
            return _loan_ended(move)
        case Kind.PROMOTION:
            return YouthPlayerPromoted(club=goal.club, window=window)
        case Kind.RELEASE:
            return _released(move)
        case Kind.RETIREMENT:
            club = start.club if start.nowhere is None else None
            return PlayerRetired(club=club, effective_on=_day_outside(move), window=window)
        case _:
            assert_never(move.kind)


def _loan_ended(move: Move) -> LoanEnded:
    """The end of a loan, between the clubs that its loan stands under where that is known.

    A set may write the owner's youth team at one end of a loan and the owner at the other.
    """
    if move.loan is not None:
        return LoanEnded(from_club=move.loan.start.club, to_club=move.loan.goal.club)
    return LoanEnded(from_club=move.goal.club, to_club=move.start.club)


def _released(move: Move) -> PlayerReleased:
    reason = {Nowhere.CAREER_BREAK: "career_break", Nowhere.BANNED: "banned"}.get(
        move.goal.nowhere or Nowhere.UNKNOWN
    )
    return PlayerReleased.model_validate(
        {
            "club": move.start.club,
            "reason": reason,
            "effective_on": _day_outside(move),
            "window": move.first.window,
        }
    )


def _party(place: Place) -> Party:
    """A club's id, or the statement that it was none or is not known."""
    match place.nowhere:
        case None:
            return place.club
        case Nowhere.UNKNOWN | Nowhere.OWN_YOUTH:
            return NoClub.UNKNOWN
        case _:
            return NoClub.WITHOUT_CLUB
