"""What a career is: spells one after the other, the loans among them, and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from ledger.domain.contradictions import Contradiction
from ledger.domain.entry import Recorded
from ledger.domain.loans import Loan

How = Literal["recorded", "inferred", "sighted"]


class Spell(NamedTuple):
    """A stretch of days with one holder: ``valid_from`` up to, not including, ``valid_to``.

    ``parent_club`` holds the contract, ``club`` is where he plays (None where that is unknown).
    ``how`` tells whether the spell's start is on record, worked out, or only seen in a match
    squad; ``entry`` is what started it, ``ended_by`` what ended it. ``valid_from`` None: since
    nobody knows when.
    """

    parent_club: str | None
    club: str | None
    valid_from: date | None
    valid_to: date | None
    how: How
    entry: Recorded
    ended_how: How | None = None
    ended_by: Recorded | None = None
    loan: Loan | None = None


@dataclass(slots=True)
class Career:
    """The whole timeline of one player, and what does not fit."""

    spells: list[Spell] = field(default_factory=list)
    loans: list[Loan] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)

    def on(self, day: date) -> Spell | None:
        """The spell of a day, if one is on record or inferred."""
        for spell in self.spells:
            after_start = spell.valid_from is None or spell.valid_from <= day
            if after_start and (spell.valid_to is None or day < spell.valid_to):
                return spell
        return None


@dataclass(slots=True)
class Place:
    """Where he is while the fold walks the days: whose player, where, and since when."""

    parent: str
    club: str
    loan: Loan | None
    since: date | None
    how: How
    entry: Recorded

    @property
    def weak(self) -> bool:
        """Whether no record has him here: it was worked out, assumed, or is only a sighting."""
        return self.how != "recorded" or "occurred_on" in self.entry.entry.assumed

    def whereabouts(self) -> str:
        """Where he is, as a refusal says it; clubs stand as ids in braces."""
        where = f"he is at {{{self.parent}}}"
        if self.loan is not None:
            until = self.loan.until.isoformat()
            where = f"he is on loan at {{{self.club}}} from {{{self.parent}}} until {until}"
        since = f" since {self.since.isoformat()}" if self.since is not None else ""
        return where + since
