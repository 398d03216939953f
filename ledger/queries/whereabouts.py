"""Whereabouts: at which club each of many players is on each of many days, and how that is known.

One reading of the spells a player, however many days are asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import RowMapping

from ledger.projections import SPELLS
from ledger.projections.base import ALWAYS, NEVER
from ledger.queries.answers import Answer
from ledger.queries.asking import Asking, clubs_of
from ledger.queries.squad_rows import How
from ledger.queries.squads import how_on

_PLAYERS_AT_ONCE: Final = 500


class PlayerDay(NamedTuple):
    """A player, by id, and the football day asked about."""

    player_id: str
    day: date


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a player is on a day.

    ``club_id`` is where he plays, None where nobody knows; ``parent_club_id`` holds his contract.
    ``since`` and ``until`` are the first and the last day there as far as they are told; ``how``
    and ``because`` tell how it is known, as in a squad, and ``entry`` is the position of the entry
    that put him there. ``perhaps_club_id`` is where he may be as well, since that day lies in the
    days on which a recorded move from or to there may have happened. ``left_club_id`` is where he
    was before, up to and without ``left_on``, and ``next_club_id`` where he is next, from
    ``next_on``.
    """

    player_id: str
    day: date
    club_id: str | None
    club: str | None
    parent_club_id: str | None
    parent_club: str | None
    since: str | None
    until: str | None
    how: How | None
    because: str | None
    entry: int | None
    perhaps_club_id: str | None = None
    left_club_id: str | None = None
    left_club: str | None = None
    left_on: str | None = None
    next_club_id: str | None = None
    next_club: str | None = None
    next_on: str | None = None


def whereabouts(asking: Asking, asked: Iterable[PlayerDay]) -> Answer[Whereabouts]:
    """Where each player is on each day, in the order asked."""
    wanted = list(asked)
    spells = _spells(asking, {f"player:{one.player_id}" for one in wanted})
    rows = [row for found in spells.values() for row in found]
    named = asking.named(clubs_of(rows, "club", "parent_club"))
    person = asking.identities.person_of
    names = {
        club: named(f"club:{club}")
        for row in rows
        for club in (row["club"], row["parent_club"])
        if club is not None
    }
    return Answer(
        [_found(one, spells.get(person(f"player:{one.player_id}"), ()), names) for one in wanted],
        asking.meta,
    )


def _spells(asking: Asking, players: Iterable[str]) -> dict[str, list[RowMapping]]:
    """The spells of these players as known then, by surviving subject, the earliest first."""
    persons = sorted({asking.identities.person_of(player) for player in players})
    found: dict[str, list[RowMapping]] = defaultdict(list)
    table = SPELLS.table
    with asking.over(lambda: _members(asking, persons), SPELLS) as tables:
        for start in range(0, len(persons), _PLAYERS_AT_ONCE):
            ids = [one.partition(":")[2] for one in persons[start : start + _PLAYERS_AT_ONCE]]
            for row in asking.rows(tables, SPELLS, table.c.player.in_(ids)):
                found[f"player:{row['player']}"].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row["valid_from"], row["valid_to"]))
    return found


def _members(asking: Asking, persons: Iterable[str]) -> Iterator[str]:
    return (member for person in persons for member in asking.identities.members(person))


def _found(
    asked: PlayerDay, spells: Sequence[RowMapping], names: Mapping[str, str | None]
) -> Whereabouts:
    day = asked.day.isoformat()
    at_clubs = [spell for spell in spells if spell["club"] is not None]
    now = next((s for s in at_clubs if s["valid_from"] <= day < s["valid_to"]), None)
    before = next((spell for spell in reversed(at_clubs) if spell["valid_to"] <= day), None)
    after = next((spell for spell in at_clubs if spell["valid_from"] > day), None)
    here = _here(now, asked.day, names) if now is not None else _NOWHERE
    if now is None and before is not None:
        here = {**_NOWHERE, "entry": before["ended_by"]}
    return Whereabouts(
        player_id=asked.player_id,
        day=asked.day,
        **here,
        perhaps_club_id=_perhaps(now, day, before, after) if now is not None else None,
        left_club_id=before["club"] if before is not None else None,
        left_club=names[before["club"]] if before is not None else None,
        left_on=before["valid_to"] if before is not None else None,
        next_club_id=after["club"] if after is not None else None,
        next_club=names[after["club"]] if after is not None else None,
        next_on=after["valid_from"] if after is not None else None,
    )


_NOWHERE: Final[dict[str, Any]] = dict.fromkeys(
    (
        "club_id", "club", "parent_club_id", "parent_club", "since", "until", "how", "because",
        "entry",
    )
)  # fmt: skip


def _perhaps(
    now: RowMapping, day: str, before: RowMapping | None, after: RowMapping | None
) -> str | None:
    """The club at which he may still, or already, be on an uncertain day."""
    other = before if day < now["certain_from"] else after if day >= now["certain_to"] else None
    club: str | None = other["club"] if other is not None else None
    return club


def _here(now: RowMapping, day: date, names: Mapping[str, str | None]) -> dict[str, Any]:
    """Where he is, and how that is known."""
    since, last = now["valid_from"], now["loan_until"]
    return {
        "club_id": now["club"],
        "club": names[now["club"]],
        "parent_club_id": now["parent_club"],
        "parent_club": names.get(now["parent_club"]),
        "since": since if since != ALWAYS else None,
        "until": last or (now["valid_to"] if now["valid_to"] != NEVER else None),
        "how": how_on(now, day),
        "because": now["because"],
        "entry": now["entry"],
    }
