"""Loan slots counted by stretches are those counted day by day; who is passed over has no flag."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.book import live
from ledger.domain.dates import ONE_DAY
from ledger.domain.entry import Entry, Recorded
from ledger.domain.events import LoanAgreed
from ledger.domain.flags import FLAGGING_KINDS, flags_of
from ledger.domain.references import clubs_named
from ledger.domain.regulations.rules import Rulebook
from ledger.domain.regulations.rules.parameters import InternationalLoans
from ledger.queries.flags.loan_counts import RULE, Lent, count_on, turning_days
from ledger.queries.flags.market import Person

from .worlds import histories, written

FIRST = date(2024, 7, 1)
DAYS = 60
PACK = Rulebook().on(RULE, FIRST, InternationalLoans)
assert PACK is not None
LIMITS = PACK.parameters
LOAN = Recorded(
    Entry(subject="player:x", event=LoanAgreed(from_club="a", to_club="b")),
    1, 1, datetime(2026, 1, 1, tzinfo=UTC), None, 1,
)  # fmt: skip


@st.composite
def loans(draw: st.DrawFn) -> Lent:
    days = sorted(draw(st.lists(st.integers(-10, DAYS + 10), min_size=4, max_size=4)))
    first, begun, ending, over = (FIRST + timedelta(days=day) for day in days)
    known = st.sampled_from([True, False, None])
    return Lent(
        player=f"player-{draw(st.integers(1, 8))}",
        lender="a",
        borrower="b",
        first=first,
        certain_from=begun,
        certain_to=ending,
        over_on=over,
        abroad=draw(known),
        young=draw(known),
        trained=draw(known),
        entry=LOAN,
        until_assumed=False,
    )


@given(st.lists(loans(), max_size=12))
def test_the_count_changes_only_on_turning_days(lent: list[Lent]) -> None:
    last = FIRST + timedelta(days=DAYS)
    turning = turning_days(lent, FIRST, last)
    standing = count_on(lent, FIRST, LIMITS)
    for day in (FIRST + timedelta(days=number) for number in range(DAYS + 1)):
        if day in turning:
            standing = count_on(lent, day, LIMITS)
        assert count_on(lent, day, LIMITS) == standing


@given(st.lists(loans(), max_size=12), st.integers(0, DAYS))
def test_what_is_certain_is_possible_and_nobody_counts_twice(lent: list[Lent], after: int) -> None:
    count = count_on(lent, FIRST + timedelta(days=after), LIMITS)
    certain = {one.player for one in count.certain}
    possible = [one.player for one in count.possible]
    assert certain <= set(possible)
    assert len(possible) == len(set(possible))


@given(loans())
def test_knowing_more_only_settles_what_was_open(one: Lent) -> None:
    """Whatever the unknown turns out to be, what counted for certain still does, or did not."""
    if one.counts(LIMITS) is None:
        return
    for field in ("abroad", "young", "trained"):
        if getattr(one, field) is None:
            settled = [replace(one, **cast("Any", {field: known})) for known in (True, False)]
            assert {other.counts(LIMITS) for other in settled} == {one.counts(LIMITS)}


@given(histories())
def test_nobody_is_flagged_by_his_own_entries_without_one_of_the_kinds_that_can(
    entries: list[Entry],
) -> None:
    alive = [item for item in live(written(entries)) if item.entry.kind not in FLAGGING_KINDS]
    person = Person("pau", alive)
    assert all(one.hard for one in person.career.contradictions)
    assert list(flags_of(alive, person.career)) == []


@given(histories())
def test_nothing_of_a_career_changes_after_the_last_day_it_is_known_until(
    entries: list[Entry],
) -> None:
    person = Person("pau", live(written(entries)))
    for spell in person.career.spells:
        days = [spell.valid_from, spell.valid_to]
        days += [spell.loan.until + ONE_DAY] if spell.loan is not None else []
        assert all(day <= person.known_until + ONE_DAY for day in days if day is not None)


@given(histories())
def test_nobody_was_at_a_club_that_no_fact_of_his_names(entries: list[Entry]) -> None:
    person = Person("pau", live(written(entries)))
    named = {club for item in person.facts for club in clubs_named(item.event)}
    assert {f"club:{spell.club}" for spell in person.career.spells if spell.club} <= named
