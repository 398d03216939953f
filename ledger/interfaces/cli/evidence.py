"""Evidence: what changed between two moments, why a player is where he is, who said what where."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

import typer

from ledger.domain.errors import Malformed
from ledger.interfaces.cli.asking import short
from ledger.interfaces.cli.auditing import PANEL, backing
from ledger.interfaces.cli.keeping import FINDINGS
from ledger.interfaces.cli.options import FromClub, Question, ToClub, asks, columns, place, table
from ledger.interfaces.cli.output import Format

Clock = Literal["on", "known", "recorded"]
_BETWEEN: Final = ".."
_WORDS: Final = {"on": "on {}", "known": "known at {}", "recorded": "recorded up to #{}"}


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (diff, why, evidence):
        app.command(rich_help_panel=PANEL)(command)


class NotTwoMoments(Malformed):
    """The words do not name two moments to compare."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"Cannot read {text!r} as two moments. Write the earlier one, two dots and the later "
            f"one, or nothing for now: 2024-08-13..2024-08-22, '#10..#40', 2024-12-15.."
        )


class NoSuchClock(Malformed):
    """A deal is compared on the clock of football days."""

    def __init__(self) -> None:
        super().__init__(
            "Cannot compare a deal on two football days: its steps count from when they were known."
            " Compare it by known (the default) or recorded, or a club's squad by on."
        )


def two_moments(text: str) -> tuple[str, str | None]:
    """The two moments of ``2024-08-13..2024-08-22``; an open end is now.

    Raises:
        NotTwoMoments: there are not two, or the first is left open.
    """
    earlier, dots, later = (part.strip() for part in text.partition(_BETWEEN))
    if not earlier or not dots or _BETWEEN in later or later.startswith("."):
        raise NotTwoMoments(text)
    return earlier, later or None


@asks("on", "known_at", "recorded_at")
def diff(
    question: Question,
    name: Annotated[str, typer.Argument(metavar="DEAL|CLUB", help="A deal, a player or a club.")],
    moments: Annotated[
        str, typer.Argument(metavar="A..B", help="Two moments; an open end (A..) is now.")
    ],
    by: Annotated[
        Clock | None,
        typer.Option(
            "--by",
            "--clock",
            help="The clock: on of a squad, known of a deal, recorded of '#10..#40'.",
        ),
    ] = None,
    from_club: FromClub = None,
    to_club: ToClub = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 6 where anything differs.")
    ] = False,
) -> None:
    """What changed in a deal or a squad between two moments, and the entry that changed it.

    [bold]tledger diff kalulu 2024-08-13..2024-08-22[/bold]
    """
    earlier, later = two_moments(moments)
    if by == "recorded":
        earlier, later = place(earlier) or earlier, place(later)
    with question.opened() as book:
        narrowed = from_club is not None or to_club is not None
        if narrowed or not _is_a_club(book, name):
            if by == "on":
                raise NoSuchClock
            answer = book.diff_deal(
                name,
                earlier,
                later,
                clock=by,
                from_club=from_club,
                to_club=to_club,
                **question.moment,
            )
            shown = columns(
                what="what", name="name", before="before", after="after", kind="by…",
                source="source…", entry="entry", because="because…",
            )  # fmt: skip
        else:
            answer = book.diff_squad(name, earlier, later, by=by, **question.moment)
            shown = columns(
                player="player", change="change", name="what", before="before", after="after",
                kind="by…", source="source…", entry="entry", because="because…",
            )  # fmt: skip
    _print(question, answer, shown)
    if exit_code and answer:
        raise typer.Exit(FINDINGS)


def _is_a_club(book: Any, name: str) -> bool:
    """Whether a club goes by that name; a deal's id and a player's name do not."""
    with book.asking() as asking:
        return bool(asking.find(name, "club"))


