"""The movements of a career with the day each one takes effect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from ledger.domain.career.objections import WAYS_OUT
from ledger.domain.contradictions import Code, Contradiction
from ledger.domain.dates import FIRST_DAY, ONE_DAY
from ledger.domain.entry import Recorded
from ledger.domain.events import (
    BuyBackExercised,
    ContractBaselineRecorded,
    ContractRenewed,
    ContractSigned,
    ContractTerminated,
    Event,
    LoanAgreed,
    LoanEnded,
    LoanExtended,
    OptionDeclined,
    PlayerRegistered,
    PlayerReleased,
    PlayerRetired,
    PlayerSighted,
    PreContractSigned,
    SquadBaselineRecorded,
    TransferCompleted,
)
from ledger.domain.loans import Loan

SIGHTED: Final = 11
"""A sighting is compared with where the day's movements take him, so it comes last."""
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
    "BuyBackExercised": 6,
    "LoanAgreed": 7,
    "PlayerRegistered": 8,
    "ContractBaselineRecorded": 9,
    "ContractSigned": 9,
    "ContractRenewed": 9,
    "PlayerRetired": 10,
    "PlayerSighted": SIGHTED,
}
"""Which of one day's movements goes first where nothing else decides."""
_BY_THEMSELVES: Final = frozenset(kind for kind, rank in RANKS.items() if rank not in (1, 2))
"""Kinds that are no acts on a loan: those come with their loan."""


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
    started = {item.position: loan for loan in loans for item in (loan.entry, *loan.listed)}
    for item in facts:
        if item.entry.event.kind in _BY_THEMSELVES:
            yield _move(item, item.day, started.get(item.position))
    for loan in loans:
        if loan.purchase is not None and loan.bought_on is not None:
            yield _move(loan.purchase, loan.bought_on, loan)
        elif loan.closed_by is not None and loan.back_on is not None:
            yield _move(loan.closed_by, loan.back_on, loan)
    for item in strays:
        if isinstance(item.event, LoanExtended | OptionDeclined):
            record = "there is no such loan on record"
            code = Code.NO_LOAN_ON_RECORD
            found.append(Contradiction(code, item, None, record, WAYS_OUT[code]))
        elif item.entry.kind in RANKS and not _converted(item):
            day = item.day + ONE_DAY if isinstance(item.event, LoanEnded) else item.day
            yield _move(item, day, None)


def _converted(item: Recorded) -> bool:
    return isinstance(item.event, LoanEnded) and item.event.cause == "converted"


def _move(item: Recorded, day: date, loan: Loan | None) -> Move:
    rank = RANKS[item.entry.event.kind]
    return Move(max(day, FIRST_DAY), rank, item.first_position, item.position, item, loan)


def awaits_another(move: Move, waiting: Sequence[Move]) -> bool:
    """Whether it follows from another movement of the same day.

    So do a loan's end and purchase from the loan's start, and a place on a club's squad list from
    the move that took him there.
    """
    event, loan = move.item.event, move.loan
    if isinstance(event, SquadBaselineRecorded) and loan is None:
        return any(_takes_him_to(event.club, other.item.event) for other in waiting)
    if loan is None or move.item is loan.entry:
        return False
    return any(other.item is loan.entry for other in waiting)


def _takes_him_to(club: str, event: Event) -> bool:
    match event:
        case TransferCompleted() | LoanAgreed() | PreContractSigned() | BuyBackExercised():
            return event.to_club == club
        case _:
            return False


def still_there(coming: Iterable[Move], parent: str, club: str) -> bool:
    """Whether the next records show him still there: inference never blocks a fact.

    A sighting at the club that has him on loan says nothing of the club that holds him.
    """
    for move in coming:
        said = _at(move.item.entry.event, parent, club)
        if said is not None:
            return said
    return False


def _at(event: Event, parent: str, club: str) -> bool | None:  # noqa: PLR0911 - one answer a kind
    """Whether a movement starts from this club; None where it says nothing of it."""
    match event:
        case ContractRenewed() | ContractBaselineRecorded():
            return event.club == parent or None
        case ContractSigned():
            return event.to_club == parent or None
        case TransferCompleted() | LoanAgreed() | PreContractSigned() | BuyBackExercised():
            return event.from_club == parent
        case SquadBaselineRecorded():
            return (event.parent_club or event.club) == parent
        case PlayerReleased() | ContractTerminated() | PlayerRetired():
            return event.club == parent
        case PlayerRegistered():
            return event.to_club == parent
        case PlayerSighted():
            return None if event.club == club != parent else event.club == parent
        case _:
            return False
