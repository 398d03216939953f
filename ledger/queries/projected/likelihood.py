"""How likely an open deal is by itself, and who says so.

Our user's own assessment comes first, then what the record of its sources suggests, then the
prior: where nothing is known, one rumour in four comes true.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from ledger.domain.assessments import Assessed, assessments_of
from ledger.domain.deal import Outcome
from ledger.queries.asking import Asking
from ledger.queries.deals import summaries
from ledger.queries.names import Shown
from ledger.queries.projected.chances import Possible
from ledger.queries.projected.open_deals import Concerned, OpenDeal
from ledger.queries.record import model as record
from ledger.queries.record.chances import chances_of

FIGURES: Final = 12
"""Chances are given to so many decimal places."""


class Chance(NamedTuple):
    """The chance of one deal by itself, in words whose it is, and the entry that says so.

    ``record`` is what the record of its sources adds up to it, a line each.
    """

    chance: float
    says: str
    entry: int | None = None
    record: tuple[str, ...] = ()


def chances(asking: Asking, those: Concerned) -> dict[str, Chance]:
    """The chance of every open deal by itself."""
    found = told(those)
    untold = [those.rows[name] for name, chance in found.items() if chance is None]
    by_record = chances_of(asking, summaries(asking, untold)) if untold else {}
    named = asking.named(f"source:{one.which}" for it in by_record.values() for one in it.inputs)
    return {name: chance or _by_record(by_record[name], named) for name, chance in found.items()}


def told(those: Concerned) -> dict[str, Chance | None]:
    """What our user or the record itself says of each open deal; None where neither does."""
    assessed = {
        those.also.get(deal, deal): found for deal, found in assessments_of(those.entries).items()
    }
    return {name: _told(deal, assessed.get(name), those) for name, deal in those.deals.items()}


def _told(deal: OpenDeal, assessed: Assessed | None, those: Concerned) -> Chance | None:
    if deal.deal in those.overtaken:
        return Chance(0.0, those.overtaken[deal.deal])
    ended = {**those.ended, **dict.fromkeys(those.overtaken, "been overtaken")}
    off = [other for other in sorted(deal.links) if ended.get(other, _DONE) != _DONE]
    if off:
        return Chance(0.0, f"linked to {off[0]}, which has {ended[off[0]]}")
    if assessed is not None:
        return Chance(float(assessed.probability), "assessed", assessed.entry.position)
    if deal.called_off is not None:
        return Chance(0.0, deal.called_off)
    return None


def _by_record(found: record.Chance, named: Shown) -> Chance:
    """What the record of its sources suggests, with the hits of each that said so."""
    if not any(one.resolved for one in found.inputs):
        return Chance(found.probability, "no record: the prior")
    origins = [
        f"{named(f'source:{one.which}')} {one.hits} of {one.resolved}"
        for one in found.inputs
        if one.what == "origin"
    ]
    every = next(one for one in found.inputs if one.what == "all")
    told = "; ".join([*origins, f"all {every.hits} of {every.resolved}"])
    return Chance(
        found.probability, f"{found.model}: {told}", record=tuple(map(_added, found.inputs))
    )


def _added(one: record.Input) -> str:
    """One thing a chance rests on: hits of all resolved, and how it moves the log-odds."""
    which = f" {one.which}" if one.which else ""
    return f"{one.what}{which} {one.hits} of {one.resolved}: {one.log_odds:+.3f}"


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
