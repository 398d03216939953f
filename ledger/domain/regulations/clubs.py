"""The clubs that go by more than one name: a register written by hand.

Every club that played in Italy's Serie A since 1992, and those of the first divisions of Germany,
the Netherlands, Portugal, France and Russia whose names vary, with the names they go by in the
databases in use; the names themselves stand in ``club_names``. A name joins a club there because
a person looked it up, never because two names turned up in the same rows. B teams stand apart
from their first team; youth teams are told by their name (``Milan U19``). A club refounded after
a bankruptcy, or renamed, keeps the id under which the field goes on counting it (Fiorentina 2002,
Napoli 2004, Parma 2015, Palermo 2019); a club that only shares a town (FC Messina, Real Vicenza,
Atletico Catania) does not. A name that two clubs share in the databases (Nacional, of Funchal or
of Montevideo) is left out: it stands for neither.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from ledger.domain.regulations.club_names import (
    FRANCE,
    GERMANY,
    ITALY,
    NETHERLANDS,
    PORTUGAL,
    RUSSIA,
)


@dataclass(frozen=True, slots=True)
class CuratedClub:
    """A club with the id, the association and all the names this register gives it."""

    id: str
    name: str
    association: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YouthTeam:
    """A name that says plainly whose youth team it is: the first team's name, and which team."""

    first_team: str
    team: str


_YOUTH_NAMES: Final = {"siena junior": YouthTeam("Siena", "U19")}
"""Youth teams whose name does not follow the pattern."""

_YOUTH: Final = re.compile(
    r"(?P<first>\S.*?) (?:(?P<age>U-?\d\d)|Yth\.?|You(?:th?)?|Primaver?a?|Giov(?:\.|ani|anili)?)"
)
"""``Milan U19``, ``Lazio Youth``, ``Reggina Primavera``; some databases cut names at 15 letters."""


def _folded(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in letters if not unicodedata.combining(c))))


def _read(table: str, association: str) -> tuple[CuratedClub, ...]:
    clubs = []
    for line in table.strip().splitlines():
        club, name, aliases = (part.strip() for part in line.split("|"))
        clubs.append(
            CuratedClub(club, name, association, tuple(part.strip() for part in aliases.split(";")))
        )
    return tuple(clubs)


CURATED_CLUBS: Final = (
    *_read(ITALY, "ITA"),
    *_read(GERMANY, "GER"),
    *_read(NETHERLANDS, "NED"),
    *_read(PORTUGAL, "POR"),
    *_read(FRANCE, "FRA"),
    *_read(RUSSIA, "RUS"),
)
"""All clubs of the register, by id within an association."""
_BY_NAME: Final = {
    _folded(name): club for club in CURATED_CLUBS for name in (club.id, club.name, *club.aliases)
}


def club_known_as(name: str) -> CuratedClub | None:
    """The club that goes by this name, whatever its accents and capitals; None if none does."""
    return _BY_NAME.get(_folded(name))


def youth_team(name: str) -> YouthTeam | None:
    """Whose youth team this is, where the name makes it plain; None for any other club.

    A name that the register gives to a club of its own (Juventus U23) is no youth team.
    """
    known = _YOUTH_NAMES.get(name.casefold())
    if known is not None:
        return known
    if club_known_as(name) is not None:
        return None
    found = _YOUTH.fullmatch(name)
    if found is None:
        return None
    return YouthTeam(found["first"], found["age"] or "Youth")
