"""What was stored once is read for ever. Lines are added to the golden book, never changed."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest

from ledger.domain.entry import EVENTS, TIMELESS_KINDS, UnknownEvent, decode, encode
from ledger.domain.events import GROUPS
from ledger.domain.shape import check_shape

LINES = Path(__file__).with_name("version-1.ndjson").read_bytes().splitlines()
KINDS = [json.loads(line)["event"]["kind"] for line in LINES]
BOOK = dict(zip(KINDS, LINES, strict=True))
_STREAMS = {
    "NeedReported": "club:juventus",
    "ClubRegisteredInLedger": "club:ac-milan",
    "SourceRegistered": "source:juventus",
    "SourceGraded": "source:il-bianconero",
    "SeasonCovered": "club:juventus",
    "WindowDefined": "window:ITA-2025-winter",
    "WindowAmended": "window:ITA-2025-winter",
}


def test_every_kind_has_one_line() -> None:
    assert sorted(KINDS) == sorted(EVENTS)


def test_there_are_sixty_four_kinds() -> None:
    assert len(LINES) == 64


def test_every_kind_belongs_to_a_group_or_to_the_book() -> None:
    grouped = {event.__name__ for group in GROUPS.values() for event in group}
    assert grouped | {"EntryCorrected", "EntryVoided"} == set(EVENTS)
    assert set(EVENTS) >= TIMELESS_KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_stored_line_is_read_and_written_back_byte_for_byte(kind: str) -> None:
    subject = _STREAMS.get(kind, "player:pierre-kalulu")
    entry = decode(BOOK[kind], subject=subject, entry_id=UUID(int=1), kind=kind, deal=None)
    assert type(entry.event) is EVENTS[kind]
    assert not isinstance(entry.event, UnknownEvent)
    check_shape(entry)
    assert encode(entry) == BOOK[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_stands_in_its_line(kind: str) -> None:
    written = set(json.loads(BOOK[kind])["event"])
    elsewhere = {"unnamed"}  # players without a name stand in a club's stream
    linked = {"from_club", "to_club", "window"}
    assert set(EVENTS[kind].model_fields) - elsewhere - linked <= written
