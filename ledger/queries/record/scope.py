"""Which tips are asked about: of a source, about a club or a league, of some time, by a policy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ledger.domain.entry import engaging_club_of
from ledger.domain.regulations.windows import season_start, window_asked
from ledger.queries.asking import Asking, When
from ledger.queries.record.judging import Judged
from ledger.queries.record.policy import Policy, policy_named
from ledger.queries.record.tips import Reported
from ledger.queries.when import EndsBeforeItBegins, read_when
from ledger.queries.windows import league_named


@dataclass(frozen=True, slots=True)
class Scope:
    """What a record is asked of; whatever is left out does not narrow it.

    ``club`` is the engaging club that is reported on, ``league`` the association of it (``ITA``).
    ``since`` and ``until`` are the first and the last day of publication.
    """

    club: str | None = None
    league: str | None = None
    since: date | None = None
    until: date | None = None
    policy: Policy = Policy.SAME_WINDOW

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves anything out."""
        return (self.club, self.league, self.since, self.until) != (None, None, None, None)

    def takes(self, one: Judged) -> bool:
        """Whether a tip is asked about."""
        return self._about(one.tip.to_club, one.league) and self._of(one.tip.first, one.tip.last)

    def reports(self, row: Reported, leagues: Mapping[str, str]) -> bool:
        """Whether a report is asked about."""
        club = row["to_club"] or (
            engaging_club_of(row["deal"]) if row["deal"] is not None else None
        )
        day = date.fromisoformat(row["occurred"])
        return self._about(club, leagues.get(f"club:{club}")) and self._of(day, day)

    def _about(self, club: str | None, league: str | None) -> bool:
        return self.club in (None, club) and self.league in (None, league)

    def _of(self, first: date, last: date) -> bool:
        begun = self.since is None or first >= self.since
        return begun and (self.until is None or last <= self.until)


EVERYTHING: Final = Scope()
"""Every tip on record, by the usual policy."""


def scope_of(
    asking: Asking,
    *,
    club: str | None = None,
    league: str | None = None,
    since: When | None = None,
    until: When | None = None,
    policy: str = Policy.SAME_WINDOW,
) -> Scope:
    """The scope that somebody named in words.

    Raises:
        NotFound: the club is not on record.
        NotAnAssociation: no association goes by the league, or by that of a window.
        NotAMoment: a day cannot be read.
        EndsBeforeItBegins: the last day comes before the first.
        NoSuchPolicy: nobody stated that policy.
    """
    first = _first_day(since, asking) if since is not None else None
    last = read_when(until, now=asking.now).day if until is not None else None
    if first is not None and last is not None and last < first:
        raise EndsBeforeItBegins(since, until)
    return Scope(
        club=asking.club(club).id if club is not None else None,
        league=league_named(league) if league is not None else None,
        since=first,
        until=last,
        policy=policy_named(policy),
    )


def _first_day(since: When, asking: Asking) -> date:
    """The first day of what is named: of a month, a registration period or a season too."""
    if isinstance(since, str):
        if _MONTH.fullmatch(since):
            return date.fromisoformat(f"{since}-01")
        if _WINDOW.fullmatch(since):
            return window_asked(since).first_day
        if _SEASON.fullmatch(since):
            return season_start(read_when(since, now=asking.now).day)
    return read_when(since, now=asking.now).day


_MONTH: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_WINDOW: Final = re.compile(r"([A-Za-z]{3}-)?[0-9]{4}-(summer|winter)")
_SEASON: Final = re.compile(r"[0-9]{4}-([0-9]{2}|[0-9]{4})")
