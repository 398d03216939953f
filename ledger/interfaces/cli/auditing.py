"""Audit: claims (blame)."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ledger.interfaces.cli.options import FromClub, Question, ToClub, asks, columns, table

PANEL = "Audit"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command(rich_help_panel=PANEL)(claims)
    app.command("blame", rich_help_panel=PANEL, help="The same as claims.")(claims)


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
    if not told.reports and told.official_named:
        return f"told officially by {told.official_named}, and in no report{denied}"
    official = f"; officially by {told.official_named}" if told.official_named else ""
    copies = f", {told.copies} of them only repeating another" if told.copies else ""
    reports = f"{told.reports} report{'' if told.reports == 1 else 's'}{copies}"
    origins = f"{told.origins} origin{'' if told.origins == 1 else 's'}"
    named = f" ({told.origins_named})" if told.origins_named else ""
    return f"told in {reports}, from {origins}{named}{official}{denied}"


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
