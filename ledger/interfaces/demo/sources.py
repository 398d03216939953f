"""Who says it: outlets and journalists, the clubs' own voices, the FIGC, and three lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ledger.domain.entry import Entry
from ledger.domain.events import SourceRegistered
from ledger.domain.sources import Basis, SourceType
from ledger.interfaces.demo.saying import entry_id

OPENING_SQUADS: Final = "demo-opening-squads"
PUBLIC_PAGES: Final = "demo-public-pages"
PUBLIC_ROWS: Final = "demo-public-rows"
PRESS: Final = "press"
"""For what is known to have been in the press while the outlet is not."""

_DOCUMENTS: Final = {
    OPENING_SQUADS: "Transfer Ledger demo: opening squads of 2 September 2024",
    PUBLIC_PAGES: "Transfer Ledger demo: facts seen on public pages",
    PUBLIC_ROWS: "Transfer Ledger demo: rows of a public transfer dataset",
}
_OUTLETS: Final = """
calciomercato | Calciomercato              | CM
cor-sport     | Corriere dello Sport       | CorSport
dazn          | DAZN                       |
gazzetta      | La Gazzetta dello Sport    | Gazzetta
goal          | Goal                       |
il-bianconero | Il Bianconero              |
juvefc        | JuveFC                     |
pianetamilan  | PianetaMilan               |
press         | Press (outlet not on record) |
repubblica    | la Repubblica              | Repubblica
sky           | Sky                        |
tmw           | TMW                        |
"""
_JOURNALISTS: Final = ("Ceccarini", "Hawkins", "Romano", "Schira")
_CLUBS: Final = {
    "juventus": "Juventus",
    "lens": "RC Lens",
    "tottenham-hotspur": "Tottenham Hotspur",
}


def sources() -> Iterator[Entry]:
    """Every source of the demo, each before anything rests on it."""
    for line in _OUTLETS.strip().splitlines():
        source, name, alias = (part.strip() for part in line.split("|"))
        yield _source(source, SourceRegistered(name=name, aliases=(alias,) if alias else ()))
    for name in _JOURNALISTS:
        yield _source(name.lower(), SourceRegistered(name=name, type=SourceType.JOURNALIST))
    for club, name in _CLUBS.items():
        yield _source(club, SourceRegistered(name=name, type=SourceType.CLUB, club=club))
    yield _source(
        "ac-milan",
        SourceRegistered(
            name="AC Milan", aliases=("Milan",), type=SourceType.CLUB, club="ac-milan"
        ),
    )
    yield _source("figc", SourceRegistered(name="FIGC", type=SourceType.REGULATOR))
    for source, name in _DOCUMENTS.items():
        yield _source(source, SourceRegistered(name=name, type=SourceType.DOCUMENT))


def _source(source: str, event: SourceRegistered) -> Entry:
    subject = f"source:{source}"
    return Entry(
        subject=subject,
        entry_id=entry_id(f"{subject} registered"),
        event=event,
        basis=Basis.ASSESSED,
    )
