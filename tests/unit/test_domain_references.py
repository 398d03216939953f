"""Whom an entry names: every club, also one deep in its terms, is mentioned and read as merged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args
from uuid import UUID

import pytest
from pydantic import BaseModel, StringConstraints

from ledger.domain.entry import EVENTS, Content, Entry, EntryCorrected
from ledger.domain.events import (
    BidSubmitted,
    ClubTermsAgreed,
    Event,
    LoanAgreed,
    PersonalTermsAgreed,
    RumourReported,
    SquadBaselineRecorded,
    TermsReported,
    TransferCompleted,
)
from ledger.domain.references import clubs_named, mentions_of, with_others
from ledger.domain.terms import FirstRefusal, Release, Terms
from ledger.domain.values import Money

PAIR: Any = {"from_club": "empoli", "to_club": "lecce"}
PRICE = Money.exact(40_000_000)
CLAUSES = (FirstRefusal(), Release(price=PRICE, except_for=("inter", "juventus")))
AS_MERGED = (
    FirstRefusal(),
    Release(price=PRICE, except_for=("fc-internazionale", "juventus")),
)
INTER = {"inter": "fc-internazionale"}


def telling(clauses: tuple[Any, ...]) -> list[Event]:
    """An event of every kind whose clauses can exempt clubs."""
    terms = Terms(clauses=clauses)
    return [
        LoanAgreed(**PAIR, clauses=clauses),
        TransferCompleted(**PAIR, clauses=clauses),
        SquadBaselineRecorded(club="lecce", parent_club="empoli", clauses=clauses),
        RumourReported(**PAIR, terms=terms),
        TermsReported(**PAIR, terms=terms),
        BidSubmitted(**PAIR, number=1, terms=terms),
        ClubTermsAgreed(**PAIR, terms=terms),
        PersonalTermsAgreed(**PAIR, terms=terms),
    ]


def entry(event: Event) -> Entry:
    return Entry(subject="player:marco-ferri", event=event)  # type: ignore[arg-type]


@pytest.mark.parametrize("event", telling(CLAUSES), ids=lambda event: event.kind)
def test_clubs_that_a_release_clause_exempts_are_mentioned(event: Event) -> None:
    assert set(mentions_of(entry(event))) == {
        "club:empoli",
        "club:lecce",
        "club:inter",
        "club:juventus",
    }


@pytest.mark.parametrize("event", telling(CLAUSES), ids=lambda event: event.kind)
def test_an_exempt_club_is_none_of_those_an_event_is_between(event: Event) -> None:
    assert set(clubs_named(event)) == {"club:empoli", "club:lecce"}


@pytest.mark.parametrize(
    ("event", "meant"),
    list(zip(telling(CLAUSES), telling(AS_MERGED), strict=True)),
    ids=lambda event: event.kind,
)
def test_an_exempt_club_is_read_under_the_survivor(event: Event, meant: Event) -> None:
    assert with_others(event, INTER, {}) == meant
    assert with_others(meant, INTER, {}) is meant


def test_two_exempt_clubs_that_are_one_by_now_are_named_once() -> None:
    loan = LoanAgreed(**PAIR, clauses=CLAUSES)
    told = with_others(loan, {"inter": "juventus"}, {})
    assert told.__dict__["clauses"][1] == Release(price=PRICE, except_for=("juventus",))


def test_a_correction_mentions_and_means_the_clubs_its_replacement_exempts() -> None:
    content = Content(event=LoanAgreed(**PAIR, clauses=CLAUSES))
    correction = EntryCorrected(target=UUID(int=1), replacement=content, reason="mistyped")
    assert {"club:inter", "club:juventus"} <= set(mentions_of(entry(correction)))
    told = with_others(correction, INTER, {})
    assert isinstance(told, EntryCorrected)
    assert told.replacement.event == LoanAgreed(**PAIR, clauses=AS_MERGED)


def test_an_event_without_clauses_mentions_its_parties_alone() -> None:
    assert mentions_of(entry(LoanAgreed(**PAIR))) == ("club:empoli", "club:lecce")
    assert mentions_of(entry(RumourReported(**PAIR))) == ("club:empoli", "club:lecce")


IDS_IN_NESTED_VALUES = {
    ("Release", "except_for"),  # clubs
    ("Listed", "player"),
}
NO_IDS = {("ExternalId", "scheme"), ("Parameter", "name")}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _is_an_id(annotation: Any, metadata: Any = ()) -> bool:
    patterns = (
        str(one.pattern)
        for one in (*metadata, *getattr(annotation, "__metadata__", ()))
        if isinstance(one, StringConstraints)
    )
    return any("a-z0-9" in one for one in patterns) or any(map(_is_an_id, get_args(annotation)))


def _nested(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[tuple[str, str]]:
    """The fields of the values inside a value that hold ids, each as (value, field)."""
    for field in model.model_fields.values():
        for inner in _models(field.annotation):
            if inner in seen or inner is Content:
                continue
            seen.add(inner)
            for name, own in inner.model_fields.items():
                if _is_an_id(own.annotation, own.metadata):
                    yield inner.__name__, name
            yield from _nested(inner, seen)


def test_no_value_inside_an_event_holds_an_id_that_is_not_followed() -> None:
    found = {one for kind in EVENTS.values() for one in _nested(kind, set())}
    assert found == IDS_IN_NESTED_VALUES | NO_IDS
