"""Questions about sources: what each reported, how often it was right, how likely the next is."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Final, Unpack

from ledger.queries.answers import Answer
from ledger.queries.asking import Asking, At, When

if TYPE_CHECKING:
    from ledger.queries.record.calibration import CalibrationAnswer
    from ledger.queries.record.listing import TipRow
    from ledger.queries.record.scoring import SourceRow

SAME_WINDOW: Final = "same-window/1"


class Sourcing:
    """The record of sources, judged from what became of their reports.

    A *tip* is what one origin first said of one player, one club and one registration period;
    copies are their origin's. ``policy`` says what counts as a hit: ``same-window/1`` (he joins
    the club by the close of the period aimed at) or ``within-a-year/1``. ``club`` is the engaging
    club reported on, ``league`` its association (``ITA``), ``since`` and ``until`` the first and
    the last day of publication.
    """

    def asking(self, **at: Unpack[At]) -> AbstractContextManager[Asking]:
        """A question at a moment."""
        raise NotImplementedError

    def sources(
        self,
        source: str | None = None,
        *,
        club: str | None = None,
        league: str | None = None,
        since: When | None = None,
        until: When | None = None,
        policy: str = SAME_WINDOW,
        **at: Unpack[At],
    ) -> Answer[SourceRow]:
        """The sources on record: what each reported, hits and misses, rate, Brier score, lead time.

        Those with most reports first; one of them where it is named. With fewer than ten tips
        resolved a source's record is insufficient, and its rate is left out.

        Raises:
            NotFound: the source or the club is not on record.
            NoSuchPolicy, NotAnAssociation, NotAMoment: the scope cannot be read.
        """
        from ledger.queries.record import scope, scoring

        with self.asking(**at) as asking:
            asked = scope.scope_of(
                asking, club=club, league=league, since=since, until=until, policy=policy
            )
            return scoring.sources(asking, source, asked)

    def tips(
        self,
        source: str | None = None,
        *,
        club: str | None = None,
        league: str | None = None,
        since: When | None = None,
        until: When | None = None,
        policy: str = SAME_WINDOW,
        outcome: str | None = None,
        **at: Unpack[At],
    ) -> Answer[TipRow]:
        """The tips on record, the latest first: what each said, what came of it and why.

        ``outcome`` keeps those that are hit, miss, open or void.

        Raises:
            NotFound: the source or the club is not on record.
            NoSuchOutcome, NoSuchPolicy, NotAnAssociation, NotAMoment: the scope cannot be read.
        """
        from ledger.queries.record import listing, scope

        with self.asking(**at) as asking:
            asked = scope.scope_of(
                asking, club=club, league=league, since=since, until=until, policy=policy
            )
            return listing.tips(asking, source, asked, outcome=outcome)

    def calibration(
        self,
        source: str | None = None,
        *,
        club: str | None = None,
        league: str | None = None,
        since: When | None = None,
        until: When | None = None,
        policy: str = SAME_WINDOW,
        **at: Unpack[At],
    ) -> CalibrationAnswer:
        """How the chances that tips were given agree with what came of them, in bins.

        Each chance is that of the moment of publication: nothing settled later counts in it.

        Raises:
            NotFound: the source or the club is not on record.
            NoSuchPolicy, NotAnAssociation, NotAMoment: the scope cannot be read.
        """
        from ledger.queries.record import calibration, scope

        with self.asking(**at) as asking:
            asked = scope.scope_of(
                asking, club=club, league=league, since=since, until=until, policy=policy
            )
            return calibration.calibration(asking, source, asked)
