"""Who leaves by what is agreed: at the club today, and no more on the day asked about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import RowMapping

from ledger.domain.dates import ONE_DAY
from ledger.projections import SPELLS
from ledger.projections.base import running
from ledger.queries.asking import Asking
from ledger.queries.squad_rows import SquadRow
from ledger.queries.squads import TO_COME, squad

_LOANS: Final = {"LoanAgreed", "SquadBaselineRecorded"}
_ENDS: Final = {
    **TO_COME,
    "LoanEnded": "the loan's end",
    "LoanRecalled": "a recall",
    "LoanTerminatedEarly": "a loan ended early",
    "ContractTerminated": "a contract ended early",
    "PlayerReleased": "his release",
    "PlayerRetired": "his retirement",
}


class Leaving(NamedTuple):
    """One player who leaves: his row of today, his last day, and because of what."""

    row: SquadRow
    last_day: str
    because: str


def leaving(asking: Asking, club: str, staying: Collection[str]) -> dict[str, Leaving]:
    """Whom the club has today and will not have on the day, by id; those staying left out."""
    today = asking.known_at.date()
    if asking.on <= today:
        return {}
    gone = {
        row.player_id: row
        for row in squad(replace(asking, on=today), club)
        if row.status != "on loan out" and not row.unconfirmed and row.player_id not in staying
    }
    known = asking.identities
    subjects = [one for player in gone for one in known.members(f"player:{player}")]
    table, day = SPELLS.table, today.isoformat()
    with asking.over(lambda: subjects, SPELLS) as tables:
        spells = asking.rows(
            tables,
            SPELLS,
            table.c.player.in_(sorted(gone)),
            running(table, day),
        )
    return {
        spell["player"]: Leaving(gone[spell["player"]], _last_day(spell), _because(spell))
        for spell in spells
    }


def open_clauses(row: SquadRow | None) -> str | None:
    """The clauses of a loan that may still make it a purchase, in words; nothing where none may."""
    if row is None or row.option_used is not None:
        return None
    told = (("option", row.option), ("obligation", row.obligation))
    words = ", ".join(f"{name} {words}" for name, words in told if words not in (None, "none"))
    return words or None


def _last_day(spell: RowMapping) -> str:
    return (date.fromisoformat(spell["valid_to"]) - ONE_DAY).isoformat()


def _because(spell: RowMapping) -> str:
    kind: str = spell["ended_kind"] or ""
    if spell["ended_how"] == "inferred":
        return "the loan's end" if kind in _LOANS else "the contract's end"
    return _ENDS.get(kind, "a later move")
