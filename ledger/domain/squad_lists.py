"""Squad lists as they stood on a day: what a club submitted, and how it amended it since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ledger.domain.entry import Recorded
from ledger.domain.events import Listed, SquadListAmended, SquadListSubmitted
from ledger.domain.sources import FACTUAL


@dataclass(slots=True)
class SquadList:
    """One list of a club: who stands on it by a day, and the entries that put it together.

    ``players`` keep the order in which they were named. ``letter`` is A or B where the competition
    has two. ``submitted`` is None where only amendments are on record: it is known in part then.
    """

    competition: str
    season: str
    letter: str | None
    submitted: Recorded | None = None
    amended: list[Recorded] = field(default_factory=list)
    players: dict[str, Listed] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[Recorded, ...]:
        """The entries it is made of, in the order they took effect."""
        first = (self.submitted,) if self.submitted is not None else ()
        return (*first, *self.amended)


_RANKS: Final = {"SquadListSubmitted": 0, "SquadListAmended": 1}


def squad_lists(entries: Iterable[Recorded], on: date) -> list[SquadList]:
    """Every squad list of a club as it stood at the end of a day.

    Takes the club's live entries, those known by the moment asked for, in any order. Only what is
    official or listed counts. The lists come by season, competition and name.
    """
    told = [
        item
        for item in entries
        if item.entry.kind in _RANKS and item.entry.basis in FACTUAL and item.day <= on
    ]
    told.sort(key=_order)
    lists: dict[tuple[str, str, str], SquadList] = {}
    for item in told:
        _apply(lists, item)
    return [lists[key] for key in sorted(lists)]


def _order(item: Recorded) -> tuple[date, int, int, int]:
    return (item.day, _RANKS[item.entry.kind], item.first_position, item.position)


def _apply(lists: dict[tuple[str, str, str], SquadList], item: Recorded) -> None:
    event = item.event
    if not isinstance(event, SquadListSubmitted | SquadListAmended):
        return
    key = (event.season, event.competition.casefold(), event.list or "")
    found = lists.get(key)
    if found is None or isinstance(event, SquadListSubmitted):
        found = lists[key] = SquadList(event.competition, event.season, event.list)
    if isinstance(event, SquadListSubmitted):
        found.submitted = item
        found.players = {listed.player: listed for listed in event.players}
        return
    found.amended.append(item)
    for player in event.removed:
        found.players.pop(player, None)
    found.players.update({listed.player: listed for listed in event.added})
