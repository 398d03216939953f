"""What would follow is what follows: a fork answers as the ledger does once it is recorded."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from hypothesis import given, settings

import ledger
from ledger.application import Ledger
from ledger.domain.entry import Entry
from ledger.domain.errors import Malformed, Refused
from ledger.domain.events import (
    ClubRegisteredInLedger,
    PlayerRegisteredInLedger,
    SourceRegistered,
)

from .worlds import CLUBS, EXAMPLES, NOW, PLAYER, SOURCE, histories, numbered

few = settings(max_examples=max(12, EXAMPLES // 5))
"""Each example opens two ledgers."""


def opened() -> Ledger:
    book = ledger.open(":memory:", clock=lambda: NOW + timedelta(days=1))
    named: list[tuple[str, Any]] = [
        (PLAYER, PlayerRegisteredInLedger(name="Pau", position="forward")),
        *((f"club:{club}", ClubRegisteredInLedger(name=club.title())) for club in CLUBS),
        (f"source:{SOURCE}", SourceRegistered(name="The Gazette")),
    ]
    book.record(
        [
            Entry(subject=subject, event=event, entry_id=numbered(9000 + index))
            for index, (subject, event) in enumerate(named)
        ]
    )
    return book


def attempted(book: Ledger, entry: Entry) -> str | None:
    """Record, or the sentence that refuses it."""
    try:
        book.record(entry)
    except (Refused, Malformed) as error:
        return str(error)
    return None


def answers(book: Any) -> str:
    """All that a fork can be asked of this world, as one text."""
    said: dict[str, Any] = {"player": book.player("pau").to_dicts()}
    said["deals"] = book.deals().to_dicts()
    for club in CLUBS[:2]:
        said[f"squad {club}"] = book.squad(club, on="2024-07-01").to_dicts()
        said[f"expected {club}"] = book.expected_squad(club, on="2027-07-01").to_dicts()
    said["dealings"] = book.dealings(CLUBS[0]).to_dicts()
    return json.dumps(said, sort_keys=True)


def asked(book: Any) -> tuple[str | None, str | None]:
    """The answers, or the sentence that refuses them."""
    try:
        return answers(book), None
    except (Refused, Malformed) as error:
        return None, str(error)


@few
@given(histories(max_size=6))
def test_a_fork_answers_as_the_ledger_does_once_it_is_recorded(entries: list[Entry]) -> None:
    """Reports, facts, corrections and voids alike; what is refused is refused in the same words."""
    *before, supposed = entries
    with opened() as forked, opened() as written:
        for entry in before:
            assert attempted(forked, entry) == attempted(written, entry)
        head = forked.head()
        answer, refusal = asked(forked.assuming(supposed))
        assert attempted(written, supposed) == refusal
        if refusal is None:
            assert answer == answers(written)
        assert forked.head() == head
