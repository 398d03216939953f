"""Questions about two clubs: what they did with each other, and whether it is much."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from ledger.domain.errors import Malformed
from ledger.interfaces.cli.asking import PANEL
from ledger.interfaces.cli.options import Question, asks, columns, table
from ledger.interfaces.cli.output import Format
from ledger.interfaces.cli.side_by_side import sentences, side_by_side

if TYPE_CHECKING:
    from ledger.queries.relationships.pair import RelationshipAnswer

Seasons = Annotated[
    str | None,
    typer.Option(
        "--seasons", metavar="SEASONS", help="Compare over these: 2010-11..2022-23, or 2017-18."
    ),
]
League = Annotated[
    str | None,
    typer.Option("--league", metavar="ITA", help="Compare with clubs of this association only."),
]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (dealings, relationship, relationships):
        app.command(rich_help_panel=PANEL)(command)


@asks("on", "known_at", "recorded_at", "assume")
def dealings(
    question: Question,
    club: Annotated[str, typer.Argument(help="A club.")],
    other: Annotated[str | None, typer.Argument(help="The other club.")] = None,
) -> None:
    """What a club did with another, one count a deal; alone: with whom it dealt most."""
    from ledger.queries.answers import flat

    with question.opened() as book:
        answer = book.dealings(club, other, **question.moment)
    if other is None:
        shown = columns(
            club="club", deals="deals", arrivals="in", departures="out", loans="loans",
            sales="sales", free="free", talks="talks only", rumours="rumours",
            player_links="player links", last_on="last",
        )  # fmt: skip
        rows = [flat(row) for row in answer.partners]
        notes: tuple[str, ...] = ()
    else:
        shown = columns(
            day="day", player="player", from_club="from", to_club="to", dealing="dealing",
            became="became", fee="fee", option="option…", purchase_fee="bought for…",
            outcome="outcome", deal="deal…",
        )  # fmt: skip
        rows = [flat(row) for row in answer.items]
        done = sum(row["dealing"] in ("loan", "sale", "free") for row in rows)
        deals = "1 deal" if done == 1 else f"{done} deals"
        notes = (f"{deals} done; rumours, talks and player links are none and do not count",)
    question.printing.print(table(shown, rows, answer.meta.to_dict(), *notes))


class Part(StrEnum):
    """The parts of a relationship that can be listed."""

    FIGURES = "figures"
    DEALS = "deals"
    FEES = "fees"
    ORIGINS = "origins"
    PLAYERS = "players"
    LOANS = "loans"


@asks("on", "known_at", "recorded_at", "assume")
def relationship(
    question: Question,
    club: Annotated[str, typer.Argument(help="A club.")],
    other: Annotated[str, typer.Argument(help="The other club.")],
    *,
    seasons: Seasons = None,
    league: League = None,
    half_life: Annotated[
        float, typer.Option("--half-life", metavar="YEARS", help="In which a deal's weight halves.")
    ] = 3.0,
    show: Annotated[
        Part,
        typer.Option(
            "--show",
            help="All figures, or the deals, the fees, the origins of rumours, the players who "
            "served both, the loans that run.",
        ),
    ] = Part.FIGURES,
    svg: Annotated[
        Path | None,
        typer.Option("--svg", metavar="FILE", help="Also draw the deals as a timeline, there."),
    ] = None,
) -> None:
    """Two clubs side by side: deals, fees, loans, options, rumours, and whether it is much.

    The lift says how many times as many deals there are as chance would give, counting only deals
    that are official or listed, between the clubs whose transfers are covered. Allies are those
    whose lift exceeds 1 even at its 10th percentile.

    For example: tledger relationship juventus ac-milan --seasons 2010-11..2022-23
    """
    with question.opened() as book:
        answer = book.relationship(
            club,
            other,
            seasons=seasons,
            league=league,
            half_life_years=half_life,
            **question.moment,
        )
    if svg is not None:
        _draw(question, answer, svg)
    if show is not Part.FIGURES:
        _list(question, answer, show)
    elif question.printing.chosen in (Format.TABLE, Format.MD):
        shown, rows = side_by_side(answer)
        notes = sentences(answer)
        question.printing.print(table(shown, rows, answer.meta.to_dict(), *notes))
    else:
        figures = answer.figures()
        shown = columns(**{key: key for key in figures})
        question.printing.print(table(shown, [figures], answer.meta.to_dict()))


def _draw(question: Question, answer: RelationshipAnswer, path: Path) -> None:
    from ledger.interfaces.drawing.timeline import timeline

    try:
        path.write_text(timeline(answer), encoding="utf-8")
    except OSError as error:
        raise Malformed(f"Cannot write {path}: {error.strerror}. Name another file.") from error
    question.printing.note(f"drew {path}")


_LISTED: Final[dict[Part, dict[str, str]]] = {
    Part.DEALS: {
        "day": "day", "player": "player", "from_club": "from", "to_club": "to",
        "dealing": "dealing", "became": "became", "fee": "fee", "purchase_fee": "bought for…",
        "option": "option", "ended": "loan…", "rumours": "rumours", "outcome": "outcome…",
    },
    Part.FEES: {
        "by_club": "paid by", "to_club": "to", "currency": "currency", "basis": "basis",
        "payments": "payments", "least": "least", "most": "most", "open_ended": "open-ended",
    },
    Part.ORIGINS: {
        "origin": "origin", "deals": "deals", "done": "done",
        "came_to_nothing": "came to nothing", "open": "open", "rate": "rate",
        "judged": "judged", "last_on": "last",
    },
    Part.PLAYERS: {"player": "player", "first_at_a": "first at a", "first_at_b": "first at b"},
    Part.LOANS: {
        "player": "player", "from_club_id": "from", "to_club_id": "at", "loan_until": "until",
    },
}  # fmt: skip


def _list(question: Question, answer: RelationshipAnswer, show: Part) -> None:
    from ledger.queries.answers import flat

    lists: dict[Part, tuple[Any, ...]] = {
        Part.DEALS: answer.deals,
        Part.FEES: answer.fees,
        Part.ORIGINS: answer.origins,
        Part.PLAYERS: answer.served_both,
        Part.LOANS: answer.open_loans,
    }
    headings = dict(_LISTED[show])
    if show is Part.PLAYERS:
        names = answer.pair.club_a, answer.pair.club_b
        headings |= {"first_at_a": f"first at {names[0]}", "first_at_b": f"first at {names[1]}"}
    rows = [flat(row) for row in lists[show]]
    keys = tuple(headings)
    question.printing.print(table(columns(**headings), rows, answer.meta.to_dict(), keys=keys))


@asks("on", "known_at", "recorded_at", "assume")
def relationships(
    question: Question,
    club: Annotated[str, typer.Argument(help="A club.")],
    *,
    seasons: Seasons = None,
    league: League = None,
) -> None:
    """The clubs a club deals with, those it deals with most beyond what is expected first.

    For example: tledger relationships juventus --seasons 2010-11..2022-23
    """
    from ledger.queries.answers import flat

    with question.opened() as book:
        answer = book.relationships(club, seasons=seasons, league=league, **question.moment)
    shown = columns(
        club="club", deals="deals", arrivals="in", departures="out", loans="loans…",
        compared="compared", expected="expected", lift="lift", lift_low="10 %", lift_high="90 %",
        verdict="verdict", weight="weight…", trend="trend…", last_deal_on="last deal",
    )  # fmt: skip
    rows = [flat(row) for row in answer]
    if question.printing.chosen in (Format.TABLE, Format.MD):
        rows = [{key: _rounded(value) for key, value in row.items()} for row in rows]
    notes = (
        f"compared with {answer.within}: {answer.network_deals:,} deals",
        f"not judged: {answer.not_judged}" if answer.not_judged else "",
    )
    question.printing.print(table(shown, rows, answer.meta.to_dict(), *notes))


def _rounded(value: Any) -> Any:
    return f"{value:.2f}" if isinstance(value, float) else value
