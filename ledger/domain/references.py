"""Whom an entry names beside its own subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from pydantic import BaseModel

from ledger.domain.entry import Content, Entry, EntryCorrected
from ledger.domain.events import Event, Listed
from ledger.domain.terms import Clause, Release, Terms
from ledger.domain.values import NOWHERE

_CLUB_FIELDS = (
    "from_club",
    "to_club",
    "club",
    "parent_club",
    "by_club",
    "by",
    "about_club",
    "succeeds",
    "with_club",
)
_SUBJECT_FIELDS = ("survivor", "merged", "one", "other", "candidates", "outlet")
_PLAYER_FIELDS = ("players", "added", "removed")


def mentions_of(entry: Entry) -> tuple[str, ...]:
    """The other subjects an entry names, each once: ``club:juventus``, ``source:il-bianconero``."""
    found: dict[str, None] = {}
    _mention(entry, found)
    found.pop(entry.subject, None)
    return tuple(found)


def _mention(content: Content | Entry, found: dict[str, None]) -> None:
    """Note whom an entry names, in order; this runs once or twice for every entry of a bulk."""
    event = content.event
    if isinstance(event, EntryCorrected):
        _mention(event.replacement, found)
    for _, club in _clubs(event):
        found[f"club:{club}"] = None
    found.update(_exempt(event))
    for player in players_named(event):
        found[player] = None
    values = event.__dict__
    for field in _subject_fields(event.__class__):
        value = values[field]
        if isinstance(value, str):
            found[f"source:{value}" if field == "outlet" else value] = None
        elif value is not None:
            found.update(dict.fromkeys(value))
    for deal in values.get("deals", ()):
        found[f"deal:{deal}"] = None  # so that a deal's links are found from either end
    for piece in content.evidence:
        found[f"source:{piece.source}"] = None
        for cited in piece.cites:
            found[f"source:{cited}"] = None


@cache
def _subject_fields(event: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a kind that name a subject, or several, or an outlet."""
    return tuple(field for field in _SUBJECT_FIELDS if field in event.model_fields)


def clubs_named(event: BaseModel) -> Iterator[str]:
    """The clubs an event is between, as subjects; those that a clause exempts are not."""
    for _, club in _clubs(event):
        yield f"club:{club}"


def players_named(event: BaseModel) -> Iterator[str]:
    """The players an event names one by one, as a squad list does, as subjects."""
    for field in _player_fields(event.__class__):
        for named in event.__dict__[field]:
            yield f"player:{_player_of(named)}"


def with_others(event: Event, clubs: Mapping[str, str], players: Mapping[str, str]) -> Event:
    """The event with these clubs' and players' ids replaced, as if it had been told so."""
    changed: dict[str, Any] = {field: clubs[club] for field, club in _clubs(event) if club in clubs}
    if any(club.removeprefix("club:") in clubs for club in _exempt(event)):
        changed |= _with_exempt(event, clubs)
    for field in _player_fields(event.__class__) if players else ():
        named = event.__dict__[field]
        if any(_player_of(one) in players for one in named):
            renamed = (_renamed(one, players) for one in reversed(named))
            each_once = {_player_of(one): one for one in renamed}
            changed[field] = tuple(reversed(each_once.values()))
    if isinstance(event, EntryCorrected):
        told = event.replacement
        meant = with_others(told.event, clubs, players)
        if meant is not told.event:
            changed["replacement"] = told.model_copy(update={"event": meant})
    return event.model_copy(update=changed) if changed else event


def _exempt(event: BaseModel) -> Mapping[str, None]:
    """The clubs that a release clause of an event is not for, as subjects, each once."""
    clauses = _clauses(event)
    if not clauses:
        return _NOBODY
    releases = (clause for clause in clauses if isinstance(clause, Release))
    return dict.fromkeys(f"club:{club}" for one in releases for club in one.except_for)


_NOBODY: Final[Mapping[str, None]] = {}


def _clauses(event: BaseModel) -> tuple[Clause, ...]:
    """The clauses of an event, where its kind has any: its own, or those of its terms."""
    values = event.__dict__
    holder = values["terms"].__dict__ if "terms" in values else values
    clauses: tuple[Clause, ...] = holder.get("clauses", ())
    return clauses


def _with_exempt(event: Event, clubs: Mapping[str, str]) -> dict[str, Any]:
    """The field with the clauses of an event, other ids in the place of these."""
    clauses = tuple(
        clause.model_copy(update={"except_for": _each_once(clause.except_for, clubs)})
        if isinstance(clause, Release)
        else clause
        for clause in _clauses(event)
    )
    terms: Terms | None = event.__dict__.get("terms")
    if terms is None:
        return {"clauses": clauses}
    return {"terms": terms.model_copy(update={"clauses": clauses})}


def _each_once(ids: tuple[str, ...], others: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(others.get(one, one) for one in ids))


def _player_of(named: str | Listed) -> str:
    return named if isinstance(named, str) else named.player


def _renamed(named: str | Listed, others: Mapping[str, str]) -> str | Listed:
    other = others.get(_player_of(named))
    if other is None:
        return named
    return other if isinstance(named, str) else named.model_copy(update={"player": other})


def _clubs(event: BaseModel) -> Iterator[tuple[str, str]]:
    """The fields of an event that name a club, with its id."""
    values = event.__dict__
    for field in _club_fields(event.__class__):
        value = values[field]
        if isinstance(value, str) and value not in NOWHERE:
            yield field, value


@cache
def _player_fields(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields in which events of a kind name players one by one."""
    return tuple(field for field in _PLAYER_FIELDS if field in kind.model_fields)


@cache
def _club_fields(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields in which events of a kind name clubs."""
    fields = (field for field in _CLUB_FIELDS if field in kind.model_fields)
    # Elsewhere "by" is a word, not a club.
    return tuple(f for f in fields if f != "by" or kind.__name__ == "TransferAnnounced")
