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
BOOK = list(zip(KINDS, LINES, strict=True))
_STREAMS = {
    "NeedReported": "club:juventus",
    "ClubRegisteredInLedger": "club:ac-milan",
    "SourceRegistered": "source:juventus",
    "SourceGraded": "source:il-bianconero",
    "SeasonCovered": "club:juventus",
    "OwnershipDeclared": "club:salernitana",
    "RivalryDeclared": "club:juventus",
    "RulePackAdopted": "ledger",
    "SquadListSubmitted": "club:juventus",
    "SquadListAmended": "club:juventus",
    "WindowDefined": "window:ITA-2025-winter",
    "WindowAmended": "window:ITA-2025-winter",
    "EntitiesMerged": "ledger",
    "MergeReverted": "ledger",
    "EntitiesToldApart": "ledger",
    "IdentityDoubted": "ledger",
}


def test_every_kind_has_a_line() -> None:
    """And another one where a later version added fields."""
    assert set(KINDS) == set(EVENTS)


def test_no_kind_and_no_line_was_ever_taken_away() -> None:
    assert (len(EVENTS), len(LINES)) == (77, 81)


def test_every_kind_belongs_to_a_group_or_to_the_book() -> None:
    grouped = {event.__name__ for group in GROUPS.values() for event in group}
    assert grouped | {"EntryCorrected", "EntryVoided"} == set(EVENTS)
    assert set(EVENTS) >= TIMELESS_KINDS


@pytest.mark.parametrize(("kind", "line"), BOOK)
def test_a_stored_line_is_read_and_written_back_byte_for_byte(kind: str, line: bytes) -> None:
    subject = _STREAMS.get(kind, "player:pierre-kalulu")
    entry = decode(line, subject=subject, entry_id=UUID(int=1), kind=kind, deal=None)
    assert type(entry.event) is EVENTS[kind]
    assert not isinstance(entry.event, UnknownEvent)
    check_shape(entry)
    assert encode(entry) == line


@pytest.mark.parametrize("kind", EVENTS)
def test_every_field_of_a_kind_stands_in_its_lines(kind: str) -> None:
    lines = [json.loads(line)["event"] for which, line in BOOK if which == kind]
    written = {field for event in lines for field in event}
    elsewhere = {"unnamed"}  # players without a name stand in a club's stream
    linked = {"from_club", "to_club", "window"}
    assert set(EVENTS[kind].model_fields) - elsewhere - linked <= written
