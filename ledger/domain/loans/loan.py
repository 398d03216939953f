"""One loan: its parties, its days, its clauses, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from ledger.domain.dates import ONE_DAY
from ledger.domain.entry import Recorded
from ledger.domain.events.base import Event
from ledger.domain.events.movements import LoanAgreed, OptionLapsed, SquadBaselineRecorded
from ledger.domain.regulations.windows import season_end
from ledger.domain.terms import ClauseName, ObligationToBuy, OptionToBuy


@dataclass(slots=True)
class Loan:
    """One loan as far as it is known: who lends to whom, from when, until when, and its fate.

    ``until`` is the last day; ``until_assumed`` says that nobody told it and the season's end
    stands in. ``listed`` are the squad lists that had him there on this loan. ``back_on`` is the
    first day after an end that is on record; ``bought_on`` the day the borrower becomes the owner.
    """

    entry: Recorded
    lender: str
    borrower: str
    start: date
    until: date
    until_assumed: bool
    acts: list[Recorded] = field(default_factory=list)
    listed: list[Recorded] = field(default_factory=list)
    closed_by: Recorded | None = None
    back_on: date | None = None
    purchase: Recorded | None = None
    bought_on: date | None = None
    declined: Recorded | None = None
    failed: Recorded | None = None
    met: Recorded | None = None
    extended: Recorded | None = None

    @property
    def expires_on(self) -> date | None:
        """The first day on which the loan is over by itself; None where a record decides."""
        if self.back_on is not None or self.bought_on is not None:
            return None
        return self.until + ONE_DAY

    @property
    def terms(self) -> LoanAgreed | SquadBaselineRecorded:
        """The event that carries the loan's terms."""
        event = self.entry.event
        assert isinstance(event, LoanAgreed | SquadBaselineRecorded)  # noqa: S101 - by construction
        return event

    @property
    def option(self) -> OptionToBuy | None:
        """The option to buy on record, if any."""
        return next((c for c in self.terms.clauses if isinstance(c, OptionToBuy)), None)

    @property
    def obligation(self) -> ObligationToBuy | None:
        """The obligation to buy on record, if any."""
        return next((c for c in self.terms.clauses if isinstance(c, ObligationToBuy)), None)

    @property
    def ends_in_purchase(self) -> bool:
        """Whether the borrower must buy at the loan's end: an outright duty, or one now met."""
        if self.failed is not None:
            return False
        duty = self.obligation
        if duty is not None and duty.condition is None:
            return True
        return self.met is not None and (duty is not None or self.may_become_duty)

    @property
    def may_become_duty(self) -> bool:
        """Whether the option turns into a duty once a condition comes true."""
        option = self.option
        return option is not None and option.becomes_duty_if is not None

    @property
    def settled(self) -> tuple[str, Recorded] | None:
        """What became of its option or its duty to buy, and the entry that says so.

        A condition that failed settles nothing where an option is left.
        """
        if self.purchase is not None:
            exercised = self.purchase.entry.kind == "OptionExercised"
            return "exercised" if exercised else "obligation triggered", self.purchase
        if self.met is not None and self.ends_in_purchase:
            return "condition met", self.met
        if self.declined is not None:
            return "declined", self.declined
        if self.failed is not None and self.obligation is not None and self.option is None:
            return "condition failed", self.failed
        lapses = (item for item in reversed(self.acts) if isinstance(item.event, OptionLapsed))
        lapse = next((one for one in lapses if _of_the_purchase(one.event)), None)
        return ("lapsed", lapse) if lapse is not None else None

    def without(self, clause: ClauseName) -> bool:
        """Whether the loan is on record as not carrying this clause."""
        return clause in self.terms.without

    def __str__(self) -> str:
        return f"{{{self.lender}}} → {{{self.borrower}}}, from {self.start.isoformat()}"


def _of_the_purchase(event: Event) -> bool:
    return isinstance(event, OptionLapsed) and event.clause is ClauseName.OPTION_TO_BUY


def loan_of(recorded: Recorded) -> Loan | None:
    """The loan that an entry starts, if it starts one."""
    event = recorded.event
    if isinstance(event, LoanAgreed) and event.from_club and event.to_club:
        lender, borrower = event.from_club, event.to_club
    elif isinstance(event, SquadBaselineRecorded) and event.parent_club is not None:
        lender, borrower = event.parent_club, event.club
    else:
        return None
    start = recorded.day
    until = max(event.until or assumed_end(start), start)
    return Loan(recorded, lender, borrower, start, until, until_assumed=event.until is None)


@lru_cache(maxsize=16_384)
def assumed_end(start: date) -> date:
    """The last day of a loan that nobody tells: the season's end, or the next one's if it is near.

    A loan agreed in a season's last thirty days is for the season to come.
    """
    return season_end(start + timedelta(days=30))
