"""Where he is, and how each movement takes him from there to somewhere else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from ledger.domain.career.timeline import Career, How, Place, Spell
from ledger.domain.dates import ONE_DAY
from ledger.domain.entry import Recorded
from ledger.domain.events import (
    BuyBackExercised,
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
from ledger.domain.loans import Loan
from ledger.domain.regulations.windows import season_end, season_start
from ledger.domain.values import NoClub

LONGEST_WINDOW: Final = timedelta(days=100)
"""A move so long after a season's end is no longer one between two seasons."""


class Contract(NamedTuple):
    """Until which day a club has him under contract, and the entry that says so."""

    until: date
    entry: Recorded


class Whereabouts:
    """Where a player is while the fold walks his days; each movement takes him on.

    ``aside`` is the loan on record that goes on while he was sighted elsewhere; ``appeared`` says
    that nobody knew where he was before he was sighted here; ``told_on`` is the last day on which
    anything told that he is where he is.
    """

    def __init__(self) -> None:
        self.career = Career()
        self.found = self.career.contradictions
        self.place: Place | None = None
        self.told_on: date | None = None
        self.unknown_since: date | None = None
        self.left: str | None = None
        self.released: Recorded | None = None
        self.aside: Loan | None = None
        self.appeared = False
        self.contracts: dict[str, Contract] = {}

    def move(self, day: date, item: Recorded, loan: Loan | None) -> None:  # noqa: C901, PLR0912 - a kind a case
        """Move him, whatever stands against it: the later mover wins."""
        event = item.entry.event
        match event:  # the frequent kinds first
            case TransferCompleted():
                self._infer_before(event.from_club, day, item)
                self._join(event.to_club, day, item)
            case LoanAgreed() if loan is not None:
                self._infer_before(event.from_club, day, item)
                self.go((loan.lender, loan.borrower), day, item, loan=loan)
            case SquadBaselineRecorded():
                self._list(day, item, loan, event)
            case LoanEnded() | LoanRecalled() | LoanTerminatedEarly():
                self._come_back(day, item, loan, event)
            case OptionExercised() | ObligationTriggered():
                self._stay_for_good(day, item, loan, event)
            case PlayerReleased() | ContractTerminated() | PlayerRetired():
                self._infer_before(event.club, day, item)
                self._join(NoClub.WITHOUT_CLUB, day, item)
            case YouthPlayerPromoted() if not self.is_at(event.club, event.club):
                self.go((event.club, event.club), day, item)
            case PlayerRegistered():
                self._register(day, item, event)
            case BuyBackExercised() if event.to_club is not None:
                self._infer_before(event.from_club, day, item)
                self._join(event.to_club, day, item)
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
            self.contracts[club] = Contract(until, item)
        if self.place is not None and self.place.parent == club:
            self.told_on = day

    def is_at(self, parent: str, club: str) -> bool:
        """Whether this club holds him and he plays for that one."""
        place = self.place
        return place is not None and place.parent == parent and place.club == club

    def _list(
        self, day: date, item: Recorded, loan: Loan | None, event: SquadBaselineRecorded
    ) -> None:
        parent = event.parent_club or event.club
        on_loan_there = self.place is not None and self.place.club == event.club
        if not self.is_at(parent, event.club) and not (on_loan_there and loan is None):
            self.go((parent, event.club), day, item, loan=loan)
        self.told_on = day

    def _register(self, day: date, item: Recorded, event: PlayerRegistered) -> None:
        club = event.to_club
        if club is None or (self.place is not None and self.place.club == club):
            return
        self._infer_before(event.from_club, day, item)
        self.go((club, club), day, item)

    def _come_back(
        self,
        day: date,
        item: Recorded,
        loan: Loan | None,
        event: LoanEnded | LoanRecalled | LoanTerminatedEarly,
    ) -> None:
        place, lender = self.place, event.from_club
        if loan is not None:
            if place is not None and (place.loan is loan or place.how == "sighted"):
                self.go((loan.lender, loan.lender), day, item)
            return  # otherwise another movement on record stands between
        if place is None and lender is not None:
            if event.to_club is not None:
                self._before(lender, event.to_club, day, item)
            self.go((lender, lender), day, item)
        elif place is not None and lender is not None:
            on_loan = place.loan is not None and place.parent == lender
            if on_loan or (place.how == "sighted" and place.club != lender):
                self.go((lender, lender), day, item)

    def _stay_for_good(
        self,
        day: date,
        item: Recorded,
        loan: Loan | None,
        event: OptionExercised | ObligationTriggered,
    ) -> None:
        place, borrower = self.place, event.to_club
        if loan is not None:
            elsewhere = place is not None and place.how != "sighted" and place.loan is not loan
            if place is not None and elsewhere and place.parent != loan.lender:
                return  # another movement on record stands between
            self.go((loan.borrower, loan.borrower), day, item)
        elif borrower is not None:
            if place is None and event.from_club is not None:
                self._before(event.from_club, borrower, day, item)
            self.go((borrower, borrower), day, item)

    def _infer_before(self, club: str | None, day: date, item: Recorded) -> None:
        """Where nothing on record says who held him, the move itself does, as inferred."""
        if club is None or club in (NoClub.UNKNOWN, NoClub.WITHOUT_CLUB):
            return
        if self.place is None:
            self._before(club, club, day, item)
        elif self.appeared and self.place.club == club:
            self._back_to_the_beginning(self.place, item)
        elif club not in (self.place.parent, self.place.club):
            self._cut_short(club, day, item)

    def _cut_short(self, club: str, day: date, item: Recorded) -> None:
        """A move from elsewhere: he had left before, untold, and was at that club last.

        The old spell is certain to the end of the season in which anything told of it, and the new
        one from the start of the season that ran before the window of the move; between them nobody
        knows.
        """
        place = self.place
        if place is None or place.loan is not None or place.since is None or self.told_on is None:
            return
        certain_to = season_end(max(place.since, self.told_on)) + ONE_DAY
        if certain_to < day:
            since = max(certain_to, season_start(day - LONGEST_WINDOW))
            self.leave(certain_to, "inferred", item)
            self.place = Place(club, club, None, since, "inferred", item)

    def _back_to_the_beginning(self, place: Place, item: Recorded) -> None:
        """A move from where he was first seen: he was there before he was seen, too."""
        self.appeared = False
        since, seen = self.unknown_since, place.since
        if seen is not None and (since is None or since < seen):
            self.career.spells.append(
                Spell(place.club, place.club, since, seen, "inferred", item, "sighted", place.entry)
            )

    def _before(self, parent: str, club: str, day: date, item: Recorded) -> None:
        since = self.unknown_since
        if self.left is None and (since is None or since < day):
            self.place = Place(parent, club, None, since, "inferred", item)

    def _join(self, club: str, day: date, item: Recorded) -> None:
        match club:
            case NoClub.WITHOUT_CLUB:
                place = self.place
                self.leave(day, "recorded", item)
                self.left = place.parent if place is not None else club
                self.released = item
            case NoClub.UNKNOWN:
                self.leave(day, "recorded", item)
                self.left = self.released = None
                self.unknown_since = day
            case _:
                self.go((club, club), day, item)

    def go(
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
        self.leave(day, how, item)
        self.left = self.released = None
        if parent != previous:
            contract = self.contracts.get(parent)
            if contract is not None and contract.until < day:
                del self.contracts[parent]
        self.place = Place(parent, club, loan, day, how, item)
        self.told_on = day

    def leave(self, day: date | None, how: How | None, item: Recorded | None) -> None:
        """End the spell that runs, if it lasted at all."""
        place = self.place
        self.place = self.aside = None
        self.appeared = False
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
