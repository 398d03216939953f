"""What two clubs did with each other, deal by deal, folded from the entries of those concerned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, or_

from ledger.domain.book import live
from ledger.domain.claims import Claim, Status, claims, standing
from ledger.domain.deal import (
    BESIDE_DEALS,
    SETTLED_LATER,
    Deal,
    Outcome,
    Step,
    by_known,
    one_deal,
    retracted,
)
from ledger.domain.deal import deal as fold_deal
from ledger.domain.entry import Recorded
from ledger.domain.loans import act_day
from ledger.domain.sources import FACTUAL
from ledger.projections import DEALINGS
from ledger.projections.dealings import BOUGHT, DONE, DealingRow, undone
from ledger.queries.asking import Asking
from ledger.queries.payments import purchase_term
from ledger.queries.persons import entries_of

_T: Final = DEALINGS.table.c
AGREED: Final = "agreed"
"""The dealing of a deal that is signed and takes effect later."""
_NO_TERMS: Final = BESIDE_DEALS - SETTLED_LATER
"""Kinds that stand with a deal and tell nothing of its terms."""
_ENDS: Final = {
    "LoanEnded": "ended",
    "LoanRecalled": "recalled",
    "LoanTerminatedEarly": "terminated early",
}


class Between(NamedTuple):
    """One deal between two clubs, with what is known of it and the claims on its terms."""

    row: DealingRow
    deal: Deal
    claims: Sequence[Claim]


def among(*clubs: str) -> ColumnElement[bool]:
    """Only the dealings between these clubs, or those of the one named."""
    ends = (_T.from_club.in_(clubs), _T.to_club.in_(clubs))
    return and_(*ends) if len(clubs) > 1 else or_(*ends)


def dealt(asking: Asking, tables: Connection, *clubs: str) -> list[DealingRow]:
    """The dealings between these clubs, or of the one named, later ones included."""
    rows = asking.rows(tables, DEALINGS, among(*clubs))
    return [DealingRow(*(row[field] for field in DealingRow._fields)) for row in rows]


def gathered(asking: Asking, rows: Iterable[DealingRow]) -> list[Between]:
    """The deals of these rows, each folded from its own entries as known by then, latest first.

    Player links are no deals. A deal that was done later than ``on`` stands as the talk it was.
    """
    wanted = [row for row in rows if row.deal is not None]
    people = sorted({f"player:{row.player}" for row in wanted})
    found = entries_of(asking.store, people, asking.identities, upto=asking.position)
    alive = {who: live(asking.identities.unified(items)) for who, items in found.items()}
    made = [one for row in wanted if (one := _between(asking, row, alive[f"player:{row.player}"]))]
    made.sort(key=lambda one: (one.row.dealt_on, one.row.entry), reverse=True)
    return made


def _between(asking: Asking, row: DealingRow, alive: Sequence[Recorded]) -> Between | None:
    under = one_deal(alive)
    name = str(row.deal)
    items = [
        item
        for item in alive
        if item.entry.deal is not None
        and item.entry.kind not in _NO_TERMS
        and under.get(item.entry.deal, item.entry.deal) == name
        and asking.knows(item)
    ]
    if row.dealt_on > asking.on.isoformat():
        items = [item for item in items if act_day(item) <= asking.on]
        if all(item.entry.kind in BESIDE_DEALS for item in items):
            return None
        row = _not_done_yet(row, name, items)
    return Between(row, fold_deal(name, by_known(items)), claims(items))


def _not_done_yet(row: DealingRow, name: str, items: Sequence[Recorded]) -> DealingRow:
    """A deal by what was known of it for a day on which it was not done yet.

    One that was signed by then and takes effect later, as a pre-contract does, is agreed.
    """
    deal = fold_deal(name, by_known(items))
    signed = deal.outcome.official if deal.state is Outcome.COMPLETED else None
    return row._replace(
        dealing=AGREED if signed is not None else undone(deal),
        became=None,
        dealt_on=(act_day(signed.entry) if signed is not None else deal.opened_on).isoformat(),
        outcome=AGREED if signed is not None else deal.headline,
        entry=(signed.entry if signed is not None else deal.entries[0]).position,
    )


def is_done(one: Between) -> bool:
    """Whether the deal is done, officially or by a list."""
    return one.row.dealing in DONE


def day_of(one: Between) -> date:
    """The day of a deal."""
    return date.fromisoformat(one.row.dealt_on)


def on_the_day(step: Step | None, on: date) -> str | None:
    """A state that was reached by a day: that of the act, which may take effect long after."""
    return step.state if step is not None and act_day(step.entry) <= on else None


def bought(one: Between, on: date) -> bool:
    """Whether a loan had been turned into a purchase by a day."""
    return one.row.dealing == "loan" and on_the_day(one.deal.option.official, on) in BOUGHT


def ended(one: Between, on: date) -> Recorded | None:
    """The entry that ended a loan by a day, if any did."""
    over = one.deal.loan_over
    return over if over is not None and over.day <= on else None


def how_ended(item: Recorded | None) -> str | None:
    """How a loan ended, in the market's word."""
    return _ENDS.get(item.entry.kind) if item is not None else None


