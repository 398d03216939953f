"""Loans whose end nobody told: a borrower who goes on fielding the player still has him."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ledger.domain.career.schedule import RANKS, Move
from ledger.domain.career.uncertain import Sighting
from ledger.domain.dates import ONE_DAY
from ledger.domain.loans import Loan
from ledger.domain.regulations.windows import season_end

_STAYING: Final = frozenset({RANKS["ContractSigned"], RANKS["PlayerSighted"]})
"""Ranks of what moves nobody by itself."""


def prolong(loans: Sequence[Loan], seen: Sequence[Sighting], moves: Sequence[Move]) -> None:
    """Let loans with an assumed end go on, season by season, while the borrower fields him.

    The new end is assumed as well: that of the season he was last seen in, or the day before the
    next movement on record or the next sighting elsewhere.
    """
    for loan in loans:
        assumed = loan.until_assumed or "until" in loan.entry.entry.assumed
        if assumed and loan.expires_on is not None and not loan.ends_in_purchase:
            _prolong(loan, [one for one in seen if one.day > loan.until], _next_day(loan, moves))


def _next_day(loan: Loan, moves: Sequence[Move]) -> date:
    """The day of the next movement on record."""
    days = (
        move.day
        for move in moves
        if move.rank not in _STAYING and move.day > loan.start and move.item not in loan.listed
    )
    return next(days, date.max)


def _prolong(loan: Loan, later: Sequence[Sighting], next_day: date) -> None:
    until = loan.until
    for one in later:
        if one.club != loan.borrower or one.day >= next_day:
            next_day = min(next_day, one.day)
            break
        if one.day > season_end(until + ONE_DAY):
            break
        until = max(until, season_end(one.day))
    loan.until = max(loan.until, min(until, next_day - ONE_DAY))
