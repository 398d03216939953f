"""Who is who: the command group ids."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.interfaces.cli.options import (
    DEFAULT_DB,
    Db,
    OutFormat,
    Output,
    Printing,
    Question,
    Quiet,
    QuietlyDone,
    asks,
    columns,
    opened,
    table,
)
from ledger.interfaces.cli.output import Format

if TYPE_CHECKING:
    from ledger.application import Ledger, Result

PANEL = "Keep"
HELP = """Who is who: ids, names and other registers' ids, and whom to take for one.

The same man may come under two ids, or two men under one name. Nothing is guessed: an import
leaves out whom it cannot tell, `ids doubts` lists them, and `ids same` and `ids different` settle
it for ever.
"""
Who = Annotated[
    str, typer.Argument(metavar="ONE", help="A player's or club's id or name.", show_default=False)
]
Other = Annotated[
    str,
    typer.Argument(
        metavar="OTHER",
        help="Another's id or name, or another register's id: transfermarkt:342385.",
        show_default=False,
    ),
]
Reason = Annotated[
    str | None,
    typer.Option("--reason", "--why", metavar="WHY", help="Why, for whoever audits the book."),
]
Why = Annotated[
    str,
    typer.Option("--reason", "--why", metavar="WHY", help="Why, for whoever audits the book."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Judge it, say what would change, and write nothing.")
]


def add_to(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(
        name="ids", help=HELP, no_args_is_help=True, context_settings=app.info.context_settings
    )
    for command in (show, doubts, same, different, revert, link):
        group.command()(command)
    group.command("import")(import_)
    app.add_typer(group, rich_help_panel=PANEL)


@asks("on", "known_at", "recorded_at")
def show(
    question: Question,
    name: Annotated[
        str, typer.Argument(help="A player or a club, by id, name or another register's id.")
    ],
) -> None:
    """Every id and name of a player or a club, and whom it was told apart from."""
    from ledger.queries.answers import flat

    with question.opened() as book:
        answer = book.identity(name, **question.moment)
    shown = columns(
        what="what", value="value", language="language", since="since", until="until",
        own_id="of id…", entry="entry",
    )  # fmt: skip
    question.printing.print(table(shown, [flat(row) for row in answer], answer.meta.to_dict()))


@asks("on", "known_at", "recorded_at")
def doubts(question: Question) -> None:
    """Whom imports left out because nobody can tell whether they are on record already."""
    from ledger.queries.answers import flat
    from ledger.queries.identities import DoubtRow

    with question.opened() as book:
        answer = book.doubts(**question.moment)
    rows = [{**flat(row), "where": _where(row.file, row.line)} for row in answer]
    shown = columns(
        external_id="external id", name="name", born="born", nationalities="of",
        candidates="perhaps", why="why…", where="where…", entry="entry",
    )  # fmt: skip
    note = "settle one with `tledger ids same` or `tledger ids different`"
    keys = (*DoubtRow.__dataclass_fields__, "where")
    question.printing.print(
        table(
            shown,
            rows,
            answer.meta.to_dict(),
            note if rows else "nobody is in doubt",
            keys=keys,
        )
    )


def _where(file: str | None, line: int | None) -> str | None:
    return f"{file}:{line}" if file is not None and line is not None else file


def same(
    one: Who,
    other: Other,
    *,
    reason: Reason = None,
    dry_run: DryRun = False,
    db: Db = DEFAULT_DB,
    format: OutFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    quiet: QuietlyDone = False,
) -> None:
    """Two ids are one player or club; or another register's id is this player's.

    Of two ids the first stays in front, and both answer from then on. Each keeps its own entries,
    so that `tledger ids revert` can part them again.
    """
    from ledger.queries.identities import external

    with opened(db) as book:
        first, second = (other, one) if external(one) is not None else (one, other)
        number = external(second)
        if number is not None and not _carried(book, second):
            result = book.link(first, str(number), dry_run=dry_run)
        else:
            result = book.merge(first, second, reason=reason, dry_run=dry_run)
        _print(book, [result], Printing(format, output, quiet), dry_run=dry_run)


def _carried(book: Ledger, number: str) -> bool:
    """Whether somebody on record carries an external id: then it stands for him."""
    with book.asking() as asking:
        return any(asking.find(number, sort) for sort in ("player", "club"))


def different(
    one: Who,
    other: Other,
    *,
    reason: Reason = None,
    dry_run: DryRun = False,
    db: Db = DEFAULT_DB,
    format: OutFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    quiet: QuietlyDone = False,
) -> None:
    """Two ids are two for ever; or somebody doubtful is none of those on record.

    Somebody doubtful, named by another register's id, gets an id of his own, so that the next
    import of the file finds him.
    """
    from ledger.queries.identities import external

    with opened(db) as book:
        first, second = (other, one) if external(one) is not None else (one, other)
        results = book.tell_apart(first, second, reason=reason, dry_run=dry_run)
        _print(book, results, Printing(format, output, quiet), dry_run=dry_run)


def revert(
    one: Who,
    other: Other,
    *,
    reason: Why,
    dry_run: DryRun = False,
    db: Db = DEFAULT_DB,
    format: OutFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    quiet: QuietlyDone = False,
) -> None:
    """A merge was wrong: the two ids are two again, each with its own entries."""
    with opened(db) as book:
        result = book.revert_merge(one, other, reason=reason, dry_run=dry_run)
        _print(book, [result], Printing(format, output, quiet), dry_run=dry_run)


def link(
    name: Who,
    external_id: Annotated[
        str, typer.Argument(metavar="REGISTER:ID", help="As in transfermarkt:342385, wikidata:Q1.")
    ],
    *,
    dry_run: DryRun = False,
    db: Db = DEFAULT_DB,
    format: OutFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    quiet: QuietlyDone = False,
) -> None:
    """Another register's id is this player's, or this club's."""
    with opened(db) as book:
        result = book.link(name, external_id, dry_run=dry_run)
        _print(book, [result], Printing(format, output, quiet), dry_run=dry_run)


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="The reep register's teams.csv, people.csv, or .gz."),
    ],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and report; write nothing.")
    ] = False,
    db: Db = DEFAULT_DB,
    format: OutFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Link players and clubs on record to their ids in other registers, from the reep register.

    Only where a row has an id that is on record already, never by name. A row that fits two is a
    doubt for `tledger ids doubts`; an id other than the one on record is refused with its line.
    Safe to repeat: a second run adds nothing.
    """
    from ledger.interfaces.cli.progress import progress
    from ledger.interfaces.files.reep import bring_in_register

    printing = Printing(format, output, quiet)
    reports = []
    with opened(db) as book:
        for path in files:
            with progress(path.name, quiet=quiet) as step:
                reports.append(bring_in_register(book, path, progress=step, dry_run=dry_run))
        meta = book.asking_meta()
    rows = [
        {"file": report.file, "what": what, "count": count, "line": line, "says": says}
        for report in reports
        for what, count, line, says in report.lines()
    ]
    shown = columns(file="file", what="what", count="count", line="line", says="says")
    facts = meta.to_dict()
    if printing.chosen is Format.JSON:
        facts["reports"] = [report.to_dict() for report in reports]
    printing.print(table(shown, rows, facts))


def _print(book: Any, results: Sequence[Result], printing: Printing, *, dry_run: bool) -> None:
    from ledger.interfaces.cli.recording.printing import print_recorded

    print_recorded(book, results, printing, dry_run=dry_run)
