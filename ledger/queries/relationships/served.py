"""Players who were at both clubs, however they came, and the loans that run between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import RowMapping, or_

from ledger.projections import SPELLS
from ledger.projections.base import ALWAYS
from ledger.projections.names import fold_name
from ledger.queries import names
from ledger.queries.asking import Asking

_S = SPELLS.table.c


@dataclass(frozen=True, slots=True)
class ServedRow:
    """One player who was in the squads of both clubs by the day asked about.

    ``first_at_a`` and ``first_at_b`` are the days he was first there, empty where nobody says.
    """

    player_id: str
    player: str
    first_at_a: str | None
    first_at_b: str | None


@dataclass(frozen=True, slots=True)
class OpenLoan:
    """A loan between the two clubs that runs on the day asked about."""

    player_id: str
    player: str
    from_club_id: str
    to_club_id: str
    loan_until: str | None


def at_both(asking: Asking, a: str, b: str) -> tuple[list[ServedRow], list[OpenLoan]]:
    """Who was in both squads by the day, by name; and who is on loan from one at the other."""
    day = asking.on.isoformat()
    with asking.over(lambda: sorted({*asking.around(a)} & {*asking.around(b)}), SPELLS) as tables:
        here = or_(_S.club.in_((a, b)), _S.parent_club.in_((a, b)))
        rows = asking.rows(tables, SPELLS, here, _S.valid_from <= day)
    first: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["club"] in (a, b):
            days = first.setdefault(row["player"], {})
            days[row["club"]] = min(days.get(row["club"], row["valid_from"]), row["valid_from"])
    lent = [row for row in rows if _is_lent(row, a, b, day)]
    both = [player for player, days in first.items() if len(days) == len((a, b))]
    people = {*both, *(row["player"] for row in lent)}
    known = asking.shown(f"player:{who}" for who in people)
    served = [
        ServedRow(
            player_id=player,
            player=known[f"player:{player}"].name,
            first_at_a=_told(first[player][a]),
            first_at_b=_told(first[player][b]),
        )
        for player in both
    ]
    served.sort(key=lambda row: (fold_name(row.player), row.player_id))
    return served, _loans(lent, known)


def _loans(lent: Sequence[RowMapping], known: dict[str, names.Named]) -> list[OpenLoan]:
    found = [
        OpenLoan(
            player_id=row["player"],
            player=known[f"player:{row['player']}"].name,
            from_club_id=row["parent_club"],
            to_club_id=row["club"],
            loan_until=row["loan_until"],
        )
        for row in lent
    ]
    return sorted(found, key=lambda row: (row.loan_until or "", row.player_id))


def _is_lent(row: RowMapping, a: str, b: str, day: str) -> bool:
    between = {row["parent_club"], row["club"]} == {a, b}
    return between and row["valid_from"] <= day < row["valid_to"]


def _told(day: str) -> str | None:
    return day if day != ALWAYS else None
