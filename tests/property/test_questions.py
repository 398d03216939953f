"""What answers promise: the same moment, the same words, whatever is recorded later, and where."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ledger
from ledger.application import Ledger
from ledger.domain.book import live
from ledger.domain.career import Spell, career
from ledger.domain.entry import Entry
from ledger.domain.events import (
    ClubRegisteredInLedger,
    PlayerRegisteredInLedger,
    SourceRegistered,
)
from ledger.queries.answers import flat
from ledger.queries.replay.moves import Move, moves_between

from .test_answers import opened, ticking, write
from .worlds import (
    CLUBS,
    DAYS,
    EXAMPLES,
    PLAYER,
    SOURCE,
    histories,
    numbered,
    written,
)

few = settings(max_examples=max(8, EXAMPLES // 6))
"""Every example asks many questions."""
MOMENTS: tuple[dict[str, Any], ...] = ({}, {"on": "2024-08-20", "known_at": "2024-07-01"})


def told(book: Ledger, player: str = "pau", **at: Any) -> str:
    """Every question about one player and two clubs at a moment, as one canonical text."""
    said: dict[str, Any] = {}
    for club in CLUBS[:2]:
        said[f"squad {club}"] = [
            row for row in book.squad(club, **at).to_dicts() if row["player_id"] == player
        ]
    said["player"] = book.player(player, **at).to_dicts()
    deals = book.deals(player=player, **at)
    said["deals"] = deals.to_dicts()
    for deal in deals:
        said[f"claims {deal.deal}"] = [flat(row) for row in book.claims(deal.deal, **at).items]
    said["log"] = book.log(player, **at).to_dicts()
    said["book"] = book.amendments(player, **at).to_dicts()
    for clock in ("known", "recorded"):
        replay = book.replay(player=player, clock=clock, **at)
        said[f"replay {clock}"] = replay.to_dicts()
        said[f"totals {clock}"] = replay.totals.to_dict()
    replay = book.replay("2024-summer", club=CLUBS[0], **at)
    said["window"] = [row for row in replay.to_dicts() if row["player_id"] == player]
    said["sources"] = book.sources(**at).to_dicts()
    said["tips"] = [row for row in book.tips(**at).to_dicts() if row["player_id"] == player]
    said["calibration"] = book.calibration(**at).to_dicts()
    said["meta"] = deals.meta.to_dict()
    return json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)


def asked(book: Ledger, position: int) -> list[str]:
    """The answers at a position: of its own moment, and with football days and knowledge apart."""
    return [told(book, position=position, **moment) for moment in MOMENTS]


@few
@given(histories(max_size=6), st.sampled_from(("refuse", "flag")))
def test_an_answer_never_changes_whatever_is_recorded_later(
    entries: list[Entry], policy: str
) -> None:
    with opened() as book:
        answers: dict[int, list[str]] = {}
        for entry in entries:
            write(book, entry, policy)
            position = book.head().position
            if position % 3 == 0 or entry is entries[-1]:
                answers.setdefault(position, asked(book, position))
        for position, answer in answers.items():
            assert asked(book, position) == answer


@few
@given(histories(max_size=7), st.sampled_from(("refuse", "flag")))
def test_the_entries_up_to_the_head_say_what_the_read_models_say(
    entries: list[Entry], policy: str
) -> None:
    with opened() as book:
        for entry in entries:
            write(book, entry, policy)
        head = book.head().position
        at = {"on": "2024-08-20", "known_at": "2026-12-31"}
        assert told(book, **at) == told(book, position=head, **at)


@few
@given(histories(max_size=10))
def test_the_moves_of_a_replay_lead_from_nowhere_to_where_he_is(entries: list[Entry]) -> None:
    with opened() as book:
        for entry in entries:
            write(book, entry, "flag")
        spells = career(live(list(book.entries(PLAYER)))).spells
        for clock in ("known", "recorded"):
            moves = book.replay(player="pau", clock=clock).moves
            for day in DAYS:
                there = Counter[tuple[str, str | None]]()
                for move in moves:
                    if (move.from_day or "") <= day.isoformat() <= (move.to_day or "9999"):
                        step = 1 if move.change == "joins" else -1
                        there[move.club_id, move.parent_club_id] += step
                assert +there == _place(spells, day)
                assert not -there


def _place(spells: list[Spell], day: date) -> Counter[tuple[str, str | None]]:
    return Counter(
        (spell.club, spell.parent_club)
        for spell in spells
        if spell.club is not None
        and (spell.valid_from is None or spell.valid_from <= day)
        and (spell.valid_to is None or day < spell.valid_to)
    )


@given(histories(), histories())
def test_the_moves_between_two_timelines_make_one_of_the_other(
    earlier: list[Entry], later: list[Entry]
) -> None:
    was, now = career(live(written(earlier))).spells, career(live(written(later))).spells
    moves = moves_between(was, now)
    for day in DAYS:
        there = _place(was, day)
        for move in moves:
            if _covers(move, day):
                assert move.change == "joins" or there[move.club, move.parent_club] == 1
                there[move.club, move.parent_club] += 1 if move.change == "joins" else -1
        assert +there == _place(now, day)
    assert moves_between(was, was) == []


def _covers(move: Move, day: date) -> bool:
    begun = move.from_day is None or move.from_day <= day
    return begun and (move.to_day is None or day <= move.to_day)


@pytest.fixture
def pair(postgres_url: str) -> Iterator[tuple[Ledger, Ledger]]:
    with (
        ledger.open(":memory:", clock=ticking()) as sqlite,
        ledger.open(postgres_url, clock=ticking()) as postgres,
    ):
        for book in (sqlite, postgres):
            clubs = [
                Entry(subject=f"club:{club}", event=ClubRegisteredInLedger(name=club.title()),
                      entry_id=numbered(9002 + index))
                for index, club in enumerate(CLUBS)
            ]  # fmt: skip
            gazette = Entry(
                subject=f"source:{SOURCE}",
                event=SourceRegistered(name="The Gazette"),
                entry_id=numbered(9100),
            )
            book.record([*clubs, gazette])
        yield sqlite, postgres


@pytest.mark.postgres
def test_both_databases_say_the_same_byte_for_byte(pair: tuple[Ledger, Ledger]) -> None:
    players = count()

    @settings(
        max_examples=max(6, EXAMPLES // 8), suppress_health_check=list(HealthCheck), database=None
    )
    @given(histories(max_size=6), st.sampled_from(("refuse", "flag")))
    def the_same_history_of_a_new_player(entries: list[Entry], policy: str) -> None:
        number = next(players)
        player = f"pau-{number}"
        first = Entry(
            subject=f"player:{player}",
            event=PlayerRegisteredInLedger(name=f"Pau {number}"),
            entry_id=numbered(20_000 + number),
        )
        own = [first, *(_of_another(entry, player, number) for entry in entries)]
        for entry in own:
            refused = [write(book, entry, policy) for book in pair]
            assert [str(error) for error in refused[:1]] == [str(error) for error in refused[1:]]
        sqlite, postgres = pair
        middle = (sqlite.head().position + sqlite.head().position - len(own)) // 2
        assert sqlite.head() == postgres.head()
        for at in ({"position": middle}, *({**moment} for moment in MOMENTS)):
            assert _told(sqlite, player, number, at) == _told(postgres, player, number, at)

    the_same_history_of_a_new_player()


def _told(book: Ledger, player: str, number: int, at: dict[str, Any]) -> str:
    known = book.entry(numbered(20_000 + number)).position
    position = at.get("position")
    return told(book, player, **({**at, "position": max(known, position)} if position else at))


def _of_another(entry: Entry, player: str, number: int) -> Entry:
    """The same entry about another player, with ids of its own."""
    assert entry.entry_id is not None
    shift = 100_000 * (number + 1)
    event: Any = entry.event
    if "target" in type(event).model_fields:
        target = numbered(event.target.int - 1 + shift)
        event = event.model_copy(update={"target": target})
    moved = numbered(entry.entry_id.int - 1 + shift)
    return entry.model_copy(
        update={"subject": f"player:{player}", "event": event, "entry_id": moved}
    )
