"""The truth check: the command group check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer

from ledger.interfaces.cli.options import Question, asks, columns, table

if TYPE_CHECKING:
    from ledger.interfaces.files.report import Report
    from ledger.queries.verdicts import Case, Checked, Share

PANEL = "Audit"
FINDINGS: Final = 6
HELP = """Compare squads with what somebody else says of who was where. Nothing is written.

Exit code 6 where there are findings, as for verify.
"""
Files = Annotated[
    list[Path], typer.Argument(metavar="FILE…", help="Files to compare with, also .gz.")
]


def add_to(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(
        name="check", help=HELP, no_args_is_help=True, context_settings=app.info.context_settings
    )
    for command in (lineups, squad):
        group.command()(command)
    app.add_typer(group, rich_help_panel=PANEL)


# -- line-ups -------------------------------------------------------------------------------------

By = Literal["role", "club"]


@asks("known_at", "recorded_at")
def lineups(
    question: Question,
    files: Files,
    by: Annotated[By, typer.Option("--by", help="Shares by role, or by club.")] = "role",
    worst: Annotated[
        int, typer.Option("--worst", metavar="N", min=0, help="So many of the worst cases.")
    ] = 10,
    cases: Annotated[
        bool, typer.Option("--cases", help="Every case that is not right, instead of shares.")
    ] = False,
    right_at_least: Annotated[
        str, typer.Option("--right-at-least", metavar="PERCENT", help="Fewer is a finding.")
    ] = "89%",
    wrong_at_most: Annotated[
        str, typer.Option("--wrong-at-most", metavar="PERCENT", help="More is a finding.")
    ] = "0.5%",
) -> None:
    """Compare squads with match line-ups: who played is in that club's squad, another's, or none.

    The limits are for those who played; the bench is counted apart.
    """
    from ledger.interfaces.files.checking import check_lineups
    from ledger.queries.verdicts import CheckAnswer, share

    least = _percent(right_at_least, "--right-at-least")
    most = _percent(wrong_at_most, "--wrong-at-most")
    rows, reports, meta = _checked(question, files, check_lineups)
    played = [row for row in rows if row.played]
    total = share((), played)
    within = bool(played) and total.right_percent >= least and total.elsewhere_percent <= most
    found = CheckAnswer(rows, meta).cases()
    limits = f"at least {least}% right and at most {most}% at another club"
    verdict = f"{'within' if within else 'NOT within'} the limits: {limits}"
    notes = (_in_words(total), verdict, _causes(played), *_refused(reports))
    if cases:
        printed = [_case(case) for case in found]
        shown = _CASE_COLUMNS
    else:
        printed = list(_shares(rows, by))
        shown = _SHARE_COLUMNS
        notes = (*notes, *map(_told, found[:worst]))
    facts = {
        **meta.to_dict(),
        **_figures(total),
        "within_limits": within,
        "worst": [_case(case) for case in found[:worst]],
    }
    keys = tuple(column.key for column in shown)
    question.printing.print(table(shown, printed, facts, *notes, keys=keys))
    if not within:
        raise typer.Exit(FINDINGS)


_SHARE_COLUMNS: Final = columns(
    competition="competition", group="who", checked="checked", right="right…",
    right_percent="right %", elsewhere="elsewhere…", elsewhere_percent="elsewhere %",
    uncertain="uncertain…", uncertain_percent="uncertain %", nowhere="nowhere…",
    nowhere_percent="nowhere %",
)  # fmt: skip
_CASE_COLUMNS: Final = columns(
    verdict="verdict", times="matches", player="player", club="club", first_day="from",
    last_day="to", cause="cause", why="why", entry="entry",
)  # fmt: skip


def _percent(text: str, option: str) -> Decimal:
    """A share of a hundred as people write it: ``89%``, ``0.5``."""
    try:
        percent = Decimal(text.strip().removesuffix("%"))
    except InvalidOperation:
        percent = Decimal(-1)
    if not (percent.is_finite() and 0 <= percent <= 100):  # noqa: PLR2004 - per cent
        raise typer.BadParameter("write a percentage, as in 89% or 0.5", param_hint=option)
    return percent


def _checked(
    question: Question, files: Sequence[Path], check: Any
) -> tuple[list[Checked], list[Report], Any]:
    """Check every file, in the order given."""
    from ledger.interfaces.cli.progress import progress
    from ledger.interfaces.files.report import Report

    rows: list[Checked] = []
    reports: list[Report] = []
    with question.opened() as book:
        meta = book.asking_meta()
        for path in files:
            report = Report(path.name)
            with progress(path.name, quiet=question.printing.quiet) as step:
                answer = check(book, path, report=report, progress=step, **question.moment)
            rows += answer.items
            reports.append(report)
            meta = answer.meta
    return rows, reports, meta


def _shares(rows: Iterable[Checked], by: By) -> Iterable[dict[str, object]]:
    """A row for each group: by role with those who played together, or by club."""
    groups: dict[tuple[str, str], list[Checked]] = {}
    for row in rows:
        competition = row.competition or ""
        names = [row.role or "played", "played"] if by == "role" else [row.club]
        for name in dict.fromkeys(names):
            if row.played or (by == "role" and name != "played"):
                groups.setdefault((competition, name), []).append(row)
    for (competition, name), found in sorted(groups.items(), key=lambda one: _order(*one[0])):
        yield _share(competition, name, found)


_ROLES: Final = ("played", "started", "came on", "on the bench")


def _order(competition: str, name: str) -> tuple[str, int, str]:
    return competition, _ROLES.index(name) if name in _ROLES else 0, name


def _share(competition: str, name: str, rows: Sequence[Checked]) -> dict[str, object]:
    from ledger.queries.verdicts import share

    one: Share = share((competition, name), rows)
    return {
        "competition": competition or None,
        "group": name,
        "checked": one.checked,
        "right": one.right,
        "right_percent": one.right_percent,
        "elsewhere": one.elsewhere,
        "elsewhere_percent": one.elsewhere_percent,
        "uncertain": one.uncertain,
        "uncertain_percent": one.uncertain_percent,
        "nowhere": one.nowhere,
        "nowhere_percent": one.nowhere_percent,
    }


def _figures(total: Share) -> dict[str, object]:
    return {
        "played": total.checked,
        "right_percent": total.right_percent,
        "elsewhere_percent": total.elsewhere_percent,
        "uncertain_percent": total.uncertain_percent,
        "nowhere_percent": total.nowhere_percent,
    }


def _in_words(total: Share) -> str:
    return (
        f"{total.checked:,} who played: {total.right_percent}% right, "
        f"{total.elsewhere_percent}% at another club, {total.uncertain_percent}% uncertain, "
        f"{total.nowhere_percent}% nowhere"
    )


def _causes(rows: Iterable[Checked]) -> str:
    counted = Counter(row.cause for row in rows if row.cause is not None)
    told = ", ".join(f"{count:,} {cause}" for cause, count in counted.most_common())
    return f"not right, by cause: {told}" if told else ""


def _case(case: Case) -> dict[str, object]:
    """A case as a flat row: what it is, how often, and its first line in the file."""
    from ledger.queries.answers import flat

    facts = flat(case.example)
    days = {"first_day": case.first_day.isoformat(), "last_day": case.last_day.isoformat()}
    named = ("verdict", "cause", "player", "player_id", "club", "club_id")
    return {
        **{key: facts[key] for key in named},
        "times": case.times,
        "played": case.played,
        **days,
        **{key: value for key, value in facts.items() if key not in (*named, "day")},
    }


def _told(case: Case) -> str:
    """A case in one line."""
    row = case.example
    days = f"{case.first_day}" + (f" to {case.last_day}" if case.times > 1 else "")
    return f"{case.times}× {row.player} at {row.club}, {days}: {row.verdict}: {row.why}"


def _refused(reports: Iterable[Report]) -> Iterable[str]:
    for report in reports:
        yield from map(str, report.refusals[:10])
        if report.refusals:
            yield f"{report.file}: {len(report.refusals):,} lines cannot be read"
        for reason, count in report.flagged.most_common():
            yield f"{report.file}: {count:,} {reason}"


# -- squads ---------------------------------------------------------------------------------------


@asks("known_at", "recorded_at")
def squad(question: Question, files: Files) -> None:
    """Compare squads with assertions: on this day this player is at this club.

    A CSV with the columns date, club, player and, where wanted, status (own, on loan, on loan out,
    absent) and note; or a season's squad list. Every assertion that fails is listed.
    """
    from ledger.interfaces.files.checking import check_squad

    rows, reports, meta = _checked(question, files, check_squad)
    failed = [_failed(row) for row in rows if row.verdict != "right"]
    unread: list[dict[str, Any]] = [
        {
            "file": one.file,
            "line": one.line,
            "verdict": "unreadable",
            "why": f"{one.what} {one.way_out}",
        }
        for report in reports
        for one in report.refusals
    ]
    shown = columns(
        line="line", day="day", club="club", player="player", expected="expected", found="found",
        why="why", note="note…",
    )  # fmt: skip
    asserted = len(rows) + len(unread)
    flagged = (
        f"{report.file}: {count:,} {reason}, not compared"
        for report in reports
        for reason, count in report.flagged.most_common()
    )
    notes = (f"{asserted:,} assertions: {asserted - len(failed) - len(unread):,} hold", *flagged)
    facts = {**meta.to_dict(), "assertions": asserted, "failed": len(failed) + len(unread)}
    keys = ("file", "line", "day", "club", "player", "expected", "found", "verdict", "why")
    told = sorted([*failed, *unread], key=lambda row: (str(row["file"]), int(row["line"] or 0)))
    question.printing.print(table(shown, told, facts, *notes, keys=keys))
    if failed or unread or not rows:
        raise typer.Exit(FINDINGS)


def _failed(row: Checked) -> dict[str, Any]:
    from ledger.queries.answers import flat

    facts = flat(row)
    first = ("file", "line", "day", "club", "player", "expected")
    return {**{key: facts[key] for key in first}, "found": row.found_club or "nowhere", **facts}
