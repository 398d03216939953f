"""Loans that go on: an end that nobody tells is put where the borrower's own lists allow it.

A club lists every end of a loan among those who left it in the next summer. Where a file has the
borrower's list of that summer and the player is not on it, nor moved by anybody else, the loan was
for longer. Most loans of a single season are told without an end, so this tells the two apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from ledger.domain.dates import ONE_DAY
from ledger.domain.regulations.windows import season_end
from ledger.interfaces.files.moves import Kind, Move, natural_end

Lists = Callable[[str, str], bool]
"""Whether a file has a club's own list of those who left it in a window."""
SEASONS_MORE_MAX: Final = 2


def let_loans_last(moves: Sequence[Move], lists: Lists) -> None:
    """Give the loans of one player that outlasted their season the end that the lists show.

    Such an end is assumed, as that of the season is.
    """
    for loan in moves:
        if loan.kind is Kind.LOAN and loan.ends_on is None and loan.goal.nowhere is None:
            others = [move for move in moves if move is not loan]
            ends_on = _last_day(loan, others, lists)
            if ends_on > natural_end(loan):
                loan.ends_on = ends_on


def _last_day(loan: Move, others: Iterable[Move], lists: Lists) -> date:
    """The end of the last season before a summer in which he may have gone."""
    later = sorted(move.slot for move in others if move.slot > loan.slot)
    ends_on = natural_end(loan)
    for _ in range(SEASONS_MORE_MAX):
        summer = (ends_on.year, 1)
        moved_by_then = bool(later) and later[0] <= summer
        if moved_by_then or not lists(loan.goal.club, f"{ends_on.year}-summer"):
            break
        ends_on = season_end(ends_on + ONE_DAY)
    return ends_on
