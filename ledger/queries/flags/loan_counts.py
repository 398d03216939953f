"""How many international loans a club has on each day: for certain, and at most.

A loan counts if it leads across a border and is not exempt. Where an association, a date of birth
or where a player was trained is not on record, it only may count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from ledger.domain.career.timeline import Spell
from ledger.domain.career.uncertain import interval
from ledger.domain.dates import ONE_DAY, years_later
from ledger.domain.entry import Recorded
from ledger.domain.regulations.rules.parameters import InternationalLoans
from ledger.domain.regulations.windows import season_end
from ledger.queries.flags.market import Market, Person

Direction = Literal["out", "in"]
DIRECTIONS: Final[tuple[Direction, Direction]] = ("out", "in")
RULE: Final = "international-loans"
_LENDING: Final = frozenset({"LoanAgreed", "SquadBaselineRecorded"})
"""The kinds that put a player on loan."""
DAYS_A_MONTH: Final = 30.4375
"""The mean month of the calendar, by which months at a club are added up."""


@dataclass(frozen=True, slots=True)
class Lent:
    """One stretch of one loan: who lends whom to whom, and on which days.

    It lasted from some day between ``first`` and ``certain_from`` to some day before ``certain_to``
    or ``over_on``. ``abroad`` says whether it leads across a border, ``exempt`` whether it is freed
    from the count; None where nobody knows.
    """

    player: str
    lender: str
    borrower: str
    first: date
    certain_from: date
    certain_to: date
    over_on: date
    abroad: bool | None
    young: bool | None
    trained: bool | None
    entry: Recorded
    until_assumed: bool

    def counts(self, rule: InternationalLoans) -> bool | None:
        """Whether it counts against the limits: yes, no, or perhaps."""
        if self.abroad is False:
            return False
        exempt = self._exempt(rule)
        if exempt is True:
            return False
        return True if self.abroad and exempt is False else None

    def _exempt(self, rule: InternationalLoans) -> bool | None:
        both = (self.young, self.trained)
        if rule.exempt == "and":
            return False if False in both else (True if both == (True, True) else None)
        return True if True in both else (False if both == (False, False) else None)

    def other(self, direction: Direction) -> str:
        """The club on the far side."""
        return self.borrower if direction == "out" else self.lender


def loans_of(market: Market) -> Iterator[Lent]:
    """Every loan of the people at hand that may lead across a border, since there is a limit."""
    for person in lent_since_limits(market):
        for spell in person.career.spells:
            if spell.loan is not None and spell.club is not None:
                abroad = market.across_borders(spell.loan.lender, spell.loan.borrower)
                if abroad is not False:
                    yield _lent(market, person, spell, abroad)


def lent_since_limits(market: Market) -> Iterator[Person]:
    """Everybody of whom a loan may have run since loans are limited.

    The careers of all who left the game before need no fold.
    """
    since = market.rulebook.packs(RULE)[0].since
    for person in market.having(_LENDING):
        if person.goes_on(since):
            yield person


def _lent(market: Market, person: Person, spell: Spell, abroad: bool | None) -> Lent:  # noqa: FBT001
    loan = spell.loan
    assert loan is not None  # noqa: S101 - the caller has looked
    start = spell.valid_from or loan.start
    end = spell.valid_to or loan.until + ONE_DAY
    began = interval(spell.entry)
    ended = interval(spell.ended_by) if spell.ended_by is not None else None
    loose_start = began if began and spell.how == "recorded" else (start, start)
    loose_end = ended if ended and spell.ended_how == "recorded" else (end, end)
    pack = market.rulebook.on(RULE, start, InternationalLoans)
    young = trained = None
    if pack is not None:
        rule = pack.parameters
        young = _young(person, start, rule)
        trained = trained_at(market, person, loan.lender, start, rule)
    return Lent(
        player=person.id,
        lender=loan.lender,
        borrower=loan.borrower,
        first=min(start, loose_start[0]),
        certain_from=max(start, loose_start[1]),
        certain_to=min(end, loose_end[0]),
        over_on=max(end, loose_end[1]),
        abroad=abroad,
        young=young,
        trained=trained,
        entry=loan.entry,
        until_assumed=loan.until_assumed,
    )


def _young(person: Person, start: date, rule: InternationalLoans) -> bool | None:
    """Whether the loan began before the end of the season of that birthday."""
    born = person.born
    if born is None:
        return None
    ends = [
        season_end(years_later(day, rule.young_until)) for day in (born.first_day, born.last_day)
    ]
    if start <= ends[0]:
        return True
    return None if start <= ends[1] else False


def trained_at(
    market: Market, person: Person, club: str, by: date, rule: InternationalLoans
) -> bool | None:
    """Whether a player was at a club for three years of his youth; None where it is open.

    Days of which the record does not say where he was may have been spent there.
    """
    born = person.born
    if born is None:
        return None
    first = years_later(born.first_day, rule.trained_from_age)
    last = min(season_end(years_later(born.last_day, rule.trained_until_age)), by)
    if last <= first:
        return None
    main = market.main(club)
    here = elsewhere = 0
    for spell in person.career.spells:
        if spell.club is None or spell.valid_from is None:
            continue
        days = (min(spell.valid_to or last, last) - max(spell.valid_from, first)).days
        if days > 0 and market.main(spell.club) == main:
            here += days
        elif days > 0:
            elsewhere += days
    needed = rule.trained_months * DAYS_A_MONTH
    if here >= needed:
        return True
    return False if (last - first).days - elsewhere < needed else None


class Count(NamedTuple):
    """How many loans there are on a day, for certain and at most, and which."""

    certain: tuple[Lent, ...]
    possible: tuple[Lent, ...]


def count_on(loans: Iterable[Lent], day: date, rule: InternationalLoans) -> Count:
    """The loans that count on a day; the possible ones include the certain."""
    certain: dict[str, Lent] = {}
    possible: dict[str, Lent] = {}
    for one in loans:
        counts = one.counts(rule)
        if counts is False or not one.first <= day < one.over_on:
            continue
        possible.setdefault(one.player, one)
        if counts and one.certain_from <= day < one.certain_to:
            certain.setdefault(one.player, one)
    return Count(tuple(certain.values()), tuple(possible.values()))


def turning_days(loans: Sequence[Lent], first: date, last: date) -> list[date]:
    """The days between two days on which the count may change, the first of them included."""
    found = {first}
    for one in loans:
        edges = (one.first, one.certain_from, one.certain_to, one.over_on)
        found.update(day for day in edges if first <= day <= last)
    return sorted(found)
