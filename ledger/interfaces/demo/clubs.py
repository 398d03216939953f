"""The clubs of the demo: the Italian ones from the ledger's register of names, the others here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ledger.domain.entry import Entry
from ledger.domain.events import ClubRegisteredInLedger
from ledger.domain.regulations.clubs import CuratedClub, curated_clubs
from ledger.domain.sources import Basis
from ledger.interfaces.demo.saying import entry_id

_ITALIAN: Final = frozenset(
    {
        "ac-milan",
        "as-roma",
        "bologna",
        "empoli",
        "fiorentina",
        "genoa",
        "juventus",
        "monza",
        "venezia",
    }
)
_ABROAD: Final = (
    CuratedClub("ajax", "Ajax", "NED", ("AFC Ajax",)),
    CuratedClub("alaves", "Alavés", "ESP", ("Deportivo Alavés",)),
    CuratedClub("chelsea", "Chelsea", "ENG", ("Chelsea FC",)),
    CuratedClub("fenerbahce", "Fenerbahçe", "TUR", ("Fenerbahçe SK",)),
    CuratedClub("feyenoord", "Feyenoord", "NED", ("Feyenoord Rotterdam",)),
    CuratedClub("lens", "RC Lens", "FRA", ("Lens",)),
    CuratedClub("newcastle-united", "Newcastle United", "ENG", ("Newcastle",)),
    CuratedClub("paris-saint-germain", "Paris Saint-Germain", "FRA", ("PSG", "Paris SG")),
    CuratedClub("porto", "Porto", "POR", ("FC Porto",)),
    CuratedClub("tottenham-hotspur", "Tottenham Hotspur", "ENG", ("Tottenham", "Spurs")),
    CuratedClub("vitoria-guimaraes", "Vitória Guimarães", "POR", ("Vitória SC",)),
    CuratedClub("wolverhampton-wanderers", "Wolverhampton Wanderers", "ENG", ("Wolves",)),
)


def clubs() -> Iterator[Entry]:
    """Every club of the demo, with its association and the names people use for it."""
    for club in (*(club for club in curated_clubs() if club.id in _ITALIAN), *_ABROAD):
        subject = f"club:{club.id}"
        yield Entry(
            subject=subject,
            entry_id=entry_id(f"{subject} registered"),
            event=ClubRegisteredInLedger(
                name=club.name, aliases=club.aliases, association=club.association
            ),
            basis=Basis.ASSESSED,
        )
