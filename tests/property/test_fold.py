"""The fold is total: whatever stands in the book gives exactly one timeline."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.domain.admission import contradictions
from ledger.domain.book import live
from ledger.domain.career import Career, career
from ledger.domain.career.walk import Walk
from ledger.domain.claims import claims
from ledger.domain.dates import UncertainDate
from ledger.domain.deal import deals
from ledger.domain.entry import Entry, Recorded
from ledger.domain.sources import Basis

from .worlds import DAYS, drafts, histories, movements, numbered, written


def check_timeline(timeline: Career) -> None:
    """Spells are half-open, not empty, in order, and never two at once."""
    ended: date | None = None
    for index, spell in enumerate(timeline.spells):
        if index:
            assert ended is not None, "a spell after one without an end"
            assert spell.valid_from is not None
            assert ended <= spell.valid_from, "two squads on one day"
        if spell.valid_from is not None and spell.valid_to is not None:
            assert spell.valid_from < spell.valid_to, "an empty spell"
        ended = spell.valid_to


@given(histories())
def test_any_history_gives_one_timeline(entries: list[Entry]) -> None:
    alive = live(written(entries))
    check_timeline(career(alive))
    for deal in deals(alive).values():
        assert deal.headline
        claims(deal.entries)
    contradictions(written(entries))


@given(histories(), st.data())
def test_any_part_of_a_history_gives_one_timeline(
    entries: list[Entry], data: st.DataObject
) -> None:
    book = written(entries)
    kept = data.draw(st.lists(st.booleans(), min_size=len(book), max_size=len(book)))
    part = [item for item, keep in zip(book, kept, strict=True) if keep]
    alive = live(part)
    check_timeline(career(alive))
    for deal in deals(alive).values():
        claims(deal.entries)


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_entries_are_handed_to_the_fold_does_not_matter(
    entries: list[Entry], random: Random
) -> None:
    alive = live(written(entries))
    shuffled = list(alive)
    random.shuffle(shuffled)
    assert told(career(shuffled)) == told(career(alive))


@given(
    st.lists(st.tuples(movements, st.sampled_from(DAYS)), max_size=8, unique_by=lambda m: m[1]),
    st.randoms(use_true_random=False),
)
def test_where_no_two_days_are_the_same_the_order_of_arrival_does_not_matter(
    moves: list[tuple[Any, date]], random: Random
) -> None:
    entries = [
        _plain(event, day, numbered(index))
        for index, (event, day) in enumerate(moves)
        if getattr(event, "effective_on", None) is None
    ]
    arrived = list(entries)
    random.shuffle(arrived)
    effective = [move.day for move in Walk(written(entries, with_deals=False)).moves]
    assume(len(set(effective)) == len(effective))
    one, other = written(entries, with_deals=False), written(arrived, with_deals=False)
    assert told(career(one)) == told(career(other))


def _plain(event: Any, day: date, entry_id: UUID) -> Entry:
    return Entry.model_construct(
        event=event,
        occurred_on=UncertainDate.of(day),
        published_at=None,
        basis=Basis.OFFICIAL,
        evidence=(),
        assumed=(),
        batch=None,
        note=None,
        deal=None,
        entry_id=entry_id,
        subject="player:pau",
    )


def told(timeline: Career) -> tuple[object, ...]:
    """A career as plain values, entries by their ids."""

    def name(item: Recorded | None) -> UUID | None:
        return item.entry_id if item is not None else None

    return (
        [
            (s.parent_club, s.club, s.valid_from, s.valid_to, s.how, name(s.entry), s.ended_how,
             name(s.ended_by), s.loan is not None)
            for s in timeline.spells
        ],
        sorted((c.code, name(c.entry), name(c.against)) for c in timeline.contradictions),
    )  # fmt: skip


@given(drafts(movements))
def test_only_official_and_listed_entries_move_a_player(entry: Entry) -> None:
    reported = entry.model_copy(update={"basis": Basis.REPORTED})
    assert career(written([reported])).spells == []
