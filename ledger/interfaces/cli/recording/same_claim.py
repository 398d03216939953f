"""Whether a report is on record already: from the same source, or as another source's word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ledger.domain.entry import Recorded
from ledger.domain.events import DealEvent, TransferCompleted, kinds_of
from ledger.domain.sources import FACTUAL

_REPORTS: Final = kinds_of("reports")
_ALWAYS: Final = ("to_club", "stage", "number", "clause", "condition", "between", "by", "reason")


def is_a_claim(item: Recorded) -> bool:
    """Whether an entry is a claim that others may make too, rather than a fact."""
    event = item.event
    if not isinstance(event, DealEvent | TransferCompleted) or event.to_club is None:
        return False
    return item.entry.kind in _REPORTS or item.entry.basis not in FACTUAL


def same_claims(item: Recorded, alive: Iterable[Recorded]) -> list[Recorded]:
    """The live entries of the same deal that claim the same, in the order of the book.

    A rumour is the same as one of the same stage, whatever terms either tells beside; of any
    other report the terms are what it claims.
    """
    if not is_a_claim(item):
        return []
    return [
        other
        for other in alive
        if other.entry_id != item.entry_id
        and other.entry.kind == item.entry.kind
        and (item.entry.deal is None or other.entry.deal == item.entry.deal)
        and _told(other, terms=item.entry.kind != "RumourReported")
        == _told(item, terms=item.entry.kind != "RumourReported")
    ]


def copy_of(item: Recorded, same: Iterable[Recorded]) -> Recorded | None:
    """The entry by the very same sources, published at the same time, that says the same."""
    for other in same:
        published = other.entry.published_at == item.entry.published_at
        terms = _told(other, terms=True) == _told(item, terms=True)
        if published and terms and sources(other) == sources(item):
            return other
    return None


def sources(item: Recorded) -> frozenset[str]:
    """Who published an entry."""
    return frozenset(piece.source for piece in item.entry.evidence)


def _told(item: Recorded, *, terms: bool) -> tuple[object, ...]:
    names = (*_ALWAYS, "terms", "fee", "clauses", "without", "until") if terms else _ALWAYS
    return tuple(getattr(item.event, name, None) for name in names)
