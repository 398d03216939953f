"""What on record stands against a movement, and what to do about it."""

from __future__ import annotations

from typing import Final

from ledger.domain.career.timeline import Place
from ledger.domain.contradictions import Code
from ledger.domain.entry import Recorded
from ledger.domain.events import (
    BuyBackExercised,
    ContractTerminated,
    LoanAgreed,
    LoanEnded,
    LoanRecalled,
    LoanTerminatedEarly,
    ObligationTriggered,
    OptionExercised,
    PlayerRegistered,
    PlayerReleased,
    PreContractSigned,
    SquadBaselineRecorded,
    TransferCompleted,
    YouthPlayerPromoted,
)
from ledger.domain.loans import Loan
from ledger.domain.values import NoClub

Objection = tuple[Code, str]
"""The code, and the record's own words."""


def objection(place: Place | None, item: Recorded, loan: Loan | None) -> Objection | None:  # noqa: PLR0911 - one answer a kind
    """What stands against a movement where he is at this place; None where nothing does."""
    event = item.entry.event
    if loan is None and isinstance(event, OptionExercised | ObligationTriggered):
        return Code.NO_LOAN_ON_RECORD, _no_loan(place)
    if place is None:
        return None  # Not knowing is no contradiction.
    match event:
        case TransferCompleted() | LoanAgreed() | PreContractSigned() | BuyBackExercised():
            return _against_leaving(place, item, event.from_club, event.to_club)
        case SquadBaselineRecorded():
            return _against_baseline(place, event)
        case (
            LoanEnded()
            | LoanRecalled()
            | LoanTerminatedEarly()
            | OptionExercised()
            | ObligationTriggered()
        ):
            return _against_return(place, loan, event.from_club, event.to_club)
        case PlayerReleased() | ContractTerminated():
            return _against_leaving(place, item, event.club, None)
        case YouthPlayerPromoted():
            return _against_leaving(place, item, event.club, event.club)
        case PlayerRegistered() if place.club != event.to_club:
            return Code.REGISTERED_ELSEWHERE, place.whereabouts()
        case _:
            return None  # Contracts and retirement contradict no one's whereabouts.


def _against_baseline(place: Place, event: SquadBaselineRecorded) -> Objection | None:
    if place.club == event.club and event.parent_club in (None, place.parent):
        return None  # a list without a parent club says only where he plays
    if place.loan is None and event.parent_club == place.parent:
        return None  # the list tells of a loan that nobody recorded
    return Code.HELD_ELSEWHERE, place.whereabouts()


def _against_return(
    place: Place, loan: Loan | None, lender: str | None, borrower: str | None
) -> Objection | None:
    if loan is None:
        if place.parent == lender and place.club in (lender, borrower):
            return None
        return Code.NO_LOAN_ON_RECORD, _no_loan(place)
    if place.loan is loan:
        return None
    if place.parent == loan.lender and place.club == loan.lender:
        return None  # the loan had ended by itself; this says the same or later
    return Code.HELD_ELSEWHERE, place.whereabouts()


def _against_leaving(
    place: Place, item: Recorded, club: str | None, to_club: str | None
) -> Objection | None:
    if club in (None, NoClub.UNKNOWN):
        return None
    lends = isinstance(item.event, LoanAgreed)
    if place.parent != club:
        if place.club == club and place.loan is not None:
            verb = "lend" if lends else "sell"
            return Code.NOT_THE_PARENT_CLUB, (
                f"{{{club}}} have him on loan from {{{place.parent}}} and cannot {verb} him"
            )
        return Code.HELD_ELSEWHERE, place.whereabouts()
    if place.loan is not None and not (to_club == place.club and not lends):
        return (Code.ALREADY_ON_LOAN if lends else Code.OUT_ON_LOAN), place.whereabouts()
    return None


def against_the_departed(item: Recorded, released: Recorded) -> Objection | None:
    """A club that let him go, on record, can neither sell nor lend him any more."""
    event, club = item.event, _left(released)
    if not isinstance(event, TransferCompleted | LoanAgreed | BuyBackExercised):
        return None
    if club is None or event.from_club != club:
        return None
    day = released.day.isoformat()
    return Code.HELD_ELSEWHERE, f"he left {{{club}}} on {day} and has been without a club since"


def against_sighting(
    place: Place | None, club: str, released: Recorded | None
) -> tuple[Objection, Recorded] | None:
    """What stands against a sighting, and the entry: a record that has him elsewhere."""
    if place is not None:
        if place.club == club or place.weak:
            return None
        return (Code.SIGHTED_ELSEWHERE, place.whereabouts()), place.entry
    if released is None or _left(released) != club:
        return None
    day = released.day.isoformat()
    record = f"he left {{{club}}} on {day} and has been without a club since"
    return (Code.SIGHTED_ELSEWHERE, record), released


def _left(released: Recorded) -> str | None:
    """The club that let him go."""
    event = released.event
    return event.from_club if isinstance(event, TransferCompleted) else getattr(event, "club", None)


def _no_loan(place: Place | None) -> str:
    where = f": {place.whereabouts()}" if place is not None else ""
    return f"there is no such loan on record{where}"


WAYS_OUT: Final[dict[Code, str]] = {
    Code.HELD_ELSEWHERE: (
        "Record how he left there first, or correct or void that entry if it is wrong."
    ),
    Code.OUT_ON_LOAN: (
        "Record the loan's end first (recalled, terminated early), or a day after it."
    ),
    Code.ALREADY_ON_LOAN: (
        "Record the loan's end first (recalled, terminated early), or a day after it."
    ),
    Code.NOT_THE_PARENT_CLUB: (
        "Record it as done by the parent club, or record first how he came to belong elsewhere."
    ),
    Code.REGISTERED_ELSEWHERE: (
        "Record the transfer or loan that took him there, or correct that entry if it is wrong."
    ),
    Code.SIGHTED_ELSEWHERE: (
        "Record how he came there, or void the sighting if it is of another man."
    ),
    Code.NO_LOAN_ON_RECORD: (
        "Record the loan first with its source, or record a permanent transfer."
    ),
}
