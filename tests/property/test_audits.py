"""What audits promise: a copy raises nothing, and an answer at its moment never changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from unit.facts import place

from ledger.application import Ledger
from ledger.domain.entry import Entry
from ledger.domain.errors import NotFound
from ledger.domain.events import RumourReported
from ledger.domain.sources import Basis, Evidence, Role
from ledger.queries.corroboration import Corroboration, corroborate, tellings

from .test_answers import few, opened, write
from .worlds import PLAYER, histories

SOURCES = [f"s{number}" for number in range(6)]
OUTLETS = {"s4": "s5"}


@st.composite
def reports(draw: st.DrawFn, cites: int = 0) -> Entry:
    """A report of the same thing, by one of a few sources who cite each other."""
    source = draw(st.sampled_from(SOURCES))
    others = [one for one in SOURCES if OUTLETS.get(one, one) != OUTLETS.get(source, source)]
    cited = draw(st.lists(st.sampled_from(others), min_size=cites, max_size=2, unique=True))
    role = draw(st.sampled_from([None, Role.CITATION])) if cited else None
    day = draw(st.integers(1, 9))
    return Entry(
        subject="player:marco-ferri",
        event=RumourReported(from_club="empoli", to_club="lecce"),
        published_at=f"2024-07-0{day}",  # type: ignore[arg-type]
        basis=Basis.REPORTED,
        evidence=(Evidence(source=source, cites=tuple(cited), role=role),),
    )


def counted(entries: Sequence[Entry]) -> Corroboration:
    book: list[Any] = []
    for entry in entries:
        book.append(place(book, entry))
    return corroborate(tellings(book), OUTLETS, frozenset())


@given(st.lists(reports(), min_size=1, max_size=8), reports(cites=1))
def test_who_only_cites_sources_that_told_it_raises_nothing(
    entries: list[Entry], copy: Entry
) -> None:
    told = {OUTLETS.get(e.source, e.source) for one in entries for e in one.evidence}
    cited = {OUTLETS.get(who, who) for who in copy.evidence[0].cites}
    before, after = counted(entries), counted([*entries, copy])
    if cited <= told:
        assert len(after.origins) <= len(before.origins)


@given(st.lists(reports(), min_size=1, max_size=8))
def test_what_is_told_has_an_origin_and_no_more_than_who_tell_it_or_are_cited(
    entries: list[Entry],
) -> None:
    found = counted(entries)
    voices = {
        OUTLETS.get(who, who)
        for one in entries
        for e in one.evidence
        for who in (e.source, *e.cites)
    }
    assert found.origins
    assert set(found.origins) <= voices
    assert 0 <= found.copies <= found.reports == len(entries)


@given(st.lists(reports(), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_recording_makes_no_origin_of_a_copy(
    entries: list[Entry], random: Any
) -> None:
    days = [entry.published_at for entry in entries]
    if len(set(days)) == len(days):
        shuffled = random.sample(entries, len(entries))
        assert counted(shuffled).origins == counted(entries).origins


def audited(book: Ledger, position: int) -> list[object]:
    """Everything an auditor can ask of the player at a place in the book."""
    days = ("2024-08-15", "2025-07-15")
    answers: list[object] = [
        book.why(PLAYER, on=day, known_at=day, position=position) for day in days
    ]
    for deal in book.deals(player=PLAYER, position=position):
        moment: Any = {"on": "2025-07-15", "position": position}
        answers.append(book.claims(deal.deal, **moment))
        answers.append(book.evidence(deal.deal, **moment))
        try:
            answers.append(book.diff_deal(deal.deal, "2024-08-15", "2025-07-15", position=position))
        except NotFound:
            answers.append(None)
    for club in {deal.to_club_id for deal in book.deals(player=PLAYER, position=position)}:
        moment = {"known_at": "2026-01-01", "position": position}
        answers.append(book.diff_squad(club, "2024-08-15", "2025-07-15", **moment))
    return answers


@few
@given(histories(max_size=4), st.sampled_from(("refuse", "flag")))
def test_an_audit_at_a_position_never_changes(entries: list[Entry], policy: str) -> None:
    with opened() as book:
        answers: dict[int, list[object]] = {}
        for entry in entries:
            write(book, entry, policy)
            position = book.head().position
            if position not in answers:
                answers[position] = audited(book, position)
        for position, answer in answers.items():
            assert audited(book, position) == answer


@few
@given(histories(max_size=8), st.sampled_from(("refuse", "flag")))
def test_the_chain_leads_to_where_he_is(entries: list[Entry], policy: str) -> None:
    with opened() as book:
        for entry in entries:
            write(book, entry, policy)
        for day in ("2024-01-15", "2024-09-15", "2025-02-15", "2025-08-15"):
            found = book.why(PLAYER, on=day)
            moves = [row for row in found.chain if row.what in ("move", "end")]
            if found.state.club is None:
                assert not moves or moves[-1].what == "end" or "not told" in moves[-1].effect
            else:
                assert moves[-1].what == "move"
                assert moves[-1].effect.startswith(f"at {found.state.club}")
                assert moves[-1].entry == found.state.entry
