"""d2ski/football-transfers-data as a table: ids for all, both clubs' rows under one transfer id."""

from __future__ import annotations

from typing import Final

from ledger.interfaces.files.fees import price_of
from ledger.interfaces.files.formats.format import (
    Cells,
    Format,
    age_of,
    id_of,
    name_of,
    nations_of,
    window_in,
    year_of,
)
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import ClubName, Key, Row, Side, Who, club
from ledger.interfaces.files.tables import UnreadableError

SOURCE: Final = "transfermarkt-d2ski"
SOURCE_NAME: Final = "Transfermarkt, via d2ski/football-transfers-data"
_DIED: Final = "†"


def read_row(line: int, cells: Cells, report: Report) -> Row:
    """One club's word on a move; a window's JSON says the same with the same keys."""
    side = _side(cells["dir"])
    season = year_of("season", cells["season"])
    own = _club("club", cells["team_id"], cells["team_name"], cells["team_country"])
    other = _club(
        "other club",
        cells["counter_team_id"],
        cells["counter_team_name"],
        cells["counter_team_country"],
    )
    return Row(
        line=line,
        who=_who(line, cells, report),
        window=window_in(season, cells["window"]),
        season=season,
        start=other if side == "in" else own,
        goal=own if side == "in" else other,
        side=side,
        price=price_of(cells["transfer_fee"]),
        told=id_of("transfer", cells["transfer_id"]),
    )


def _who(line: int, cells: Cells, report: Report) -> Who:
    return Who(
        name_of("player", cells["player_name"]),
        key=Key("transfermarkt", id_of("player", cells["player_id"])),
        age=age_of(cells["player_age"].lstrip(_DIED)),
        nations=nations_of(cells["player_nat"].split("|"), line, report),
        position=cells["player_pos"],
    )


def _side(direction: str) -> Side:
    match direction:
        case "in":
            return "in"
        case "left" | "out":
            return "out"
        case _:
            raise UnreadableError(f"the direction is “{direction[:20]}”.", "Write in or left.")


def _club(what: str, id_: str, name: str, country: str) -> ClubName:
    """A club with its id; where no club stands (Retired), the set repeats the word as the id."""
    name = name_of(what, name)
    if id_ == name:
        return club(name)
    return club(name, "transfermarkt", id_of(what, id_), country)


D2SKI: Final = Format(
    name="d2ski",
    says="d2ski/football-transfers-data CSV",
    source=SOURCE,
    source_name=SOURCE_NAME,
    columns=(
        "league", "season", "window", "team_id", "team_name", "team_country", "dir", "player_id",
        "player_name", "player_age", "player_nat", "player_pos", "counter_team_id",
        "counter_team_name", "counter_team_country", "transfer_fee", "transfer_id",
    ),
    read=read_row,
)  # fmt: skip
