"""Whether somebody in one source is somebody on record: never by the name alone.

A shared id decides before any of this. Without one, two descriptions are one man's where the name
is the same, the births agree, and the timelines fit: both tell the same move, both have him at one
club at one time, or one goes on where the other stops. Where the timelines say nothing of each
other, the nationality must agree as well. Whatever is less than that is a doubt for a person to
settle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Final, NamedTuple, assert_never

BIRTH_TOLERANCE_YEARS: Final = 1
"""Ages are told for a day that nobody names, so two years of birth may miss each other by one."""
APART_FOR: Final = timedelta(days=100)
"""So long at two clubs at once and it is not one man; a window's own length is no proof."""

MoveTold = tuple[str, str, str]
"""A move as every source tells it: the window, the club he leaves, the club he joins."""


class Stay(NamedTuple):
    """Days on which he was at a club.

    ``firm`` where both ends are told; ``carried`` where he is only taken to have been there still,
    or already, because nobody tells of anything else.
    """

    club: str
    first_day: date
    last_day: date
    firm: bool
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """What one source says of a player: names as compared, birth, nations, moves and stays.

    ``tellers`` are the sources that tell his moves.
    """

    names: frozenset[str]
    born: tuple[int, int] | None = None
    nations: frozenset[str] = frozenset()
    keeper: bool | None = None
    moves: frozenset[MoveTold] = frozenset()
    stays: tuple[Stay, ...] = ()
    tellers: frozenset[str] = frozenset()


class Fit(IntEnum):
    """How two timelines go together, the best last."""

    APART = 0
    SILENT = 1
    FOLLOWS = 2
    MEETS = 3
    SHARES = 4


class NameFit(IntEnum):
    """How two names go together, the best last.

    ``LAST``: only the last word is the same. ``PART``: one is a part of the other. ``WORDS``: and
    has two whole words of it.
    """

    NONE = 0
    LAST = 1
    PART = 2
    WORDS = 3
    SAME = 4


