"""Every question people ask a ledger, each with the moment it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Unpack

from ledger.application.flagging import Flagging
from ledger.application.projecting import Projecting
from ledger.application.relating import Relating
from ledger.application.sourcing import Sourcing
from ledger.domain.entry import Entry
from ledger.queries.answers import Answer, Meta
from ledger.queries.asking import Asking, At, When, ask
from ledger.store import Store

if TYPE_CHECKING:
    from ledger.queries.claims import ClaimAnswer
    from ledger.queries.coverage import CoverageEntry
    from ledger.queries.deal_rows import DealAnswer, DealSummary
    from ledger.queries.identities import DoubtRow, IdentityRow
    from ledger.queries.players import TimelineRow
    from ledger.queries.replay import ReplayAnswer
    from ledger.queries.window_summary import WindowAnswer


class Questions(Flagging, Projecting, Relating, Sourcing):
    """What can be asked, each question at a moment that ``at`` names by three clocks.

    ``on`` is a football day, ``known_at`` what the world knew by then, ``recorded_at`` what this
    ledger had on record by then. Each takes text (``2024-12-15``, ``2025-winter``, ``-7d``), a
    date or an aware datetime, and defaults to now; ``recorded_at`` also takes a place in the book
    (``#812``, or ``position=812``), and alone it sets the other two to its moment. Clubs and
    players go by id, name or alias. Every answer carries the moment it is for.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def asking(self, **at: Unpack[At]) -> AbstractContextManager[Asking]:
        """A question at a moment, by default now: for lookups of names, and for new queries."""
        return ask(self._store, now=self._clock(), **at)

    def assuming(self, entries: Entry | Iterable[Entry]) -> Questions:
        """What would follow: the same questions with these entries assumed, which nobody writes.

        Each question judges them by the rules for what is recorded, against what was known at the
        moment it is asked for, and raises what recording them would. One without a
        ``published_at`` is known at that moment, and one published later is not known to the
        question; ``meta.assumed`` says how many count.
        """
        from ledger.application.assuming import Fork

        given = [entries] if isinstance(entries, Entry) else list(entries)
        return Fork(self, self._store, self._clock, given)

    def asking_meta(self) -> Meta:
        """The moment this ledger stands at now: what every answer of now would carry."""
        with self.asking() as asking:
            return asking.meta

    def coverage(
        self,
        *clubs: str,
        season: str | None = None,
        league: str | None = None,
        **at: Unpack[At],
    ) -> Answer[CoverageEntry]:
        """Of which seasons of which clubs there is data, and from where; of all, or of these.

        Ordered by club, then season, then what the data is on. With ``league`` only the clubs of
        an association (``ITA``), with a day ``on`` only seasons that had begun by then.

        Raises:
            NotASeason: ``season`` is not of the form ``2017-18``.
            NotAnAssociation: no association goes by ``league``.
        """
        from ledger.queries import coverage

        with self.asking(**at) as asking:
            return coverage.coverage(asking, clubs, season=season, league=league)

    def player(
        self,
        player: str,
        **at: Unpack[At],
    ) -> Answer[TimelineRow]:
        """One player's clubs, contracts, absences, deals and notes, in the order of their days.

        With a day ``on`` only what had begun by then.
        """
        from ledger.queries import players

        with self.asking(**at) as asking:
            return players.timeline(asking, player)

    def deal(
        self,
        deal: str,
        *,
        from_club: str | None = None,
        to_club: str | None = None,
        **at: Unpack[At],
    ) -> DealAnswer:
        """One deal: its state on each track, its steps, its flags.

        ``deal`` is an id (``pierre-kalulu/juventus/1``) or a player, narrowed by the clubs.

        Raises:
            NotFound: no such deal; Ambiguous where several fit, with the list.
        """
        from ledger.queries import deals

        with self.asking(**at) as asking:
            return deals.deal(asking, deal, from_club=from_club, to_club=to_club)

    def deals(
        self,
        *,
        window: str | None = None,
        club: str | None = None,
        stage: str | None = None,
        stale: str | None = None,
        player: str | None = None,
        **at: Unpack[At],
    ) -> Answer[DealSummary]:
        """The board of deals, latest news first; ``stale`` (``14d``) keeps the quiet open ones.

        ``window`` is a registration period (``2025-winter``), of an association's clubs where it
        names one (``ITA-2025-winter``); ``stage`` a state as the board and the tracks show it.

        Raises:
            NotAWindow, NotAnAssociation, NoSuchState: there is no such window or state.
        """
        from ledger.queries import deals

        with self.asking(**at) as asking:
            return deals.board(
                asking, window=window, club=club, stage=stage, stale=stale, player=player
            )

    def claims(
        self,
        deal: str,
        term: str | None = None,
        *,
        from_club: str | None = None,
        to_club: str | None = None,
        **at: Unpack[At],
    ) -> ClaimAnswer:
        """Every term of a deal: what stands, who said it, and what it replaced or contradicts."""
        from ledger.queries import claims

        with self.asking(**at) as asking:
            return claims.claims(asking, deal, term, from_club=from_club, to_club=to_club)

    def window(
        self,
        window: str,
        *,
        club: str | None = None,
        **at: Unpack[At],
    ) -> WindowAnswer:
        """A window's dates and what was done in it: deals by type, spend, busiest days."""
        from ledger.queries import window_summary

        with self.asking(**at) as asking:
            return window_summary.summary(asking, window, club)

    def replay(
        self,
        window: str | None = None,
        *,
        since: When | None = None,
        until: When | None = None,
        league: str | None = None,
        club: str | None = None,
        player: str | None = None,
        deal: str | None = None,
        clock: str = "known",
        **at: Unpack[At],
    ) -> ReplayAnswer:
        """Events in the order the world learned them, and what each changed; totals at the end.

        Args:
            window: what belongs to this registration period.
            since: what the clock brought from this moment on.
            until: what the clock brought up to this moment.
            league: what concerns the clubs of this association (``ITA``).
            club: what concerns this club.
            player: what is about this player.
            deal: what is about this deal.
            clock: ``known`` for the order in which the world learned, ``recorded`` for the order
                in which this ledger did, amendments among it.
            at: the moment it is asked for.

        Raises:
            ReplayWithoutEnd: nothing says what to replay.
        """
        from ledger.queries import replay

        scope = replay.Scope(
            window=window, since=since, until=until, league=league, club=club, player=player,
            deal=deal, clock=replay.clock_named(clock),
        )  # fmt: skip
        with self.asking(**at) as asking:
            return replay.replay(asking, scope)

    def identity(self, name: str, **at: Unpack[At]) -> Answer[IdentityRow]:
        """Who a player or a club is: every id, name and external id, and who he is not.

        With a day ``on`` only the names in use on it.
        """
        from ledger.queries import identities

        with self.asking(**at) as asking:
            return identities.identity(asking, name)

    def doubts(self, **at: Unpack[At]) -> Answer[DoubtRow]:
        """Whom an import left out because he may or may not be somebody on record."""
        from ledger.queries import identities

        with self.asking(**at) as asking:
            return identities.doubts(asking)
