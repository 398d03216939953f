"""What can be said of a tip: what it says, the stays it is held against, and what came of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Says(StrEnum):
    """What a tip says of the move."""

    MOVE = "move"
    NO_MOVE = "no move"


class Outcome(StrEnum):
    """What became of a tip. A void one counts neither for nor against its origin."""

    HIT = "hit"
    MISS = "miss"
    OPEN = "open"
    VOID = "void"


class Why(StrEnum):
    """Why it has that outcome."""

    JOINED = "he joined the club"
    NOT_BY_CLOSE = "the period closed without it"
    WENT_ELSEWHERE = "he went to another club"
    NOT_YET = "the period is still open"
    AGREED = "agreed, and takes effect later"
    ALREADY_THERE = "he was already there when it was published"
    UNKNOWN_SINCE = "he was there, and the ledger does not know since when"
    TOLD_AFTERWARDS = "he had come and gone before it was published"
    RETRACTED = "the source took it back before it was resolved"
    CAREER_UNKNOWN = "the ledger does not know where he was"
    NOT_COVERED = "the ledger has no transfers of either club in that period"
    VERDICT = "by a verdict on record"


class Stay(NamedTuple):
    """One stretch of a player's career: who held him, where he played, since when and until when.

    By the convention for uncertain days he was there from ``first`` on, for certain from
    ``surely`` on, until before ``until``. ``exact`` says that the day is told, ``known`` when the
    world first knew of it.
    """

    parent: str | None
    club: str | None
    first: date
    surely: date
    until: date
    recorded: bool
    kind: str
    exact: bool
    entry: int
    known: int

    @property
    def clubs(self) -> tuple[str | None, str | None]:
        """Both clubs he was of."""
        return (self.parent, self.club)


class Tip(NamedTuple):
    """What one origin first said of one player, one club and one registration period.

    Published between ``first`` and ``last``; ``known`` is the moment the world could know,
    ``retracted`` when it was taken back, ``verdict_at`` when our user gave his verdict.
    """

    player: str
    to_club: str
    window: str
    origin: str
    says: Says
    stage: str
    first: date
    last: date
    known: int
    entry: int
    deal: str | None
    retracted: int | None = None
    verdict: str | None = None
    verdict_by: int | None = None
    verdict_at: int | None = None

    @property
    def about(self) -> tuple[str, str, str, str, Says]:
        """What it is of; of the same, only the first tip counts."""
        return (self.origin, self.player, self.to_club, self.window, self.says)

    def taken_back_by(self, moment: int) -> bool:
        """Whether its source had taken it back by a moment."""
        return self.retracted is not None and self.retracted <= moment


class Resolution(NamedTuple):
    """What became of a tip, why, on which day, by which entry, and since when that is known.

    ``lead_days`` is how long before the record the tip was published, where both have a day.
    ``watched`` says that either outcome would show in this ledger.
    """

    outcome: Outcome
    why: Why
    on: date | None = None
    entry: int | None = None
    known: int | None = None
    lead_days: int | None = None
    watched: bool = True


class Moment(NamedTuple):
    """When is asked: the football day, and the moment up to which the world's knowledge counts."""

    on: date
    known_at: datetime

    @property
    def day(self) -> date:
        """The last day that is both reached and known of."""
        return min(self.on, self.known_at.date())
