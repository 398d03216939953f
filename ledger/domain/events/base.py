"""What every event is: one fact in the past tense, named by its kind for ever."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from ledger.domain.values import ClubId, Text, Value, WindowId


class Event(Value):
    """One thing that happened or was said. ``kind`` is its name on disk and never changes."""

    kind: str


Position = Literal["goalkeeper", "defender", "midfielder", "forward"]
"""A position group."""


class Unnamed(Value):
    """Players a report leaves without a name: how many, and where they play.

    Such an event stands in the club's own stream ("two of their defenders are out for long").
    """

    count: int = Field(ge=1, le=40)
    position: Position | None = None
    description: Text | None = None

    def __str__(self) -> str:
        noun = self.position or "player"
        return f"{self.count} {noun}{'s' if self.count > 1 else ''}"


class DealEvent(Event):
    """A step of a deal between two clubs.

    ``from_club`` may be left out where the source does not say; ``to_club`` only where the entry
    names its deal. ``window`` is the registration period the deal aims at, where stated.
    """

    from_club: ClubId | None = None
    to_club: ClubId | None = None
    window: WindowId | None = None

    @model_validator(mode="after")
    def _two_clubs(self) -> Self:
        if self.from_club is not None and self.from_club == self.to_club:
            raise ValueError(f"a deal needs two clubs: {self.from_club} stands on both sides")
        return self
