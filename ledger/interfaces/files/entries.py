"""Entries: moves in the ledger's own words, with ids that a second reading finds again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final, assert_never
from uuid import UUID, uuid5

from ledger.domain.entry import Assumable, Entry
from ledger.domain.events import (
    ClubRegisteredInLedger,
    ExternalId,
    LoanAgreed,
    LoanEnded,
    Movement,
    PlayerRegisteredInLedger,
    PlayerReleased,
    PlayerRetired,
    SourceRegistered,
    TransferCompleted,
    YouthPlayerPromoted,
)
from ledger.domain.sources import Basis, Evidence, SourceType
from ledger.domain.values import NoClub, Party, UncertainDate
from ledger.interfaces.files.moves import Kind, Move
from ledger.interfaces.files.people import SCHEME, Person
from ledger.interfaces.files.places import KnownClub, Nowhere, Place

SOURCE: Final = "transfermarkt-ewenme"
_NAMESPACE: Final = UUID("6a1f2c52-0d5e-5a0b-9f0e-5d9c3b7a4e11")
"""Fixed for ever: ids made under it must be found again by every later version."""


def entry_id(*said: object) -> UUID:
    """The id of what is said: the same words give the same id, whatever line they stand on."""
    return uuid5(_NAMESPACE, "\x1f".join(map(str, said)))


def source_entry() -> Entry:
    """Who says all this."""
    event = SourceRegistered(name="Transfermarkt, via ewenme/transfers", type=SourceType.DATABASE)
    return Entry(
        subject=f"source:{SOURCE}",
        entry_id=entry_id(SCHEME, "source", SOURCE),
        event=event,
        basis=Basis.LISTED,
    )


def club_entry(club: KnownClub) -> Entry:
    """A club that the ledger does not know yet."""
    event = ClubRegisteredInLedger(
        name=club.name, aliases=club.aliases, association=club.association
    )
    return Entry(
        subject=f"club:{club.id}",
        entry_id=entry_id(SCHEME, "club", club.id),
        event=event,
        basis=Basis.LISTED,
        evidence=(Evidence(source=SOURCE),),
    )


def player_entry(person: Person) -> Entry:
    """A player that the ledger does not know yet."""
    name, *aliases = person.spellings
    event = PlayerRegisteredInLedger(
        name=name,
        aliases=tuple(aliases),
        born=_years(person.born),
        position=person.group,
        external_ids=tuple(ExternalId(scheme=SCHEME, id=text) for text in person.external_ids),
    )
    return Entry(
        subject=f"player:{person.id}",
        entry_id=entry_id(SCHEME, "player", person.id),
        event=event,
        basis=Basis.LISTED,
        evidence=(Evidence(source=SOURCE),),
    )


def _years(born: tuple[int, int] | None) -> UncertainDate | None:
    if born is None:
        return None
    return UncertainDate.parse(str(born[0]) if born[0] == born[1] else f"{born[0]}/{born[1]}")


def move_entries(person: Person, moves: Iterable[Move], file: str) -> Iterator[tuple[date, Entry]]:
    """One person's moves as entries, each with the day the world could know of it."""
    said: Counter[tuple[str, ...]] = Counter()
    for move in moves:
        key = _said(move)
        said[key] += 1
        published = published_on(move)
        assumed: list[Assumable] = ["published_at"]
        if move.kind is Kind.LOAN_END and move.price.ends_on is None:
            assumed.append("occurred_on")
        if move.kind is Kind.LOAN and move.ends_on is not None:
            assumed.append("until")
        yield (
            published,
            Entry(
                subject=f"player:{person.id}",
                entry_id=entry_id(SCHEME, person.id, *key, said[key]),
                event=event_of(move),
                occurred_on=happened_on(move),
                published_at=_day(published),
                basis=Basis.LISTED,
                evidence=tuple(Evidence(source=SOURCE, file=file, line=n) for n in move.lines),
                assumed=tuple(assumed),
            ),
        )


def _said(move: Move) -> tuple[str, ...]:
    """What the source says, without where it stands and what follows from other rows."""
    ends = (move.start.club, move.goal.club)
    return (move.kind.value, *ends, move.first.window, move.price.text)


# -- days ---------------------------------------------------------------------------------------


def happened_on(move: Move) -> UncertainDate:
    """A loan's last day, or the days of the window that the order of moves leaves."""
    if move.kind is Kind.LOAN_END and move.ends_on is not None:
        return _day(move.ends_on)
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
    window = move.period
    first = max(window.first_day, move.not_before or window.first_day)
    last = min(window.last_day, move.not_after or window.last_day)
    if first <= last:
        return None
    return move.not_before or move.not_after


def published_on(move: Move) -> date:
    """When the world could know at the latest: the window's last day, or a later day of its own."""
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
