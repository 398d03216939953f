"""Flags: what is stored all the same and worth a look, within one person's entries.

A flag never refuses anything. Flags that need other players, windows or squad lists are queries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ledger.domain.career import Career
from ledger.domain.contradictions import Code, Contradiction
from ledger.domain.deal import deals
from ledger.domain.entry import Recorded
from ledger.domain.events import RumourReported

_OFFERS: Final = frozenset({"BidSubmitted", "BidRejected", "BidAccepted"})
"""The steps of a deal that can raise a flag on it."""
FLAGGING_KINDS: Final = _OFFERS | {
    "RumourReported",
    "OptionExercised",
    "ObligationTriggered",
    "BuyBackExercised",
}
"""Without an entry of one of these, neither a person's entries nor his career raise a flag."""


def flags_of(alive: Sequence[Recorded], career: Career) -> Iterator[Contradiction]:
    """Every flag of a person's live entries."""
    kinds = {item.entry.kind for item in alive}
    if not kinds.isdisjoint(_OFFERS):
        for deal in deals(alive).values():
            yield from deal.flags
    if "RumourReported" in kinds:
        yield from rumours_against_the_record(alive, career)


def rumours_against_the_record(
    alive: Sequence[Recorded], career: Career
) -> Iterator[Contradiction]:
    """Reports of a move from a club that the record does not have him at, or to where he is."""
    for item in alive:
        event = item.event
        if not isinstance(event, RumourReported) or event.to_club is None:
            continue
        spell = career.on(item.day)
        if spell is None or spell.parent_club is None:
            continue
        if spell.parent_club == event.to_club:
            yield Contradiction(
                Code.STALE_REPORT,
                item,
                spell.entry,
                f"the record has him at {{{event.to_club}}} already on {item.day.isoformat()}",
                "Nothing to do: reports are kept as they were made.",
            )
        elif event.from_club not in (None, spell.parent_club, spell.club):
            yield Contradiction(
                Code.AGAINST_THE_RECORD,
                item,
                spell.entry,
                f"the record has him at {{{spell.parent_club}}} on {item.day.isoformat()}, "
                f"not at {{{event.from_club}}}",
                "Nothing to do: reports are kept as they were made.",
            )
