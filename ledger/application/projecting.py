"""Questions about what is to come: expected squads, what lacks, and what would follow."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Unpack

from ledger.queries.asking import Asking, At

if TYPE_CHECKING:
    from ledger.queries.projected.answers import DepthAnswer, ExpectedAnswer
    from ledger.queries.squad_rows import SquadAnswer


class Projecting:
    """Squads on days to come: what is certain, what open deals may change, how likely it is."""

    def asking(self, **at: Unpack[At]) -> AbstractContextManager[Asking]:
        """A question at a moment."""
        raise NotImplementedError

    def squad(self, club: str, *, include: str | None = None, **at: Unpack[At]) -> SquadAnswer:
        """The squad of a club on a day: who plays, who is out on loan, who is injured.

        On a future day, what is certain applies: loans end, pre-contracts begin, contracts end.
        Each row says how it is known and when it was last confirmed; ``meta.coverage`` says
        where there is no data for the season. Ordered by position group, then name.

        ``include`` adds the open deals from a stage up (``talks``, ``terms agreed``): the rows of
        those who would come, and a mark on those who would leave.

        Raises:
            NoSuchStage: there is no such stage; the sentence lists them.
        """
        from ledger.queries import squads
        from ledger.queries.projected import including

        with self.asking(**at) as asking:
            if include is not None:
                return including.including(asking, club, include)
            return squads.squad(asking, club)

    def expected_squad(self, club: str, **at: Unpack[At]) -> ExpectedAnswer:
        """How likely each player is at a club on a day, what that adds up to, and every input.

        Each open deal counts with our user's assessment, else with what the record of its sources
        suggests, else one in four; one player's outcomes sum to 1 and linked deals go together.
        ``inputs``, ``outcomes`` and ``headcounts`` stand beside the rows, and ``likeliest`` are
        the players of the likeliest squad.
        """
        from ledger.queries.projected import expected

        with self.asking(**at) as asking:
            return expected.expected(asking, club)

    def depth(self, club: str, **at: Unpack[At]) -> DepthAnswer:
        """How deep a club's squad is on a day: positions, needs, who is out, ages, contracts.

        Positions are held against the club's usual depth: the median of the same day in the last
        three seasons on record, else the first squad on record since the last window closed. A
        need is a position with fewer fit players than that, or one a source reports. Loan slots
        and squad lists are held against the rules in force.
        """
        from ledger.queries.projected import depth

        with self.asking(**at) as asking:
            return depth.depth(asking, club)
