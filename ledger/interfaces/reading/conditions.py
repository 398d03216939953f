"""The conditions people write: ``staying up``, ``10 appearances and top 4``.

Words become a typed condition only where they match a known wording exactly; anything else stays
as it was put. ``and`` binds tighter than ``or``, brackets group, and a text is taken apart only
where every part of it is typed or stands in brackets: "10 appearances and goals" is one condition
in words, since nobody can tell what the goals are to be.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from ledger.domain.errors import Malformed
from ledger.domain.terms import (
    AllOf,
    AnyOf,
    Appearances,
    AvoidsRelegation,
    Condition,
    Finishes,
    FirstPointAfter,
    InWords,
    Qualifies,
)

_LONGEST: Final = 2_000
_DEEPEST: Final = 20
_MOST_APPEARANCES: Final = 500
_LAST_PLACE: Final = 40
_COUNTS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COMPETITIONS: Final = {
    name.lower(): name
    for name in ("Champions League", "Europa League", "Conference League", "Club World Cup")
}
_NUMBER: Final = rf"([0-9]{{1,3}}|{'|'.join(_COUNTS)})"
_SEASON: Final = r"(?: in (?P<season>[0-9]{4}-[0-9]{2}))?"
_STAYING_UP: Final = re.compile(
    r"(?:staying up|stays? up|avoid(?:s|ing)? relegation|no relegation)" + _SEASON
)
_QUALIFYING: Final = re.compile(
    r"(?:qualif(?:ying|y|ies) for )?(?:the )?(?:uefa )?"
    rf"(?P<competition>{'|'.join(_COMPETITIONS)})(?: qualification)?{_SEASON}"
)
_APPEARANCES: Final = re.compile(rf"(?:at least )?{_NUMBER} (?:or more )?appearances?")
_TOP: Final = re.compile(rf"(?:finish(?:es|ing)? (?:in )?)?(?:the )?top[ -]{_NUMBER}")
_FIRST_POINT: Final = re.compile(r"(?:the )?first point after ([0-9]{4}-[0-9]{2}-[0-9]{2})")
_JOINTS: Final = frozenset({"and", "or"})
_MARK: Final = re.compile(r"([()]|\b(?:and|or(?! more\b))\b)", re.IGNORECASE)


def read_condition(text: str) -> Condition:
    """The condition as somebody put it, typed where its wording is known and in words otherwise.

    Raises:
        Malformed: the text is empty, or too long to be a condition.
    """
    words = " ".join(text.split())
    if not words or len(words) > _LONGEST:
        raise Malformed(
            f"Cannot read {'an empty text' if not words else 'so long a text'} as a condition: a "
            f"condition has 1 to {_LONGEST} characters. Write it as in: staying up, "
            "10 appearances, top 4, qualifying for the Champions League, or in your own words."
        )
    return _grouped(words, 0) or InWords(text=words)


def _grouped(words: str, depth: int) -> Condition | None:
    """The typed condition in the words, or None where a part is neither typed nor bracketed."""
    if depth > _DEEPEST or (pieces := _pieces(words)) is None:
        return None
    alternatives: list[Condition] = []
    for alternative in _between("or", pieces):
        together: list[Condition] = []
        for part in _between("and", alternative):
            condition = _part(part, depth) if len(part) == 1 else None
            if condition is None:
                return None
            together.append(condition)
        alternatives.append(AllOf(of=tuple(together)) if len(together) > 1 else together[0])
    return AnyOf(of=tuple(alternatives)) if len(alternatives) > 1 else alternatives[0]


def _part(part: list[str], depth: int) -> Condition | None:
    if not part[0].startswith("("):
        return _typed(part[0].lower())
    inside = part[0][1:-1].strip()
    return _grouped(inside, depth + 1) or (InWords(text=inside) if inside else None)


def _between(joint: str, pieces: list[str]) -> list[list[str]]:
    """The runs of pieces between one kind of joint."""
    runs: list[list[str]] = [[]]
    for piece in pieces:
        if piece.lower() == joint:
            runs.append([])
        else:
            runs[-1].append(piece)
    return runs


def _pieces(words: str) -> list[str] | None:
    """Words, joints and whole brackets in their order, or None where the brackets do not close."""
    pieces = [""]
    depth = 0
    for mark in _MARK.split(words):
        depth += (mark == "(") - (mark == ")")
        if depth < 0:
            return None
        joins = depth == 0 and mark.lower() in _JOINTS
        if joins or (mark == "(" and depth == 1):
            pieces.append("")
        pieces[-1] += mark
        if joins or (mark == ")" and depth == 0):
            pieces.append("")
    return None if depth else [piece.strip() for piece in pieces if piece.strip()]


def _typed(words: str) -> Condition | None:
    """The one condition whose known wording these words are."""
    if found := _STAYING_UP.fullmatch(words):
        return AvoidsRelegation(season=found["season"]) if _is_season(found["season"]) else None
    if found := _QUALIFYING.fullmatch(words):
        competition = _COMPETITIONS[found["competition"]]
        season = found["season"]
        return Qualifies(competition=competition, season=season) if _is_season(season) else None
    if found := _FIRST_POINT.fullmatch(words):
        try:
            return FirstPointAfter(day=date.fromisoformat(found[1]))
        except ValueError:
            return None
    return _counted(words)


def _counted(words: str) -> Condition | None:
    if found := _APPEARANCES.fullmatch(words):
        count = _count(found[1])
        return Appearances(at_least=count) if 1 <= count <= _MOST_APPEARANCES else None
    if found := _TOP.fullmatch(words):
        place = _count(found[1])
        return Finishes(at_least=place) if 1 <= place <= _LAST_PLACE else None
    return None


def _count(said: str) -> int:
    return _COUNTS.index(said) + 1 if said in _COUNTS else int(said)


def _is_season(season: str | None) -> bool:
    """Whether a season stands for two years that follow each other, or is left unsaid."""
    return season is None or (int(season[:4]) + 1) % 100 == int(season[5:])
