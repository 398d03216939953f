"""Sightings among moves: whatever was seen, one timeline, and the same however it is folded."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.book import live
from ledger.domain.career import CAREER_KINDS, career
from ledger.domain.entry import Entry, Recorded
from ledger.domain.events import LoanAgreed, LoanEnded, PlayerSighted, TransferCompleted
from ledger.domain.sources import Basis
from ledger.domain.values import UncertainDate
from ledger.projections.base import History, over_time, slices

from .test_fold import check_timeline, told
from .worlds import PLAYER, clubs, histories, numbered, pairs, written

FIRST = date(2017, 7, 1)
SUMMERS = ("2017-07-01/2017-08-31", "2018-07-01/2018-08-31")
WINTERS = ("2018-01-03/2018-01-31", "2019-01-03/2019-01-31")
match_days = st.integers(0, 800).map(lambda days: FIRST + timedelta(days=days))
windows = st.sampled_from([(text, f"{text[:4]}-summer") for text in SUMMERS]) | st.sampled_from(
    [(text, f"{text[:4]}-winter") for text in WINTERS]
)


def _entry(event: Any, on: str | date, published: date | None = None) -> Entry:
    when = UncertainDate.parse(on) if isinstance(on, str) else UncertainDate.of(on)
    return Entry(
        subject=PLAYER,
        event=event,
        occurred_on=when,
        published_at=UncertainDate.of(published) if published else None,
        basis=Basis.LISTED,
    )


_sightings = st.builds(
    lambda club, day: _entry(PlayerSighted(club=club), day, day), clubs, match_days
)
_moves = st.builds(
    lambda pair, window: _entry(TransferCompleted(**pair, window=window[1]), window[0]),
    pairs,
    windows,
)
_loans = st.builds(
    lambda pair, window: _entry(LoanAgreed(**pair, window=window[1]), window[0]), pairs, windows
)
_ends = st.builds(lambda pair, day: _entry(LoanEnded(**pair), day), pairs, match_days)


@st.composite
def seasons(draw: st.DrawFn) -> list[Entry]:
    """Moves told by windows with matches between them, in any order of recording."""
    entries = draw(st.lists(_moves | _loans | _loans | _ends, max_size=5))
    entries += draw(st.lists(_sightings, max_size=12))
    entries = draw(st.permutations(entries))
    return [one.model_copy(update={"entry_id": numbered(i)}) for i, one in enumerate(entries)]


@given(seasons())
def test_any_sightings_give_one_timeline(entries: list[Entry]) -> None:
    check_timeline(career(written(entries)))


@given(seasons(), st.randoms(use_true_random=False))
def test_the_order_of_recording_sightings_does_not_matter(
    entries: list[Entry], random: Random
) -> None:
    seen = [entry for entry in entries if isinstance(entry.event, PlayerSighted)]
    moves = [entry for entry in entries if not isinstance(entry.event, PlayerSighted)]
    shuffled = list(seen)
    random.shuffle(shuffled)
    assert places(written([*moves, *seen])) == places(written([*shuffled, *moves]))


def places(book: list[Recorded]) -> list[tuple[Any, ...]]:
    return [(s.parent_club, s.club, s.valid_from, s.valid_to, s.how) for s in career(book).spells]


@given(histories() | seasons())
def test_a_career_that_is_not_folded_again_is_the_one_folding_again_would_give(
    entries: list[Entry],
) -> None:
    history = History(PLAYER, written(entries))
    relevant = [item for item in live(history.recorded) if item.entry.kind in CAREER_KINDS]
    again = [(known.known_from, [told(career(known.entries))]) for known in slices(relevant)]
    kept = [(known.known_from, [told(folded)]) for known, folded in history.careers]
    assert by_moment(kept) == by_moment(again)


def by_moment(states: list[tuple[int, list[tuple[Any, ...]]]]) -> list[str]:
    """What stood from when to when."""
    return sorted(map(repr, over_time((at, [(repr(row),) for row in rows]) for at, rows in states)))


@given(seasons())
def test_where_he_was_seen_there_he_is_unless_two_clubs_say_so(entries: list[Entry]) -> None:
    timeline = career(written(entries))
    days: dict[date, set[str]] = {}
    moving = {spell.valid_from for spell in timeline.spells}
    for entry in entries:
        if isinstance(entry.event, PlayerSighted) and entry.occurred_on is not None:
            days.setdefault(entry.occurred_on.first_day, set()).add(entry.event.club)
    for day, seen in days.items():
        spell = timeline.on(day)
        assert spell is not None
        if day not in moving:  # on the day of a move either club may field him
            assert spell.club in seen
