"""Answers about squads to come: the expected squad with every input, in flat rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ledger.queries.answers import Answer
from ledger.queries.squad_rows import SquadMeta

UNTOLD: Final = "not told"
SECTIONS: Final = (
    "position",
    "need",
    "injured",
    "age",
    "nationality",
    "contract",
    "pre-contract",
    "quota",
)
"""The sections of a squad's depth, in order."""


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """One player who is at the club now, or may be on the day asked about.

    ``chance`` is how likely he is there, ``certain`` whether no open deal touches him.
    ``likeliest`` says that the likeliest squad has him. ``status`` is his place by what is certain
    alone: own, on loan in, on loan out; None where he would have to come, or leaves. ``because``
    says why he is there, comes or leaves, and ``until`` is the last day of a loan, or of one who
    leaves; ``clauses`` may yet make a loan a purchase, and are not weighed. ``now_club`` is where
    he is at the moment the world is asked at. ``available`` says whether he could play if there;
    ``unconfirmed`` that nothing has told of him for long. ``deals`` are the open deals that his
    chance rests on.
    """

    player_id: str
    player: str
    position: str | None
    chance: float
    certain: bool
    likeliest: bool
    status: str | None
    because: str | None
    until: str | None
    clauses: str | None
    now_club_id: str | None
    now_club: str | None
    available: bool
    unconfirmed: bool
    deals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """One open deal that went in, and what became of its chance.

    ``chance`` is that of the deal by itself and ``chance_from`` whose it is, with ``entry`` where
    our user assessed it or ``record`` what the record of its sources adds up to, each with its hits
    and its part of the log-odds; ``package`` are the deals it is done with or not at all and
    ``package_chance`` theirs; ``chance_after`` is what is left of it beside its rivals. It counts
    on the day asked about if ``counts``: from ``counts_from`` on and, for a loan, before
    ``back_on``. ``alone`` says that it hangs together with too many others to work them all out,
    so that its player was taken by himself.
    """

    deal: str
    player_id: str
    player: str
    from_club_id: str | None
    from_club: str | None
    to_club_id: str
    to_club: str
    move: str | None
    stage: str
    chance: float
    chance_from: str
    entry: int | None
    record: tuple[str, ...]
    package: tuple[str, ...]
    package_chance: float
    chance_after: float
    counts: bool
    counts_from: str
    back_on: str | None
    alone: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a player with open deals may be on the day, and how likely; his sum to 1.

    ``stays`` marks where he is if no deal of his is done or counts by then.
    """

    player_id: str
    player: str
    club_id: str | None
    club: str | None
    stays: bool
    chance: float


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many players of one position: for certain, to be expected, and in the likeliest squad.

    ``certain`` counts those whom no open deal touches; ``expected`` are the chances added up, with
    their standard ``deviation``, and ``available`` the same without who is out injured that day.
    """

    position: str
    certain: int
    expected: float
    deviation: float
    available: float
    likeliest: int


class ExpectedAnswer(Answer[ExpectedRow]):
    """An expected squad: a row a player, the headcounts by position, and every input."""

    meta: SquadMeta

    def __init__(
        self,
        items: Sequence[ExpectedRow],
        meta: SquadMeta,
        *,
        inputs: Sequence[Input],
        outcomes: Sequence[Outcome],
        headcounts: Sequence[Headcount],
    ) -> None:
        super().__init__(items, meta)
        self.inputs = tuple(inputs)
        self.outcomes = tuple(outcomes)
        self.headcounts = tuple(headcounts)

    @property
    def likeliest(self) -> tuple[ExpectedRow, ...]:
        """The players of the likeliest squad: the state of all deals that weighs most."""
        return tuple(row for row in self.items if row.likeliest)


@dataclass(frozen=True, slots=True)
class DepthRow:
    """One line of a squad's depth.

    ``section`` is position, need, injured, age, nationality, contract, pre-contract or quota, and
    ``what`` the line's name in it: a position, a band of ages, a quota. ``count`` is how many (of
    ages, the median in years); ``against`` what that is held against, a club's usual depth or a
    limit, and ``margin`` what is left, below 0 where players lack or a limit is passed. ``says`` is
    the line in words, ``entries`` the positions it rests on beside the squad's own.
    """

    section: str
    what: str
    count: float
    against: float | None = None
    margin: float | None = None
    player_ids: tuple[str, ...] = ()
    players: tuple[str, ...] = ()
    says: str = ""
    entries: tuple[int, ...] = ()

    def saying(self, *words: str) -> DepthRow:
        """The same line with more words."""
        return replace(self, says="; ".join(filter(None, (self.says, *words))))


class DepthAnswer(Answer[DepthRow]):
    """A squad's depth and profile, in sections."""

    meta: SquadMeta

    def section(self, name: str) -> tuple[DepthRow, ...]:
        """The lines of one section, such as ``need``."""
        return tuple(row for row in self.items if row.section == name)
