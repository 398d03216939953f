"""Lines of a gossip column: a sentence, the year, and the outlet as printed.

``Bild, via Liverpool Echo`` is the Liverpool Echo citing Bild. A sentence is taken only where it
tells for sure that one club wants one player; any other is refused with the reason.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ledger.domain.values import UncertainDate
from ledger.interfaces.files.formats.format import Cells, Format, name_of, year_of
from ledger.interfaces.files.formats.wishes import wish_in
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import RumourTold, Who, club

_LANGUAGES: Final = {
    "Catalan": "ca", "Croatian": "hr", "Danish": "da", "Dutch": "nl", "French": "fr",
    "German": "de", "Greek": "el", "Italian": "it", "Norwegian": "no", "Polish": "pl",
    "Portuguese": "pt", "Romanian": "ro", "Russian": "ru", "Serbian": "sr", "Spanish": "es",
    "Swedish": "sv", "Turkish": "tr", "Welsh": "cy",
}  # fmt: skip
_ASIDE: Final = re.compile(
    r"(?:external-link|[ ,-]*\bin (?P<language>[A-Z][a-z]+)|[ ,-]*subscription \w+)$"
)
_VIA: Final = re.compile(r"[ ,-]+via ")


class Outlet(NamedTuple):
    """Who printed it, whom he had it from, and in which language."""

    name: str
    cites: tuple[str, ...]
    language: str | None


def _read(line: int, cells: Cells, _report: Report) -> RumourTold:
    text, year = cells["Rumour"], year_of("year", cells["Year"])
    outlet = outlet_in(name_of("outlet", cells["Outlet"]))
    wish = wish_in(text)
    born = f"{year - wish.age - 1}/{year - wish.age}" if wish.age is not None else None
    return RumourTold(
        line=line,
        who=Who(
            wish.player,
            born=UncertainDate.parse(born) if born is not None else None,
            nations=wish.nations,
            position=wish.position,
        ),
        from_club=club(wish.from_club) if wish.from_club is not None else None,
        to_club=club(wish.to_club),
        published=UncertainDate.parse(str(year)),
        stage=wish.stage,
        source=outlet.name,
        language=outlet.language,
        cites=outlet.cites,
        text=text,
        in_passing=True,
    )


def outlet_in(printed: str) -> Outlet:
    """The outlet as a column prints it, without what stands there for its readers."""
    language: str | None = None
    while (aside := _ASIDE.search(printed)) is not None:
        language = _LANGUAGES.get(aside["language"] or "", language)
        printed = printed[: aside.start()].strip(" ,-")
    names = [name_of("outlet", name.strip()) for name in _VIA.split(printed)]
    return Outlet(names[-1], tuple(names[:-1]), language)


RUMOURS_OUTLETS: Final = Format(
    name="rumours-outlets",
    says="gossip column CSV",
    source="gossip-column",
    source_name="A gossip column",
    columns=("Rumour", "Year", "Outlet"),
    read=_read,
    covers=None,
)
