"""Questions about squads, players and deals."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ledger.interfaces.cli.options import FromClub, Question, ToClub, asks, columns, table
from ledger.interfaces.cli.output import Format

PANEL = "Ask"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (squad, player, deals, deal):
        app.command(rich_help_panel=PANEL)(command)


@asks("on", "known_at", "recorded_at")
def squad(
    question: Question,
    club: Annotated[str, typer.Argument(help="A club's name or id.")],
) -> None:
    """Who belongs to a club on a day: available, injured, on loan in and out.

    On a future day what is certain applies: loans end, pre-contracts begin, contracts end.
    """
    from ledger.queries.answers import flat

    with question.opened() as book:
        answer = book.squad(club, **question.moment)
    rows = [{**flat(row), "state": squad_state(row)} for row in answer]
    here = sum(row.status != "on loan out" for row in answer)
    fit = sum(row.available for row in answer)
    out = len(answer) - here
    shown = columns(
        player="player", position="position", state="state", since="since",
        contract_until="contract…", how="how", last_confirmed="confirmed…", entry="entry",
    )  # fmt: skip
    uncovered = answer.meta.coverage
    doubtful = sum(row.unconfirmed for row in answer)
    question.printing.print(
        table(
            shown,
            rows,
            answer.meta.to_dict(),
            f"{here} in the squad, {fit} available, {out} out on loan",
            _unconfirmed(uncovered, doubtful),
        )
    )


def _unconfirmed(uncovered: str | None, players: int) -> str:
    """How far a squad can be trusted, where not all the way."""
    if uncovered:
        return f"{uncovered}: {players} not confirmed since the season began"
    return f"{players} not confirmed for longer than any contract runs" if players else ""


def squad_state(row: Any) -> str:
    """Where a player stands, in words: ``on loan from AC Milan until 2025-06-30, …``."""
    if row.status == "on loan out":
        words = f"out on loan at {row.at_club or 'not told'} until {row.until}"
    elif row.status == "on loan in":
        words = f"on loan from {row.from_club} until {row.until}"
    else:
        words = ""
    if row.until_assumed:
        words += " (assumed)"
    if row.option:
        words += ", no option" if row.option == "none" else f", option {row.option}"
    if row.option_used:
        words += f", {row.option_used}"
    if row.obligation and row.obligation != "none":
        words += f", obligation {row.obligation}"
    if row.injury:
        back = f", back {row.expected_return}" if row.expected_return else ""
        words = f"out injured ({row.injury}{back})" + (f"; {words}" if words else "")
    if row.because == "the loan's end" and not words:
        words = "back by the loan's end"
    if row.expected:
        words = f"expected{': ' + words if words else ''}"
    words = words or "available"
    return f"? {words}, if still here" if row.unconfirmed else words


@asks("on", "known_at", "recorded_at")
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


@asks("on", "known_at", "recorded_at")
def deals(
    question: Question,
    window: Annotated[
        str | None, typer.Option("--window", metavar="WINDOW", help="2025-winter, 2024-summer.")
    ] = None,
    club: Annotated[
        str | None, typer.Option("--club", metavar="CLUB", help="Only what concerns this club.")
    ] = None,
    player: Annotated[
        str | None, typer.Option("--player", metavar="PLAYER", help="Only this player's.")
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option("--stage", help="A headline, outcome or track state: talks, completed, …"),
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


@asks("on", "known_at", "recorded_at")
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

    with question.opened() as book:
        answer = book.deal(
            name,
            from_club=from_club,
            to_club=to_club,
            **question.moment,
        )
    printing = question.printing
    summary = flat(answer.summary)
    steps = [flat(step) for step in answer.steps]
    flags = [flat(flag) for flag in answer.flags]
    meta = answer.meta.to_dict()
    if printing.chosen is Format.JSON:
        meta = {**meta, "deal": summary, "flags": flags}
    elif printing.chosen in (Format.TABLE, Format.MD) and printing.output is None:
        typer.echo("\n".join(_headline(answer.summary)) + "\n")
    shown = columns(
        known="known", kind="kind", says="says", basis="basis", source="source…", cites="cites…",
        position="entry",
    )  # fmt: skip
    notes = [f"{flag['rule']} {flag['code']} (#{flag['entry']}): {flag['says']}" for flag in flags]
    printing.print(table(shown, [short(step) for step in steps], meta, *notes))


def short(step: dict[str, Any]) -> dict[str, Any]:
    """A step whose moment of knowledge is a day where it fell on the end of one."""
    known = step["known"]
    if isinstance(known, str) and known.endswith("T23:59:59.999999Z"):
        step = {**step, "known": known[:10]}
    return step


def _headline(summary: Any) -> list[str]:
    """The deal's state in a few lines, each track apart, official beside reported."""
    parties = f"{summary.player}: {summary.from_club or 'not told'} → {summary.to_club}"
    lines = [f"{parties}, {summary.window}   ({summary.deal})", _state_line(summary)]
    tracks = (
        ("clubs", summary.clubs_official, summary.clubs_reported),
        ("player", summary.player_official, summary.player_reported),
    )
    for name, official, reported in tracks:
        if official or reported:
            lines.append(f"  {name:<11} official: {official or '–'}   reported: {reported or '–'}")
    single = (
        ("medical", summary.medical),
        ("registered", summary.registration),
        ("announced", summary.announced_on),
        ("move", summary.move),
        ("fee", f"{summary.fee} ({summary.fee_basis})" if summary.fee else None),
        ("add-ons", summary.add_ons),
        ("until", summary.loan_until),
        ("option", summary.option),
        ("obligation", summary.obligation),
        ("clause used", summary.option_state),
        ("bought for", summary.purchase_fee),
    )
    lines += [f"  {name:<11} {value}" for name, value in single if value]
    return lines


def _state_line(summary: Any) -> str:
    when = f" on {summary.outcome_on}" if summary.outcome_on else ""
    why = f", {summary.outcome_reason}" if summary.outcome_reason else ""
    who = f" by {summary.by_club}" if summary.by_club else ""
    return f"  state       {summary.stage}{when}{why}{who}"
