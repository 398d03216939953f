"""What counts as a hit: stated policies, each with its version, and until when they give a tip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from ledger.domain.errors import Malformed
from ledger.domain.regulations.windows import Window, window_counted_to, window_named
from ledger.queries.record.outcomes import Stay, Tip

A_YEAR: Final = timedelta(days=365)
LATE: Final = timedelta(days=31)


class Policy(StrEnum):
    """What counts as a hit. A changed meaning is a new version.

    ``same-window/1``: he joins the club, for good or on loan, after the report and no later than
    the close of the registration period that it aimed at. ``within-a-year/1``: within 365 days.
    """

    SAME_WINDOW = "same-window/1"
    WITHIN_A_YEAR = "within-a-year/1"


class NoSuchPolicy(Malformed):
    """Nobody stated a policy of that name."""

    def __init__(self, asked: str) -> None:
        known = ", ".join(Policy)
        super().__init__(
            f"Cannot judge reports by {asked!r}: there is no such policy. Name one of {known}."
        )


def policy_named(asked: str) -> Policy:
    """The policy of that name, with or without its version.

    Raises:
        NoSuchPolicy: there is none.
    """
    for policy in Policy:
        if asked.strip().lower() in (policy.value, policy.value.partition("/")[0]):
            return policy
    raise NoSuchPolicy(asked)


@dataclass(frozen=True, slots=True)
class Period:
    """Until when a tip can come true. ``exact`` says that the day of closing was published."""

    window: str
    last_day: date
    exact: bool

    def takes(self, stay: Stay) -> bool:
        """Whether a stay began in time.

        Where the closing or the move has no day of its own, the move counts to the period that
        databases count it to, late papers included.
        """
        if stay.first <= self.last_day:
            return True
        loose = not (self.exact and stay.exact)
        return loose and window_counted_to(stay.first) == self.window


def period_of(tip: Tip, window: Window, policy: Policy) -> Period:
    """Until when a tip can come true by a policy, its registration period being this one."""
    if policy is Policy.WITHIN_A_YEAR:
        return Period("", tip.last + A_YEAR, exact=True)
    return Period(tip.window, window.last_day, exact=not window.assumed)


@lru_cache(maxsize=4096)
def late_in_window(last: date) -> date:
    """By when a move was surely made that is told only by its registration period.

    Databases count what is done within a month of the close to it. Nobody reports that a club is
    after a player whom it has, so a report of that month counts as published before the move.
    """
    window = window_counted_to(last)
    return last + LATE if window_named(window).last_day == last else last
