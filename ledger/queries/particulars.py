"""What only some kinds say, in words: judgements, squad lists, what was declared and adopted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ledger.domain.events import (
    AssessmentRecorded,
    Event,
    OwnershipDeclared,
    RivalryDeclared,
    RulePackAdopted,
    RumourResolved,
    SquadListAmended,
    SquadListSubmitted,
)

Named = Callable[[str | None], str | None]


def apart_from_the_market(event: Event, named: Named) -> Iterator[str | None]:
    """What an entry says that is no step of a deal and no movement; nothing of any other."""
    match event:
        case AssessmentRecorded():
            yield f"{(event.probability * 100).normalize():f}% likely"
            yield event.why
        case RumourResolved():
            yield f"entry {str(event.target)[:8]}: {event.resolution}"
            yield event.policy
            yield event.why
        case SquadListSubmitted() | SquadListAmended():
            yield from _squad_list(event, named)
        case OwnershipDeclared():
            share = f"{event.share.normalize():f}% of " if event.share is not None else ""
            yield f"{event.owner} owns {share}it" if share else f"owned by {event.owner}"
            yield _time(event.since, event.until)
        case RivalryDeclared():
            yield f"rival of {named(f'club:{event.with_club}') or event.with_club}"
            yield _time(event.since, event.until)
        case RulePackAdopted():
            yield event.rule
            yield from map(str, event.parameters)
            yield _time(event.since, event.until)
            yield event.reference
        case _:
            pass  # Moves, deals, names and the book are told where they are.


def _squad_list(event: SquadListSubmitted | SquadListAmended, named: Named) -> Iterator[str]:
    """Which squad list, how many stand on it, who was put on it and who taken off."""
    yield f"{event.competition} {event.season}{f', list {event.list}' if event.list else ''}"
    if isinstance(event, SquadListSubmitted):
        yield f"{len(event.players)} players" if len(event.players) > 1 else "1 player"
        return
    for word, players in (("in", [one.player for one in event.added]), ("out", event.removed)):
        if players:
            names = (named(f"player:{player}") or player for player in players)
            yield f"{word}: {' and '.join(names)}"


def _time(since: date | None, until: date | None) -> str | None:
    """From when until when, as far as it is told."""
    parts = (f"since {since}" if since else "", f"until {until}" if until else "")
    return " ".join(filter(None, parts)) or None
