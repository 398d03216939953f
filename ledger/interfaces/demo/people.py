"""The players of the demo: their names, properly spelled, and where they play."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ledger.domain.entry import Entry
from ledger.domain.events import PlayerRegisteredInLedger
from ledger.domain.events.base import Position
from ledger.domain.sources import Basis
from ledger.domain.values import UncertainDate
from ledger.interfaces.demo.saying import entry_id
from ledger.projections.names import slug

_NAMES: Final[dict[Position, str]] = {
    "goalkeeper": """
        Michele [Di Gregorio]; Mattia [Perin]; Carlo [Pinsoglio]; Mike [Maignan];
        Marco [Sportiello]; Lorenzo [Torriani]; Devis [Vásquez]; Christian [Abbiati];
        Marco [Storari]
    """,
    "defender": """
        [Bremer]; Federico [Gatti]; [Danilo]; Andrea [Cambiaso]; Nicolò [Savona]; Jonas [Rouhi];
        Juan [Cabal]; Pierre [Kalulu]; Daniele [Rugani]; Tiago [Djaló]; Mattia [De Sciglio];
        [Facundo González]; Fikayo [Tomori]; Malick [Thiaw]; Matteo [Gabbia];
        Strahinja [Pavlović]; [Theo Hernández]; [Emerson Royal]; Davide [Calabria];
        Filippo [Terracciano]; Álex [Jiménez]; Davide [Bartesaghi]; [Alberto Costa];
        Renato [Veiga]; Lloyd [Kelly]; Kevin [Danso]; Juan [Bernat]; Nicola [Legrottaglie];
        Leonardo [Bonucci]; Mattia [Caldara]
    """,
    "midfielder": """
        Manuel [Locatelli]; Teun [Koopmeiners]; [Douglas Luiz]; [Khéphren Thuram];
        Weston [McKennie]; Nicolò [Fagioli]; Vasilije [Adžić]; [Arthur]; Filip [Kostić];
        Fabio [Miretti]; Hans [Nicolussi Caviglia]; Ismaël [Bennacer]; Tijjani [Reijnders];
        Youssouf [Fofana]; Ruben [Loftus-Cheek]; Yunus [Musah]; Kevin [Zeroli]; Yacine [Adli];
        Tommaso [Pobega]; Alexis [Saelemaekers]; Andrea [Pirlo]
    """,
    "forward": """
        Dušan [Vlahović]; Kenan [Yıldız]; [Nico González]; [Francisco Conceição]; Timothy [Weah];
        Samuel [Mbangula]; Arkadiusz [Milik]; Rafael [Leão]; Christian [Pulisic];
        Samuel [Chukwueze]; Noah [Okafor]; Álvaro [Morata]; Tammy [Abraham]; Luka [Jović];
        Francesco [Camarda]; Lorenzo [Colombo]; Luka [Romero]; Randal [Kolo Muani];
        Alessandro [Matri]; Gonzalo [Higuaín]
    """,
}
"""Players by position group; in brackets the name they go by in a squad list."""
_BORN: Final = {"Fikayo Tomori": UncertainDate.parse("1997-12-19")}


def _named() -> Iterator[tuple[Position, str, str]]:
    for position, names in _NAMES.items():
        for text in names.split(";"):
            first, _, called = text.strip().rstrip("]").partition("[")
            yield position, f"{first}{called}", called


_SUBJECTS: Final = {called: f"player:{slug(name)}" for _, name, called in _named()}


def player(called: str) -> str:
    """The player who goes by this name in a squad list, as the subject of an entry."""
    return _SUBJECTS[called]


def people() -> Iterator[Entry]:
    """Every player of the demo, before anything is said of him."""
    for position, name, called in _named():
        yield Entry(
            subject=player(called),
            entry_id=entry_id(f"{player(called)} registered"),
            event=PlayerRegisteredInLedger(
                name=name,
                aliases=(called,) if called != name else (),
                born=_BORN.get(name),
                position=position,
            ),
            basis=Basis.ASSESSED,
        )
