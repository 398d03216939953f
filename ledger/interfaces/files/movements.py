"""Movements: a person's moves in the ledger's own words, each with the days that are told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, assert_never
from uuid import UUID

from ledger.domain.entry import Assumable, Entry
from ledger.domain.events import (
    LoanAgreed,
    LoanEnded,
    Movement,
    PlayerReleased,
    PlayerRetired,
    TransferCompleted,
    YouthPlayerPromoted,
)
from ledger.domain.making import made
from ledger.domain.sources import Basis
from ledger.domain.values import NoClub, Party, UncertainDate
from ledger.interfaces.files.moves import Kind, Move
from ledger.interfaces.files.origin import Origin, entry_id
from ledger.interfaces.files.people import Person
from ledger.interfaces.files.places import Nowhere, Place


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
    key = (move.kind.value, move.start.lasting, move.goal.lasting, when)
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
    subject = f"player:{person.id}"
    for move in moves:
        outside = _day_outside(move)
        published = published_on(move, outside)
        assumed: list[Assumable] = []
        if published < today:
            assumed.append("published_at")
        dated = move.price.ends_on is not None or move.first.day is not None
        if move.kind is Kind.LOAN_END and (move.inferred or not dated):
            assumed.append("occurred_on")
        if move.kind is Kind.LOAN and move.ends_on is not None:
            assumed.append("until")
        yield made(
            Entry,
            subject=subject,
            entry_id=_id_of(move, ids),
            event=event_of(move, outside),
            occurred_on=happened_on(move, outside),
            published_at=_day(published) if published < today else None,
            basis=Basis.LISTED,
            evidence=tuple(map(origin.at, move.lines)),
            assumed=tuple(assumed),
            note=_SHOWN_OVER if move.inferred else None,
        )


def _id_of(move: Move, ids: Mapping[int, UUID]) -> UUID:
    told = ids[move.first.line]
    return entry_id("loan over before", told) if move.inferred else told


# -- days ---------------------------------------------------------------------------------------


def happened_on(move: Move, outside: date | None) -> UncertainDate:
    """A loan's last day, or the days of the window that the order of moves leaves."""
    if move.kind is Kind.LOAN_END and move.ends_on is not None:
        return _day(move.ends_on)
    if move.first.day is not None:
        return _day(move.first.day)
    window = move.period
    if outside is not None:
        # A promotion has no other day to say when it takes effect.
        promoted = move.kind is Kind.PROMOTION
        return _day(outside) if promoted else _interval(window.first_day, window.last_day)
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


def published_on(move: Move, outside: date | None) -> date:
    """When the world could know at the latest: the window's last day, or a later day of its own."""
    if move.first.day is not None:
        return move.first.day
    own = move.ends_on if move.kind is Kind.LOAN_END else outside
    return max(move.period.last_day, own or date.min)


@lru_cache(maxsize=4_096)
def _interval(first: date, last: date) -> UncertainDate:
    return UncertainDate.of(first, last)


def _day(day: date) -> UncertainDate:
    return _interval(day, day)


# -- events -------------------------------------------------------------------------------------


def event_of(move: Move, outside: date | None) -> Movement:
    """What happened, in the ledger's words."""
    window, start, goal = move.first.window, move.start, move.goal
    match move.kind:
        case Kind.TRANSFER:
            return TransferCompleted(
                from_club=_party(start),
                to_club=_party(goal),
                move=move.price.move,
                fee=move.price.fee,
                effective_on=outside,
                window=window,
            )
        case Kind.LOAN:
            return LoanAgreed(
                from_club=start.club,
                to_club=goal.club,
                until=move.ends_on,
                fee=move.price.fee,
                effective_on=outside,
                window=window,
            )
        case Kind.LOAN_END:
            return _loan_ended(move)
        case Kind.PROMOTION:
            return YouthPlayerPromoted(club=goal.club, window=window)
        case Kind.RELEASE:
            return _released(move, outside)
        case Kind.RETIREMENT:
            club = start.club if start.nowhere is None else None
            return PlayerRetired(club=club, effective_on=outside, window=window)
        case _:
            assert_never(move.kind)


def _loan_ended(move: Move) -> LoanEnded:
    """The end of a loan, between the clubs that its loan stands under where that is known.

    A set may write the owner's youth team at one end of a loan and the owner at the other.
    """
    if move.loan is not None:
        return LoanEnded(from_club=move.loan.start.club, to_club=move.loan.goal.club)
    return LoanEnded(from_club=move.goal.club, to_club=move.start.club)


def _released(move: Move, outside: date | None) -> PlayerReleased:
    reason = {Nowhere.CAREER_BREAK: "career_break", Nowhere.BANNED: "banned"}.get(
        move.goal.nowhere or Nowhere.UNKNOWN
    )
    return PlayerReleased.model_validate(
        {
            "club": move.start.club,
            "reason": reason,
            "effective_on": outside,
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
