"""Questions about the market: windows, coverage."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from ledger.interfaces.cli.asking import PANEL
from ledger.interfaces.cli.options import Question, asks, columns, table
from ledger.interfaces.cli.output import Format


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (window, coverage):
        app.command(rich_help_panel=PANEL)(command)


@asks("on", "known_at", "recorded_at")
def window(
    question: Question,
    name: Annotated[str, typer.Argument(metavar="WINDOW", help="2025-winter, ITA-2025-winter.")],
    club: Annotated[
        str | None, typer.Option("--club", metavar="CLUB", help="Only what concerns this club.")
    ] = None,
) -> None:
    """A window: its dates, the deals done in it, what was spent, busiest days."""
    from ledger.queries.answers import flat

    with question.opened() as book:
        answer = book.window(name, club=club, **question.moment)
    dates = answer.window
    assumed = "assumed: " if dates.assumed else ""
    by_type = ", ".join(f"{count} {move}" for move, count in answer.by_type.items()) or "none"
    notes = [
        f"{dates.id}: {dates.first_day} to {dates.last_day} ({assumed}{dates.source})"
        + (f"; {dates.note}" if dates.note else ""),
        f"{len(answer.deals)} deals done: {by_type}; fees untold for {answer.untold}",
        *(f"{t.direction} {t.currency} {int(float(t.fixed)):,} fixed in {t.deals} deals"
          for t in answer.totals),
        "busiest: " + ", ".join(f"{day} ({count})" for day, count in answer.busiest)
        if answer.busiest else "",
        f"options still open: {answer.open_options}" if answer.open_options else "",
    ]  # fmt: skip
    shown = columns(
        outcome_on="day", player="player", from_club="from", to_club="to", move="move", fee="fee",
        fee_basis="basis…", option="option…", deal="deal…",
    )  # fmt: skip
    meta = {
        **answer.meta.to_dict(),
        "window": dates.id,
        "first_day": dates.first_day.isoformat(),
        "last_day": dates.last_day.isoformat(),
        "assumed": dates.assumed,
    }
    rows = [flat(row) for row in answer.deals]
    question.printing.print(table(shown, rows, meta, *notes))


MARKS: Final = {"transfers": "T", "squad list": "S", "line-ups": "L"}


@asks("on", "known_at", "recorded_at")
def coverage(
    question: Question,
    clubs: Annotated[
        list[str] | None, typer.Argument(metavar="CLUB…", help="Only these clubs.")
    ] = None,
    season: Annotated[
        str | None, typer.Option("--season", metavar="SEASON", help="2017-18.")
    ] = None,
    league: Annotated[
        str | None,
        typer.Option("--league", metavar="ITA", help="Only clubs of this association."),
    ] = None,
) -> None:
    """Of which seasons of which clubs this ledger has data: transfers, squad lists, line-ups."""
    from ledger.queries.answers import flat

    with question.opened() as book:
        answer = book.coverage(*(clubs or ()), season=season, league=league, **question.moment)
    rows = [flat(row) for row in answer]
    meta = {"position": answer.meta.position}
    if question.printing.chosen not in (Format.TABLE, Format.MD):
        shown = columns(
            club_id="id", club="club", season="season", what="what", source="source",
            windows="windows", entry="entry",
        )  # fmt: skip
        question.printing.print(table(shown, rows, meta))
        return
    seasons = sorted({row["season"] for row in rows})
    legend = ", ".join(f"{mark} {what}" for what, mark in MARKS.items())
    shown = columns(club="club", **{season: season for season in seasons})
    note = legend if rows else "no season of any club asked for is recorded as covered"
    question.printing.print(table(shown, _by_club(rows), meta, note))


def _by_club(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """A row a club, with a mark for each sort of data under each season."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        cells = found.setdefault(row["club_id"], {"club": row["club"]})
        mark = MARKS[row["what"]]
        have = cells.get(row["season"], "")
        cells[row["season"]] = "".join(one for one in MARKS.values() if one in have + mark)
    return list(found.values())
