"""The states that a deal and its tracks can be in, for asking for the deals in one of them."""

from __future__ import annotations

import re
from typing import Final

from ledger.domain.errors import Malformed

STATES: Final = (
    "rumoured",
    "interest",
    "enquiry",
    "contact",
    "talks_expected",
    "talks",
    "stalled",
    "broken_off",
    "bid",
    "bid_rejected",
    "bid_accepted",
    "terms_agreed",
    "agreed",
    "refused",
    "signed",
    "passed",
    "failed",
    "registered",
    "open",
    "completed",
    "collapsed",
    "hijacked",
    "lapsed",
    "exercised",
    "declined",
    "bought",
    "obligation_triggered",
    "condition_met",
    "condition_failed",
)
"""As the board and the tracks show them, those of a loan's clauses last."""
_BESIDE: Final = re.compile(r"_\([^()]*\)$")


class NoSuchState(Malformed):
    """The word is no state of a deal; all of them are listed."""

    code = "no-such-state"

    def __init__(self, asked: str) -> None:
        super().__init__(
            f"Cannot list deals by the stage {asked!r}: no deal can be in it. Write one of "
            f"{', '.join(STATES)}; with (reported) behind it where only reports say so."
        )


def state_named(asked: str) -> str:
    """A state as :func:`folded` has it; what is beside it in brackets stays there.

    Raises:
        NoSuchState: no deal can be in a state of that name.
    """
    wanted = folded(asked)
    if _BESIDE.sub("", _BESIDE.sub("", wanted)) not in STATES:
        raise NoSuchState(asked)
    return wanted


def folded(state: str) -> str:
    """A state however its words are joined: ``terms agreed``, ``Terms-Agreed``."""
    return re.sub(r"[\s_-]+", "_", state.strip().lower())
