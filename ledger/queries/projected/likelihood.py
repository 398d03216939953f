"""How likely an open deal is by itself, and who says so.

Our user's own assessment comes first, then what the record of its sources suggests, then the
prior: where nothing is known, one rumour in four comes true.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from ledger.domain.assessments import Assessed, assessments_of
from ledger.domain.deal import Outcome
from ledger.queries.projected.chances import Possible
from ledger.queries.projected.open_deals import Concerned, OpenDeal

PRIOR: Final = 0.25
"""Of rumours whose outcome is known, about one in four came true (Football Transfer League, pooled
over its sources since 2006: 24.1 %)."""
FIGURES: Final = 6
"""Chances are given to so many decimal places."""


class Chance(NamedTuple):
    """The chance of one deal by itself, in words whose it is, and the entry that says so."""

    chance: float
    says: str
    entry: int | None = None


def chances(those: Concerned) -> dict[str, Chance]:
    """The chance of every open deal by itself."""
    assessed = {
        those.also.get(deal, deal): found for deal, found in assessments_of(those.entries).items()
    }
    return {
        name: _chance(deal, assessed.get(name), those.ended) for name, deal in those.deals.items()
    }


def _chance(deal: OpenDeal, assessed: Assessed | None, ended: Mapping[str, str]) -> Chance:
    off = [other for other in sorted(deal.links) if ended.get(other, _DONE) != _DONE]
    if off:
        return Chance(0.0, f"linked to {off[0]}, which has {ended[off[0]]}")
    if assessed is not None:
        return Chance(float(assessed.probability), "assessed", assessed.entry.position)
    if deal.called_off is not None:
        return Chance(0.0, deal.called_off)
    return Chance(PRIOR, "no record: the prior")


_DONE: Final = Outcome.COMPLETED


def possible(those: Concerned, known: Mapping[str, Chance]) -> list[Possible]:
    """The open deals as the joint distribution takes them."""
    return [
        Possible(
            deal=name,
            player=deal.player,
            chance=known[name].chance,
            linked=frozenset(other for other in deal.links if other in those.deals),
            assessed=known[name].entry,
        )
        for name, deal in those.deals.items()
    ]
