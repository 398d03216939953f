"""One move told by several sources is one move.

Databases and clubs tell the same transfer, each in an entry of its own. Here their entries become
moves, each with all its tellings, whatever the order in which they were recorded. What one source
says twice are two moves, unless it says so in two streams of one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple

from ledger.domain.entry import Entry, Recorded
from ledger.domain.events import LoanEnded
from ledger.domain.loans import Loan, loan_for, loan_of
from ledger.domain.tellings.telling import (
    ENDS,
    PURCHASES,
    Telling,
    content,
    telling,
)
from ledger.domain.values import UNKNOWN_FEE, Fee, MoneyKind, NoClub

__all__ = ["A_MONTH", "ENDS", "Once", "Telling", "each_move_once", "moves_told", "one_voice"]

Tellings = list[Telling]
A_MONTH: Final = timedelta(days=31)
"""How long after its last day the end of a loan may still be told as a later one."""


class Once(NamedTuple):
    """Facts in which each move is told once.

    ``stands_for`` says which entry stands at the position of another, or that none does.
    ``first_told`` leads from the position of the one that stands to the entry that told the same
    move first in the book, where that is another.
    """

    facts: Sequence[Recorded]
    stands_for: Mapping[int, Recorded | None]
    first_told: Mapping[int, Recorded]


def each_move_once(facts: Sequence[Recorded]) -> Once:
    """Facts with the best telling of each move only, completed by what the others tell.

    Each stands where its move was told first; what only one source tells stays as it is.
    """
    if one_voice(facts):
        return Once(facts, {}, {})
    stands_for: dict[int, Recorded | None] = {}
    first_told: dict[int, Recorded] = {}
    moves = moves_told(facts)
    bought = [move[0] for move in moves if isinstance(move[0].item.event, PURCHASES)]
    order = {item.position: place for place, item in enumerate(facts)}
    for move in moves:
        if bought and any(_explains(purchase, told) for purchase in bought for told in move):
            stands_for.update(dict.fromkeys(told.item.position for told in move))
        elif len(move) > 1:
            best = _completed(move)
            first = min([told.item for told in move], key=_in_the_book)
            if first.position != best.position:
                first_told[best.position] = first
            places = [told.item.position for told in move]
            stands_for.update(dict.fromkeys(places))
            stands_for[min(places, key=order.__getitem__)] = best
    if not stands_for:
        return Once(facts, {}, {})
    stand = (stands_for.get(item.position, item) for item in facts)
    return Once([item for item in stand if item is not None], stands_for, first_told)


def one_voice(facts: Sequence[Recorded]) -> bool:
    """Whether one source says all of it, in one stream: then nothing is told twice."""
    if len(facts) <= 1:
        return True
    subject, source = facts[0].entry.subject, None
    for item in facts:
        entry = item.entry
        if entry.subject != subject:
            return False
        for piece in entry.evidence:
            if piece.source != source:
                if source is not None:
                    return False
                source = piece.source
    return True


def moves_told(facts: Iterable[Recorded]) -> list[Tellings]:
    """The moves that facts tell, each with its tellings, the best first."""
    families: dict[str, Tellings] = {}
    for told in map(telling, facts):
        if told is not None:
            families.setdefault(told.family, []).append(told)
    loans = _ranked(families.get("loan", []))
    ends = families.get("end of loan")
    if ends is not None and len(ends) > 1:
        lent = [loan for told in loans if (loan := loan_of(told.item)) is not None]
        families["end of loan"] = [_of_its_loan(told, lent) for told in ends]
    return [move for family in families.values() for move in _moves(family)]


def _moves(family: Tellings) -> list[Tellings]:
    """Pair the tellings of a family one to one, those that name both clubs first."""
    if len(family) == 1:
        return [family]
    ranked = _ranked(family)
    moves: list[Tellings] = []
    for told in sorted(ranked, key=lambda one: one.vague):
        near = [move for move in moves if _belongs(told, move)]
        if not near:
            moves.append([told])
        elif len(near) == 1:
            near[0].append(told)
        else:
            _nearest(told, near).append(told)
    rank = {told.item.position: place for place, told in enumerate(ranked)}
    for move in moves:
        if len(move) > 1:
            move.sort(key=lambda one: rank[one.item.position])
    return moves


def _nearest(told: Telling, moves: Iterable[Tellings]) -> Tellings:
    return min(moves, key=lambda move: (told.days_from(move[0]), move[0].item.day))


def _belongs(told: Telling, move: Tellings) -> bool:
    return all(told.fits(other) and not told.same_voice(other) for other in move)


_standing: Final = attrgetter("standing")


def _ranked(family: Tellings) -> Tellings:
    """In a fixed order, the best telling first; the order of recording plays no part."""
    if len(family) <= 1:
        return family
    ranked = sorted(family, key=_standing)
    if any(one.standing == other.standing for one, other in pairwise(ranked)):
        ranked.sort(key=lambda told: (told.standing, content(told)))
    return ranked


def _of_its_loan(told: Telling, loans: Sequence[Loan]) -> Telling:
    """An end of a loan belongs to its loan, in whatever window it is told.

    An end long after its last day may be that of another loan, which nobody has told yet.
    """
    loan = loan_for(told.item, loans)
    if loan is None or told.item.day > loan.until + A_MONTH:
        return told
    return told._replace(periods=frozenset((f"loan from {loan.start}",)))


def _explains(purchase: Telling, told: Telling) -> bool:
    """Whether a purchase that another source tells explains the end of a loan.

    Where a club used its option, a database tells that the loan ended, and then a transfer.
    """
    end = told.item
    if not isinstance(end.event, LoanEnded) or purchase.same_voice(told):
        return False
    by_day = telling(end)
    return by_day is not None and purchase._replace(family=told.family).fits(by_day)


# -- the best telling, completed ------------------------------------------------------------------


_COMPLETED: Final = ("from_club", "to_club", "club", "parent_club", "fee", "move")


def _untold(value: object) -> bool:
    """Whether a field says that its source does not say."""
    if value is None:
        return True
    if isinstance(value, Fee):
        return value.fixed.kind is MoneyKind.UNKNOWN and value == UNKNOWN_FEE
    return value in _NOTHING_SAID


_NOTHING_SAID: Final = (NoClub.UNKNOWN, ())


def _completed(move: Tellings) -> Recorded:
    """The best telling with what it leaves out taken from the next best of its kind."""
    best, *others = (told.item for told in move)
    same_kind = [item for item in others if item.entry.kind == best.entry.kind]
    changed: dict[str, object] = {}
    told = best.event.__dict__
    if not same_kind:
        return best
    for field in _COMPLETED:
        if field in told and _untold(told[field]):
            _take(field, same_kind, changed)
    if "clauses" in told and not told["clauses"] and not told["without"]:
        _take("clauses", same_kind, changed)
        _take("without", same_kind, changed)
    assumed = best.entry.assumed
    if "until" in told and (told["until"] is None or "until" in assumed):
        certain = [item for item in same_kind if "until" not in item.entry.assumed]
        _take("until", certain, changed)
        if "until" in changed:
            assumed = tuple(name for name in assumed if name != "until")
        elif told["until"] is None:
            _take("until", same_kind, changed)
            assumed = (*assumed, "until") if "until" in changed else assumed
    if not changed:
        return best
    event = best.event.model_copy(update=changed)
    entry: Entry = best.entry.model_copy(update={"event": event, "assumed": assumed})
    return replace(best, entry=entry)


def _take(field: str, others: Sequence[Recorded], changed: dict[str, object]) -> None:
    """Take a field that the best does not tell from the next best that does."""
    for other in others:
        value = other.event.__dict__[field]
        if not _untold(value):
            changed[field] = value
            return


def _in_the_book(item: Recorded) -> tuple[int, int]:
    return (item.first_position, item.position)
