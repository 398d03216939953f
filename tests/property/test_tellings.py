"""What several sources tell of one world gives one world, in whatever order it is recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.admission import deal_for, provisional
from ledger.domain.career import career
from ledger.domain.claims import Status, claims
from ledger.domain.dates import UncertainDate
from ledger.domain.deal import deals
from ledger.domain.entry import Entry, Recorded
from ledger.domain.events import (
    LoanAgreed,
    LoanEnded,
    PlayerReleased,
    SquadBaselineRecorded,
    TransferCompleted,
)
from ledger.domain.sources import Basis, Evidence
from ledger.domain.values import Fee, Money, NoClub
from ledger.projections.base import History
from ledger.projections.dealings import fold as fold_dealings

from .worlds import CLUBS, PLAYER

PERIODS = tuple(
    window
    for year in range(2015, 2019)
    for window in (
        (f"{year}-summer", date(year, 7, 1), date(year, 8, 31)),
        (f"{year + 1}-winter", date(year + 1, 1, 1), date(year + 1, 1, 31)),
    )
)
SOURCES = ("d2ski", "eordo", "ewenme")
NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)
Step = tuple[str, int, int]
"""What happens in a window: the sort of move, which club it goes to, how far into the window."""


class Fact(NamedTuple):
    """One move of the world, as one who knows all would tell it."""

    event: Any
    day: date
    window: tuple[str, date, date] | None


def world(steps: list[Step], *, repeating: bool) -> list[Fact]:
    """A career of moves, one a window; a loan ends with its season."""
    engaging: set[str] = set()
    at: str | None = CLUBS[0]
    facts: list[Fact] = []
    back: date | None = None
    for window, (sort, goal, days) in zip(PERIODS, steps, strict=False):
        if back is not None and back > window[1]:
            continue
        day = window[1] + timedelta(days=days)
        other = [club for club in CLUBS if club != at][goal]
        if not repeating and other in engaging and sort != "release":
            continue
        if at is None or sort == "sale":
            fee = Fee(fixed=Money.exact(1 + goal))
            start = at or NoClub.WITHOUT_CLUB
            event: Any = TransferCompleted(from_club=start, to_club=other, fee=fee)
            facts.append(Fact(event, day, window))
            at = other
            engaging.add(other)
        elif sort == "release":
            facts.append(Fact(PlayerReleased(club=at), day, window))
            at = None
        elif sort == "loan":
            year = window[1].year + (window[1].month > 1)
            back = date(year, 6, 30)
            engaging.add(other)
            parties: dict[str, Any] = {"from_club": at, "to_club": other}
            facts.append(Fact(LoanAgreed(**parties, until=back), day, window))
            facts.append(Fact(LoanEnded(**parties), back, None))
    return facts


def told_by(source: str, fact: Fact, *, exactly: bool) -> Entry:
    """What a source tells of a fact: on its day, or only in which window."""
    event, when = fact.event, UncertainDate.of(fact.day)
    if fact.window is not None and not exactly:
        event = event.model_copy(update={"window": fact.window[0]})
        when = UncertainDate.of(fact.window[1], fact.window[2])
    return Entry(
        subject=PLAYER,
        event=event,
        occurred_on=when,
        published_at=UncertainDate.of(max(when.last_day, fact.day)),
        basis=Basis.OFFICIAL if source in CLUBS else Basis.LISTED,
        evidence=(Evidence(source=source),),
    )


@st.composite
def tellings(draw: st.DrawFn, *, repeating: bool = True) -> list[Entry]:
    """Every fact told by one to three databases and perhaps a club."""
    step = st.tuples(
        st.sampled_from(("sale", "loan", "release", "stay")),
        st.integers(0, 2),
        st.integers(0, 20),
    )
    facts = world(draw(st.lists(step, min_size=1, max_size=len(PERIODS))), repeating=repeating)
    entries = [
        Entry(
            subject=PLAYER,
            event=SquadBaselineRecorded(club=CLUBS[0]),
            occurred_on=UncertainDate.of(date(2015, 6, 1)),
            published_at=UncertainDate.of(date(2015, 6, 1)),
            basis=Basis.LISTED,
            evidence=(Evidence(source=SOURCES[0]),),
        )
    ]
    # A source that tells days tells all of them; who tells a move varies.
    exact = {source: draw(st.booleans()) for source in SOURCES}
    for fact in facts:
        voices = draw(st.sets(st.sampled_from(SOURCES), min_size=1))
        entries += [told_by(voice, fact, exactly=exact[voice]) for voice in sorted(voices)]
        if draw(st.booleans()):
            entries.append(told_by(CLUBS[0], fact, exactly=True))
    return entries


def recorded(entries: list[Entry]) -> list[Recorded]:
    """The entries as a bulk records them in this order, each in the deal it joins or opens."""
    book: list[Recorded] = []
    for index, entry in enumerate(entries):
        identified = entry.model_copy(update={"entry_id": UUID(int=index + 1)})
        at = NOW + timedelta(hours=index)
        item = provisional(identified, after=book, recorded_at=at)
        used = {other.entry.deal for other in book if other.entry.deal is not None}
        name = deal_for(identified, item, deals(book), "pau", used=used, latest=True)
        placed = identified.model_copy(update={"deal": name})
        book.append(provisional(placed, after=book, recorded_at=at))
    return book


def spells_of(book: list[Recorded]) -> list[tuple[Any, ...]]:
    folded = career(book)
    assert folded.contradictions == []
    return [
        (s.parent_club, s.club, s.valid_from, s.valid_to, s.how, s.ended_how, s.entry.event)
        for s in folded.spells
    ]


def deals_of(book: list[Recorded]) -> list[tuple[Any, ...]]:
    found = []
    for states in History(PLAYER, book).deals.values():
        latest = states[-1].deal
        fees = [
            claim.value
            for claim in claims(latest.entries)
            if claim.status is Status.STANDS and claim.term in ("fee", "loan fee")
        ]
        outcome = latest.outcome.official
        day = outcome.entry.day if outcome is not None else None
        found.append(
            (latest.from_club or "", latest.to_club, latest.opened_on, latest.move, latest.window,
             latest.state, day, fees, len(latest.entries))
        )  # fmt: skip
    return sorted(found, key=str)


def dealings_of(book: list[Recorded]) -> list[tuple[Any, ...]]:
    rows = fold_dealings(History(PLAYER, book))
    now = 2**62
    return sorted((row[2:8] for row in rows if row[-1] == now), key=str)


def same_world(entries: list[Entry], otherwise: list[Entry]) -> None:
    one, other = recorded(entries), recorded(otherwise)
    assert spells_of(other) == spells_of(one)
    assert deals_of(other) == deals_of(one)
    assert dealings_of(other) == dealings_of(one)


@given(tellings(), st.randoms(use_true_random=False))
def test_the_order_of_import_of_several_sources_does_not_matter(
    entries: list[Entry], random: Random
) -> None:
    queues: dict[str, list[Entry]] = {}
    for entry in entries:
        queues.setdefault(entry.evidence[0].source, []).append(entry)
    woven = []
    while queues:
        source = random.choice(sorted(queues))
        woven.append(queues[source].pop(0))
        queues = {name: queue for name, queue in queues.items() if queue}
    same_world(entries, woven)


@given(tellings(repeating=False), st.randoms(use_true_random=False))
def test_where_no_two_clubs_deal_twice_any_order_of_recording_gives_the_same(
    entries: list[Entry], random: Random
) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)
    same_world(entries, shuffled)


@given(tellings())
def test_each_move_is_one_deal_however_many_tell_it(entries: list[Entry]) -> None:
    book = recorded(entries)
    moves = {
        (item.event.from_club, item.event.to_club, item.day.year, item.day.month < 6)
        for item in book
        if isinstance(item.event, LoanAgreed | TransferCompleted)
    }
    assert len(deals_of(book)) == len(moves)
