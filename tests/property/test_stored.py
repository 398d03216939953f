"""What is written is read back as it was, whatever the models allow."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.domain.entry import (
    EVENTS,
    Content,
    Entry,
    EntryCorrected,
    UnknownEvent,
    decode,
    encode,
)
from ledger.domain.events import Event, PlayerReturned, RumourReported
from ledger.domain.sources import Evidence
from ledger.domain.terms import Terms
from ledger.domain.values import Fee, Money, UncertainDate

from .models import made, moneys, uncertain_dates
from .worlds import EXAMPLES

ID = UUID(int=7)
SUBJECT = "player:pau"


def read(body: bytes, kind: str) -> Entry:
    return decode(body, subject=SUBJECT, entry_id=ID, kind=kind, deal=None)


def entry_of(event: Event, **around: Any) -> Entry:
    return Entry(event=event, subject=SUBJECT, entry_id=ID, **around)  # type: ignore[arg-type]


_contents = st.builds(Content, event=made(RumourReported), published_at=st.none() | uncertain_dates)
_around = st.fixed_dictionaries(
    {},
    optional={
        "occurred_on": uncertain_dates,
        "published_at": uncertain_dates,
        "evidence": st.tuples(made(Evidence)),
        "batch": st.uuids(),
        "note": st.just("“Fatto”, così"),
    },
)


@pytest.mark.parametrize("kind", sorted(EVENTS))
@settings(max_examples=max(15, EXAMPLES // 4))
@given(st.data())
def test_every_kind_is_read_back_as_it_was_written(kind: str, data: st.DataObject) -> None:
    if kind == "EntryCorrected":
        event: Event = EntryCorrected(
            target=ID, replacement=data.draw(_contents), reason="mistyped"
        )
    else:
        event = data.draw(made(EVENTS[kind]))
    entry = entry_of(event, **data.draw(_around))
    body = encode(entry)
    again = read(body, kind)
    assert again == entry
    assert encode(again) == body


@given(made(RumourReported), st.sampled_from(("event", "evidence", "envelope")))
def test_fields_that_a_later_version_added_are_passed_over(
    event: RumourReported, where: str
) -> None:
    entry = entry_of(event, evidence=(Evidence(source="gazette"),))
    body = json.loads(encode(entry))
    place = {"event": body["event"], "evidence": body["evidence"][0], "envelope": body}[where]
    place["added_in_2031"] = {"any": ["thing"]}
    assert read(json.dumps(body).encode(), "RumourReported") == entry


_json = st.recursive(
    st.booleans() | st.integers(-(2**40), 2**40) | st.text(st.characters(codec="utf-8")),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(st.characters(codec="ascii")), parts),
    max_leaves=5,
)


@given(
    st.dictionaries(st.from_regex(r"[a-z_]{2,9}", fullmatch=True), _json, max_size=3).filter(
        lambda content: "kind" not in content
    ),
    _around,
)
def test_an_event_of_an_unknown_kind_is_kept_whole(
    content: dict[str, Any], around: dict[str, Any]
) -> None:
    body = json.loads(encode(entry_of(PlayerReturned(), **around)))
    body["event"] = {"kind": "ShirtNumberAssigned", **content}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    entry = read(text, "ShirtNumberAssigned")
    assert isinstance(entry.event, UnknownEvent)
    assert entry.event.content == content
    assert encode(entry) == text


@given(uncertain_dates)
def test_a_date_is_read_back_from_its_text(when: UncertainDate) -> None:
    assert UncertainDate.parse(when.text) == when
    assert when.first_day <= when.last_day
    assert when.first_instant <= when.last_instant


@given(moneys)
def test_money_is_read_back_and_its_floor_is_not_above_its_ceiling(money: Money) -> None:
    assert Money.model_validate_json(money.model_dump_json()) == money
    if money.low is not None and money.high is not None:
        assert money.low <= money.high
    assert str(money)


@given(made(Fee), made(Terms))
def test_fees_and_terms_are_read_back(fee: Fee, terms: Terms) -> None:
    assert Fee.model_validate_json(fee.model_dump_json()) == fee
    assert Terms.model_validate_json(terms.model_dump_json()) == terms
    assert str(fee)
