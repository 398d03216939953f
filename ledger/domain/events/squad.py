"""Squad matters that move nobody: who is fit, what a club needs, what is noted."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ledger.domain.events.base import Event, Position, Unnamed
from ledger.domain.values import ClubId, Text, UncertainDate


class InjuryReported(Event):
    """A player is out injured; only what was made public is recorded.

    In a club's stream it is about players left unnamed.
    """

    kind: Literal["InjuryReported"] = "InjuryReported"
    injury: Text | None = None
    expected_return: UncertainDate | None = None
    club: ClubId | None = None
    unnamed: Unnamed | None = None


class PlayerReturned(Event):
    """The player is fit and available again."""

    kind: Literal["PlayerReturned"] = "PlayerReturned"


class NeedReported(Event):
    """A club is said to need players of a position, and why."""

    kind: Literal["NeedReported"] = "NeedReported"
    position: Position
    count: int = Field(default=1, ge=1, le=20)
    why: Text | None = None


class NoteRecorded(Event):
    """Something worth keeping that is no event of the market: form, a profile, a quote."""

    kind: Literal["NoteRecorded"] = "NoteRecorded"
    about: Literal["form", "profile", "other"] = "other"
    text: Text


SquadMatter = Annotated[
    InjuryReported | PlayerReturned | NeedReported | NoteRecorded, Field(discriminator="kind")
]
