"""How far a deal is: one order of stages over all its tracks, for asking "from here on"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ledger.domain.errors import Malformed

STAGES: Final = (
    "interest",
    "enquiry",
    "talks expected",
    "talks",
    "bid",
    "terms agreed",
    "personal terms agreed",
    "medical",
    "announced",
)
"""From the least to the furthest."""
_REACHED: Final = {
    "enquiry": "enquiry",
    "contact": "enquiry",
    "talks_expected": "talks expected",
    "talks": "talks",
    "bid": "bid",
    "bid_accepted": "terms agreed",
    "terms_agreed": "terms agreed",
    "agreed": "personal terms agreed",
    "signed": "personal terms agreed",
    "passed": "medical",
    "registered": "announced",
}
"""What each state of a track comes to. What went backwards is interest again: talks that stalled
or broke off, a bid turned down, a player who refused, a medical that was failed."""
_TRACKS: Final = (
    "clubs_official",
    "clubs_reported",
    "player_official",
    "player_reported",
    "medical",
    "registration",
)


class NoSuchStage(Malformed):
    """The words name no stage of a deal."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            f"Cannot include deals from {asked!r} on: it is no stage of a deal. "
            f"Write one of {', '.join(STAGES)}."
        )


def stage_named(text: str) -> int:
    """The place of a stage in the order, as people write it: ``talks``, ``terms-agreed``.

    Raises:
        NoSuchStage: there is no such stage; the sentence lists them.
    """
    words = text.strip().lower().replace("-", " ").replace("_", " ")
    if words not in STAGES:
        raise NoSuchStage(text)
    return STAGES.index(words)


def rank_of(deal: Mapping[Any, Any]) -> int:
    """How far a deal is: the furthest that any of its tracks is, official or reported."""
    if deal["announced_on"] is not None or deal["stage"] == "completed (reported)":
        return STAGES.index("announced")
    states = (str(deal[track] or "").removesuffix(" (reported)") for track in _TRACKS)
    return max(STAGES.index(_REACHED.get(state, "interest")) for state in states)
