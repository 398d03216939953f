"""A squad's rows: who belongs to a club, where he stands, and how that is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from ledger.projections.names import fold_name
from ledger.queries.answers import Answer, Meta

Status = Literal["own", "on loan in", "on loan out"]
How = Literal["recorded", "inferred", "sighted", "assumed", "open deal"]
POSITIONS: Final = ("goalkeeper", "defender", "midfielder", "forward")
"""The position groups, in the order of squads."""
_GROUPS: Final = {"own": 0, "on loan in": 0, "on loan out": 1}


@dataclass(frozen=True, slots=True)
class SquadRow:
    """One player of a squad on the day asked about.

    ``status`` is own, on loan in or on loan out; ``available`` says whether he can play: not out
    on loan and not out injured. ``since`` is the first day of the spell (None: nobody knows) and
    ``until`` its last, for a loan the loan's. ``how`` tells how it is known that he is there:
    recorded; inferred, and ``because`` from what; sighted in a match squad; assumed where that day
    lies in the days a recorded move may have happened on. ``last_confirmed`` is the latest day by
    then on which anything on record had him there; ``unconfirmed`` says that nothing has since the
    season began, where that is not covered, or for longer than any contract runs. ``expected``: it
    begins after what was known, ``because`` of what was agreed. ``entry`` is the position of the
    entry that put him there.

    Where open deals are included, ``if_done`` says that he comes or leaves if ``open_deal`` is
    done, which is at ``open_stage``; ``open_club`` is whom he comes from or leaves for, and one who
    would come is there by ``how`` open deal.
    """

    player_id: str
    player: str
    position: str | None
    status: Status
    available: bool
    from_club_id: str | None
    from_club: str | None
    at_club_id: str | None
    at_club: str | None
    since: str | None
    until: str | None
    until_assumed: bool
    option: str | None
    option_used: str | None
    obligation: str | None
    contract_until: str | None
    injury: str | None
    expected_return: str | None
    how: How
    because: str | None
    last_confirmed: str | None
    unconfirmed: bool
    expected: bool
    entry: int
    deal: str | None
    if_done: Literal["comes", "leaves"] | None = None
    open_deal: str | None = None
    open_stage: str | None = None
    open_club_id: str | None = None
    open_club: str | None = None


@dataclass(frozen=True, slots=True)
class SquadMeta(Meta):
    """The moment a squad is for; ``coverage`` says so where its season has no data."""

    coverage: str | None = None

    def to_dict(self) -> dict[str, object]:
        """As flat JSON values."""
        return {**Meta.to_dict(self), "coverage": self.coverage}


class SquadAnswer(Answer[SquadRow]):
    """A squad with the moment it is for."""

    meta: SquadMeta


def in_order(row: SquadRow) -> tuple[int, int, str, str]:
    """What the rows of a squad are put in order by: those out on loan after the others."""
    return (_GROUPS[row.status], *by_position(row.position, row.player, row.player_id))


def by_position(position: str | None, name: str, player_id: str) -> tuple[int, str, str]:
    """What players are put in order by: position group, then name."""
    place = POSITIONS.index(position) if position in POSITIONS else len(POSITIONS)
    return (place, fold_name(name), player_id)
