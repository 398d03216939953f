"""Replay: events as the world, or the ledger, learned them; all at once, or one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Any, Final

import typer

from ledger.interfaces.cli.asking import PANEL, short
from ledger.interfaces.cli.options import Question, asks, columns, table
from ledger.interfaces.cli.output import Format

_NAMED: Final = 8
"""So many open deals are named beneath a replay; ``--format json`` has all."""


class Clock(StrEnum):
    """The clocks a replay can follow."""

    KNOWN = "known"
    RECORDED = "recorded"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command(rich_help_panel=PANEL)(replay)


@asks("on", "known_at", "recorded_at")
def replay(
    question: Question,
    window: Annotated[
        str | None, typer.Argument(metavar="[WINDOW]", help="2025-winter, ITA-2025-winter.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="WHEN|N", help="What was learned from this moment on."),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="WHEN|N", help="What was learned up to then.")
    ] = None,
    league: Annotated[
        str | None,
        typer.Option("--league", metavar="ITA", help="What concerns an association's clubs."),
    ] = None,
    club: Annotated[
        str | None, typer.Option("--club", metavar="CLUB", help="Only what concerns this club.")
    ] = None,
    player: Annotated[
        str | None, typer.Option("--player", metavar="PLAYER", help="Only this player's.")
    ] = None,
    deal: Annotated[
        str | None, typer.Option("--deal", metavar="DEAL", help="Only this deal, by its id.")
    ] = None,
    clock: Annotated[
        Clock,
        typer.Option("--clock", help="Whose learning: the world's, or this ledger's own."),
    ] = Clock.KNOWN,
    step: Annotated[
        bool,
        typer.Option("--step", help="Event by event, on a terminal: Enter, p for back, q to quit."),
    ] = False,
) -> None:
    """Events in the order the world learned them, what each one changed, and what they come to.

    On the ledger's own clock (--clock recorded) corrections and voided entries are events too.

    For example: tledger replay 2025-winter --club juventus --known-at 2025-01-22
    """
    from ledger.queries.answers import flat

    with question.opened() as book:
        answer = book.replay(
            window, since=_place(since), until=_place(until), league=league, club=club,
            player=player, deal=deal, clock=clock, **question.moment,
        )  # fmt: skip
    if step and sys.stdin.isatty() and sys.stdout.isatty():
        walk(answer, read=sys.stdin.readline, write=sys.stdout.write)
        return
    shown = columns(
        at="known" if clock is Clock.KNOWN else "recorded", player="player", kind="kind",
        says="says…", deal_change="deal", tracks="tracks…", squads="squads", terms="terms…",
        flags="flags…", cleared="cleared…", position="entry",
    )  # fmt: skip
    rows = [flat(frame) for frame in answer]
    if question.printing.chosen in (Format.TABLE, Format.MD):
        rows = [{**row, "at": short_moment(row["at"])} for row in map(short, rows)]
    meta = {
        **answer.meta.to_dict(),
        "clock": str(answer.clock),
        "totals": answer.totals.to_dict(),
    }
    keys = tuple(rows[0]) if rows else ()
    question.printing.print(table(shown, rows, meta, *comes_to(answer.totals), keys=keys))


def _place(text: str | None) -> str | None:
    """A number alone is a place in the book, as ``#812`` is."""
    return f"#{text}" if text is not None and text.isdigit() else text


def short_moment(instant: str) -> str:
    """A moment as people need it: the day, and the time where it was not the day's end."""
    return instant[:10] if instant.endswith("T23:59:59.999999Z") else instant[:16]


def comes_to(totals: Any) -> Iterator[str]:
    """What a replay comes to, in sentences."""
    by_type = ", ".join(f"{count} {move}" for move, count in totals.by_type.items())
    done = f": {by_type}" if by_type else ""
    yield f"{_count(totals.frames, 'event')}, {_count(totals.completed, 'deal')} done{done}"
    if totals.loans_with_option or totals.loans_with_obligation or totals.bought:
        yield (
            f"loans with an option: {totals.loans_with_option}, with an obligation: "
            f"{totals.loans_with_obligation}; loans made permanent: {totals.bought}"
        )
    for one in totals.sums:
        low, high = f"{float(one.low):,.0f}", f"{float(one.high):,.0f}"
        most = f", with every add-on {high}" if one.high != one.low else ""
        ceiling = f"; {one.open_ended} without a ceiling" if one.open_ended else ""
        fees = _count(one.payments, "fee")
        inferred = f"; {one.inferred} at the clause's price, since nobody tells what was paid"
        yield (
            f"{one.direction} {one.currency} {low} in {fees}{most}{ceiling}"
            f"{inferred if one.inferred else ''}"
        )
    for one in totals.untold:
        yield (
            f"{one.direction}, in no sum: {one.nil} for nothing, {one.undisclosed} undisclosed, "
            f"{one.unknown} told by nobody"
        )
    if totals.busiest:
        yield "busiest: " + ", ".join(f"{day} ({count})" for day, count in totals.busiest)
    if totals.open:
        named = ", ".join(f"{one.deal} ({one.stage})" for one in totals.open[:_NAMED])
        more = f" and {len(totals.open) - _NAMED} more" if len(totals.open) > _NAMED else ""
        yield f"no official outcome: {named}{more}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def walk(answer: Any, *, read: Callable[[], str], write: Callable[[str], object]) -> None:
    """Show a replay one event at a time: on with Enter, back with ``p``, away with ``q``."""
    frames: Sequence[Any] = answer.frames
    at = 0
    while at < len(frames):
        write("".join(f"{line}\n" for line in _card(frames[at], len(frames))))
        write("[Enter] next  p back  q quit: ")
        word = read()
        wish = word.strip().lower()
        if wish == "q" or not word:
            write("\n")
            return
        at = max(0, at - 1) if wish == "p" else at + 1
    write("".join(f"{line}\n" for line in comes_to(answer.totals)))


_LINES: Final = (
    ("deal_change", "deal"),
    ("tracks", "tracks"),
    ("squads", "squads"),
    ("terms", "terms"),
    ("flags", "raised"),
    ("cleared", "cleared"),
)


def _card(frame: Any, count: int) -> Iterator[str]:
    """One event on a few lines, with what it changed."""
    basis = f", {frame.basis}" if frame.basis else ""
    source = f" by {frame.source}" if frame.source else ""
    yield f"{frame.frame} of {count} · {short_moment(frame.at)} · #{frame.position}"
    yield f"{frame.player}: {frame.kind}{basis}{source}"
    yield f"  {frame.says}"
    for field, name in _LINES:
        if value := getattr(frame, field):
            yield f"  {name}: {value}"
    yield ""
