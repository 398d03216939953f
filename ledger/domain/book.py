"""Which entries count, once every amendment up to a position is applied.

Amendments are about the book, not the world: they hold at every ``known_at`` from their position
on. One backward pass decides them all: an amendment that was itself amended does nothing, so
voiding a correction reinstates what it had replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from ledger.domain.entry import BOOK_KINDS, Content, EntryCorrected, EntryVoided, Recorded

Verdict = tuple[Recorded, Content | None]


def live(recorded: Sequence[Recorded]) -> list[Recorded]:
    """The entries that count, corrected where they were, in the order of first recording.

    Takes one person's (club's, source's) entries in the order of position. A corrected entry
    keeps its first position, so a correction never changes the order of things.
    """
    if BOOK_KINDS.isdisjoint([item.entry.event.kind for item in recorded]):
        return list(recorded)
    verdicts = _verdicts(recorded)
    alive: list[Recorded] = []
    for item in recorded:
        if item.entry.kind in BOOK_KINDS:
            continue
        verdict = verdicts.get(item.entry_id)
        if verdict is None:
            alive.append(item)
        elif verdict[1] is not None:
            alive.append(item.amended_by(verdict[0], verdict[1]))
    return alive


def amendments(recorded: Sequence[Recorded]) -> dict[UUID, str]:
    """What became of the entries that count no longer as written: ``corrected by #21``."""
    return {
        target: f"{'voided' if content is None else 'corrected'} by #{item.position}"
        for target, (item, content) in _verdicts(recorded).items()
    }


def amending(recorded: Sequence[Recorded]) -> dict[UUID, Recorded]:
    """The amendment that stands on each entry that counts no longer as written, by the entry's id.

    Takes entries in the order of position, as :func:`live` does.
    """
    return {target: item for target, (item, _) in _verdicts(recorded).items()}


def _verdicts(recorded: Sequence[Recorded]) -> dict[UUID, Verdict]:
    """Per amended entry: the amendment that stands and its content, None where it is voided."""
    verdicts: dict[UUID, Verdict] = {}
    for item in reversed(recorded):
        event = item.event
        if not isinstance(event, EntryCorrected | EntryVoided):
            continue
        own = verdicts.get(item.entry_id)
        if (own is not None and own[1] is None) or event.target in verdicts:
            continue  # undone later, or a later word on the same entry stands
        if own is not None:
            verdicts[event.target] = own
        elif isinstance(event, EntryVoided):
            verdicts[event.target] = (item, None)
        else:
            verdicts[event.target] = (item, event.replacement)
    return verdicts
