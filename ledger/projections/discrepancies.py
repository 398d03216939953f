"""Discrepancies: what contradicts, and what is worth a look, within one person's entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from ledger.domain.career import Career
from ledger.domain.contradictions import Contradiction
from ledger.domain.entry import Recorded
from ledger.domain.events import RumourReported
from ledger.domain.flags import rumours_against_the_record
from ledger.projections.base import History, Projection, instant, over_time, table
from ledger.projections.deals import DEAL_KINDS


class DiscrepancyRow(NamedTuple):
    """One thing that does not fit: the rule (H: contradiction, F: flag), the entry, and why.

    ``record`` names clubs by id in braces; ``against`` is the entry on the other side.
    """

    player: str
    rule: str
    code: str
    entry: int
    against: int | None
    record: str
    way_out: str


def fold(history: History) -> Iterable[tuple[object, ...]]:
    """The discrepancies of one player at every state of knowledge."""
    player = history.id
    if any(folded.contradictions for _, folded in history.careers):
        yield from over_time(
            (known.known_from, [_row(player, found) for found in folded.contradictions])
            for known, folded in history.careers
        )
    for states in history.deals.values():
        if any(at.deal.flags for at in states):
            yield from over_time(
                (at.known_from, [_row(player, found) for found in at.deal.flags]) for at in states
            )
    rumours = [item for item in history.live if isinstance(item.entry.event, RumourReported)]
    if rumours:
        yield from over_time(_against_the_record(history, rumours))


def _against_the_record(
    history: History, rumours: Sequence[Recorded]
) -> Iterator[tuple[int, list[DiscrepancyRow]]]:
    """The rumours that contradict the career, whenever either became known."""
    careers = {known.known_from: folded for known, folded in history.careers}
    folded = Career()
    for moment in sorted({*careers, *(instant(item.known_at) for item in rumours)}):
        folded = careers.get(moment, folded)
        heard = [item for item in rumours if instant(item.known_at) <= moment]
        flags = rumours_against_the_record(heard, folded)
        yield moment, [_row(history.id, flag) for flag in flags]


def _row(player: str, found: Contradiction) -> DiscrepancyRow:
    return DiscrepancyRow(
        player=player,
        rule=found.rule,
        code=found.code,
        entry=found.entry.position,
        against=found.against.position if found.against is not None else None,
        record=found.record,
        way_out=found.way_out,
    )


DISCREPANCIES: Final = Projection(
    name="discrepancies",
    table=table("discrepancies", DiscrepancyRow, ("player",), ("code",)),
    kinds=DEAL_KINDS,
    fold=fold,
)
