"""The formats that can be imported, one module each; adding one is adding a line here."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Final

from ledger.interfaces.files.formats.appearances import APPEARANCES, APPEARANCES_DCARIBOU
from ledger.interfaces.files.formats.d2ski import D2SKI
from ledger.interfaces.files.formats.d2ski_json import D2SKI_JSON
from ledger.interfaces.files.formats.dcaribou import DCARIBOU, DCARIBOU_PLAYERS
from ledger.interfaces.files.formats.emordonez import EMORDONEZ
from ledger.interfaces.files.formats.eordo import EORDO
from ledger.interfaces.files.formats.ewenme import EWENME
from ledger.interfaces.files.formats.format import Format
from ledger.interfaces.files.formats.lineups import LINEUPS
from ledger.interfaces.files.formats.player_history import PLAYER_HISTORY
from ledger.interfaces.files.formats.rumours import RUMOURS
from ledger.interfaces.files.formats.rumours_outlets import RUMOURS_OUTLETS
from ledger.interfaces.files.formats.rumours_transfermarkt import RUMOURS_TRANSFERMARKT
from ledger.interfaces.files.formats.season_squads import SEASON_SQUADS
from ledger.interfaces.files.formats.synonyms import FreeTable

FORMATS: Final[tuple[Format, ...]] = (
    EWENME,
    D2SKI,
    D2SKI_JSON,
    EORDO,
    EMORDONEZ,
    DCARIBOU,
    DCARIBOU_PLAYERS,
    PLAYER_HISTORY,
    SEASON_SQUADS,
    LINEUPS,
    APPEARANCES_DCARIBOU,
    RUMOURS_TRANSFERMARKT,
    RUMOURS_OUTLETS,
    RUMOURS,
    APPEARANCES,
)
"""All formats, the most particular first: the first that recognises a file reads it."""


def format_of(first_line: str) -> Format | None:
    """The format of a file that begins with this line; None where no format fits."""
    text = first_line.removeprefix("\ufeff")
    if text.lstrip().startswith(("{", "[")):
        return next((f for f in FORMATS if f.recognises((text,))), None)
    return format_with(next(csv.reader([text]), []))


def format_with(header: Sequence[str]) -> Format | None:
    """The format of a table with this header; None where no format fits."""
    return next((f for f in FORMATS if f.recognises(header)), None)


def nearest_to(first_line: str) -> tuple[Format, list[str]] | None:
    """The table format that a first line has most of, and the columns it lacks; None if of none."""
    text = first_line.removeprefix("\ufeff")
    if text.lstrip().startswith(("{", "[")):
        return None
    header = [cell.strip() for cell in next(csv.reader([text]), [])]
    lacking = {format_.name: _lacking(format_, header) for format_ in FORMATS}
    has = {one.name: len(one.columns) - len(lacking[one.name]) for one in FORMATS}
    best = max(FORMATS, key=lambda one: (has[one.name], -len(one.columns)))
    return (best, lacking[best.name]) if has[best.name] else None


def _lacking(format_: Format, header: Sequence[str]) -> list[str]:
    named = format_.named(header) if isinstance(format_, FreeTable) else header
    return [column for column in format_.columns if column not in named]


__all__ = ["FORMATS", "Format", "format_of", "format_with", "nearest_to"]
