"""The clubs that go by more than one name: a register written by hand.

Every club that played in Italy's Serie A since 1992, with the names it goes by in the databases in
use. A name joins a club here because a person looked it up, never because two names turned up in
the same rows. B teams stand apart from their first team; youth teams are told by their name
(``Milan U19``). A club refounded after a bankruptcy keeps the id under which the field goes on
counting it (Fiorentina 2002, Napoli 2004, Parma 2015, Palermo 2019); a club that only shares a
town (FC Messina, Real Vicenza, Atletico Catania) does not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final


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


_ITALY: Final = """
ac-milan        | AC Milan        | Milan; Milan AC; A.C. Milan
ancona          | Ancona          | Ancona Calcio; US Ancona
as-roma         | AS Roma         | Roma; AS Rom
ascoli          | Ascoli          | Ascoli Calcio; Ascoli Calcio 1898
atalanta        | Atalanta        | Atalanta BC; Atalanta Bergamo
atalanta-u23    | Atalanta U23    | Atalanta Under 23
avellino        | Avellino        | AS Avellino; US Avellino; US Avellino 1912
bari            | Bari            | AS Bari; SSC Bari; FC Bari 1908
benevento       | Benevento       | Benevento Calcio
bologna         | Bologna         | Bologna FC; Bologna FC 1909
brescia         | Brescia         | Brescia Calcio
cagliari        | Cagliari        | Cagliari Calcio
carpi           | Carpi           | Carpi FC; Carpi FC 1909
catania         | Catania         | Calcio Catania; Catania SSD; Catania FC
cesena          | Cesena          | AC Cesena; Cesena FC; RC Cesena
chievo-verona   | Chievo Verona   | Chievo; AC Chievo Verona; ChievoVerona
como            | Como            | Como Calcio; Como 1907
cremonese       | Cremonese       | US Cremonese
crotone         | Crotone         | FC Crotone
empoli          | Empoli          | Empoli FC; FC Empoli
fano            | Fano            | AJ Fano; Alma Juventus Fano
fiorentina      | Fiorentina      | ACF Fiorentina; AC Fiorentina; Florentia; Florentia Viola
foggia          | Foggia          | Foggia Calcio; Calcio Foggia 1920; US Foggia
frosinone       | Frosinone       | Frosinone Calcio
genoa           | Genoa           | Genoa CFC; Genoa 1893
hellas-verona   | Hellas Verona   | Verona; Hellas Verona FC
inter-milan     | Inter           | Inter Milan; FC Internazionale; Internazionale
juventus        | Juventus        | Juventus FC; Juventus Turin; Juve
juventus-next-gen | Juventus Next Gen | Juve Next Gen; Juventus U23
lazio           | Lazio           | SS Lazio; Lazio Roma
lecce           | Lecce           | US Lecce
lecco           | Lecco           | Città di Lecco; Calcio Lecco 1912
livorno         | Livorno         | AS Livorno; AS Livorno Calcio; US Livorno 1915
messina         | Messina         | Messina Peloro; FC Messina Peloro; ACR Messina
milan-futuro    | Milan Futuro    | AC Milan Futuro
modena          | Modena          | Modena FC; Modena FC 2018
monza           | Monza           | AC Monza; Calcio Monza
napoli          | Napoli          | SSC Napoli; Napoli Soccer
novara          | Novara          | Novara Calcio; Novara Calcio 1908; Novara FC
padova          | Padova          | Calcio Padova
palermo         | Palermo         | US Palermo; Palermo FC; US Città di Palermo
parma           | Parma           | AC Parma; Parma AC; Parma FC; Parma Calcio 1913
perugia         | Perugia         | AC Perugia; Perugia Calcio; AC Perugia Calcio
pescara         | Pescara         | Delfino Pescara 1936; Pescara Calcio
piacenza        | Piacenza        | Piacenza FC; Piacenza Calcio; Lupa Piacenza
pisa            | Pisa            | AC Pisa; AC Pisa 1909; Pisa Calcio; Pisa Sporting Club
potenza         | Potenza         | Potenza SC; Potenza Calcio
reggiana        | Reggiana        | AC Reggiana; AC Reggiana 1919
reggina         | Reggina         | Reggina Calcio; Reggina 1914
salernitana     | Salernitana     | US Salernitana; US Salernitana 1919
sampdoria       | Sampdoria       | UC Sampdoria
sassuolo        | Sassuolo        | US Sassuolo; Sassuolo Calcio
siena           | Siena           | AC Siena; ACR Siena; Robur Siena; ACR Siena 1904
spal            | SPAL            | SPAL 2013; SPAL 1907; SPAL Ferrara
spezia          | Spezia          | Spezia Calcio; AC Spezia
ternana         | Ternana         | Ternana U.; Ternana Calcio; Ternana Unicusano
torino          | Torino          | Torino FC; Torino Calcio
treviso         | Treviso         | Treviso FBC; Treviso FBC 1993
udinese         | Udinese         | Udinese Calcio
venezia         | Venezia         | Venezia FC; AC Venezia 1907; SSC Venezia; Unione Venezia
vicenza         | Vicenza         | Vicenza Calcio; LR Vicenza; L.R. Vicenza; LR Vicenza Virtus
"""

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


CURATED_CLUBS: Final = _read(_ITALY, "ITA")
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
