"""What our user makes of deals: the assessments that stand.

The fold is total and takes the entries in any order; hand it what was known by a moment, and it
says what stood at that moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from ledger.domain.deal import by_known
from ledger.domain.entry import Recorded
from ledger.domain.events import AssessmentRecorded


class Assessed(NamedTuple):
    """How likely our user holds a deal to be, and the entry that says so."""

    probability: Decimal
    entry: Recorded


def assessments_of(entries: Iterable[Recorded]) -> dict[str, Assessed]:
    """Each deal's assessment that stands: the latest one known, by the id the entry names."""
    return {
        item.entry.deal: Assessed(item.event.probability, item)
        for item in by_known(entries)
        if isinstance(item.event, AssessmentRecorded) and item.entry.deal is not None
    }
