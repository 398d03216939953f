"""The chain of spells that puts a player where he is, each with the entry it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from ledger.domain.career import Career, Spell
from ledger.domain.entry import Recorded
from ledger.domain.events import (
    BuyBackExercised,
    LoanExtended,
    PreContractSigned,
    TransferCompleted,
)
from ledger.domain.sources import FACTUAL
from ledger.queries import grounds

What = Literal[
    "registered", "merged", "move", "act", "end", "confirmed", "against", "reported", "amended"
]


class Link(NamedTuple):
    """One row before it is put in words; clubs stand as ids in braces."""

    what: What
    day: date | None
    entry: Recorded | None
    effect: str
    how: str | None = None
    rule: str | None = None


def moves(folded: Career, on: date, items: Sequence[Recorded]) -> Iterator[Link]:
    """Every spell up to the day, what was done with its loan, and its end where none follows."""
    spells = [s for s in folded.spells if s.valid_from is None or s.valid_from <= on]
    starts = {spell.entry.position for spell in spells}
    for index, spell in enumerate(spells):
        if index and spell.parent_club not in (spells[index - 1].parent_club, spell.club):
            yield from _in_passing(spell, items, starts)
        yield Link(
            "move", spell.valid_from, spell.entry, _place(spell), spell.how, grounds.of_start(spell)
        )
        if spell.loan is not None and not _same_loan(spells[index + 1 :], spell):
            yield from _acts(spell, starts, on)
        following = spells[index + 1] if index + 1 < len(spells) else None
        left = spell.valid_to is not None and spell.valid_to <= on
        if left and (following is None or following.valid_from != spell.valid_to):
            rule = grounds.of_end(spell)
            effect = "no club on record has him"
            yield Link("end", spell.valid_to, spell.ended_by, effect, spell.ended_how, rule)


def _in_passing(spell: Spell, items: Sequence[Recorded], starts: set[int]) -> Iterator[Link]:
    """How he came to a club that lent him on the same day, so that he never stayed there."""
    for item in items:
        event = item.event
        if (
            isinstance(event, TransferCompleted | BuyBackExercised | PreContractSigned)
            and event.to_club == spell.parent_club
            and item.day == spell.valid_from
            and item.entry.basis in FACTUAL
            and item.position not in starts
        ):
            effect = f"{{{event.to_club}}}'s, and lent on the same day"
            yield Link("move", item.day, item, effect, "recorded")


def _same_loan(later: Sequence[Spell], spell: Spell) -> bool:
    return any(one.loan is spell.loan for one in later)


def _acts(spell: Spell, starts: set[int], on: date) -> Iterator[Link]:
    """What was done with a loan by that day, apart from what began the next spell."""
    loan = spell.loan
    for item in loan.acts if loan is not None else ():
        if item.position in starts or item.day > on or loan is None:
            continue
        match item.event:
            case LoanExtended():
                effect = f"the loan's last day is {item.event.until.isoformat()}"
            case _ if item is loan.purchase and loan.bought_on is not None:
                effect = f"he is {{{loan.borrower}}}'s from {loan.bought_on.isoformat()}"
            case _ if item is loan.met and loan.ends_in_purchase:
                effect = f"he is {{{loan.borrower}}}'s once the loan is over"
            case _ if item is loan.closed_by:
                effect = f"back at {{{loan.lender}}}"
            case _:
                effect = "he stays where he is"
        yield Link("act", item.day, item, effect, "recorded")


def _place(spell: Spell) -> str:
    club = f"at {{{spell.club}}}" if spell.club is not None else "at a club not told"
    if spell.loan is not None and spell.club != spell.parent_club:
        until = spell.loan.until.isoformat()
        assumed = " (assumed)" if spell.loan.until_assumed else ""
        return f"{club}, on loan from {{{spell.parent_club}}} until {until}{assumed}"
    if spell.parent_club is not None and spell.parent_club != spell.club:
        return f"{club}, held by {{{spell.parent_club}}}"
    return club
