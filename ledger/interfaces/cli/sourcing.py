"""Questions about sources: their record, their tips one by one, and how sure chances were."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.domain.errors import Malformed
from ledger.interfaces.cli.asking import PANEL
from ledger.interfaces.cli.options import Question, asks, columns, table

if TYPE_CHECKING:
    from ledger.queries.record.calibration import CalibrationAnswer

Name = Annotated[str | None, typer.Argument(help="One source.")]
Club = Annotated[
    str | None,
    typer.Option("--club", metavar="CLUB", help="Only reports that this club is after somebody."),
]
League = Annotated[
    str | None,
    typer.Option("--league", metavar="ITA", help="Only about clubs of this association."),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="WHEN", help="Published from then on: a day, a month, 2024-25."
    ),
]
Until = Annotated[str | None, typer.Option("--until", metavar="WHEN", help="Published by then.")]
Judging = Annotated[
    str,
    typer.Option(
        "--policy",
        metavar="POLICY",
        help="What counts as a hit: same-window (joined by the close of the period aimed at) "
        "or within-a-year.",
    ),
]
SAME_WINDOW = "same-window/1"


class Came(StrEnum):
    """What can come of a tip."""

    HIT = "hit"
    MISS = "miss"
    OPEN = "open"
    VOID = "void"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (sources, tips):
        app.command(rich_help_panel=PANEL)(command)


@asks("on", "known_at", "recorded_at", "assume")
def sources(
    question: Question,
    name: Name = None,
    *,
    club: Club = None,
    league: League = None,
    since: Since = None,
    until: Until = None,
    policy: Judging = SAME_WINDOW,
    calibration: Annotated[
        Path | None,
        typer.Option(
            "--calibration",
            metavar="FILE",
            help="Draw how chances agreed with outcomes there (SVG), and list that instead.",
        ),
    ] = None,
) -> None:
    """The sources on record: what each reported, how often it was right, and how early.

    A tip is what one source was the first origin of: that a club is after a player, in one
    window. It is a hit where he joins the club by the close, a miss where he does
    not, void where nobody can tell; copies count for their origin. The rate has its 90 % interval,
    and below ten resolved tips the record is insufficient.

    For example: tledger sources gazzetta --club juventus --since 2024-25
    """
    from ledger.queries.answers import flat

    scope = {"club": club, "league": league, "since": since, "until": until, "policy": policy}
    if calibration is not None:
        with question.opened() as book:
            found = book.calibration(name, **scope, **question.moment)
        _draw(question, found, calibration, name)
        _list(question, found)
        return
    with question.opened() as book:
        answer = book.sources(name, **scope, **question.moment)
    shown = columns(
        source="source", type="type…", reports="reports", as_origin="as origin",
        cited_by_others="cited by others…", retracted="retracted…", tips="tips", hits="hits",
        misses="misses", open="open", void="void", record="rate", brier="Brier…",
        lead_days="lead days…", last="last…",
    )  # fmt: skip
    rows = [{**flat(row), "record": _rate(row)} for row in answer]
    meta = {**answer.meta.to_dict(), "policy": answer[0].policy if answer else policy}
    question.printing.print(table(shown, rows, meta))


def _rate(row: Any) -> str:
    """A source's rate with its interval, or that too few of its tips are resolved."""
    if row.rate is None:
        return row.judgement if row.tips else ""
    return f"{row.rate:.0%} ({row.rate_low:.0%}–{row.rate_high:.0%})"


def _draw(question: Question, answer: CalibrationAnswer, path: Path, name: str | None) -> None:
    from ledger.interfaces.drawing import calibration

    try:
        path.write_text(calibration.calibration(answer, name or "all sources"), encoding="utf-8")
    except OSError as error:
        raise Malformed(f"Cannot write {path}: {error.strerror}. Name another file.") from error
    question.printing.note(f"drew {path}")


def _list(question: Question, answer: CalibrationAnswer) -> None:
    """The bins of a calibration, with what they come to."""
    from ledger.queries.answers import flat

    shown = columns(
        low="from", high="to", tips="tips", hits="hits", forecast="given", observed="came true",
        observed_low="at least", observed_high="at most",
    )  # fmt: skip
    figures = {
        "policy": answer.policy,
        "model": answer.model,
        "tips": answer.tips,
        "hits": answer.hits,
        "brier": answer.brier,
        "brier_constant": answer.brier_constant,
        "ranking": answer.ranking,
    }
    note = (
        f"Brier score {answer.brier} beside {answer.brier_constant} for 0.25 each; a hit was given "
        f"the higher chance than a miss in {answer.ranking} of all pairs"
        if answer.ranking is not None
        else "too few tips are resolved to compare"
    )
    rows = [flat(one) for one in answer]
    question.printing.print(table(shown, rows, {**answer.meta.to_dict(), **figures}, note))


@asks("on", "known_at", "recorded_at", "assume")
def tips(
    question: Question,
    name: Name = None,
    *,
    club: Club = None,
    league: League = None,
    since: Since = None,
    until: Until = None,
    policy: Judging = SAME_WINDOW,
    outcome: Annotated[
        Came | None, typer.Option("--outcome", help="Only those that came to this.")
    ] = None,
) -> None:
    """What sources foretold, one by one: what came of each, why, and how likely it was held.

    The chance is what the record of all sources gave the move when it was published, learnt only
    from what had been settled by then.

    For example: tledger tips romano --outcome miss
    """
    from ledger.queries.answers import flat

    with question.opened() as book:
        answer = book.tips(
            name, club=club, league=league, since=since, until=until, policy=policy,
            outcome=outcome.value if outcome is not None else None, **question.moment,
        )  # fmt: skip
    shown = columns(
        published="published", source="source", player="player", to_club="to", says="says…",
        stage="stage…", chance="chance…", outcome="outcome", why="why", resolved_on="on…",
        lead_days="lead days…", entry="entry",
    )  # fmt: skip
    counts = [f"{sum(row.outcome == one for row in answer)} {one.value}" for one in Came]
    rows = [flat(row) for row in answer]
    meta = {**answer.meta.to_dict(), "policy": answer[0].policy if answer else policy}
    question.printing.print(table(shown, rows, meta, ", ".join(counts)))
