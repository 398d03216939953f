"""Players as they can be compared: from the rows of a file, and from the entries on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ledger.domain.book import live
from ledger.domain.dates import ONE_DAY
from ledger.domain.entry import Recorded
from ledger.domain.events import (
    GROUPS,
    AliasAdded,
    LoanAgreed,
    LoanEnded,
    PlayerRegisteredInLedger,
    PlayerReleased,
    PlayerRetired,
    PlayerSighted,
    SquadBaselineRecorded,
    TransferCompleted,
    YouthPlayerPromoted,
)
from ledger.domain.likeness import Described, MoveTold, Stay
from ledger.domain.regulations.windows import (
    Window,
    season_end,
    unassociated,
    window_aimed_at,
    window_named,
)
from ledger.domain.values import NoClub
from ledger.interfaces.files.moves import Kind, Move, natural_end
from ledger.interfaces.files.people import Person
from ledger.interfaces.files.places import Places
from ledger.interfaces.files.statements import Introduction, Listing, RumourTold, Sighting
from ledger.projections.names import fold_name


class _Told(NamedTuple):
    """From when at the earliest and at the latest he is elsewhere, whom he leaves, whom he joins.

    Who is promoted was at the club before, among its youth. ``lent_until`` is the last day of a
    loan.
    """

    first: date
    last: date
    start: str | None
    goal: str | None
    lent_until: date | None = None


def described(person: Person, places: Places, source: str) -> Described:
    """A person of a file of this source, with the clubs as this ledger names them."""
    moves = sorted(person.moves, key=lambda move: (move.slot, move.first.line))
    told = [_told(move) for move in moves]
    return Described(
        names=person.names,
        born=person.born,
        nations=person.nations,
        keeper=person.keeper,
        moves=frozenset(one for move in moves for one in _said(move)),
        stays=(*_stays(_chained(told)), *_seen(person, places)),
        tellers=frozenset({source} if moves else ()),
    )


def described_on_record(recorded: Sequence[Recorded], extra: Iterable[str] = ()) -> Described:
    """A player on record: what his entries tell, whoever told it."""
    alive = live(recorded)
    names, nations = set(extra), set[str]()
    born: tuple[int, int] | None = None
    keeper: bool | None = None
    moves: set[MoveTold] = set()
    told: list[_Told] = []
    seen: list[Stay] = []
    for item in alive:
        event = item.event
        match event:
            case PlayerRegisteredInLedger():
                names |= {fold_name(name) for name in (event.name, *event.aliases)}
                nations |= set(event.nationalities)
                keeper = None if event.position is None else event.position == "goalkeeper"
                if event.born is not None:
                    born = event.born.first_day.year, event.born.last_day.year
            case AliasAdded():
                names.add(fold_name(event.alias))
            case TransferCompleted() | LoanAgreed():
                window = window_of(item)
                goal = _real(event.to_club)
                moves.add((window, str(event.from_club), str(event.to_club)))
                period = window_named(window)
                start = _real(event.from_club)
                told.append(
                    _Told(period.first_day, period.last_day, start, goal, _until(event, period))
                )
            case LoanEnded():
                moves.add((f"end {item.day.year}", str(event.to_club), str(event.from_club)))
                day = item.day + ONE_DAY
                told.append(_Told(day, day, event.to_club, event.from_club))
            case PlayerReleased() | PlayerRetired():
                period = window_named(window_of(item))
                told.append(_Told(period.first_day, period.last_day, event.club, None))
            case YouthPlayerPromoted():
                window = window_of(item)
                moves.add((window, "@own youth", event.club))
                period = window_named(window)
                told.append(_Told(period.first_day, period.last_day, event.club, event.club))
            case SquadBaselineRecorded() | PlayerSighted():
                seen.append(Stay(event.club, item.day, item.day, firm=False))
            case _:
                pass  # The rest says nothing of where he was, or says it beside a move.
    return Described(
        names=frozenset(names),
        born=born,
        nations=frozenset(nations),
        keeper=keeper,
        moves=frozenset(moves),
        stays=(*_stays(_chained(told)), *seen),
        tellers=frozenset(_tellers(alive)),
    )


def _tellers(alive: Iterable[Recorded]) -> Iterator[str]:
    """The sources of his movements."""
    for item in alive:
        if isinstance(item.event, GROUPS["movements"]):
            yield from (piece.source for piece in item.entry.evidence)


def window_of(item: Recorded) -> str:
    """The registration period of a movement, without its association."""
    window: str | None = item.event.__dict__.get("window")
    return unassociated(window) if window is not None else window_aimed_at(item.day)


def _until(event: TransferCompleted | LoanAgreed, period: Window) -> date | None:
    """The last day of a loan; that of its season where none is told."""
    if isinstance(event, TransferCompleted):
        return None
    return event.until or season_end(period.first_day)


def _real(club: str | None) -> str | None:
    return None if club is None or club in tuple(NoClub) else club


def _said(move: Move) -> Iterator[MoveTold]:
    """A move in the words in which two sources are compared."""
    match move.kind:
        case Kind.TRANSFER | Kind.LOAN:
            yield move.first.window, _party(move, "start"), _party(move, "goal")
        case Kind.LOAN_END if move.ends_on is not None:
            yield f"end {move.ends_on.year}", move.start.club, move.goal.club
        case Kind.PROMOTION:
            yield move.first.window, "@own youth", move.goal.club
        case _:
            pass  # Leavings and ends of careers are told of many on the same days.


def _party(move: Move, end: str) -> str:
    place = move.start if end == "start" else move.goal
    return place.club if place.nowhere is None else "@nowhere"


def _told(move: Move) -> _Told:
    goal = None if move.goal.nowhere is not None else move.goal.club
    if move.kind is Kind.PROMOTION:
        start = goal
    else:
        start = None if move.start.nowhere is not None else move.start.club
    if move.kind is Kind.LOAN_END and move.ends_on is not None:
        day = move.ends_on + ONE_DAY
        return _Told(day, day, start, goal)
    until = None
    if move.kind is Kind.LOAN:
        until = move.ends_on or natural_end(move)
    if move.first.day is not None:
        return _Told(move.first.day, move.first.day, start, goal, until)
    return _Told(move.period.first_day, move.period.last_day, start, goal, until)


def _chained(told: Iterable[_Told]) -> list[_Told]:
    """The moves by their days, and those whose days overlap so that each starts where he is."""
    left = sorted(told, key=_days)
    chain: list[_Told] = []
    while left:
        same_days = [one for one in left if _days(one) == _days(left[0])]
        goals = {one.goal for one in same_days if one.goal is not None}
        possible = [one for one in same_days if one.start not in goals] or same_days
        meanwhile = [one for one in left if left[0].first < one.first <= left[0].last]
        where = chain[-1].goal if chain else None
        from_here = [one for one in possible if one.start == where] or [
            one for one in meanwhile if one.start == where is not None
        ]
        chain.append((from_here or possible)[0])
        left.remove(chain[-1])
    return chain


def _days(move: _Told) -> tuple[date, date]:
    return move.first, move.last


def _stays(told: Sequence[_Told]) -> Iterator[Stay]:
    """Where he was around every move: at the club he leaves before it, at the other after it.

    Where a move starts from elsewhere than the one before it ended, nobody told the move between:
    he was at either club, for how long is not known. So it is where a loan ran out.
    """
    for index, move in enumerate(told):
        before = told[index - 1] if index else None
        later = told[index + 1] if index + 1 < len(told) else None
        if move.start is not None:
            yield Stay(move.start, move.first - ONE_DAY, move.last, firm=False)
            if before is None or before.goal != move.start:
                since = before.last if before is not None else date.min
                yield Stay(move.start, min(since, move.first), move.last, firm=False, carried=True)
        if move.goal is not None:
            yield Stay(move.goal, move.first, move.last, firm=False)
            yield from _after(move, move.goal, later)


def _after(move: _Told, goal: str, later: _Told | None) -> Iterator[Stay]:
    """Where he was once a move was done."""
    until = later.first if later is not None else date.max
    back = move.lent_until
    follows = later is not None and later.start == goal
    if back is not None and back < until:
        yield Stay(goal, move.last, max(move.last, back), firm=True)
        if move.start is not None and not follows:
            yield Stay(move.start, back + ONE_DAY, until, firm=False, carried=True)
    else:
        certain = until if follows else min(until, season_end(move.last))
        yield Stay(goal, move.last, max(move.last, certain), firm=True)
    yield Stay(goal, move.last, max(move.last, until), firm=False, carried=True)


def _seen(person: Person, places: Places) -> Iterator[Stay]:
    for matter in person.matters:
        match matter:
            case Sighting():
                place, day, last = places.at(matter.club), matter.day, matter.day
            case Listing():
                place = places.at(matter.club)
                day = matter.day or date(matter.season, 7, 1)
                last = matter.day or season_end(date(matter.season + 1, 1, 1))
            case Introduction():
                continue
            case RumourTold():
                if matter.from_club is None:
                    continue
                place = places.at(matter.from_club)
                day, last = matter.published.first_day, matter.published.last_day
        if place is not None and place.nowhere is None:
            yield Stay(place.club, day, last, firm=False)
