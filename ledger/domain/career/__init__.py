"""One player's career: who held him and where he played, on every day.

The fold is total: any subset of a person's entries gives exactly one timeline. Movements are
taken in the order (effective day, rank of the kind, position of the first entry of the amendment
chain, position); among one day's moves the one that starts where he is goes first. The later
mover wins, and what contradicts becomes a value beside the timeline. Loans and contracts end by
themselves, on an agenda, as inferred.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from ledger.domain.career.timeline import Career, How, Spell
from ledger.domain.career.walk import Walk
from ledger.domain.entry import Recorded
from ledger.domain.events import kinds_of
from ledger.domain.sources import FACTUAL
from ledger.domain.tellings import Once, each_move_once

CAREER_KINDS: Final = kinds_of("movements", "contracts") | {"BuyBackExercised", "BuyBackWaived"}


def career(entries: Iterable[Recorded]) -> Career:
    """Fold a person's live entries, in any order, into the one timeline they give.

    A move that several sources tell is taken once, by its best telling; what contradicts it is
    held against the entry that told it first, so that a further telling contradicts nothing.
    """
    return career_of(told_once(entries))


def told_once(entries: Iterable[Recorded]) -> Once:
    """What is official or listed of a person's career, each move once."""
    return each_move_once(
        [
            item
            for item in entries
            if (entry := item.entry).basis in FACTUAL and entry.event.kind in CAREER_KINDS
        ]
    )


def career_of(once: Once) -> Career:
    """Fold facts of which each move is told once, as :func:`told_once` leaves them."""
    folded = Walk(once.facts).run()
    if once.first_told:
        folded.contradictions = [
            replace(found, entry=once.first_told.get(found.entry.position, found.entry))
            for found in folded.contradictions
        ]
    return folded


__all__ = ["CAREER_KINDS", "Career", "How", "Spell", "career", "career_of", "told_once"]
