"""Open deals that the record has overtaken: he went elsewhere, or is bound to go elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from sqlalchemy import RowMapping

from ledger.projections import SPELLS
from ledger.queries.asking import Asking
from ledger.queries.squads import TO_COME

if TYPE_CHECKING:
    from ledger.queries.projected.open_deals import OpenDeal


_BOUND: Final = TO_COME.keys() - {"LoanAgreed"}
"""Kinds that bind a player to a club for good from a later day on."""


def overtaken(asking: Asking, deals: Mapping[str, OpenDeal]) -> dict[str, str]:
    """The deals that cannot be done any more though no word ended them, each with why not.

    Either he joined another club since the last word on the deal, and the releasing club has him
    no more; or he is bound to another club by what is agreed: a pre-contract, an option that was
    used, an obligation that was met. A deal with the club that he will then be at is none of these.
    """
    players = sorted({deal.player for deal in deals.values()})
    if not players:
        return {}
    known = asking.identities
    subjects = [one for player in players for one in known.members(f"player:{player}")]
    with asking.over(lambda: subjects, SPELLS) as tables:
        rows = asking.rows(tables, SPELLS, SPELLS.table.c.player.in_(players))
    spells: dict[str, list[RowMapping]] = {}
    for row in rows:
        spells.setdefault(row["player"], []).append(row)
    today = asking.known_at.date()
    found = {name: _why(deal, spells.get(deal.player, ()), today) for name, deal in deals.items()}
    return {name: why for name, why in found.items() if why is not None}


def _why(deal: OpenDeal, spells: Iterable[RowMapping], today: date) -> str | None:
    day = today.isoformat()
    for spell in spells:
        first, entry = spell["valid_from"], spell["entry"]
        if first > day and spell["entry_kind"] in _BOUND:
            if spell["parent_club"] not in (deal.from_club, deal.to_club):
                return f"bound to another club from {first} on (#{entry})"
        elif first <= day < spell["valid_to"] and _went_elsewhere(deal, spell, today):
            return f"went to another club on {first} (#{entry})"
    return None


def _went_elsewhere(deal: OpenDeal, spell: RowMapping, today: date) -> bool:
    """Whether the spell of today took him, after the last word, away from the deal's two clubs."""
    clubs = (spell["parent_club"], spell["club"])
    if spell["how"] != "recorded" or deal.to_club in clubs or deal.from_club is None:
        return False
    if deal.from_club == spell["club"] or spell["valid_from"] < deal.last_on:
        return False
    lent = deal.from_club == spell["parent_club"]
    return deal.counts_from <= today or not lent  # one lent for now may be sold in another window
