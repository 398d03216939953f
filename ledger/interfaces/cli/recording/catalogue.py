"""The kinds of event as lists for people: all of them, and the options each takes."""

from __future__ import annotations

from typing import Any

from ledger.domain.entry import BOOK_KINDS, EVENTS
from ledger.domain.events import GROUPS, Event
from ledger.interfaces.cli.recording.given import Given
from ledger.interfaces.cli.recording.kinds import INSTEAD, field_of, has_terms, missing, taken_by
from ledger.interfaces.cli.recording.terms import TERM_OPTIONS
from ledger.interfaces.cli.recording.words import choices_in


def meaning(event: type[Event]) -> str:
    """What a kind means, in one sentence."""
    return (event.__doc__ or "").strip().splitlines()[0].replace("``", "")


def listing() -> list[dict[str, object]]:
    """Every kind with its group and meaning."""
    rows: list[dict[str, object]] = [
        {"group": group, "kind": event.__name__, "means": _means(event)}
        for group, events in GROUPS.items()
        for event in events
    ]
    rows.extend(
        {"group": "book", "kind": name, "means": _means(EVENTS[name])}
        for name in sorted(BOOK_KINDS)
    )
    return rows


def _means(event: type[Event]) -> str:
    """What a kind means, and the command that writes it where it is not `record`."""
    _, command = INSTEAD.get(event.__name__, ("", ""))
    words = command.split(" ONE")[0].split(" ENTRY")[0].split(" FILE")[0]
    return f"{meaning(event)} Written by `tledger {words}`." if command else meaning(event)


def fields(event: type[Event]) -> list[dict[str, object]]:
    """The options a kind takes, each with what it fills, whether it is needed, and its words."""
    needed = set(missing(event, Given({})))
    rows: list[dict[str, object]] = []
    filled: set[str] = {"kind", "name"}
    for option in taken_by(event):
        field = field_of(event, option)
        filled.add(field or "")
        if field is None and option.key in TERM_OPTIONS:
            field = "terms" if has_terms(event) else "clauses"
        rows.append(
            {
                "option": option.flag,
                "value": option.metavar,
                "field": field,
                "needed": option.key in needed,
                "choices": _choices(event, field),
                "means": option.help,
            }
        )
    filled |= {"terms", "clauses", "without"}
    rest = [name for name in event.model_fields if name not in filled]
    rows.extend(
        {"option": f"--set {name}=…", "value": "JSON", "field": name, "needed": False,
         "choices": _choices(event, name), "means": "As JSON."}
        for name in rest
    )  # fmt: skip
    return rows


def _choices(event: type[Event], field: str | None) -> str:
    if field is None or field not in event.model_fields or field in ("terms", "clauses"):
        return ""
    annotation: Any = event.model_fields[field].annotation
    words = map(str, choices_in(annotation))
    return ", ".join(word for word in words if not word.startswith("@"))
