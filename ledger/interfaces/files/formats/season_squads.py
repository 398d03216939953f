"""Season squad lists: everybody who belonged to a club at some time of a season.

Such a list is no snapshot. ``Join`` is the day of the latest joining, which may lie after the
season; ``Contract`` is the contract a player had when the list was made, with whatever club.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ledger.domain.regulations.windows import season_end
from ledger.domain.values import UncertainDate
from ledger.interfaces.files.days import UnreadableDayError, day_told
from ledger.interfaces.files.formats.format import (
    QUARANTINE_COLUMNS,
    Cells,
    Format,
    Progress,
    name_of,
    nations_of,
    year_of,
)
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Key, Listing, Statement, Who, club
from ledger.interfaces.files.tables import Table, UnreadableError

_PLAYER: Final = re.compile(r"/spieler/([0-9]{1,12})(?:/|$)")
_CLUB: Final = re.compile(r"/verein/([0-9]{1,12})(?:/|$)")
_SEASON: Final = re.compile(r"saison_id[=/]([0-9]{4})(?:\D|$)")
_AGE: Final = re.compile(r" *\([0-9]{1,2}\)$")
_NOT_TOLD: Final = ("-", "")


@dataclass(frozen=True)
class SeasonSquads(Format):
    """Squad lists of seasons, made in the season itself or years later.

    A list that names a joining after its season was made later, and its contracts are those of
    that later day, with clubs it does not name. They are left out.
    """

    def statements_of(
        self, table: Table, report: Report, progress: Progress
    ) -> Iterator[Statement]:
        """What a list says, row by row; contracts only of a list made within its season."""
        told = [one for one in super().statements_of(table, report, progress) if _lists(one)]
        listings = [one for one in told if isinstance(one, Listing)]
        made = _made(listings, table.header)
        later: list[int] = []
        for one in listings:
            if one.contract_until is not None and (made is None or made > _last_day(one)):
                later.append(one.line)
                yield replace(one, contract_until=None)
            else:
                yield one
        if later:
            report.flag("contracts of a later day", later, _left_out(len(later), made))


def _made(listings: Iterable[Listing], header: Container[str]) -> date | None:
    """A day after which a list was made; None of what was set aside of one, which does not say."""
    if all(column in header for column in QUARANTINE_COLUMNS):
        return None
    return max((one.joined for one in listings if one.joined is not None), default=date.min)


def _left_out(count: int, made: date | None) -> str:
    if made is None:
        return f"a part of a list does not tell of which day its {count} contracts are: left out"
    return (
        f"the list names joinings up to {made}, after the season: the {count} contracts are those "
        f"of a later day, with clubs it does not name, and left out"
    )


def _lists(statement: Statement) -> bool:
    return isinstance(statement, Listing)


def _last_day(listing: Listing) -> date:
    return season_end(date(listing.season + 1, 1, 1))


def _read(line: int, cells: Cells, report: Report) -> Listing:
    season = year_of("season", _part(_SEASON, "season", cells["Season"], "saison_id=2020"))
    born = _AGE.sub("", cells["Date of Birth"])
    day = _day("date of birth", born)
    player = _part(_PLAYER, "player's link", cells["Player Link"], "…/spieler/342385")
    team = _part(_CLUB, "club's link", cells["Club Link"], "…/verein/506")
    return Listing(
        line=line,
        who=Who(
            name_of("player", cells["Player"]),
            Key("transfermarkt", player),
            born=UncertainDate.of(day) if day is not None else None,
            nations=nations_of((cells["Country"],), line, report),
            position=cells["Position"],
        ),
        club=club(name_of("club", cells["Club"]), "transfermarkt", team),
        season=season,
        joined=_day("day of joining", cells["Join"]),
        contract_until=_day("end of the contract", cells["Contract"]),
    )


def _part(pattern: re.Pattern[str], what: str, text: str, example: str) -> str:
    """What an address tells: the id of a player or a club, or a season."""
    found = pattern.search(text)
    if found is None:
        raise UnreadableError(f"the {what} is “{text[:40]}”.", f"Write an address as in {example}.")
    return found[1]


def _day(what: str, text: str) -> date | None:
    if text in _NOT_TOLD:
        return None
    try:
        return day_told(text)
    except UnreadableDayError as error:
        raise UnreadableError(f"the {what}: {error}", "Write it as Jul 1, 2018.") from error


SEASON_SQUADS: Final = SeasonSquads(
    name="season-squads",
    says="season squad lists CSV",
    source="transfermarkt-squads",
    source_name="Transfermarkt's squad lists",
    columns=(
        "League", "Player Link", "Player", "Position", "Date of Birth", "Country", "Join",
        "Contract", "Club", "Club Link", "Season",
    ),
    read=_read,
    covers="squad list",
)  # fmt: skip
