"""What our user makes of deals and reports: the assessments that stand.

Both folds are total and take the entries in any order; hand them what was known by a moment, and
they say what stood at that moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from ledger.domain.deal import by_known
from ledger.domain.entry import Recorded
from ledger.domain.events import AssessmentRecorded, RumourResolved


class Assessed(NamedTuple):
    """How likely our user holds a deal to be, and the entry that says so."""

    probability: Decimal
    entry: Recorded


class Resolved(NamedTuple):
    """Our user's verdict on a report (``hit``, ``miss``, ``void``), and the entry that says so."""

    resolution: str
    policy: str | None
    entry: Recorded


def assessments_of(entries: Iterable[Recorded]) -> dict[str, Assessed]:
    """Each deal's assessment that stands: the latest one known, by the id the entry names."""
    return {
        item.entry.deal: Assessed(item.event.probability, item)
        for item in by_known(entries)
        if isinstance(item.event, AssessmentRecorded) and item.entry.deal is not None
    }


def verdicts_of(entries: Iterable[Recorded]) -> dict[UUID, Resolved]:
    """Each report's verdict that stands: the latest one known, by the report's entry id."""
    return {
        item.event.target: Resolved(item.event.resolution, item.event.policy, item)
        for item in by_known(entries)
        if isinstance(item.event, RumourResolved)
    }
