"""Audit: log, show, claims (blame)."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ledger.interfaces.cli.options import FromClub, Question, ToClub, asks, columns, table

PANEL = "Audit"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (log, show, claims):
        app.command(rich_help_panel=PANEL)(command)
    app.command("blame", rich_help_panel=PANEL, help="The same as claims.")(claims)


@asks("known_at", "recorded_at")
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
) -> None:
    """Entries about somebody, or all of them, newest first."""
    from ledger.domain.entry import EVENTS
    from ledger.queries.answers import flat

    for one in kind or ():
        if one not in EVENTS:
            raise typer.BadParameter(f"{one} is no kind of event; see `tledger record --kinds`.")
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


@asks("on", "known_at", "recorded_at")
def show(
    question: Question,
    which: Annotated[
        str, typer.Argument(metavar="ENTRY|DEAL", help="An entry's id or #position, or a deal.")
    ],
) -> None:
    """One entry in full, with its evidence and place in the book; or a deal."""
    from ledger.interfaces.cli import asking
    from ledger.interfaces.files.ndjson import as_line
    from ledger.queries.log import looks_like_an_entry

    if not looks_like_an_entry(which):
        asking.print_deal(question, which)
        return
    with question.opened() as book:
        item = book.entry(which)
        meta = book.asking_meta()
    content: dict[str, Any] = as_line(item)
    rows = [{"field": key, "value": value} for key, value in _leaves(content)]
    question.printing.print(table(columns(field="field", value="value"), rows, meta.to_dict()))


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


@asks("on", "known_at", "recorded_at")
def claims(
    question: Question,
    deal: Annotated[str, typer.Argument(metavar="DEAL", help="A deal's id, or a player.")],
    term: Annotated[str | None, typer.Argument(help="One term: fee, option, wage, …")] = None,
    from_club: FromClub = None,
    to_club: ToClub = None,
) -> None:
    """Per term of a deal: the value, who said it, when, and what it replaced or contradicts.

    Unknown: nobody on record tells it. Undisclosed: it was paid and not told. Nil: nothing was.
    """
    from ledger.queries.answers import flat

    with question.opened() as book:
        answer = book.claims(
            deal,
            term,
            from_club=from_club,
            to_club=to_club,
            **question.moment,
        )
    rows = []
    previous = ""
    for row in answer.items:
        values = flat(row)
        values["shown"] = f"└ {row.value}" if row.term == previous else row.value
        values["became"] = became(row)
        values["backed_by"] = origins(row)
        values["heading"] = "" if row.term == previous else row.term
        previous = row.term
        rows.append(values)
    shown = columns(
        heading="term", shown="value", said_by="said by", basis="basis", published="published",
        backed_by="origins", entry="entry", became="standing",
    )  # fmt: skip
    summary = answer.summary
    note = (
        f"{summary.player}: {summary.from_club or 'not told'} → {summary.to_club} ({summary.deal})"
    )
    keys = tuple(flat(answer.items[0])) if answer.items else ()
    meta = {**answer.meta.to_dict(), "backing": flat(answer.backing)}
    question.printing.print(table(shown, rows, meta, note, backing(answer.backing), keys=keys))


def backing(told: Any) -> str:
    """Who tells of a deal at all, in one line."""
    denied = f"; denied by {told.denied_by}" if told.denied_by else ""
    official = f"; officially by {told.official_named}" if told.official_named else ""
    copies = f", {told.copies} of them copies" if told.copies else ""
    return (
        f"told in {told.reports} reports{copies}, from {told.origins} origins "
        f"({told.origins_named or 'none'}){official}{denied}"
    )


def origins(row: Any) -> str:
    """How many independent voices first told a claim: ``official, 1 + 2 copies``."""
    if row.origins is None:
        return "–"
    said = ["official"] if row.official_words else []
    copies = f" + {row.copies} {'copy' if row.copies == 1 else 'copies'}" if row.copies else ""
    said += [f"{row.origins}{copies}"] if row.origins or row.copies else []
    return ", ".join(said)


def became(row: Any) -> str:
    """What became of a claim, in words: ``contradicted by #12``."""
    otherwise = row.otherwise_entry if row.otherwise_entry != row.by_entry else None
    itself = f"; itself otherwise in #{otherwise}" if otherwise is not None else ""
    match row.status:
        case "stands":
            return f"stands{itself}"
        case "unknown":
            return "nobody on record tells it"
        case "agrees":
            return f"unchanged by #{row.by_entry}{itself}"
        case status:
            return f"{status} by #{row.by_entry}{itself}"
