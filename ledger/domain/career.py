"""One player's career: who held him and where he played, on every day.

The fold is total: any subset of a person's entries gives exactly one timeline. Movements are
taken in the order (effective day, rank of the kind, position of the first entry of the amendment
chain, position); among one day's moves the one that starts where he is goes first. The later
mover wins, and what contradicts becomes a value beside the timeline. Loans and contracts end by
themselves, on an agenda, as inferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from ledger.domain.contradictions import Code, Contradiction
from ledger.domain.dates import FIRST_DAY
from ledger.domain.entry import Recorded
from ledger.domain.events import (
    ContractBaselineRecorded,
    ContractRenewed,
    ContractSigned,
    ContractTerminated,
    LoanAgreed,
    LoanEnded,
    LoanExtended,
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
    kinds_of,
)
from ledger.domain.loans import ONE_DAY, Loan, loans_with_acts
from ledger.domain.sources import FACTUAL
from ledger.domain.values import NoClub

CAREER_KINDS: Final = kinds_of("movements", "contracts")
How = Literal["recorded", "inferred"]

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


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of days with one holder: ``valid_from`` up to, not including, ``valid_to``.

    ``parent_club`` holds the contract, ``club`` is where he plays (None where that is unknown).
    ``how`` tells whether the spell's start is on record or worked out; ``entry`` is what started
    it, ``ended_by`` what ended it. ``valid_from`` None: since nobody knows when.
    """

    parent_club: str | None
    club: str | None
    valid_from: date | None
    valid_to: date | None
    how: How
    entry: Recorded
    ended_how: How | None = None
    ended_by: Recorded | None = None
    loan: Loan | None = None


@dataclass(slots=True)
class Career:
    """The whole timeline of one player, and what does not fit."""

    spells: list[Spell] = field(default_factory=list)
    loans: list[Loan] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)

    def on(self, day: date) -> Spell | None:
        """The spell of a day, if one is on record or inferred."""
        for spell in self.spells:
            after_start = spell.valid_from is None or spell.valid_from <= day
            if after_start and (spell.valid_to is None or day < spell.valid_to):
                return spell
        return None


def career(entries: Iterable[Recorded]) -> Career:
    """Fold a person's live entries, in any order, into the one timeline they give."""
    facts = [
        item
        for item in entries
        if item.entry.kind in CAREER_KINDS and item.entry.basis in FACTUAL
    ]
    return _Fold(facts).run()


@dataclass(slots=True)
class _Place:
    """Where he is while the fold walks the days."""

    parent: str | None
    club: str | None
    loan: Loan | None
    since: date | None
    how: How
    entry: Recorded

    @property
    def on_loan(self) -> bool:
        return self.loan is not None


_Move = tuple[date, int, int, int, Recorded, Loan | None]