@dataclass(frozen=True, slots=True)
class Same:
    """It is this one, and why."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class New:
    """It is nobody on record."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """It may be one of these, and nobody can tell but a person."""

    candidates: tuple[str, ...]
    why: str


Verdict = Same | New | Doubtful


def judge(sought: Described, on_record: Mapping[str, Described]) -> Verdict:
    """Who it is among those on record: one of them, nobody, or a doubt with the candidates."""
    possible = {
        who: (fit_of(sought, known), name_fit(sought.names, known.names), known)
        for who, known in on_record.items()
        if _possible(sought, known)
    }
    sure = {
        who: fit
        for who, (fit, name, known) in possible.items()
        if _is_sure(sought, known, fit, name)
    }
    if sure:
        best = max(sure.values())
        first = sorted(who for who, fit in sure.items() if fit is best)
        if len(first) == 1:
            return Same(first[0], _WHY[best])
        return Doubtful(tuple(first), f"{len(first)} on record fit equally: {_WHY[best]}")
    doubtful = sorted(
        who for who, (fit, name, known) in possible.items() if _may_be(sought, known, fit, name)
    )
    if not doubtful:
        return New()
    return Doubtful(tuple(doubtful), _what_is_missing(sought, [possible[w] for w in doubtful]))


def telling_the_same(sought: Described, on_record: Mapping[str, Described]) -> list[str]:
    """Everybody on record of the same name and birth who tells a move that he tells, in order.

    Where a register's id says that all of it is one man, they are one.
    """
    return sorted(
        who
        for who, known in on_record.items()
        if _possible(sought, known)
        and name_fit(sought.names, known.names) is NameFit.SAME
        and sought.moves & known.moves
    )


def _possible(sought: Described, known: Described) -> bool:
    """Whether nothing says that they are two: birth, or goal against the field."""
    if name_fit(sought.names, known.names) is NameFit.NONE:
        return False
    if birth_gap(sought.born, known.born) > BIRTH_TOLERANCE_YEARS:
        return False
    return sought.keeper is None or known.keeper is None or sought.keeper is known.keeper


def _is_sure(sought: Described, known: Described, fit: Fit, name: NameFit) -> bool:
    return _agrees(sought, known, fit, name) and not _named_otherwise(sought, known, name)


def _named_otherwise(sought: Described, known: Described, name: NameFit) -> bool:
    """Whether one source tells moves of both, and by two names: as a rule it means two men."""
    return name is not NameFit.SAME and not sought.tellers.isdisjoint(known.tellers)


def _agrees(sought: Described, known: Described, fit: Fit, name: NameFit) -> bool:
    """Whether all that is told of both goes together."""
    if name is NameFit.LAST:
        return False
    births_told = sought.born is not None and known.born is not None
    births_agree = births_told and birth_gap(sought.born, known.born) == 0
    match fit:
        case Fit.SHARES:
            return name is NameFit.SAME or births_told
        case Fit.MEETS:
            return births_told
        case Fit.FOLLOWS:
            return births_agree and (name is NameFit.SAME or _exact(sought) or _exact(known))
        case Fit.SILENT:
            nations = bool(sought.nations & known.nations)
            return name is NameFit.SAME and births_told and nations
        case Fit.APART:
            return False


def _exact(told: Described) -> bool:
    """Whether the year of birth is told, not worked out from ages."""
    return told.born is not None and told.born[0] == told.born[1]


def _may_be(sought: Described, known: Described, fit: Fit, name: NameFit) -> bool:
    """Whether he may be this one: by name; or by two words of it, or its last, and the birth.

    The last word alone, as of Papu and Alejandro Gómez, says so only of two at one club. What would
    be sure but for the two names one source gives them is open as well.
    """
    if _named_otherwise(sought, known, name) and _agrees(sought, known, fit, name):
        return True
    births_told = sought.born is not None and known.born is not None
    match name:
        case NameFit.SAME:
            return True
        case NameFit.WORDS:
            return births_told and fit is not Fit.APART
        case NameFit.LAST:
            return births_told and fit in (Fit.MEETS, Fit.SHARES)
        case NameFit.PART | NameFit.NONE:
            return False
        case _:
            assert_never(name)


_WHY: Final = {
    Fit.SHARES: "the name and the birth agree, and both tell the same move",
    Fit.MEETS: "the name and the birth agree, and both have him at one club at one time",
    Fit.FOLLOWS: "the name and the birth agree, and one timeline goes on where the other stops",
    Fit.SILENT: "the name, the birth and the nationality agree, and nothing speaks against it",
    Fit.APART: "the name agrees",
}


def _what_is_missing(sought: Described, found: Sequence[tuple[Fit, NameFit, Described]]) -> str:
    if sought.born is None or all(known.born is None for _, _, known in found):
        return "the name agrees, but no birth is told"
    if all(name is not NameFit.SAME for _, name, _ in found):
        return "the birth and a part of the name agree, but not the whole name"
    if all(fit is Fit.APART for fit, _, _ in found):
        return "the name and the birth agree, but at one time they are at two clubs"
    return (
        "the name and the birth agree, but no move or club is told by both, and no nationality"
        if not sought.nations or all(not known.nations for _, _, known in found)
        else "the name and the birth agree, but the nationality does not"
    )


def birth_gap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> int:
    """By how many years two births miss each other; 0 where they fit, or one is not told."""
    if one is None or other is None:
        return 0
    return max(0, one[0] - other[1], other[0] - one[1])


def fit_of(one: Described, other: Described) -> Fit:
    """How two timelines go together."""
    if one.moves & other.moves:
        return Fit.SHARES
    apart = follows = False
    for mine in one.stays:
        for his in other.stays:
            days = min(mine.last_day, his.last_day) - max(mine.first_day, his.first_day)
            if days < timedelta():
                continue
            if mine.club == his.club and not (mine.carried or his.carried):
                return Fit.MEETS
            if mine.club == his.club:
                follows = follows or not (mine.carried and his.carried)
                continue
            apart = apart or (mine.firm and his.firm and days > APART_FOR)
    if follows:
        return Fit.FOLLOWS
    return Fit.APART if apart else Fit.SILENT


def name_fit(one: Iterable[str], other: Iterable[str]) -> NameFit:
    """How two sets of names go together.

    A part of a name fits where it holds a whole word more than an initial: ``g higuain`` and
    ``gonzalo gerardo higuain`` fit ``gonzalo higuain``. So ``g higuain`` is part of a name only,
    even where both are called so.
    """
    mine, his = frozenset(one), frozenset(other)
    if any(_is_whole(name) for name in mine & his):
        return NameFit.SAME
    return max((_part_fit(name, known) for name in mine for known in his), default=NameFit.NONE)


def _is_whole(name: str) -> bool:
    return all(len(word) > 1 for word in name.split())


def _part_fit(one: str, other: str) -> NameFit:
    short, long = sorted((one.split(), other.split()), key=len)
    left = list(long)
    words = 0
    for word in short:
        whole = next((w for w in left if w == word), None)
        initial = next((w for w in left if _is_initial(word, w)), None)
        match = whole or initial
        if match is None:
            last = one.rpartition(" ")[2] == other.rpartition(" ")[2]
            return NameFit.LAST if last else NameFit.NONE
        left.remove(match)
        words += whole is not None and len(whole) > 1
    return (NameFit.NONE, NameFit.PART, NameFit.WORDS)[min(words, 2)]


def _is_initial(one: str, other: str) -> bool:
    return (len(one) == 1 or len(other) == 1) and one[0] == other[0]
