"""What a deal is: how far each of its tracks has come, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple
from uuid import UUID

from ledger.domain.contradictions import Contradiction
from ledger.domain.entry import Recorded
from ledger.domain.loans import assumed_end
from ledger.domain.regulations.windows import window_aimed_at
from ledger.domain.sources import FACTUAL
from ledger.domain.terms import MoveType

Track = Literal["official", "reported"]


class Outcome(StrEnum):
    """How a deal ended; OPEN while it has not."""

    OPEN = "open"
    COMPLETED = "completed"
    COLLAPSED = "collapsed"
    HIJACKED = "hijacked"


class Step(NamedTuple):
    """A state that a track reached, and the entry that says so."""

    state: str
    entry: Recorded


@dataclass(slots=True)
class Tracks:
    """One track of a deal: what is official beside what is reported, each the latest."""

    official: Step | None = None
    reported: Step | None = None

    def reach(self, state: str, item: Recorded) -> None:
        """Note a state on the track its basis puts it on."""
        step = Step(state, item)
        if item.entry.basis in FACTUAL:
            self.official = step
        else:
            self.reported = step

    @property
    def best(self) -> Step | None:
        """The official word, else the reported one."""
        return self.official or self.reported


@dataclass(slots=True)
class Deal:
    """One deal as known so far.

    ``deal`` is its id (player, engaging club, ordinal). ``aimed_until`` is the last day of the
    registration period it aims at. A loan that its own clauses turn into a purchase stays one
    deal.
    """

    deal: str
    from_club: str | None
    to_club: str
    opened_on: date
    window: str
    aimed_until: date
    entries: list[Recorded] = field(default_factory=list)
    move: MoveType | None = None
    clubs: Tracks = field(default_factory=Tracks)
    player: Tracks = field(default_factory=Tracks)
    medical: Tracks = field(default_factory=Tracks)
    registration: Tracks = field(default_factory=Tracks)
    announced: Recorded | None = None
    outcome: Tracks = field(default_factory=Tracks)
    loan_until: date | None = None
    loan_over: Recorded | None = None
    option: Tracks = field(default_factory=Tracks)
    denials: int = 0
    links: list[Recorded] = field(default_factory=list)
    bids: set[int] = field(default_factory=set)
    flags: list[Contradiction] = field(default_factory=list)

    @property
    def state(self) -> Outcome:
        """The outcome on the official track; reports alone close no deal."""
        return Outcome(self.outcome.official.state) if self.outcome.official else Outcome.OPEN

    @property
    def last(self) -> Recorded:
        """The latest entry about it."""
        return self.entries[-1]

    def is_live(self, day: date) -> bool:
        """Whether a step of that day can belong to it: open and aimed at, or a loan in force.

        What comes before its first entry belongs to it only if it aimed at the same window. What
        follows a transfer in its window, a registration or a contract, belongs to it too.
        """
        if day < self.opened_on and window_aimed_at(day) != window_aimed_at(self.opened_on):
            return False
        match self.state:
            case Outcome.OPEN:
                return self._in_its_window(day)
            case Outcome.COMPLETED if self.move is MoveType.LOAN:
                return day <= (self.loan_until or assumed_end(self.opened_on))
            case Outcome.COMPLETED:
                return self._in_its_window(day) or day <= self.last.day
            case _:
                return day <= self.last.day

    def _in_its_window(self, day: date) -> bool:
        """Whether the period it aimed at still ran, or had just closed: papers come in late."""
        return day <= self.aimed_until or self.window.endswith(window_aimed_at(day))

    def holds(self, entry_id: UUID) -> bool:
        """Whether an entry is one of its own."""
        return any(item.entry_id == entry_id for item in self.entries)

    @property
    def headline(self) -> str:
        """The furthest state in one word, for a board of deals."""
        if self.outcome.official is not None:
            return self.outcome.official.state
        if self.outcome.reported is not None:
            return f"{self.outcome.reported.state} (reported)"
        best = self.clubs.best or self.player.best
        return best.state if best is not None else "rumoured"