def _print(question: Question, answer: Any, shown: Any) -> None:
    from ledger.queries.answers import flat

    was, now = answer.earlier.to_dict(), answer.meta.to_dict()
    words, key = _WORDS[answer.by], {"known": "known_at", "recorded": "position"}.get(answer.by)
    span = " → ".join(words.format(_day(moment[key or "on"])) for moment in (was, now))
    counted = f"{len(answer)} differences" if len(answer) != 1 else "1 difference"
    notes = [f"{answer.named} ({answer.about}), {span}: {counted if answer else 'no difference'}"]
    meta = {
        **now,
        "by": answer.by,
        "about": answer.about,
        **{f"earlier_{name}": was[name] for name in ("on", "known_at", "position")},
    }
    keys = tuple(flat(answer[0])) if answer else ()
    question.printing.print(table(shown, map(flat, answer), meta, *notes, keys=keys))


def _day(moment: object) -> object:
    """An instant as a day where it is the end of one."""
    return short({"known": moment})["known"]


@asks("on", "known_at", "recorded_at")
def why(
    question: Question,
    player: Annotated[str, typer.Argument(metavar="PLAYER", help="A player's name or id.")],
) -> None:
    """The entries that put a player where he is on a day, and what stands against them.

    [bold]tledger why kalulu --on 2024-12-15[/bold]
    """
    from ledger.queries.answers import flat

    with question.opened() as book:
        answer = book.why(player, **question.moment)
    shown = columns(
        day="day", what="what", effect="so he is", how="how", rule="because…", kind="kind",
        source="source…", says="says…", entry="entry",
    )  # fmt: skip
    meta = {**answer.meta.to_dict(), "state": flat(answer.state)}
    against = len(answer.against)
    note = f"against it: {against}" if against else "nothing on record is against it"
    rows = [flat(row) for row in answer]
    question.printing.print(table(shown, rows, meta, where(answer), note))


def where(answer: Any) -> str:
    """Where a player is on the day asked about, in a sentence."""
    state, day = answer.state, answer.meta.on.isoformat()
    if state.club is None:
        left = f"; he left {state.left_club} on {state.left_on}" if state.left_club else ""
        return f"{answer.player.name} on {day}: at no club on record{left}"
    held = f", on loan from {state.parent_club}" if state.parent_club != state.club else ""
    until = f" until {state.until}" if state.until and held else ""
    return f"{answer.player.name} on {day}: at {state.club}{held}{until} ({state.how})"


@asks("on", "known_at", "recorded_at")
def evidence(
    question: Question,
    deal: Annotated[str, typer.Argument(metavar="DEAL", help="A deal's id, or a player.")],
    from_club: FromClub = None,
    to_club: ToClub = None,
) -> None:
    """Everything said of a deal, by whom and where it stood; with --format md a page to paste.

    The page has the claims, quotations and contradictions, and how anyone with the book can check
    them: `tledger deal DEAL --format md` writes the same.
    """
    from ledger.queries.answers import flat

    if question.printing.chosen is Format.MD:
        print_bundle(question, deal, from_club=from_club, to_club=to_club)
        return
    with question.opened() as book:
        answer = book.evidence(deal, from_club=from_club, to_club=to_club, **question.moment)
    people = question.printing.chosen is Format.TABLE
    rows = [short(flat(row)) if people else flat(row) for row in answer]
    shown = columns(
        known="known", source="source", cites="citing", kind="kind", says="says", excerpt="words…",
        url="address…", entry="entry",
    )  # fmt: skip
    seal = answer.seal
    meta = {
        **answer.meta.to_dict(),
        "deal": answer.summary.deal,
        "backing": flat(answer.claims.backing),
        "amendments": [flat(one) for one in answer.amendments],
        "seal_position": seal.position,
        "seal_root": seal.root.hex() if seal.root is not None else None,
    }
    question.printing.print(table(shown, rows, meta, backing(answer.claims.backing)))


def print_bundle(
    question: Question, deal: str, *, from_club: str | None = None, to_club: str | None = None
) -> None:
    """Print the evidence for a deal as a page of Markdown."""
    from ledger.interfaces.cli.bundle import bundle

    with question.opened() as book:
        answer = book.evidence(deal, from_club=from_club, to_club=to_club, **question.moment)
    question.printing.print_page(bundle(answer))
