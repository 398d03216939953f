"""A player's transfer history in JSON, as scrapers of Transfermarkt give it.

One player a file, a list of players, or one player a line: ``{id, transfers: [{date, from, to,
season, marketValue, fee, upcoming}]}``. The clubs are names, or objects with a name and an id; the
scrapers that call them ``clubFrom`` and ``clubTo`` are understood as well. The player's name may be
missing: then he must be on record under his id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ledger.domain.regulations.windows import season_of, window_counted_to
from ledger.interfaces.files.days import UnreadableDayError, day_told
from ledger.interfaces.files.fees import Price, Sort, price_in_euros, price_of
from ledger.interfaces.files.formats.documents import DocumentFormat, Json, cell
from ledger.interfaces.files.formats.format import Cells, id_of, name_of
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import ClubName, Key, Row, Who, club
from ledger.interfaces.files.tables import UnreadableError
from ledger.interfaces.files.texts import Unreadable

_MARKUP: Final = re.compile(r"<[^<>]{0,200}>")
_NO_WORDS: Final = ("", "-", "?")
_CLUB_ID: Final = re.compile(r"/verein/([0-9]{1,12})")


def _read(line: int, cells: Cells, report: Report) -> Row:  # noqa: ARG001 - every reader has it
    try:
        day = day_told(cells["date"])
    except UnreadableDayError as error:
        raise UnreadableError(
            f"the date is unreadable: {error}", "Write the day as 2018-07-01."
        ) from error
    name = cells["player_name"]
    return Row(
        line=line,
        who=Who(
            name_of("player", name) if name else "",
            key=Key("transfermarkt", id_of("player", cells["player_id"])),
        ),
        window=window_counted_to(day),
        season=int(season_of(day)[:4]),
        start=_club("club he left", cells["from_id"], cells["from"]),
        goal=_club("club he joined", cells["to_id"], cells["to"]),
        side=None,
        price=_price(cells["transferType"], " ".join(_MARKUP.sub(" ", cells["fee"]).split())),
        day=day,
    )


def _price(sort: str, fee: str) -> Price:
    """The fee's text tells what sort of move it was; where it is a bare number, its own word."""
    match sort:
        case "loan" if fee in _NO_WORDS or fee.isdigit():
            return price_in_euros("" if fee in _NO_WORDS else fee, Sort.LOAN)
        case "endOfLoan" if fee in _NO_WORDS or fee.isdigit():
            return price_in_euros("", Sort.LOAN_END)
        case "freeTransfer" if fee in _NO_WORDS or fee == "0":
            return price_of("free transfer")
        case _:
            return price_of(fee)


def _club(what: str, id_: str, name: str) -> ClubName:
    return club(name_of(what, name), "transfermarkt", id_of(what, id_) if id_ else "")


# -- the document as rows ---------------------------------------------------------------------


def _rows(path: Path, document: Json) -> Iterator[Cells]:
    players = document if isinstance(document, list) else [document]
    for player in players:
        if not isinstance(player, dict) or not isinstance(player.get("transfers"), list):
            raise _other_shape(path)
        who = {
            "player_id": cell(player.get("id") or player.get("player_id")),
            "player_name": cell(player.get("name") or player.get("player_name")),
        }
        for move in player["transfers"]:
            if not isinstance(move, dict):
                raise _other_shape(path)
            yield who | _cells(move)


def _cells(move: dict[str, Json]) -> Cells:
    from_id, from_name = _named(move.get("from", move.get("clubFrom")))
    to_id, to_name = _named(move.get("to", move.get("clubTo")))
    return {
        "date": cell(move.get("date")),
        "from": from_name,
        "from_id": from_id,
        "to": to_name,
        "to_id": to_id,
        "season": cell(move.get("season")),
        "marketValue": cell(move.get("marketValue")),
        "fee": cell(move.get("fee")),
        "transferType": cell(move.get("transferType")),
        "upcoming": cell(move.get("upcoming")),
    }


def _named(value: Json) -> tuple[str, str]:
    """A club's id, where there is one, and its name."""
    if not isinstance(value, dict):
        return "", cell(value)
    id_ = cell(value.get("clubId") or value.get("clubID") or value.get("id"))
    address = _CLUB_ID.search(cell(value.get("href")))
    name = cell(value.get("clubName") or value.get("name"))
    return id_ or (address[1] if address else ""), name


def _other_shape(path: Path) -> Unreadable:
    return Unreadable(
        path,
        "it is no player with an id and a list of transfers, and no list of such players.",
        "Check which file it is.",
    )


PLAYER_HISTORY: Final = DocumentFormat(
    name="player-history",
    says="player history JSON",
    source="player-histories",
    source_name="Transfermarkt, players' transfer histories",
    columns=(
        "player_id", "player_name", "date", "from", "from_id", "to", "to_id", "season",
        "marketValue", "fee", "transferType", "upcoming",
    ),
    read=_read,
    covers=None,
    beginning=re.compile(
        r'\s*\[?\s*\{(?=[^\[\]]{0,2000}"transfers"\s*:\s*\[)(?![^\[\]]{0,2000}"kind"\s*:)'
    ),
    lay_out=_rows,
)  # fmt: skip
