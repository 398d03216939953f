"""Three ids of one man, merged and parted at random: answers stay, and rebuilding changes none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import ledger
from ledger.application import Ledger
from ledger.domain.entry import Entry, EntryCorrected, Recorded
from ledger.domain.errors import Ambiguous, Malformed, Refused
from ledger.domain.events import (
    ClubRegisteredInLedger,
    EntitiesMerged,
    MergeReverted,
    PlayerRegisteredInLedger,
    SourceRegistered,
)
from ledger.domain.identity import LEDGER, identities
from ledger.domain.sources import Evidence
from ledger.projections.base import History
from ledger.projections.spells import fold as fold_spells
from ledger.queries.earlier import as_of
from ledger.queries.persons import recorded

from .test_answers import Rows, dumped, few, tables, ticking
from .worlds import CLUBS, SOURCE, drafts, histories, movements, written

IDS = ("player:pau", "player:pau-2", "player:pau-3")
EVERY = (*IDS, *(f"club:{club}" for club in CLUBS))
_who = st.sampled_from(IDS)
_steps = st.lists(
    st.one_of(
        st.tuples(_who, drafts(movements)),
        st.tuples(_who, drafts()),
        st.tuples(st.just("merge"), st.permutations(IDS).map(lambda order: order[:2])),
        st.tuples(st.just("merge"), st.just(("club:ajax", "club:celtic"))),
        st.tuples(st.just("revert"), st.integers(0, 3)),
        st.tuples(st.just("void"), st.integers(0, 30)),
    ),
    min_size=3,
    max_size=12,
)


@contextmanager
def opened() -> Iterator[Ledger]:
    with ledger.open(":memory:", clock=ticking()) as book:
        book.record(
            [
                *(Entry(subject=who, event=PlayerRegisteredInLedger(name=who)) for who in IDS),
                *(
                    Entry(subject=f"club:{club}", event=ClubRegisteredInLedger(name=club))
                    for club in CLUBS
                ),
                Entry(subject=f"source:{SOURCE}", event=SourceRegistered(name="The Gazette")),
            ]
        )
        yield book


def play(book: Ledger, what: str, which: Any) -> None:
    """One step of a history; what makes no sense is refused and changes nothing."""
    size = book.head().position
    try:
        match what:
            case "merge":
                survivor, merged = which
                event = EntitiesMerged(survivor=survivor, merged=merged)
                book.record(Entry(subject=LEDGER, event=event))
            case "revert":
                merges = [i for i in book.entries(LEDGER) if isinstance(i.event, EntitiesMerged)]
                if merges:
                    target = merges[which % len(merges)].entry_id
                    event_ = MergeReverted(target=target, reason="two men")
                    book.record(Entry(subject=LEDGER, event=event_))
            case "void":
                every = list(book.entries(LEDGER)) or list(book.entries(IDS[1]))
                book.void(every[which % len(every)].entry_id, reason="mistyped")
            case subject:
                book.record(which.model_copy(update={"subject": subject}), policy="flag")
    except (Refused, Malformed, Ambiguous):
        assert book.head().position == size


def answered(book: Ledger, position: int) -> Rows:
    with as_of(book.store, EVERY, position=position) as connection:
        return dumped(connection)


@few
@given(_steps)
def test_an_answer_at_a_position_never_changes_whoever_is_merged_later(steps: list[Any]) -> None:
    with opened() as book:
        answers: dict[int, Rows] = {}
        for what, which in steps:
            play(book, what, which)
            position = book.head().position
            answers.setdefault(position, answered(book, position))
        for position, answer in answers.items():
            assert answered(book, position) == answer


@few
@given(_steps, st.lists(st.booleans(), min_size=12, max_size=12))
def test_live_equals_rebuilt_whoever_is_merged(steps: list[Any], catches_up: list[bool]) -> None:
    with opened() as book:
        for (what, which), now in zip(steps, catches_up, strict=False):
            play(book, what, which)
            if now:
                book.catch_up()
        book.catch_up()
        live = tables(book)
        head = book.rebuild()
        assert tables(book) == live
        at_the_end = answered(book, head)
        for name in ("spells", "deals", "dealings", "terms", "discrepancies"):
            assert at_the_end[name] == live[name], name


@few
@given(_steps)
def test_every_id_leads_to_one_survivor_that_leads_nowhere_else(steps: list[Any]) -> None:
    with opened() as book:
        for what, which in steps:
            play(book, what, which)
        known = identities([recorded(one) for one in book.store.stream([LEDGER])])
        for who in EVERY:
            survivor, *merged = known.members(who)
            assert known.person_of(survivor) == survivor
            assert who in (survivor, *merged)
            assert {known.members(one) for one in merged} <= {known.members(who)}


def _under(item: Recorded, subject: str, source: str) -> Recorded:
    """The entry in another stream, told by that stream's source, a replacement as well."""
    told = {"evidence": (Evidence(source=source),)}
    event = item.event
    if isinstance(event, EntryCorrected):
        mended = event.replacement.model_copy(update=told)
        event = event.model_copy(update={"replacement": mended})
    entry = item.entry.model_copy(update={"subject": subject, "event": event, **told})
    return replace(item, entry=entry)


@given(histories(max_size=10), st.lists(st.integers(0, 2), min_size=20, max_size=20))
def test_a_merged_man_has_the_career_of_one_with_all_his_entries(
    entries: list[Entry], whose: list[int]
) -> None:
    """Each id has a source of its own, since what one source tells twice is told of two moves."""
    book = written(entries)
    ids = dict(zip((item.entry_id for item in book), whose, strict=False))
    of = {item.entry_id: ids[_root(item, book)] for item in book}
    merged = [_under(i, IDS[of[i.entry_id]], f"source-{of[i.entry_id]}") for i in book]
    alone = [_under(i, IDS[0], f"source-{of[i.entry_id]}") for i in book]
    assert list(fold_spells(History(IDS[0], merged))) == list(fold_spells(History(IDS[0], alone)))


def _root(item: Recorded, book: list[Recorded]) -> Any:
    """The entry at the end of a chain of amendments: they stand in its stream."""
    target = getattr(item.event, "target", None)
    if target is None:
        return item.entry_id
    return _root(next(other for other in book if other.entry_id == target), book)