class _Fold:
    """The walk itself. Only :func:`career` makes one."""

    def __init__(self, facts: Sequence[Recorded]) -> None:
        self.career = Career()
        self.found = self.career.contradictions
        self.place: _Place | None = None
        self.unknown_since: date | None = None
        self.left: str | None = None
        self.contracts: dict[str, tuple[date, Recorded]] = {}
        self.next = 0
        loans, strays = loans_with_acts(facts, self.found)
        self.career.loans = loans
        self.moves = sorted(_schedule(facts, loans, strays, self.found), key=lambda move: move[:4])

    def run(self) -> Career:
        moves = self.moves
        while True:
            due = self._agenda()
            day = moves[self.next][0] if self.next < len(moves) else None
            if due is not None and (day is None or due <= day):
                self._fall_due(due)
            elif day is None:
                break
            else:
                start = self.next
                while self.next < len(moves) and moves[self.next][0] == day:
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
        contract = self.contracts.get(place.parent) if place.parent is not None else None
        if contract is None:
            return loan_end
        contract_end = contract[0] + ONE_DAY
        if loan_end is not None and loan_end <= contract_end:
            return loan_end
        stays_on_loan = place.loan is not None and place.loan.expires_on is None
        return None if stays_on_loan else contract_end

    def _fall_due(self, day: date) -> None:
        """A loan or a contract ends by itself."""
        place = self.place
        assert place is not None  # noqa: S101 - the agenda is empty without a place
        loan = place.loan
        if loan is not None and loan.expires_on is not None and loan.expires_on <= day:
            owner = loan.borrower if loan.ends_in_purchase else loan.lender
            self._go(owner, owner, None, day, "inferred", loan.entry)
            return
        assert place.parent is not None  # noqa: S101 - only a parent club has a contract
        contract = self.contracts.pop(place.parent)
        if not self._still_there(place.parent):
            self._leave(day, "inferred", contract[1])
            self.left = place.parent

    def _still_there(self, parent: str) -> bool:
        """Whether the next record shows him still under contract: inference never blocks a fact."""
        for _, _, _, _, item, _ in self.moves[self.next :]:
            event = item.event
            match event:
                case ContractSigned():
                    if event.to_club == parent:
                        return True
                case ContractRenewed() | ContractBaselineRecorded():
                    if event.club == parent:
                        return True
                case TransferCompleted() | LoanAgreed():
                    return event.from_club == parent
                case PlayerReleased() | ContractTerminated():
                    return event.club == parent
                case _:
                    return False
        return False

    # -- one day's moves --------------------------------------------------------------------

    def _walk_day(self, moves: list[_Move]) -> None:
        waiting = list(moves)
        while waiting:
            chosen = next((move for move in waiting if self._starts_here(move)), waiting[0])
            waiting.remove(chosen)
            self._apply(chosen)

    def _starts_here(self, move: _Move) -> bool:
        """Whether the move starts where he is, so that nothing contradicts it."""
        return self._objection(move) is None

    def _objection(self, move: _Move) -> tuple[Code, str] | None:
        """What on record stands against a move: the code and the record's words."""
        _, _, _, _, item, loan = move
        event = item.event
        place = self.place
        match event:
            case SquadBaselineRecorded():
                return self._against_baseline(event)
            case LoanEnded() | LoanRecalled() | LoanTerminatedEarly():
                return self._against_return(loan, event.from_club, event.to_club)
            case OptionExercised() | ObligationTriggered():
                if loan is None:
                    return Code.NO_LOAN_ON_RECORD, self._no_loan()
                return self._against_return(loan, event.from_club, event.to_club)
            case TransferCompleted():
                return self._against_leaving(event.from_club, event.to_club)
            case LoanAgreed():
                return self._against_leaving(event.from_club, event.to_club, lends=True)
            case PlayerReleased() | ContractTerminated():
                return self._against_leaving(event.club, None)
            case YouthPlayerPromoted():
                return self._against_leaving(event.club, event.club)
            case PlayerRegistered():
                if place is None or place.club in (None, event.to_club):
                    return None
                return Code.REGISTERED_ELSEWHERE, self._whereabouts()
            case PreContractSigned():
                if event.from_club is None:
                    return None
                return self._against_leaving(event.from_club, event.to_club)
            case _:
                return None  # Contracts and retirement contradict no one's whereabouts.

    def _against_baseline(self, event: SquadBaselineRecorded) -> tuple[Code, str] | None:
        place = self.place
        if place is None or place.parent is None and place.club in (None, event.club):
            return None
        parent = event.parent_club or event.club
        if place.club == event.club and place.parent == parent:
            return None
        return Code.HELD_ELSEWHERE, self._whereabouts()

    def _against_return(
        self, loan: Loan | None, lender: str | None, borrower: str | None
    ) -> tuple[Code, str] | None:
        place = self.place
        if loan is None:
            if place is None:
                return None
            if place.parent == lender and place.club in (lender, borrower):
                return None
            return Code.NO_LOAN_ON_RECORD, self._no_loan()
        if place is None or place.loan is loan:
            return None
        if place.parent == loan.lender and place.club == loan.lender:
            return None  # the loan had ended by itself; this says the same or later
        return Code.HELD_ELSEWHERE, self._whereabouts()

    def _against_leaving(
        self, club: str | None, to_club: str | None, *, lends: bool = False
    ) -> tuple[Code, str] | None:
        place = self.place
        if place is None or place.parent is None or club in (None, NoClub.UNKNOWN):
            return None
        if place.parent != club:
            if place.club == club and place.on_loan:
                verb = "lend" if lends else "sell"
                return Code.NOT_THE_PARENT_CLUB, (
                    f"{{{club}}} have him on loan from {{{place.parent}}} and cannot {verb} him"
                )
            return Code.HELD_ELSEWHERE, self._whereabouts()
        if place.on_loan and not (to_club == place.club and not lends):
            code = Code.ALREADY_ON_LOAN if lends else Code.OUT_ON_LOAN
            return code, self._whereabouts()
        return None

    def _no_loan(self) -> str:
        where = f": {self._whereabouts()}" if self.place is not None else ""
        return f"there is no such loan on record{where}"

    def _whereabouts(self) -> str:
        place = self.place
        assert place is not None  # noqa: S101 - asked only about a place
        where = f"he is at {{{place.parent}}}"
        if place.loan is not None:
            until = place.loan.until.isoformat()
            where = f"he is on loan at {{{place.club}}} from {{{place.parent}}} until {until}"
        elif place.club != place.parent:
            where = f"he plays for {{{place.club}}}"
        since = f" since {place.since.isoformat()}" if place.since is not None else ""
        return where + since

    # -- moving him -------------------------------------------------------------------------

    def _apply(self, move: _Move) -> None:
        day, _, _, _, item, loan = move
        objection = self._objection(move)
        if objection is not None:
            code, record = objection
            against = self.place.entry if self.place is not None else None
            self.found.append(Contradiction(code, item, against, record, WAYS_OUT[code]))
        self._move(day, item, loan)

    def _move(self, day: date, item: Recorded, loan: Loan | None) -> None:  # noqa: C901, PLR0912
        event = item.event
        match event:
            case SquadBaselineRecorded():
                parent = event.parent_club or event.club
                if not self._is_at(parent, event.club):
                    self._go(parent, event.club, loan, day, "recorded", item)
                elif loan is not None and self.place is not None and self.place.loan is None:
                    self.place.loan = loan
            case LoanEnded() | LoanRecalled() | LoanTerminatedEarly():
                self._come_back(day, item, loan, event.from_club, event.to_club)
            case OptionExercised() | ObligationTriggered():
                self._stay_for_good(day, item, loan, event.from_club, event.to_club)
            case TransferCompleted():
                self._infer_before(event.from_club, day, item)
                self._join(event.to_club, day, item)
            case LoanAgreed():
                if loan is not None:
                    self._infer_before(event.from_club, day, item)
                    self._go(loan.lender, loan.borrower, loan, day, "recorded", item)
            case PlayerReleased() | ContractTerminated():
                self._infer_before(event.club, day, item)
                self._join(NoClub.WITHOUT_CLUB, day, item)
            case YouthPlayerPromoted():
                if not self._is_at(event.club, event.club):
                    self._go(event.club, event.club, None, day, "recorded", item)
            case PlayerRegistered():
                self._register(day, item, event)
            case PreContractSigned():
                self._infer_before(event.from_club, day, item)
                if event.to_club is not None:
                    self._join(event.to_club, day, item)
                if event.until is not None and event.to_club is not None:
                    self.contracts[event.to_club] = (event.until, item)
            case PlayerRetired():
                self._infer_before(event.club, day, item)
                self._join(NoClub.WITHOUT_CLUB, day, item)
            case ContractBaselineRecorded() | ContractRenewed():
                self._contract(event.club, event.until, day, item)
            case ContractSigned():
                if event.to_club is not None and event.until is not None:
                    self._contract(event.to_club, event.until, day, item)
            case _:
                pass  # Acts on a loan were judged with the loan.

    def _contract(self, club: str, until: date, day: date, item: Recorded) -> None:
        if until >= day:
            self.contracts[club] = (until, item)

    def _is_at(self, parent: str, club: str) -> bool:
        place = self.place
        return place is not None and place.parent == parent and place.club == club

    def _register(self, day: date, item: Recorded, event: PlayerRegistered) -> None:
        club = event.to_club
        if club is None or (self.place is not None and self.place.club == club):
            return
        self._infer_before(event.from_club, day, item)
        self._go(club, club, None, day, "recorded", item)

    def _come_back(
        self,
        day: date,
        item: Recorded,
        loan: Loan | None,
        lender: str | None,
        borrower: str | None,
    ) -> None:
        place = self.place
        if loan is not None:
            if place is not None and place.loan is loan:
                self._go(loan.lender, loan.lender, None, day, "recorded", item)
            return  # otherwise another movement on record stands between
        if place is None and lender is not None:
            if borrower is not None:
                self._before(lender, borrower, day, item)
            self._go(lender, lender, None, day, "recorded", item)
        elif place is not None and place.on_loan and place.parent == lender:
            self._go(lender, lender, None, day, "recorded", item)

    def _stay_for_good(
        self,
        day: date,
        item: Recorded,
        loan: Loan | None,
        lender: str | None,
        borrower: str | None,
    ) -> None:
        place = self.place
        if loan is not None:
            if place is not None and place.loan is not loan and place.parent != loan.lender:
                return  # another movement on record stands between
            self._go(loan.borrower, loan.borrower, None, day, "recorded", item)
        elif borrower is not None:
            if place is None and lender is not None:
                self._before(lender, borrower, day, item)
            self._go(borrower, borrower, None, day, "recorded", item)

    def _infer_before(self, club: str | None, day: date, item: Recorded) -> None:
        """Where nothing on record says who held him, the move itself does, as inferred."""
        if club is None or club in (NoClub.UNKNOWN, NoClub.WITHOUT_CLUB):
            return
        if self.place is None and self.left is None:
            self._before(club, club, day, item)

    def _before(self, parent: str, club: str, day: date, item: Recorded) -> None:
        since = self.unknown_since
        if since is None or since < day:
            self.place = _Place(parent, club, None, since, "inferred", item)

    def _join(self, club: str, day: date, item: Recorded) -> None:
        match club:
            case NoClub.WITHOUT_CLUB:
                place = self.place
                self._leave(day, "recorded", item)
                self.left = (place.parent if place is not None else None) or club
            case NoClub.UNKNOWN:
                self._leave(day, "recorded", item)
                self.left = None
                self.unknown_since = day
            case _:
                self._go(club, club, None, day, "recorded", item)

    def _go(
        self, parent: str, club: str, loan: Loan | None, day: date, how: How, item: Recorded
    ) -> None:
        previous = self.place.parent if self.place is not None else None
        self._leave(day, how, item)
        self.left = None
        if parent != previous:
            contract = self.contracts.get(parent)
            if contract is not None and contract[0] < day:
                del self.contracts[parent]
        self.place = _Place(parent, club, loan, day, how, item)

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
    Code.NO_LOAN_ON_RECORD: (
        "Record the loan first with its source, or record a permanent transfer."
    ),
}

_NO_LOAN: Final = Code.NO_LOAN_ON_RECORD


def _schedule(
    facts: Sequence[Recorded],
    loans: Sequence[Loan],
    strays: Sequence[Recorded],
    found: list[Contradiction],
) -> Iterable[_Move]:
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
            found.append(Contradiction(_NO_LOAN, item, None, record, WAYS_OUT[_NO_LOAN]))
        elif item.entry.kind in RANKS and not _converted(item):
            day = item.day + ONE_DAY if isinstance(item.event, LoanEnded) else item.day
            yield _move(item, day, None)


def _converted(item: Recorded) -> bool:
    return isinstance(item.event, LoanEnded) and item.event.cause == "converted"


def _move(item: Recorded, day: date, loan: Loan | None) -> _Move:
    return (max(day, FIRST_DAY), RANKS[item.entry.kind], item.first_position, item.position, item, loan)
