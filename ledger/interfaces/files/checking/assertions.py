"""Assertions kept beside a ledger: on this day this player is at this club.

A CSV that a person writes by hand, as accountants write balance assertions beside a journal:
``date, club, player`` and, where wanted, ``status`` and ``note``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final

from ledger.interfaces.files.checking.settling import Means
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.tables import Table
from ledger.queries.asking import Asking
from ledger.queries.names import SubjectType
from ledger.queries.verdicts import Cause, Expected, Said

COLUMNS: Final = ("date", "club", "player")
STATUSES: Final[dict[str, Expected]] = {
    "": "playing",
    "own": "own",
    "on loan": "on loan in",
    "on loan in": "on loan in",
    "on loan out": "on loan out",
    "absent": "absent",
}
"""How the status column says it; empty: he plays there, its own or borrowed."""
_Find = Callable[[str, SubjectType], Means]


def recognises(header: Sequence[str]) -> bool:
    """Whether a table with this header holds assertions."""
    return set(COLUMNS) <= set(_named(header))


def assertions(asking: Asking, table: Table, report: Report) -> Iterator[Said]:
    """Every assertion of a table; lines that cannot be read are refused in the report."""
    header = _named(table.header)
    find = _finder(asking)
    for line in table.lines:
        cells = dict(zip(header, map(str.strip, line.cells), strict=True))
        day, status = _day(cells["date"]), cells.get("status", "").lower()
        if day is None:
            what = f"the date is “{cells['date'][:20]}”."
            report.refuse(line.number, what, "Write it as 2018-08-19.")
        elif status not in STATUSES:
            known = ", ".join(word for word in STATUSES if word)
            report.refuse(line.number, f"the status is “{status[:20]}”.", f"Write {known}.")
        elif not (cells["club"] and cells["player"]):
            report.refuse(line.number, "it names no club or no player.", "Name both.")
        else:
            yield _said(cells, day, STATUSES[status], find, (report.file, line.number))


def _named(header: Sequence[str]) -> list[str]:
    return [cell.strip().removeprefix("\ufeff").lower() for cell in header]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _said(
    cells: dict[str, str], day: date, expected: Expected, find: _Find, place: tuple[str, int]
) -> Said:
    player, club = find(cells["player"], "player"), find(cells["club"], "club")
    return Said(
        day=day,
        club=cells["club"],
        club_id=club.id,
        player=cells["player"],
        player_id=player.id,
        expected=expected,
        cause=player.cause or club.cause,
        why=player.why or club.why,
        file=place[0],
        line=place[1],
        note=cells.get("note") or None,
    )


def _finder(asking: Asking) -> _Find:
    """Who is meant by an id, a name, an alias or another register's id, as in any question."""

    @cache
    def find(asked: str, sort: SubjectType) -> Means:
        found = asking.find(asked, sort)
        if len(found) == 1:
            return Means(found[0].id)
        if found:
            several = ", ".join(one.id for one in found)
            doubt: Cause = "player in doubt" if sort == "player" else "club not on record"
            return Means(None, doubt, f"{asked!r} may be {several}; write the id")
        missing: Cause = "player not on record" if sort == "player" else "club not on record"
        return Means(None, missing, f"no {sort} on record is called {asked!r}")

    return find
