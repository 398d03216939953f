"""Questions of an auditor: what changed between two moments, why, and on what evidence."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Literal, Unpack

from ledger.domain.errors import Malformed
from ledger.queries.asking import Asking, At, When

if TYPE_CHECKING:
    from ledger.queries.changes import ChangeAnswer, Clock
    from ledger.queries.evidence import EvidenceAnswer
    from ledger.queries.why import WhyAnswer


class ClockGivenTwice(Malformed):
    """A comparison names the clock its two moments differ in once more."""

    def __init__(self, clock: str) -> None:
        super().__init__(
            f"Cannot hold {clock} at one moment and compare two moments on it. "
            f"Leave {clock} out, or compare on another clock."
        )


class NotAComparingClock(Malformed):
    """A comparison was asked for on a clock that it has not."""

    def __init__(self, asked: str, clocks: Sequence[str]) -> None:
        super().__init__(
            f"Cannot compare two moments by {asked!r}: there is no such clock here. "
            f"Write one of {', '.join(clocks)}."
        )


class Auditing:
    """How a deal or a squad came to be as it is, and what anyone can check."""

    def asking(self, **at: Unpack[At]) -> AbstractContextManager[Asking]:
        """A question at a moment."""
        raise NotImplementedError

    def diff_deal(
        self,
        deal: str,
        earlier: When,
        later: When | None = None,
        *,
        clock: Literal["known", "recorded"] | None = None,
        from_club: str | None = None,
        to_club: str | None = None,
        **at: Unpack[At],
    ) -> ChangeAnswer:
        """What differs in a deal between two moments, with the entry that made each difference.

        ``clock`` is what the moments differ in: what the world ``known`` by then, or what this
        ledger had ``recorded``; two places in the book (``#10``, ``#40``) mean the latter.
        ``later`` left out is now. Ordered by outcome, tracks, terms, reports, flags.

        Raises:
            NotFound: no such deal at either moment; Ambiguous where several fit.
            NotInOrder: the first moment is the later one.
        """
        from ledger.queries.changes import deals

        by: Clock = clock or ("recorded" if _in_the_book(earlier, later) else "known")
        _check_clock(by, ("known", "recorded"))
        after, before = _moments(by, earlier, later, at, on_follows=True)
        with self.asking(**after) as then, self.asking(**_level(before, then, by)) as was:
            return deals.changes(was, then, deal, by=by, from_club=from_club, to_club=to_club)

    def diff_squad(
        self,
        club: str,
        earlier: When,
        later: When | None = None,
        *,
        by: Clock | None = None,
        **at: Unpack[At],
    ) -> ChangeAnswer:
        """Who joined and left a squad between two moments, and whose place changed, with why.

        ``by`` is what the moments differ in: the football day (``on``), what the world ``known``
        by then, or what this ledger had ``recorded``; two places in the book mean the last. The
        other clocks stay where they are given, by default now. Ordered by who came, who left, who
        changed, then name.

        Raises:
            NotInOrder: the first moment is the later one.
        """
        from ledger.queries.changes import squads

        clock: Clock = by or ("recorded" if _in_the_book(earlier, later) else "on")
        _check_clock(clock, ("on", "known", "recorded"))
        after, before = _moments(clock, earlier, later, at, on_follows=False)
        with self.asking(**after) as then, self.asking(**_level(before, then, clock)) as was:
            return squads.changes(was, then, club, by=clock)

    def why(self, player: str, **at: Unpack[At]) -> WhyAnswer:
        """The entries that put a player where he is on a day, in order, and what is against it."""
        from ledger.queries import why

        with self.asking(**at) as asking:
            return why.why(asking, player)

    def evidence(
        self,
        deal: str,
        *,
        from_club: str | None = None,
        to_club: str | None = None,
        **at: Unpack[At],
    ) -> EvidenceAnswer:
        """Everything said of a deal, by whom and where, with the seal of the book to check it by.

        Raises:
            NotFound: no such deal; Ambiguous where several fit, with the list.
        """
        from ledger.queries import evidence

        with self.asking(**at) as asking:
            return evidence.evidence(asking, deal, from_club=from_club, to_club=to_club)


def _check_clock(asked: str, clocks: Sequence[str]) -> None:
    if asked not in clocks:
        raise NotAComparingClock(asked, clocks)


def _in_the_book(*moments: When | None) -> bool:
    """Whether one of these is a place in the book."""
    return any(isinstance(one, str) and one.strip().startswith("#") for one in moments)


def _moments(
    by: Clock, earlier: When, later: When | None, at: At, *, on_follows: bool
) -> tuple[At, At]:
    """The later and the earlier moment, apart in one clock.

    A deal is looked at from the day of each moment, so that its window may have closed between;
    a squad on the same day at both.
    """
    after, before = at.copy(), at.copy()
    match by:
        case "on":
            _refuse(at, "on")
            after["on"], before["on"] = later, earlier
            return after, before
        case "known":
            _refuse(at, "known_at")
            after["known_at"], before["known_at"] = later, earlier
        case "recorded":
            _refuse(at, "recorded_at", "position")
            after["recorded_at"], before["recorded_at"] = later, earlier
    if at.get("on") is None and not on_follows:
        after["on"] = before["on"] = "today"
    elif at.get("on") is None and by == "known":
        after["on"], before["on"] = later, earlier
    return after, before


def _refuse(at: At, *clocks: str) -> None:
    for clock in clocks:
        if at.get(clock) is not None:
            raise ClockGivenTwice(clock)


def _level(before: At, then: Asking, by: Clock) -> At:
    """The earlier moment with the same instant of asking, so that only one clock differs."""
    if by == "on" and before.get("known_at") is None and then.position is None:
        before["known_at"] = then.known_at
    return before
