"""ewenme/transfers: one league a file, one row for each club's side of a move, no ids."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from ledger.interfaces.files.fees import Sort, price_of
from ledger.interfaces.files.formats.format import (
    Cells,
    Format,
    age_of,
    name_of,
    side_of,
    window_in,
)
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Row, Who, club
from ledger.interfaces.files.tables import UnreadableError

_SEASON: Final = re.compile(r"(\d{4})/(\d{2}|\d{4})", re.ASCII)
_YEARS: Final = range(1880, 2101)


def _read(line: int, cells: Cells, report: Report) -> Row:
    own = name_of("club", cells["club_name"])
    player = name_of("player", cells["player_name"])
    other = name_of("club involved", cells["club_involved_name"])
    side = side_of(cells["transfer_movement"])
    season = _season(cells["season"], cells["year"])
    row = Row(
        line=line,
        who=Who(player, age=age_of(cells["age"]), position=cells["position"]),
        window=window_in(season, cells["transfer_period"]),
        season=season,
        start=club(other if side == "in" else own),
        goal=club(own if side == "in" else other),
        side=side,
        price=price_of(cells["fee"]),
    )
    _cross_check(row, cells["fee_cleaned"], report)
    return row


@lru_cache(maxsize=1_024)
def _season(season: str, year: str) -> int:
    """The year a season began in."""
    found = _SEASON.fullmatch(season)
    if (
        found is None
        or not str(int(found[1]) + 1).endswith(found[2])
        or int(found[1]) not in _YEARS
    ):
        raise UnreadableError(f"the season is “{season[:20]}”.", "Write it as 2018/2019.")
    if year != found[1]:
        raise UnreadableError(
            f"the year {year[:20]} is not the one in which {season} began.",
            f"Write {found[1]}, or the right season.",
        )
    return int(found[1])


def _cross_check(row: Row, cleaned: str, report: Report) -> None:
    """The cleaned fee repeats the fee in millions; where it does not, the fee text counts."""
    amount = row.price.fee.fixed.low
    if cleaned in ("NA", "") or amount is None or row.price.sort is Sort.LOAN_END:
        return
    try:
        agrees = abs(Decimal(cleaned) * 1_000_000 - amount) < 1
    except InvalidOperation:
        agrees = False
    if not agrees:
        told = row.price.fee.fixed
        text = f"{row.who.name}: “{row.price.text}” and {cleaned[:20]}, taken as {told}"
        report.flag("cleaned fee differs", (row.line,), text)


EWENME: Final = Format(
    name="ewenme",
    says="ewenme/transfers CSV",
    source="transfermarkt-ewenme",
    source_name="Transfermarkt, via ewenme/transfers",
    columns=(
        "club_name", "player_name", "age", "position", "club_involved_name", "fee",
        "transfer_movement", "transfer_period", "fee_cleaned", "league_name", "year", "season",
    ),
    read=_read,
)  # fmt: skip
