"""What a team's name says of it by itself: that it is a club's youth, reserve or women's team."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class YouthTeam:
    """A name that says plainly whose youth team it is: the first team's name, and which team."""

    first_team: str
    team: str


@dataclass(frozen=True, slots=True)
class SideTeam:
    """A name that says plainly whose reserves or women's team it is. Never the first team."""

    first_team: str
    team: Literal["reserve", "women"]


_YOUTH_NAMES: Final = {"siena junior": YouthTeam("Siena", "U19")}
"""Youth teams whose name does not follow the pattern."""

_YOUTH: Final = re.compile(
    r"(?P<first>\S.*?) (?:(?:U|Y|Under|Onder|Sub)[- ]?(?P<age>\d\d)"
    r"|(?P<oldest>Primave(?:ra?)?|Berretti|Juniores)|Yth\.?|You(?:th?)?|Giov(?:\.|ani|anili)?)"
)
"""``Milan U19``, ``Lazio Youth``, ``Reggina Primavera``; some databases cut names at 15 letters.

An Italian club's Primavera, before it the Berretti and the Juniores, is its U19.
"""

_RESERVE: Final = re.compile(
    r"Jong (?P<jong>\S.*)"
    r"|(?P<first>\S.*?) (?:II|III|B|C|2|3|Res\.?|Reserves?|Amateure|Castilla|Next Gen|Futuro)"
)
"""``Bayern II``, ``Olympique Lyon B``, ``Jong Ajax``, ``Everton Res.``."""

_SECOND: Final = re.compile(
    r"Jong (?P<jong>\S.*)|(?P<first>\S.*?) (?:II|B|Res\.?|Reserves?|Amateure)"
)
"""The reserves next to the first team, however a database marks them; not a third team."""

_WOMEN: Final = re.compile(
    r"(?P<first>\S.*?) (?:Women|Ladies|W\.?F\.?C\.?|W|Fem\.?|Femminile|F[ée]minine?s?|F[ée]minin"
    r"|Femenino|Femenil|Femen[ií]|Feminino|Frauen|Vrouwen|Damer|Kad[ıi]n)"
    r"|(?P<bracketed>\S.*?) \((?:women|w|frauen|femminile|vrouwen)\)",
    re.IGNORECASE,
)
"""``Chelsea Women``, ``Juventus Femminile``, ``VfL Wolfsburg (Frauen)``."""


def youth_team_named(name: str) -> YouthTeam | None:
    """Whose youth team a name of this form is."""
    known = _YOUTH_NAMES.get(name.casefold())
    if known is not None:
        return known
    found = _YOUTH.fullmatch(name)
    if found is None:
        return None
    age = "19" if found["oldest"] else found["age"]
    return YouthTeam(found["first"], f"U{age}" if age else "Youth")


def side_team_named(name: str) -> SideTeam | None:
    """Whose reserves or women's team a name of this form is."""
    if found := _WOMEN.fullmatch(name):
        return SideTeam(found["first"] or found["bracketed"], "women")
    if found := _RESERVE.fullmatch(name):
        return SideTeam(found["jong"] or found["first"], "reserve")
    return None


def second_team_named(name: str) -> str | None:
    """The name of the first team next to which a name of this form puts the reserves."""
    found = _SECOND.fullmatch(name)
    return None if found is None else found["jong"] or found["first"]