def option_state(one: Between, on: date) -> str | None:
    """What had become of a loan's option by a day; None where it had none.

    An option without a word on it lapsed after its own last day, or with its loan, as is inferred.
    """
    if one.row.dealing != "loan":
        return None
    used = on_the_day(one.deal.option.official, on)
    if used in ("exercised", "declined", "lapsed"):
        return used
    if not _has(one, "option"):
        return None
    if used in BOUGHT:
        return "exercised"
    last = standing(one.claims, "option until")
    too_late = last is not None and last.official and last.value < on.isoformat()
    return "lapsed" if too_late or _over(one, on) else "open"


def obligation_state(one: Between, on: date) -> str | None:
    """Whether a loan's obligation to buy had been met by a day; None where it had none."""
    if one.row.dealing != "loan":
        return None
    used = on_the_day(one.deal.option.official, on)
    if used == "obligation triggered":
        return "met"
    if not _has(one, "obligation"):
        return None
    if used in BOUGHT:
        return "met"
    return "not met" if _over(one, on) else "open"


def _over(one: Between, on: date) -> bool:
    until = one.deal.loan_until
    return ended(one, on) is not None or (until is not None and until < on)


def _has(one: Between, clause: str) -> bool:
    """Whether a clause is on record as a fact, though its price may be told by reports alone."""
    facts = [claim for claim in one.claims if claim.term == clause and claim.official]
    return any(claim.status in _UPHELD and claim.value != "none" for claim in facts)


_UPHELD: Final = frozenset({Status.STANDS, Status.AGREES})


def paid_first(one: Between) -> str:
    """The term that tells what was paid when the deal was done."""
    return "loan fee" if one.row.dealing == "loan" else "fee"


def paid_later(one: Between, on: date) -> str | None:
    """The term that tells what a loan was bought for by a day: under its clauses, or apart."""
    return purchase_term(one.claims) if bought(one, on) else None


def rumours_before(one: Between, on: date) -> list[Recorded]:
    """The reports of a move by a day, before it was done or known to be."""
    done = one.deal.outcome.official.entry if is_done(one) and one.deal.outcome.official else None
    taken_back = retracted(one.deal.entries)
    return [
        item
        for item in one.deal.entries
        if item.entry.kind in MOVE_REPORTS
        and item.entry.basis not in FACTUAL
        and item.entry_id not in taken_back
        and item.day <= on
        and (done is None or _known_before(item, done))
    ]


MOVE_REPORTS: Final = frozenset(
    {
        "RumourReported",
        "InterestRegistered",
        "TalksExpected",
        "TalksOpened",
        "BidSubmitted",
        "BidAccepted",
        "ClubTermsAgreed",
        "PersonalTermsAgreed",
    }
)
"""The kinds with which a source says that a move is on the way."""


def _known_before(item: Recorded, done: Recorded) -> bool:
    if item.known_at is None or done.known_at is None:
        return item.position < done.position
    return item.known_at < done.known_at
