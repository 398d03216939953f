"""Appearances: who was in which club's match squad on which day."""

from __future__ import annotations

import re
from typing import Final

from ledger.interfaces.files.formats.format import Cells, Format, id_of, name_of, nations_of
from ledger.interfaces.files.formats.lineups import born_of, day_of, role_of
from ledger.interfaces.files.formats.synonyms import FreeTable
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Key, Sighting, Who, club
from ledger.interfaces.files.tables import UnreadableError

OWN_SCHEME: Final = "table"
"""The register of ids in a table that does not say whose ids they are."""
_SCHEME: Final = re.compile(r"[a-z0-9_-]{1,40}")
_ID_LENGTH_MAX: Final = 100


def _read(line: int, cells: Cells, report: Report) -> Sighting:
    match, competition = cells.get("match", ""), cells.get("competition", "")
    return Sighting(
        line=line,
        who=Who(
            name_of("player", cells["player"]),
            key_of(cells),
            born=born_of(cells.get("birth_date", "")),
            nations=nations_of((cells.get("nationality", ""),), line, report),
            position=cells.get("position", ""),
        ),
        club=club(name_of("club", cells["club"])),
        day=day_of("date", cells["date"]),
        role=role_of(cells.get("role", "")),
        match=match or None,
        competition=competition,
    )


def key_of(cells: Cells) -> Key | None:
    """A player's id in a table, in the register that the table names, or its own."""
    id_, scheme = cells.get("player_id", ""), cells.get("id_scheme", "").lower()
    if not id_:
        return None
    if scheme and _SCHEME.fullmatch(scheme) is None:
        raise UnreadableError(
            f"the register of ids is “{scheme[:40]}”.", "Write one word, as in transfermarkt."
        )
    if len(id_) > _ID_LENGTH_MAX:
        raise UnreadableError("the id of the player is no id.", "Write it, or leave it out.")
    return Key(scheme or OWN_SCHEME, id_)


APPEARANCES: Final = FreeTable(
    name="appearances",
    says="appearances CSV",
    source="appearances",
    source_name="Appearances from a table",
    columns=("date", "club", "player"),
    optional=(
        "player_id", "id_scheme", "birth_date", "nationality", "position", "role", "match",
        "competition",
    ),
    synonyms={
        "date": ("day", "match_date", "played_on"),
        "club": ("team", "club_name", "team_name"),
        "player": ("player_name", "name"),
        "birth_date": ("born", "date_of_birth", "dob"),
        "nationality": ("country", "nation"),
        "match": ("match_id", "game", "game_id", "fixture"),
    },
    read=_read,
    covers="line-ups",
)  # fmt: skip


def _read_dcaribou(line: int, cells: Cells, _report: Report) -> Sighting:
    return Sighting(
        line=line,
        who=Who(
            name_of("player", cells["player_name"]),
            Key("transfermarkt", id_of("player", cells["player_id"])),
        ),
        club=club("", "transfermarkt", id_of("club", cells["player_club_id"])),
        day=day_of("date", cells["date"]),
        match=id_of("game", cells["game_id"]),
        competition=cells.get("competition_id", ""),
    )


APPEARANCES_DCARIBOU: Final = Format(
    name="appearances-dcaribou",
    says="dcaribou appearances.csv",
    source="transfermarkt-dcaribou",
    source_name="Transfermarkt, via dcaribou/transfermarkt-datasets",
    columns=("appearance_id", "game_id", "player_id", "player_club_id", "date", "player_name"),
    read=_read_dcaribou,
    covers="line-ups",
)
