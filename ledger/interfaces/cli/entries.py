"""The entries themselves: log, show."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ledger.interfaces.cli.auditing import PANEL
from ledger.interfaces.cli.options import Question, asks, columns, table


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (log, show):
        app.command(rich_help_panel=PANEL)(command)


@asks("on", "known_at", "recorded_at")
def log(
    question: Question,
    subject: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A player, club, source or deal.")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", "-k", help="Only these kinds; repeatable.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="Only what this source says.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, help="At most so many.")
    ] = None,
    book_only: Annotated[
        bool,
        typer.Option("--book", help="Only who changed what in the book: corrections, merges, …"),
    ] = False,
) -> None:
    """Entries about somebody, or all of them, newest first.

    With --on only what had happened by that day, the changes of the book aside. With --book only
    the changes of the book itself: what was corrected, voided, reinstated, merged and linked,
    with what stood there before and after, and why.
    """
    from ledger.domain.entry import EVENTS
    from ledger.interfaces.cli.recording.kinds import UnknownKind, nearest_kinds
    from ledger.queries.answers import flat

    for one in kind or ():
        if one not in EVENTS:
            raise UnknownKind(one, nearest_kinds(one))
    if book_only:
        _print_changes(question, subject, kind, source, limit)
        return
    with question.opened() as book:
        answer = book.log(
            subject,
            kinds=kind,
            source=source,
            limit=limit,
            **question.moment,
        )
    rows = [flat(row) for row in answer]
    amended = {"amended": "amended"} if any(row["amended"] for row in rows) else {}
    shown = columns(
        position="entry", occurred="happened", published="published", name="about", kind="kind",
        says="says", **amended, basis="basis…", source="source…", entry_id="id…",
    )  # fmt: skip
    question.printing.print(table(shown, rows, answer.meta.to_dict()))


def _print_changes(
    question: Question,
    subject: str | None,
    kind: list[str] | None,
    source: str | None,
    limit: int | None,
) -> None:
    """Who changed what in the book, and why."""
    from ledger.queries.answers import flat

    if kind:
        raise typer.BadParameter("--book shows changes of the book only; leave --kind out.")
    with question.opened() as book:
        answer = book.amendments(subject, source=source, limit=limit, **question.moment)
    rows = [flat(row) for row in answer]
    amended = {"amended": "amended"} if any(row["amended"] for row in rows) else {}
    shown = columns(
        position="entry", recorded="recorded…", act="act", target="what", name="about",
        before="before", after="after", reason="why", **amended, source="source…",
        published="published…", entry_id="id…",
    )  # fmt: skip
    keys = tuple(rows[0]) if rows else ()
    question.printing.print(table(shown, rows, answer.meta.to_dict(), keys=keys))


@asks("on", "known_at", "recorded_at")
def show(
    question: Question,
    which: Annotated[
        str, typer.Argument(metavar="ENTRY|DEAL", help="An entry's id or #position, or a deal.")
    ],
) -> None:
    """One entry in full, with its evidence, its place in the book and what became of it; or a deal.

    An entry that was corrected, voided or retracted shows the whole chain of what was done to it.
    """
    from ledger.interfaces.cli import asking
    from ledger.interfaces.files.ndjson import as_line
    from ledger.queries.log import looks_like_an_entry

    if not looks_like_an_entry(which):
        asking.print_deal(question, which)
        return
    with question.opened() as book:
        item = book.entry(which)
        done = book.chain(which, **question.moment)
    content: dict[str, Any] = as_line(item)
    rows = [{"field": key, "value": value} for key, value in _leaves(content)]
    rows += [{"field": f"amended[{index}]", "value": _in_words(row)}
             for index, row in enumerate(done)]  # fmt: skip
    shown = columns(field="field", value="value")
    question.printing.print(table(shown, rows, done.meta.to_dict()))


def _in_words(row: Any) -> str:
    """One change of an entry: ``#21 on 2026-01-15: #12 corrected: …``, and what undid it."""
    undone = f"; {row.amended}" if row.amended else ""
    return f"#{row.position} on {row.recorded[:10]}: {row.in_words}{undone}"


def _leaves(value: object, path: str = "") -> list[tuple[str, object]]:
    """Nested content as dotted fields, one a line."""
    if isinstance(value, dict):
        return [
            leaf
            for key, inner in value.items()
            for leaf in _leaves(inner, f"{path}.{key}" if path else str(key))
        ]
    if isinstance(value, list):
        return [
            leaf for index, inner in enumerate(value) for leaf in _leaves(inner, f"{path}[{index}]")
        ]
    return [(path, value)]
