"""The movements of a career with the day each one takes effect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from ledger.domain.career.objections import WAYS_OUT
from ledger.domain.contradictions import Code, Contradiction
from ledger.domain.dates import FIRST_DAY
from ledger.domain.entry import Recorded
from ledger.domain.events import LoanAgreed, LoanEnded, LoanExtended, SquadBaselineRecorded
from ledger.domain.loans import ONE_DAY, Loan

RANKS: Final[dict[str, int]] = {
    "SquadBaselineRecorded": 0,
    "LoanEnded": 1,
    "LoanRecalled": 1,
    "LoanTerminatedEarly": 1,
    "OptionExercised": 2,
    "ObligationTriggered": 2,
    "ContractTerminated": 3,
    "PlayerReleased": 3,
    "PreContractSigned": 4,
    "YouthPlayerPromoted": 5,
    "TransferCompleted": 6,
    "LoanAgreed": 7,
    "PlayerRegistered": 8,
    "ContractBaselineRecorded": 9,
    "ContractSigned": 9,
    "ContractRenewed": 9,
    "PlayerRetired": 10,
}
"""Which of one day's movements goes first where nothing else decides."""


class Move(NamedTuple):
    """A movement on its day; compared by its first four fields."""

    day: date
    rank: int
    first_position: int
    position: int
    item: Recorded
    loan: Loan | None


def schedule(
    facts: Sequence[Recorded],
    loans: Sequence[Loan],
    strays: Sequence[Recorded],
    found: list[Contradiction],
) -> Iterable[Move]:
    """Every movement with the day it takes effect; acts that change nobody's club have none."""
    started = {loan.entry.position: loan for loan in loans}
    for item in facts:
        match item.event:
            case LoanAgreed() | SquadBaselineRecorded():
                yield _move(item, item.day, started.get(item.position))
            case event if event.kind in RANKS and RANKS[event.kind] not in (1, 2):
                yield _move(item, item.day, None)
            case _:
                pass  # Acts on a loan come with their loan, below.
    for loan in loans:
        if loan.purchase is not None and loan.bought_on is not None:
            yield _move(loan.purchase, loan.bought_on, loan)
        elif loan.closed_by is not None and loan.back_on is not None:
            yield _move(loan.closed_by, loan.back_on, loan)
    for item in strays:
        if isinstance(item.event, LoanExtended):
            record = "there is no such loan on record"
            code = Code.NO_LOAN_ON_RECORD
            found.append(Contradiction(code, item, None, record, WAYS_OUT[code]))
        elif item.entry.kind in RANKS and not _converted(item):
            day = item.day + ONE_DAY if isinstance(item.event, LoanEnded) else item.day
            yield _move(item, day, None)


def _converted(item: Recorded) -> bool:
    return isinstance(item.event, LoanEnded) and item.event.cause == "converted"


def _move(item: Recorded, day: date, loan: Loan | None) -> Move:
    rank = RANKS[item.entry.kind]
    return Move(max(day, FIRST_DAY), rank, item.first_position, item.position, item, loan)
