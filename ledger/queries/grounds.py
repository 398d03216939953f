"""Grounds: by which rule a spell that nobody recorded was worked out."""

from __future__ import annotations

from typing import Final

from ledger.domain.career import Spell
from ledger.domain.dates import ONE_DAY
from ledger.domain.entry import Recorded
from ledger.domain.events import LoanAgreed, SquadBaselineRecorded
from ledger.domain.loans import Loan, loan_of

LATER_MOVE: Final = "a later move starts from there, so he was there before it"
MOVED_ON: Final = "a later move starts elsewhere, so he had left by then"


def of_start(spell: Spell) -> str | None:
    """By which rule he is worked out to be there; None where a record says so."""
    match spell.how:
        case "recorded":
            return None
        case "sighted":
            return "he was seen there in a match squad, and nothing else says where he was"
        case "inferred":
            return _begun_by_itself(spell)


def of_end(spell: Spell) -> str | None:
    """By which rule a spell is worked out to have ended; None where a record or nothing ends it."""
    match spell.ended_how:
        case None | "recorded":
            return None
        case "sighted":
            return "he was seen elsewhere in a match squad"
        case "inferred":
            return _over_by_itself(spell)


def _begun_by_itself(spell: Spell) -> str:
    if spell.valid_from is None or not _starts_a_loan(spell.entry):
        return LATER_MOVE
    last = (spell.valid_from - ONE_DAY).isoformat()
    borrower = getattr(spell.entry.event, "to_club", None) or getattr(
        spell.entry.event, "club", None
    )
    if spell.club == borrower:
        by = " by the obligation to buy" if may_have_to_buy(spell.entry) else ""
        return f"the loan ended by itself on {last}, and he is the borrower's from then on{by}"
    return f"the loan ended by itself on {last}: without another word he is back at its lender"


def may_have_to_buy(item: Recorded) -> bool:
    """Whether a loan carries a duty to buy, or an option that may become one."""
    loan = loan_of(item)
    return loan is not None and (loan.obligation is not None or loan.may_become_duty)


def _over_by_itself(spell: Spell) -> str:
    last = (spell.valid_to - ONE_DAY).isoformat() if spell.valid_to is not None else "its last day"
    if spell.loan is not None and spell.ended_by is spell.loan.entry:
        return loan_over(spell.loan, last)
    if spell.ended_by is not None and _ends_a_contract(spell.ended_by):
        return f"his contract ran until {last}"
    return MOVED_ON


def loan_over(loan: Loan, last: str) -> str:
    """That a loan ended by itself, and whether anybody told its last day."""
    told = "nobody told its last day, so the season's end stands in" if loan.until_assumed else ""
    return f"the loan ended by itself on {last}" + (f" ({told})" if told else "")


def _starts_a_loan(item: Recorded) -> bool:
    event = item.event
    if isinstance(event, SquadBaselineRecorded):
        return event.parent_club is not None
    return isinstance(event, LoanAgreed)


def _ends_a_contract(item: Recorded) -> bool:
    until = getattr(item.event, "until", None)
    return until is not None and not _starts_a_loan(item)
