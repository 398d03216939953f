"""The clubs that go by more than one name: a register shipped with the ledger, kept by hand.

It stands in ``clubs.csv``, a line a club: all clubs of the two highest divisions of the leagues
that the public data sets tell of, as far as their names vary, and those they deal with most. A
name joins a club there because a person knows it, never because two names turned up in the same
rows. Reserve and women's teams are clubs of their own; youth teams are told by their name
(``Milan U19``). A club refounded after a bankruptcy, or renamed, keeps the id under which the
field goes on counting it (Fiorentina 2002, Napoli 2004, Parma 2015, Palermo 2019), with the years
of each name where they are known; where the field counts anew, the later club ``succeeds`` the
earlier one. A name that two clubs share (Nacional, of Funchal or of Montevideo) stands for
neither.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, Literal, cast

from ledger.domain.regulations.teams import (
    SideTeam,
    YouthTeam,
    second_team_named,
    side_team_named,
    youth_team_named,
)

Team = Literal["first", "reserve", "women", "youth"]
SCHEMES: Final = ("transfermarkt", "wikidata", "reep")
"""The registers whose ids for a club are known here."""


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name of which it is known in what language, or from when and until when, it was used."""

    name: str
    language: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CuratedClub:
    """A club with the id, the association and all the names this register gives it.

    ``association`` is the one in whose league it plays. ``external_ids`` are pairs of a register
    and its id. ``dated`` repeats those of the ``aliases`` of which more is known.
    """

    id: str
    name: str
    association: str
    aliases: tuple[str, ...] = ()
    team: Team = "first"
    external_ids: tuple[tuple[str, str], ...] = ()
    succeeds: str | None = None
    dated: tuple[DatedName, ...] = ()


@cache
def curated_clubs() -> tuple[CuratedClub, ...]:
    """All clubs of the register, by association and id."""
    text = files("ledger.domain.regulations").joinpath("clubs.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(_club(row) for row in rows)


def club_known_as(name: str) -> CuratedClub | None:
    """The club that goes by this name, whatever its accents and capitals; None if none does.

    The second team of a club of the register is known by any name of that club: ``Nîmes B`` and
    ``Nîmes Olympique B`` are one, whether the register has a line for it or not.
    """
    return _by_name().get(_folded(name)) or _team_of_a_club(name)


def club_with(scheme: str, id: str) -> CuratedClub | None:  # noqa: A002 - the field's name
    """The club that another register calls so: ``club_with("transfermarkt", "506")``."""
    return _by_external_id().get((scheme, id))


def youth_team(name: str) -> YouthTeam | None:
    """Whose youth team this is, where the name makes it plain; None for any other club.

    A name that the register gives to a club of its own (Juventus U23) is no youth team.
    """
    return None if club_known_as(name) is not None else youth_team_named(name)


def side_team(name: str) -> SideTeam | None:
    """Whose reserves or women's team this is, as the register or else the name itself tells it.

    None for first teams and youth teams; Willem II is a first team.
    """
    told = side_team_named(name)
    known = club_known_as(name)
    if known is None or (known.team in {"reserve", "women"} and told is not None):
        return told
    return None


@lru_cache(maxsize=16_384)
def _team_of_a_club(name: str) -> CuratedClub | None:
    """The team that a name tells by another name of its club; a youth team only with a line."""
    youth, second = youth_team_named(name), second_team_named(name)
    first = _by_name().get(_folded(youth.first_team if youth is not None else second or ""))
    if first is None or first.team != "first":
        return None
    marks = (f"{{}} {youth.team}",) if youth is not None else _SECOND_TEAMS
    spelled = (_folded(mark.format(one)) for mark in marks for one in (first.name, *first.aliases))
    found = next((_by_name()[team] for team in spelled if team in _by_name()), None)
    if found is not None or youth is not None:
        return found
    its_name = _RESERVES_OF.get(first.association, "{} B").format(first.name)
    its_id = _RESERVES_OF.get(first.association, "{} B").format(first.id).lower().replace(" ", "-")
    return CuratedClub(its_id, its_name, first.association, team="reserve")


_RESERVES_OF: Final = {
    **dict.fromkeys(("AUT", "GER", "SUI"), "{} II"),
    "NED": "Jong {}",
}
"""How the second teams of an association are called, where it is not ``B``."""
_SECOND_TEAMS: Final = ("{} B", "{} II", "Jong {}", "{} Reserves", "{} Res.")
"""How the register's lines call second teams."""


def _club(row: dict[str, str]) -> CuratedClub:
    names = tuple(_names(row["aliases"]))
    return CuratedClub(
        id=row["id"],
        name=row["name"],
        association=row["association"],
        aliases=tuple(one.name for one in names),
        team=cast("Team", row["team"] or "first"),
        external_ids=tuple((scheme, row[scheme]) for scheme in SCHEMES if row[scheme]),
        succeeds=row["succeeds"] or None,
        dated=tuple(one for one in names if one.language or one.since or one.until),
    )


_MORE: Final = re.compile(
    r"(?P<name>.*?)(?: \[(?P<language>[a-z]{2,3})\])?"
    r"(?: \((?P<since>\d{4}(?:-\d\d-\d\d)?)?\.\.(?P<until>\d{4}(?:-\d\d-\d\d)?)?\))?"
)
"""A name, its language, its years: ``AC Mailand [de]``, ``Robur Siena (2014..2020)``."""


def _names(cell: str) -> Iterator[DatedName]:
    for alias in filter(None, cell.split("; ")):
        found = _MORE.fullmatch(alias) if alias.endswith(("]", ")")) else None
        if found is None:
            yield DatedName(alias)
            continue
        yield DatedName(
            found["name"],
            found["language"],
            _day(found["since"], "-01-01"),
            _day(found["until"], "-12-31"),
        )


def _day(told: str | None, end_of_year: str) -> date | None:
    """A day as told; of a year alone, the first or the last day of it."""
    if told is None:
        return None
    return date.fromisoformat(told if "-" in told else told + end_of_year)


@cache
def _by_name() -> dict[str, CuratedClub]:
    known: dict[str, CuratedClub] = {}
    for club in curated_clubs():
        known[club.id.replace("-", " ")] = club
        known.update((_fold(name), club) for name in (club.name, *club.aliases))
    return known


@cache
def _by_external_id() -> dict[tuple[str, str], CuratedClub]:
    return {key: club for club in curated_clubs() for key in club.external_ids}


_LETTERS: Final = str.maketrans(
    {"ø": "o", "ı": "i", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that are no letter with an accent, as plain databases write them."""


def _fold(name: str) -> str:
    letters = name.casefold()
    if not letters.isascii():
        letters = unicodedata.normalize("NFKD", letters.translate(_LETTERS))
        letters = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", letters))


_folded = lru_cache(maxsize=16_384)(_fold)
