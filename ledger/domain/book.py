"""Which entries count, once every amendment up to a position is applied.

Amendments are about the book, not the world: they hold at every ``known_at`` from their position
on. One backward pass decides them all: an amendment that was itself amended does nothing, so
voiding a correction reinstates what it had replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from ledger.domain.entry import BOOK_KINDS, Content, EntryCorrected, EntryVoided, Recorded

Verdict = tuple[Recorded, Content] | Literal[False]


def live(recorded: Sequence[Recorded]) -> list[Recorded]:
    """The entries that count, corrected where they were, in the order of first recording.

    Takes one person's (club's, source's) entries in the order of position. A corrected entry
    keeps its first position, so a correction never changes the order of things.
    """
    if not any(item.entry.kind in BOOK_KINDS for item in recorded):
        return list(recorded)
    verdicts = _verdicts(recorded)
    alive: list[Recorded] = []
    for item in recorded:
        if item.entry.kind in BOOK_KINDS:
            continue
        verdict = verdicts.get(item.entry_id)
        if verdict is None:
            alive.append(item)
        elif isinstance(verdict, tuple):
            amendment, content = verdict
            alive.append(item.amended_by(amendment, content))
    return alive


def _verdicts(recorded: Sequence[Recorded]) -> dict[UUID, Verdict]:
    """Per amended entry: the amendment and its content, or False where it is voided."""
    verdicts: dict[UUID, Verdict] = {}
    for item in reversed(recorded):
        event = item.event
        if not isinstance(event, EntryCorrected | EntryVoided):
            continue
        own = verdicts.get(item.entry_id)
        if own is False or event.target in verdicts:
            continue  # undone later, or a later word on the same entry stands
        if isinstance(own, tuple):
            verdicts[event.target] = own
        elif isinstance(event, EntryVoided):
            verdicts[event.target] = False
        else:
            verdicts[event.target] = (item, event.replacement)
    return verdicts
