"""Whom an entry names beside its own subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from ledger.domain.entry import Content, Entry, EntryCorrected
from ledger.domain.events import Event
from ledger.domain.values import NoClub

_CLUB_FIELDS = (
    "from_club",
    "to_club",
    "club",
    "parent_club",
    "by_club",
    "by",
    "about_club",
    "succeeds",
)
_SUBJECT_FIELDS = ("survivor", "merged", "one", "other")
_PSEUDO = frozenset(NoClub)


def mentions_of(entry: Entry) -> tuple[str, ...]:
    """The other subjects an entry names, each once: ``club:juventus``, ``source:il-bianconero``."""
    return tuple(dict.fromkeys(subject for subject in _mentions(entry) if subject != entry.subject))


def _mentions(content: Content | Entry) -> Iterator[str]:
    event = content.event
    if isinstance(event, EntryCorrected):
        yield from _mentions(event.replacement)
    yield from clubs_named(event)
    for field in _SUBJECT_FIELDS:
        subject = event.__dict__.get(field)
        if isinstance(subject, str):
            yield subject
    yield from event.__dict__.get("candidates", ())
    outlet = event.__dict__.get("outlet")
    if isinstance(outlet, str):
        yield f"source:{outlet}"
    for piece in content.evidence:
        yield f"source:{piece.source}"
        yield from (f"source:{cited}" for cited in piece.cites)


def clubs_named(event: BaseModel) -> Iterator[str]:
    """The clubs an event names, as subjects."""
    for _, club in _clubs(event):
        yield f"club:{club}"


def with_clubs(event: Event, others: Mapping[str, str]) -> Event:
    """The event with these clubs' ids replaced by others, as if it had been told so."""
    changed: dict[str, Any] = {
        field: others[club] for field, club in _clubs(event) if club in others
    }
    if isinstance(event, EntryCorrected):
        told = event.replacement
        changed["replacement"] = told.model_copy(update={"event": with_clubs(told.event, others)})
    return event.model_copy(update=changed) if changed else event


def _clubs(event: BaseModel) -> Iterator[tuple[str, str]]:
    """The fields of an event that name a club, with its id."""
    values = event.__dict__
    for field in _club_fields(event.__class__):
        value = values[field]
        if isinstance(value, str) and value not in _PSEUDO:
            yield field, value


@cache
def _club_fields(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields in which events of a kind name clubs."""
    fields = (field for field in _CLUB_FIELDS if field in kind.model_fields)
    # Elsewhere "by" is a word, not a club.
    return tuple(f for f in fields if f != "by" or kind.__name__ == "TransferAnnounced")
