"""What is asked on a terminal, where it was not given."""

from __future__ import annotations

from itertools import groupby

import typer

from ledger.domain.events import Event, kinds_of
from ledger.interfaces.cli.recording.catalogue import listing
from ledger.interfaces.cli.recording.given import BY_KEY, Given
from ledger.interfaces.cli.recording.kinds import (
    UnknownKind,
    kind_named,
    missing,
    taken_by,
)

_QUESTIONS = {
    "player": "Player",
    "from_club": "From which club (empty where it is not told)",
    "to_club": "To which club",
    "source": "Who says so",
    "published": "Published on (2024-12-27, today; empty where it is not told)",
}


def complete(kind: str | None, given: Given) -> tuple[type[Event], Given]:
    """Ask for the kind and for what it cannot do without; whoever gave all of it is not asked."""
    event = _kind() if kind is None else kind_named(kind)
    lacking = missing(event, given)
    if not lacking and kind is not None:
        return event, given
    ours = event.__name__ in kinds_of("reference", "assessments")
    taken = set() if ours else {option.key for option in taken_by(event)}
    asked = [key for key in _QUESTIONS if key in taken and key not in given]
    asked += [key for key in lacking if key not in asked]
    for key in asked:
        if key == "player" and ("club" in given or "deal" in given):
            continue
        if key == "to_club" and "deal" in given:
            continue
        given = given.adding(**{key: _ask(key, needed=key in lacking)})
    return event, given


def _ask(key: str, *, needed: bool) -> str:
    option = BY_KEY[key]
    question = _QUESTIONS.get(key) or f"{option.help} ({option.metavar})"
    while True:
        answer = str(typer.prompt(question, default="", show_default=False, err=True)).strip()
        if answer or not needed:
            return answer
        typer.echo(f"{option.flag} is needed.", err=True)


def _kind() -> type[Event]:
    for group, rows in groupby(listing(), key=lambda row: row["group"]):
        if group != "book":
            typer.echo(f"{group}: {', '.join(str(row['kind']) for row in rows)}", err=True)
    while True:
        answer = str(typer.prompt("What happened", err=True))
        try:
            return kind_named(answer)
        except UnknownKind as error:
            typer.echo(str(error), err=True)
