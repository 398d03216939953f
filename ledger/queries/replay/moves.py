"""Who joined and left which squad from which day to which, when a timeline became another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from ledger.domain.career import Spell
from ledger.domain.dates import ONE_DAY

_FIRST: Final = date.min
_LAST: Final = date.max


class Move(NamedTuple):
    """One player joins or leaves a club's squad for a stretch of days, both ends included.

    ``parent_club`` is whose player he is there; the club's own unless he is on loan. None as a
    day: since nobody knows when, or without an end in sight. ``worked_out`` says that no entry
    has him there: it follows from others, as a return after a loan does. ``goes_on`` says that he
    is, or was to be, there on the days after as well.
    """

    change: Literal["joins", "leaves"]
    club: str
    parent_club: str | None
    from_day: date | None
    to_day: date | None
    worked_out: bool = False
    goes_on: bool = False

    @property
    def on_loan(self) -> bool:
        """Whether he is another club's player there."""
        return self.parent_club not in (None, self.club)


class _Where(NamedTuple):
    club: str | None
    parent_club: str | None


_NOWHERE: Final = _Where(None, None)
_Stretch = tuple[_Where, date, date, bool]


def moves_between(earlier: Sequence[Spell], later: Sequence[Spell]) -> list[Move]:
    """What has to be added to one timeline, day by day, to get another.

    Whoever applies all of them, first to last, to where a player was gets where he is.
    """
    was, now = _by_day(earlier), _by_day(later)
    if was == now:
        return []
    days = sorted({day for _, first, end, _ in (*was, *now) for day in (first, end)})
    lost: list[_Stretch] = []
    gained: list[_Stretch] = []
    for first, end in pairwise(days):
        old, new = _at(was, first), _at(now, first)
        if old[0] != new[0]:
            _extend(lost, (old[0], first, end, old[3]))
            _extend(gained, (new[0], first, end, new[3]))
    return [*_moves("leaves", lost, was), *_moves("joins", gained, now)]


def _by_day(spells: Sequence[Spell]) -> list[_Stretch]:
    """The spells with half-open days, none of them empty."""
    found = (
        (
            _Where(spell.club, spell.parent_club),
            spell.valid_from or _FIRST,
            spell.valid_to or _LAST,
            spell.how != "recorded",
        )
        for spell in spells
    )
    return [one for one in found if one[1] < one[2]]


def _at(stretches: Sequence[_Stretch], day: date) -> _Stretch:
    for one in stretches:
        if one[1] <= day < one[2]:
            return one
    return (_NOWHERE, day, day, False)


def _extend(stretches: list[_Stretch], more: _Stretch) -> None:
    """Add a stretch, as part of the last one where it goes on there."""
    where, first, end, worked_out = more
    last = stretches[-1] if stretches else None
    if last is not None and last[0] == where and last[2] == first and last[3] == worked_out:
        stretches[-1] = (where, last[1], end, worked_out)
    else:
        stretches.append(more)


def _moves(
    change: Literal["joins", "leaves"], stretches: Sequence[_Stretch], timeline: Sequence[_Stretch]
) -> Iterator[Move]:
    for where, first, end, worked_out in stretches:
        if where.club is not None:
            yield Move(
                change,
                where.club,
                where.parent_club,
                first if first != _FIRST else None,
                end - ONE_DAY if end != _LAST else None,
                worked_out,
                goes_on=_at(timeline, end)[0] == where,
            )


def in_words(moves: Sequence[Move]) -> list[str]:
    """The moves as people say them, with clubs by id in braces, what is joined first.

    Where he leaves one club for just the days that he is at another, the days are said once. A
    place he is only now known to have had before is told as the one he leaves.
    """
    joined = [move for move in moves if move.change == "joins" and not _before(move, moves)]
    left = [move for move in moves if move.change == "leaves"]
    said: list[str] = []
    for move in joined:
        if move.worked_out and move.from_day is not None and _returns(move, joined):
            continue
        text = f"+{_place(move)}{_days(move)}"
        for other in [one for one in left if _same_days(one, move)]:
            left.remove(other)
            text += f"; \N{MINUS SIGN}{_place(other)}"
        text += "".join(f"; \N{MINUS SIGN}{_place(one)}" for one in moves if _leads_to(one, move))
        said.append(text)
    said.extend(f"\N{MINUS SIGN}{_place(move)}{_days(move)}" for move in left)
    return said


def _place(move: Move) -> str:
    owner = f" on loan from {{{move.parent_club}}}" if move.on_loan else ""
    return f"{{{move.club}}}{owner}"


def _days(move: Move) -> str:
    start = f" from {move.from_day.isoformat()}" if move.from_day is not None else ""
    if move.to_day is None or move.goes_on:
        return start
    return f"{start} until {move.to_day.isoformat()}"


def _same_days(one: Move, other: Move) -> bool:
    return (one.from_day, one.to_day) == (other.from_day, other.to_day)


def _leads_to(earlier: Move, later: Move) -> bool:
    """Whether a place is only now known, as the one he left for the later."""
    return (
        earlier.change == "joins"
        and earlier.from_day is None
        and earlier.to_day is not None
        and later.from_day == earlier.to_day + ONE_DAY
    )


def _before(move: Move, moves: Sequence[Move]) -> bool:
    return any(_leads_to(move, other) for other in moves if other.change == "joins")


def _returns(move: Move, joined: Sequence[Move]) -> bool:
    """Whether he is back at the owner's after a loan told in the same breath."""
    return any(
        other.on_loan and other.parent_club == move.club and other.to_day is not None
        and move.from_day == other.to_day + ONE_DAY
        for other in joined
    )  # fmt: skip
