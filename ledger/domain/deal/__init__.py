"""A deal: parallel tracks between the clubs and with the player, gates, publicity, an outcome.

A deal is not one chain: clubs may agree while the player still refuses, everything may be signed
and the registration fail. What is official and what is reported are two tracks, never blended.
Steps fold in the order (known to the world, position).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from ledger.domain.dates import LAST_DAY
from ledger.domain.deal.joining import (
    BESIDE_DEALS,
    SETTLED_LATER,
    deal_for,
    engaging_club,
    engaging_side,
    ordinal,
)
from ledger.domain.deal.oneness import one_deal
from ledger.domain.deal.steps import step
from ledger.domain.deal.tracks import Deal, Outcome, Step, Track, Tracks
from ledger.domain.entry import BEGINNING, Recorded
from ledger.domain.events import ReportRetracted
from ledger.domain.regulations.windows import window_aimed_at, window_named
from ledger.domain.sources import FACTUAL
from ledger.domain.tellings import each_move_once, one_voice
from ledger.domain.values import NOWHERE

__all__ = [
    "BESIDE_DEALS",
    "SETTLED_LATER",
    "Deal",
    "Outcome",
    "Step",
    "Track",
    "Tracks",
    "by_known",
    "deal",
    "deal_for",
    "deals",
    "engaging_side",
    "one_deal",
    "ordinal",
    "retracted",
]


_LAST_AIM: Final = LAST_DAY.replace(month=8)
"""Later talk aims at a window outside the calendar of this ledger; the last one inside stands."""


def by_known(entries: Iterable[Recorded]) -> list[Recorded]:
    """In the order the world learned them."""
    items = list(entries)
    if len(items) > 1:
        items.sort(key=lambda item: (item.known_at or BEGINNING, item.position))
    return items


def deals(entries: Iterable[Recorded]) -> dict[str, Deal]:
    """Fold a person's live entries into his deals, by id, in the order they were first known."""
    grouped: dict[str, list[Recorded]] = {}
    for item in by_known(entries):
        if item.entry.deal is not None and item.entry.event.kind not in BESIDE_DEALS:
            grouped.setdefault(item.entry.deal, []).append(item)
    return {name: deal(name, items) for name, items in grouped.items()}


def deal(name: str, entries: Sequence[Recorded]) -> Deal:
    """Fold one deal from its own entries, in the order the world learned them.

    At least one of them must be a step of it.
    """
    items = [item for item in entries if item.entry.event.kind not in BESIDE_DEALS]
    first = items[0]
    window = _window_told(items) or window_aimed_at(min(first.day, _LAST_AIM))
    folded = Deal(
        deal=name,
        from_club=_from_club(items),
        to_club=engaging_club(name, items),
        opened_on=min([item.day for item in items]),
        window=window,
        aimed_until=max(_last_day(window), first.day),
    )
    taken_back = retracted(items)
    folded.entries.extend(items)
    for item in _steps(items):
        if not taken_back or item.entry_id not in taken_back:
            step(folded, item, item.entry.event)
    return folded


def _window_told(items: Sequence[Recorded]) -> str | None:
    """The registration period that the first entry names that names one."""
    for item in items:
        window: str | None = item.entry.event.__dict__.get("window")
        if window:
            return window
    return None


def _steps(items: Sequence[Recorded]) -> Sequence[Recorded]:
    """The entries of a deal without what several sources tell once more."""
    if one_voice(items):
        return items
    facts = [item for item in items if item.entry.basis in FACTUAL]
    stands_for = each_move_once(facts).stands_for
    if not stands_for:
        return items
    stand = (stands_for.get(item.position, item) for item in items)
    return [item for item in stand if item is not None]


@lru_cache(maxsize=4096)
def _last_day(window: str) -> date:
    """The last day of a window by its usual or published days."""
    return window_named(window).last_day


def _from_club(items: Sequence[Recorded]) -> str | None:
    """The releasing club: as the facts have it, else as the latest report has it."""
    told = None
    for item in items:
        club: str | None = item.entry.event.__dict__.get("from_club")
        factual = item.entry.basis in FACTUAL
        if club is not None and club not in NOWHERE and (factual or told is None or not told[0]):
            told = (factual, club)
    return told[1] if told is not None else None


def retracted(entries: Iterable[Recorded]) -> dict[object, Recorded]:
    """The reports that their own sources took back: target entry id to the retraction."""
    return {
        event.target: item
        for item in entries
        if isinstance(event := item.entry.event, ReportRetracted)
    }
