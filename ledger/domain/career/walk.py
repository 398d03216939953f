"""The walk through a career's days that makes its spells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ledger.domain.career.objections import WAYS_OUT, against_the_departed, objection
from ledger.domain.career.schedule import Move, awaits_its_loan, schedule, still_there
from ledger.domain.career.timeline import Career, How, Place, Spell
from ledger.domain.contradictions import Contradiction
from ledger.domain.entry import Recorded
from ledger.domain.events import (
    ContractBaselineRecorded,
    ContractRenewed,
    ContractSigned,
    ContractTerminated,
    LoanAgreed,
    LoanEnded,
    LoanRecalled,
    LoanTerminatedEarly,
    ObligationTriggered,
    OptionExercised,
    PlayerRegistered,
    PlayerReleased,
    PlayerRetired,
    PreContractSigned,
    SquadBaselineRecorded,
    TransferCompleted,
    YouthPlayerPromoted,
)
from ledger.domain.loans import ONE_DAY, Loan, loans_with_acts
from ledger.domain.values import NoClub


class _Contract(NamedTuple):
    """Until which day a club has him under contract, and the entry that says so."""

    until: date
    entry: Recorded


class Walk:
    """One walk through all movements, day by day. Only :func:`career` makes one."""

    def __init__(self, facts: Sequence[Recorded]) -> None:
        self.career = Career()
        self.found = self.career.contradictions
        self.place: Place | None = None
        self.unknown_since: date | None = None
        self.left: str | None = None
        self.released: Recorded | None = None
        self.contracts: dict[str, _Contract] = {}
        self.next = 0
        loans, strays = loans_with_acts(facts, self.found)
        self.career.loans = loans
        self.moves = sorted(schedule(facts, loans, strays, self.found), key=lambda move: move[:4])

    def run(self) -> Career:
        """Take every movement and everything that falls due by itself, in the order of days."""
        moves = self.moves
        while True:
            due = self._agenda()
            day = moves[self.next].day if self.next < len(moves) else None
            if due is not None and (day is None or due <= day):
                self._fall_due(due)
            elif day is None:
                break
            else:
                start = self.next
                while self.next < len(moves) and moves[self.next].day == day:
                    self.next += 1
                self._walk_day(moves[start : self.next])
        self._leave(None, None, None)
        return self.career

    # -- the agenda -------------------------------------------------------------------------

    def _agenda(self) -> date | None:
        """The next day on which something happens by itself."""
        place = self.place
        if place is None:
            return None
        loan_end = place.loan.expires_on if place.loan is not None else None
        contract = self.contracts.get(place.parent)
        if contract is None:
            return loan_end
        contract_end = contract.until + ONE_DAY
        if loan_end is not None and loan_end <= contract_end:
            return loan_end
        stays_on_loan = place.loan is not None and place.loan.expires_on is None
        return None if stays_on_loan else contract_end

    def _fall_due(self, day: date) -> None:
        """A loan or a contract ends by itself."""
        place = self.place
        assert place is not None  # noqa: S101 - the agenda is empty without a place
        day = max(day, place.since or day)
        loan = place.loan
        if loan is not None and loan.expires_on is not None and loan.expires_on <= day:
            owner = loan.borrower if loan.ends_in_purchase else loan.lender
            self._go((owner, owner), day, loan.entry, "inferred")
            return
        contract = self.contracts.pop(place.parent)
        if not still_there(self.moves[self.next :], place.parent):
            self._leave(day, "inferred", contract.entry)
            self.left = place.parent

    # -- one day's moves --------------------------------------------------------------------

    def _walk_day(self, moves: list[Move]) -> None:
        """Take one day's moves, first those that start where he is."""
        waiting = list(moves)
        while len(waiting) > 1:
            ready = [move for move in waiting if not awaits_its_loan(move, waiting)]
            chosen = next((move for move in ready if self._starts_here(move)), ready[0])
            waiting.remove(chosen)
            self._apply(chosen)
        self._apply(waiting[0])

    def _starts_here(self, move: Move) -> bool:
        return objection(self.place, move.item, move.loan) is None

    def _apply(self, move: Move) -> None:
        against = objection(self.place, move.item, move.loan)
        blocking = self.place.entry if self.place is not None else None
        if against is None and self.place is None and self.released is not None:
            against, blocking = against_the_departed(move.item, self.released), self.released
        if against is not None:
            code, record = against
            self.found.append(Contradiction(code, move.item, blocking, record, WAYS_OUT[code]))
        self._move(move.day, move.item, move.loan)

    def _move(self, day: date, item: Recorded, loan: Loan | None) -> None:  # noqa: C901 - a kind a case
        """Move him, whatever stands against it: the later mover wins."""
        event = item.event
        match event:  # the frequent kinds first
            case TransferCompleted():
                self._infer_before(event.from_club, day, item)
                self._join(event.to_club, day, item)
            case LoanAgreed() if loan is not None:
                self._infer_before(event.from_club, day, item)
                self._go((loan.lender, loan.borrower), day, item, loan=loan)
            case SquadBaselineRecorded():
                self._list(day, item, loan, event)
            case LoanEnded() | LoanRecalled() | LoanTerminatedEarly():
                self._come_back(day, item, loan, event)
            case OptionExercised() | ObligationTriggered():
                self._stay_for_good(day, item, loan, event)
            case PlayerReleased() | ContractTerminated() | PlayerRetired():
                self._infer_before(event.club, day, item)
                self._join(NoClub.WITHOUT_CLUB, day, item)
            case YouthPlayerPromoted() if not self._is_at(event.club, event.club):
                self._go((event.club, event.club), day, item)
            case PlayerRegistered():
                self._register(day, item, event)
            case PreContractSigned() if event.to_club is not None:
                self._infer_before(event.from_club, day, item)
                self._join(event.to_club, day, item)
                self._contract(event.to_club, event.until, day, item)
            case ContractBaselineRecorded() | ContractRenewed():
                self._contract(event.club, event.until, day, item)
            case ContractSigned():
                self._contract(event.to_club, event.until, day, item)
            case _:
                pass  # Acts on a loan were judged with the loan.

    # -- moving him -------------------------------------------------------------------------

    def _contract(self, club: str | None, until: date | None, day: date, item: Recorded) -> None:
        if club is not None and until is not None and until >= day:
            self.contracts[club] = _Contract(until, item)

    def _is_at(self, parent: str, club: str) -> bool:
        place = self.place
        return place is not None and place.parent == parent and place.club == club

    def _list(
        self, day: date, item: Recorded, loan: Loan | None, event: SquadBaselineRecorded
    ) -> None:
        parent = event.parent_club or event.club
        on_loan_there = self.place is not None and self.place.club == event.club
        if not self._is_at(parent, event.club) and not (on_loan_there and loan is None):
            self._go((parent, event.club), day, item, loan=loan)

    def _register(self, day: date, item: Recorded, event: PlayerRegistered) -> None:
        club = event.to_club
        if club is None or (self.place is not None and self.place.club == club):
            return
        self._infer_before(event.from_club, day, item)
        self._go((club, club), day, item)

    def _come_back(
        self,
        day: date,
        item: Recorded,
        loan: Loan | None,
        event: LoanEnded | LoanRecalled | LoanTerminatedEarly,
    ) -> None:
        place, lender = self.place, event.from_club
        if loan is not None:
            if place is not None and place.loan is loan:
                self._go((loan.lender, loan.lender), day, item)
            return  # otherwise another movement on record stands between
        if place is None and lender is not None:
            if event.to_club is not None:
                self._before(lender, event.to_club, day, item)
            self._go((lender, lender), day, item)
        elif place is not None and place.loan is not None and place.parent == lender:
            self._go((lender, lender), day, item)

    def _stay_for_good(
        self,
        day: date,
        item: Recorded,
        loan: Loan | None,
        event: OptionExercised | ObligationTriggered,
    ) -> None:
        place, borrower = self.place, event.to_club
        if loan is not None:
            if place is not None and place.loan is not loan and place.parent != loan.lender:
                return  # another movement on record stands between
            self._go((loan.borrower, loan.borrower), day, item)
        elif borrower is not None:
            if place is None and event.from_club is not None:
                self._before(event.from_club, borrower, day, item)
            self._go((borrower, borrower), day, item)

    def _infer_before(self, club: str | None, day: date, item: Recorded) -> None:
        """Where nothing on record says who held him, the move itself does, as inferred."""
        if club is None or club in (NoClub.UNKNOWN, NoClub.WITHOUT_CLUB):
            return
        if self.place is None:
            self._before(club, club, day, item)

    def _before(self, parent: str, club: str, day: date, item: Recorded) -> None:
        since = self.unknown_since
        if self.left is None and (since is None or since < day):
            self.place = Place(parent, club, None, since, "inferred", item)

    def _join(self, club: str, day: date, item: Recorded) -> None:
        match club:
            case NoClub.WITHOUT_CLUB:
                place = self.place
                self._leave(day, "recorded", item)
                self.left = place.parent if place is not None else club
                self.released = item
            case NoClub.UNKNOWN:
                self._leave(day, "recorded", item)
                self.left = self.released = None
                self.unknown_since = day
            case _:
                self._go((club, club), day, item)

    def _go(
        self,
        place: tuple[str, str],
        day: date,
        item: Recorded,
        how: How = "recorded",
        loan: Loan | None = None,
    ) -> None:
        """Put him at a place: whose player he is from this day on, and where he plays."""
        parent, club = place
        previous = self.place.parent if self.place is not None else None
        self._leave(day, how, item)
        self.left = self.released = None
        if parent != previous:
            contract = self.contracts.get(parent)
            if contract is not None and contract.until < day:
                del self.contracts[parent]
        self.place = Place(parent, club, loan, day, how, item)

    def _leave(self, day: date | None, how: How | None, item: Recorded | None) -> None:
        """End the spell that runs, if it lasted at all."""
        place = self.place
        self.place = None
        if place is None or (day is not None and place.since is not None and place.since >= day):
            return
        self.career.spells.append(
            Spell(
                place.parent,
                place.club,
                place.since,
                day,
                place.how,
                place.entry,
                how,
                item,
                place.loan,
            )
        )
