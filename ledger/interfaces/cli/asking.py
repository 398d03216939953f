"""Questions about players and deals."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ledger.interfaces.cli.options import FromClub, Question, ToClub, asks, columns, table
from ledger.interfaces.cli.output import Format

PANEL = "Ask"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (player, deals, deal):
        app.command(rich_help_panel=PANEL)(command)


@asks("on", "known_at", "recorded_at", "assume")
def player(
    question: Question,
    name: Annotated[str, typer.Argument(help="A player's name or id.")],
) -> None:
    """One player's clubs, contracts, absences, deals and notes on one line of time."""
    from ledger.queries.answers import flat

    with question.opened() as book:
        answer = book.player(name, **question.moment)
    shown = columns(
        from_day="from", to_day="to", what="what", club="club", says="says", how="how…",
        entry="entry",
    )  # fmt: skip
    question.printing.print(table(shown, [flat(row) for row in answer], answer.meta.to_dict()))


@asks("on", "known_at", "recorded_at", "assume")
def deals(
    question: Question,
    window: Annotated[
        str | None,
        typer.Option("--window", metavar="WINDOW", help="2025-winter, ITA-2025-winter."),
    ] = None,
    club: Annotated[
        str | None, typer.Option("--club", metavar="CLUB", help="Only what concerns this club.")
    ] = None,
    player: Annotated[
        str | None, typer.Option("--player", metavar="PLAYER", help="Only this player's.")
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option(
            "--stage",
            metavar="STAGE",
            help="A headline, outcome or track state: talks, terms_agreed, completed, …",
        ),
    ] = None,
    stale: Annotated[
        str | None, typer.Option("--stale", metavar="14d", help="Open, and quiet for this long.")
    ] = None,
) -> None:
    """The board of deals, those with the latest news first."""
    from ledger.queries.answers import flat

    with question.opened() as book:
        answer = book.deals(
            window=window,
            club=club,
            player=player,
            stage=stage,
            stale=stale,
            **question.moment,
        )
    shown = columns(
        deal="deal…", player="player", from_club="from", to_club="to", move="move", stage="stage",
        fee="fee", fee_basis="basis…", last_on="last news", window="window…",
    )  # fmt: skip
    note = "" if answer else "no deal fits; `tledger deals` lists all, with their stages"
    question.printing.print(
        table(shown, [flat(row) for row in answer], answer.meta.to_dict(), note)
    )


@asks("on", "known_at", "recorded_at", "assume")
def deal(
    question: Question,
    name: Annotated[str, typer.Argument(metavar="DEAL", help="A deal's id, or a player.")],
    from_club: FromClub = None,
    to_club: ToClub = None,
) -> None:
    """One deal: how far each track is, its steps as the world learned them, its flags."""
    print_deal(question, name, from_club=from_club, to_club=to_club)


def print_deal(
    question: Question, name: str, *, from_club: str | None = None, to_club: str | None = None
) -> None:
    """Print one deal: a few lines on its state, then its steps."""
    from ledger.queries.answers import flat

    printing = question.printing
    if printing.chosen is Format.MD and question.assume is None:  # nobody can check a fork
        from ledger.interfaces.cli.evidence import print_bundle

        print_bundle(question, name, from_club=from_club, to_club=to_club)
        return
    with question.opened() as book:
        answer = book.deal(
            name,
            from_club=from_club,
            to_club=to_club,
            **question.moment,
        )
    summary = flat(answer.summary)
    steps = [flat(step) for step in answer.steps]
    flags = [flat(flag) for flag in answer.flags]
    beside = [flat(row) for row in answer.beside]
    linked = [flat(row) for row in answer.linked_by]
    meta = answer.meta.to_dict()
    if printing.chosen is Format.JSON:
        meta = {**meta, "deal": summary, "flags": flags, "beside": beside, "linked_by": linked}
    elif printing.chosen in (Format.TABLE, Format.MD) and printing.output is None:
        typer.echo("\n".join(_headline(answer.summary, meta["on"])) + "\n")
    timed = any("T" in (step["occurred"] or "") for step in steps)
    shown = columns(
        known="known", **({"occurred": "happened"} if timed else {}), kind="kind", says="says",
        basis="basis", source="source…", cites="cites…", position="entry",
    )  # fmt: skip
    notes = [f"{flag['rule']} {flag['code']} (#{flag['entry']}): {flag['says']}" for flag in flags]
    notes += [f"linked to it, #{row['position']}: {row['name']}, {row['says']}" for row in linked]
    notes += [f"said of the player, #{row['position']}: {said_beside(row)}" for row in beside]
    printing.print(table(shown, [short(step) for step in steps], meta, *notes))


def said_beside(row: dict[str, Any]) -> str:
    """A report that names no engaging club, with who published it and when."""
    return f"{row['says']} ({row['source']}, {row['published'] or short(row)['known']})"


def short(step: dict[str, Any]) -> dict[str, Any]:
    """A step whose moment of knowledge is a day where it fell on the end of one."""
    known = step["known"]
    if isinstance(known, str) and known.endswith("T23:59:59.999999Z"):
        step = {**step, "known": known[:10]}
    return step


def _headline(summary: Any, on: object) -> list[str]:
    """The deal's state in a few lines, each track apart, official beside reported."""
    parties = f"{summary.player}: {summary.from_club or 'not told'} → {summary.to_club}"
    lines = [f"{parties}, {summary.window}   ({summary.deal})"]
    return lines + [f"  {name:<11} {value}" for name, value in facts(summary, on)]


def facts(summary: Any, on: object) -> list[tuple[str, str]]:
    """What there is to say of a deal's state on a day, each fact with its name."""
    told = [("state", _state(summary, str(on)))]
    tracks = (
        ("clubs", summary.clubs_official, summary.clubs_reported),
        ("player", summary.player_official, summary.player_reported),
    )
    for name, official, reported in tracks:
        if official or reported:
            told.append((name, f"official: {official or '–'}   reported: {reported or '–'}"))
    single = (
        ("medical", summary.medical),
        ("registered", summary.registration),
        ("announced", summary.announced_on),
        ("move", summary.move),
        ("fee", f"{summary.fee} ({summary.fee_basis})" if summary.fee else None),
        ("add-ons", summary.add_ons),
        ("until", summary.loan_until),
        ("option", _based(summary.option, summary.option_basis)),
        ("obligation", _based(summary.obligation, summary.obligation_basis)),
        ("its clause", summary.option_state),
        ("bought for", summary.purchase_fee),
    )
    return told + [(name, value) for name, value in single if value]


def _based(words: str | None, basis: str | None) -> str | None:
    """A clause, marked where nothing but reports tell it."""
    return f"{words} (reported)" if words and basis == "reported" else words


def _state(summary: Any, on: str) -> str:
    if summary.stage == "completed" and (summary.outcome_on or "") > on:
        return f"agreed, takes effect on {summary.outcome_on}"
    when = f" on {summary.outcome_on}" if summary.outcome_on else ""
    why = f", {summary.outcome_reason}" if summary.outcome_reason else ""
    who = f" by {summary.by_club}" if summary.by_club else ""
    return f"{summary.stage}{when}{why}{who}"
