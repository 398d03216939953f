"""What a club lacks: the position groups in which it has fewer fit players than it usually has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median
from typing import Final

from ledger.domain.dates import ONE_DAY, years_later
from ledger.domain.entry import Recorded
from ledger.domain.events import NeedReported
from ledger.domain.regulations.windows import Window, season_start, window_named
from ledger.queries.asking import Asking
from ledger.queries.squad_rows import SquadAnswer, SquadRow
from ledger.queries.squads import squad
from ledger.queries.windows import on_record

SEASONS: Final = 3
"""How many earlier seasons a club's usual depth is taken from."""
ELEVEN: Final = 11
"""A squad with fewer players whom something confirms is not on record."""
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Usual:
    """How many fit players of a position a club usually has, and from which days that is known.

    ``days`` are the same day of the last seasons, as far as squads are on record; where none is,
    the first squad on record since the last window closed.
    """

    count: float
    days: tuple[date, ...]

    def __str__(self) -> str:
        if len(self.days) == 1:
            return f"{self.count:g} on {self.days[0].isoformat()}"
        return f"{self.count:g}, the median of {', '.join(day.isoformat() for day in self.days)}"


def at_the_club(rows: Iterable[SquadRow]) -> list[SquadRow]:
    """Those who play there, fit or not; not those out on loan."""
    return [row for row in rows if row.status != "on loan out"]


def fit(rows: Iterable[SquadRow]) -> list[SquadRow]:
    """Those who can play; whom nothing has confirmed for long counts for nobody."""
    return [row for row in rows if row.available and not row.unconfirmed]


def fit_at(rows: Iterable[SquadRow], position: str) -> int:
    """How many of a position can play."""
    return sum(row.position == position for row in fit(rows))


def usual_squads(asking: Asking, club: str) -> dict[date, SquadAnswer]:
    """The squads that a club's usual depth is taken from, by day."""
    days = [years_later(asking.on, -count) for count in range(1, SEASONS + 1)]
    found = {day: answer for day in days if (answer := _on_record(asking, club, day)) is not None}
    if found:
        return found
    day = _last_close(asking, club) + ONE_DAY
    while day < asking.on:
        answer = _on_record(asking, club, day)
        if answer is not None:
            return {day: answer}
        day += _WEEK
    return {}


def usual_depth(squads: dict[date, SquadAnswer], position: str) -> Usual | None:
    """How many fit players of a position those squads had, in the median."""
    if not squads:
        return None
    return Usual(median(fit_at(one, position) for one in squads.values()), tuple(sorted(squads)))


def _on_record(asking: Asking, club: str, day: date) -> SquadAnswer | None:
    """The squad of a day, where the ledger can tell it."""
    answer = squad(replace(asking, on=day), club)
    told = [row for row in at_the_club(answer) if not row.unconfirmed]
    return answer if len(told) >= ELEVEN and answer.meta.coverage is None else None


def _last_close(asking: Asking, club: str) -> date:
    """The last day of the latest window of the club's association that was over by then."""
    association, defined = asking.club(club).detail, on_record(asking)
    return max(one.last_day for one in _windows(asking.on, association, defined))


def _windows(day: date, association: str | None, defined: Sequence[Window]) -> Iterator[Window]:
    for year in (day.year - 1, day.year):
        for half in ("winter", "summer"):
            window = window_named(f"{year}-{half}", association, defined)
            if window.last_day < day:
                yield window


def needs_reported(asking: Asking, club: str) -> list[tuple[NeedReported, Recorded]]:
    """The needs that sources reported in the season running on the day, the latest first."""
    since = season_start(asking.on)
    return [
        (event, item)
        for item in reversed(asking.entries(f"club:{club}"))
        if isinstance(event := item.event, NeedReported) and since <= item.day <= asking.on
    ]
