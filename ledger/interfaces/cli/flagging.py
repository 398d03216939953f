"""Rules that forbid nothing: what is flagged, a club's quotas, and the rules themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.interfaces.cli.auditing import PANEL
from ledger.interfaces.cli.options import Question, asks, columns, opened, table

if TYPE_CHECKING:
    from ledger.queries.flags import FlagRow

RuleName = Annotated[
    str | None,
    typer.Option("--rule", metavar="RULE", help="A flag's number or a rule's id: F5, minors."),
]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (flags, quotas, rules):
        app.command(rich_help_panel=PANEL)(command)


@asks("on", "known_at", "recorded_at", "assume")
def flags(
    question: Question,
    club: Annotated[str | None, typer.Option("--club", help="Only what concerns it.")] = None,
    player: Annotated[str | None, typer.Option("--player", help="Only what is about him.")] = None,
    deal: Annotated[str | None, typer.Option("--deal", help="Only this deal, by its id.")] = None,
    rule: RuleName = None,
    season: Annotated[
        str | None, typer.Option("--season", metavar="2024-25", help="Only what stood in it.")
    ] = None,
    only_open: Annotated[
        bool, typer.Option("--open", help="Only what still stands on the day.")
    ] = False,
    detail: Annotated[
        bool, typer.Option("--detail", help="Each fact with weak evidence, not how many.")
    ] = False,
) -> None:
    """What on record is worth a look by the rules F1 to F10, since when, and what was counted.

    A flag forbids nothing. It is derived only from what this ledger holds: `possible` where
    something is not known, `assumed` where days rest on no publication, `reported` where somebody
    says so. Try `tledger flags --club juventus --season 2024-25`.
    """
    from ledger.interfaces.cli.progress import progress
    from ledger.queries.answers import flat

    with question.opened() as book, progress("flags", quiet=question.printing.quiet) as step:
        answer = book.flags(
            club=club,
            player=player,
            deal=deal,
            rule=rule,
            season=season,
            only_open=only_open,
            detail=detail,
            progress=step,
            **question.moment,
        )
    by_rule = Counter(row.rule for row in answer)
    notes = [f"{one}: {count} ({_titles(answer, one)})" for one, count in by_rule.items()]
    shown = columns(
        rule="rule", severity="how hard", player="player", opened_on="opened",
        cleared_on="cleared", says="says", entries="entries", club="club…", counted="counted…",
        reference="reference…",
    )  # fmt: skip
    rows = [flat(row) for row in answer]
    question.printing.print(table(shown, rows, answer.meta.to_dict(), *notes, keys=_keys()))


def _titles(answer: Iterable[FlagRow], rule: str) -> str:
    """What the rules behind a number are called, each once."""
    rows = [row for row in answer if row.rule == rule]
    return "; ".join(dict.fromkeys(row.title for row in rows))


def _keys() -> tuple[str, ...]:
    from ledger.queries.flags import FlagRow

    return tuple(FlagRow.__dataclass_fields__)


@asks("on", "known_at", "recorded_at", "assume")
def quotas(question: Question, club: Annotated[str, typer.Argument(help="A club.")]) -> None:
    """The limits a club is held to on a day: loan slots and places on its squad lists."""
    from ledger.queries.answers import flat
    from ledger.queries.flags import Quota

    with question.opened() as book:
        answer = book.quotas(club, **question.moment)
    shown = columns(
        what="what", used="used", possible="at most", limit="limit", headroom="left",
        counted="counted…", reference="reference…",
    )  # fmt: skip
    rows = [{**flat(row), "counted": "; ".join(row.counted)} for row in answer]
    keys = tuple(Quota.__dataclass_fields__)
    question.printing.print(table(shown, rows, answer.meta.to_dict(), keys=keys))


@asks("on", "known_at", "recorded_at")
def rules(
    question: Question,
    rule: Annotated[
        str | None, typer.Argument(metavar="[RULE]", help="A rule's id, or a flag's number.")
    ] = None,
) -> None:
    """The rules behind the flags as they stand on a day: parameters, reference, and remarks.

    What this ledger adopted otherwise (`tledger record RulePackAdopted`) is marked with its entry.
    """
    from ledger.queries.answers import flat

    with opened(question.db, must_exist=False, read_only=True) as book:
        answer = book.rules(rule, **question.moment)
    rows = [flat(row) for row in answer]
    days = {"since": "since", "until": "until"}
    if rule is None:
        shown = columns(flag="flag", rule="rule", title="title", **days, reference="reference…")
        notes = ["`tledger rules RULE` prints the parameters of a rule, and what is uncertain"]
    else:
        shown = columns(flag="flag", rule="rule", **days, parameters="parameters")
        notes = [
            f"{row.rule}: {row.title}. {row.reference}; known from {row.source}. {row.remarks}"
            for row in answer
        ]
    question.printing.print(table(shown, rows, answer.meta.to_dict(), *notes))
