"""The walk through a career's days that makes its spells."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from operator import itemgetter
from typing import Final

from ledger.domain.career.buy_backs import judge_buy_backs
from ledger.domain.career.moving import Whereabouts
from ledger.domain.career.objections import (
    WAYS_OUT,
    Objection,
    against_sighting,
    against_the_departed,
    objection,
)
from ledger.domain.career.prolonged import prolong
from ledger.domain.career.schedule import SIGHTED, Move, awaits_another, schedule, still_there
from ledger.domain.career.timeline import Career
from ledger.domain.career.uncertain import narrowed, sightings
from ledger.domain.contradictions import Code, Contradiction
from ledger.domain.dates import ONE_DAY
from ledger.domain.entry import Recorded
from ledger.domain.events import PlayerSighted
from ledger.domain.loans import Loan, loans_with_acts

_ORDER: Final = itemgetter(0, 1, 2, 3)
"""Moves are compared by their first four fields."""


class Walk(Whereabouts):
    """One walk through all movements, day by day. Only :func:`career` makes one."""

    def __init__(self, facts: Sequence[Recorded]) -> None:
        super().__init__()
        self.next = 0
        seen = sightings(facts)
        if seen:
            facts = narrowed(facts, seen)
        loans, strays = loans_with_acts(facts, self.found)
        self.career.loans = loans
        judge_buy_backs(facts, loans, self.found)
        self.moves = sorted(schedule(facts, loans, strays, self.found), key=_ORDER)
        if seen:
            prolong(loans, seen, self.moves)

    def run(self) -> Career:
        """Take every movement and everything that falls due by itself, in the order of days."""
        moves, last = self.moves, len(self.moves)
        while True:
            due = self._agenda()
            start = self.next
            day = moves[start].day if start < last else None
            if due is not None and (day is None or due <= day):
                self._fall_due(due)
            elif day is None:
                break
            else:
                self.next += 1
                while self.next < last and moves[self.next].day == day:
                    self.next += 1
                self._walk_day(moves[start : self.next])
        self.leave(None, None, None)
        return self.career

    # -- the agenda -------------------------------------------------------------------------

    def _agenda(self) -> date | None:
        """The next day on which something happens by itself."""
        place = self.place
        if place is None:
            return None
        loan = place.loan or self.aside
        loan_end = loan.expires_on if loan is not None else None
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
        loan = place.loan or self.aside
        if loan is not None and loan.expires_on is not None and loan.expires_on <= day:
            owner = loan.borrower if self._stays_with(loan) else loan.lender
            self.aside = None
            if place.loan is not None or not self.is_at(owner, owner):
                self.go((owner, owner), day, loan.entry, "inferred")
            return
        contract = self.contracts.pop(place.parent)
        if not still_there(self.moves[self.next :], place.parent, place.club):
            self.leave(day, "inferred", contract.entry)
            self.left = place.parent

    def _stays_with(self, loan: Loan) -> bool:
        """Whether the borrower keeps him: by duty, or since his next move starts from there.

        An end that nobody told is no reason to have him back at the lender in between.
        """
        if loan.ends_in_purchase:
            return True
        if not loan.until_assumed:
            return False
        coming = (move for move in self.moves[self.next :] if move.rank != SIGHTED)
        return still_there(coming, loan.borrower, loan.borrower)

    # -- one day's moves --------------------------------------------------------------------

    def _walk_day(self, moves: list[Move]) -> None:
        """Take one day's moves, first those that start where he is; then who saw him elsewhere."""
        if len(moves) == 1 and moves[0].rank != SIGHTED:
            self._apply(moves[0])  # On most days there is one.
            return
        waiting = [move for move in moves if move.rank != SIGHTED]
        today = {self._club()}
        while len(waiting) > 1:
            ready = [move for move in waiting if not awaits_another(move, waiting)]
            chosen = next((move for move in ready if self._starts_here(move)), ready[0])
            waiting.remove(chosen)
            self._apply(chosen)
            today |= self._clubs_on(chosen.day)
        if waiting:
            self._apply(waiting[0])
            today |= self._clubs_on(waiting[0].day)
        if moves[-1].rank == SIGHTED:
            self._see([move for move in moves if move.rank == SIGHTED], today)

    def _starts_here(self, move: Move) -> bool:
        return objection(self.place, move.item, move.loan) is None

    def _apply(self, move: Move) -> None:
        """Let a move take him on, and note what stands against it."""
        place = self.place
        if place is not None and place.how == "sighted":
            place = None  # that he was seen here says nothing of who holds him
        against = objection(place, move.item, move.loan)
        blocking = place.entry if place is not None else None
        if against is None and self.place is None and self.released is not None:
            against, blocking = against_the_departed(move.item, self.released), self.released
        if against is not None:
            self._note(against, move.item, blocking)
        self.move(move.day, move.item, move.loan)

    def _clubs_on(self, day: date) -> set[str | None]:
        """The clubs where the day's last move found him and where it left him."""
        ended = self.career.spells[-1:]
        return {self._club(), *(spell.club for spell in ended if spell.valid_to == day)}

    def _note(self, against: Objection, item: Recorded, blocking: Recorded | None) -> None:
        code, record = against
        self.found.append(Contradiction(code, item, blocking, record, WAYS_OUT[code]))

    # -- sightings --------------------------------------------------------------------------

    def _club(self) -> str | None:
        return self.place.club if self.place is not None else None

    def _see(self, seen: Sequence[Move], today: AbstractSet[str | None]) -> None:
        """Compare where he was seen with where he is; what was the case today is confirmed."""
        clubs = {
            move.item.event.club: move
            for move in reversed(seen)
            if isinstance(move.item.event, PlayerSighted)
        }
        sure = next((move for club, move in clubs.items() if club == self._club()), None)
        if sure is not None:
            self.told_on = sure.day
        for club, move in sorted(clubs.items()):
            if club in today:
                continue
            if sure is not None:
                record = f"he was sighted at {{{self._club()}}} on the same day"
                self._note((Code.SIGHTED_ELSEWHERE, record), move.item, sure.item)
                continue
            against = against_sighting(self.place, club, self.released)
            if against is not None:
                self._note(against[0], move.item, against[1])
            self._sight(club, move)
            sure = move

    def _sight(self, club: str, move: Move) -> None:
        """Put him where he was seen; a loan on record goes on beside it until its end."""
        running = self.place.loan or self.aside if self.place is not None else None
        nobody_knew = self.place is None and self.left is None
        if running is not None and running.borrower == club:
            self.go((running.lender, club), move.day, move.item, "sighted", running)
            return
        self.go((club, club), move.day, move.item, "sighted")
        self.aside, self.appeared = running, nobody_knew
