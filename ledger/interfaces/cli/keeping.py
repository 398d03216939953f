"""Keeping a ledger: demo, init, import, export, verify, rebuild."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.interfaces.cli.options import (
    DEFAULT_DB,
    Db,
    OutFormat,
    Output,
    Printing,
    Quiet,
    QuietlyDone,
    columns,
    opened,
    table,
)
from ledger.interfaces.cli.output import Format

if TYPE_CHECKING:
    from ledger.interfaces.files.formats.format import Progress
    from ledger.interfaces.files.importing import Importer
    from ledger.interfaces.files.report import Report
    from ledger.store import Head

PANEL = "Keep"
FINDINGS = 6


def add_first_steps(app: typer.Typer) -> None:
    """Add the commands that somebody new runs first."""
    for command in (demo, init):
        app.command(rich_help_panel="Start here")(command)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("import", rich_help_panel=PANEL)(import_)
    for command in (export, verify, rebuild):
        app.command(rich_help_panel=PANEL)(command)


def demo(
    db: Annotated[
        str, typer.Option("--db", metavar="FILE|URL", help="Where the demo's ledger is made.")
    ] = "demo.db",
    quiet: QuietlyDone = False,
) -> None:
    """Make a small ledger of real deals to try things on, and say what to try.

    Hand-written from official statements and named reports: how Juventus took Pierre Kalulu from
    Milan, the rumour about Fikayo Tomori, and the winter window of 2025. Running it again adds
    nothing.
    """
    from ledger.interfaces import demo as stories

    with opened(db, must_exist=False) as book:
        written, rejected = book.record_many(stories.entries(), policy="refuse")
        if rejected:
            raise rejected[0].error
        book.catch_up()
    if quiet:
        return
    new = sum(not result.already_recorded for result in written)
    typer.echo(f"{db}: {new} entries recorded, {len(written) - new} were there already.\n")
    typer.echo("Try:\n" + "\n".join(f"  {line}" for line in _to_try(db)))


def _to_try(db: str) -> list[str]:
    return [
        f"tledger squad juventus --on 2024-12-15 --db {db}",
        f"tledger claims kalulu --known-at 2024-08-22 --db {db}",
        f"tledger deal tomori --to juventus --db {db}",
        f"tledger diff kalulu 2024-08-13..2024-08-22 --db {db}",
        f"tledger replay 2025-winter --club juventus --db {db}",
        f"tledger squad juventus --on 2025-02-10 --known-at 2025-01-18 --expected --db {db}",
        f"tledger relationship juventus ac-milan --db {db}",
    ]


def init(
    url: Annotated[
        str | None, typer.Argument(metavar="[FILE|URL]", help="Default: the ledger of --db.")
    ] = None,
    db: Db = DEFAULT_DB,
    quiet: QuietlyDone = False,
) -> None:
    """Make a ledger, or bring an older one's tables up to this version."""
    with opened(url or db, must_exist=False) as book:
        position = book.catch_up()
        place = book.url
    if not quiet:
        typer.echo(f"{place} is ready, with {position} entries.")


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="CSV or JSON of a known format, or the ledger's own NDJSON; also .gz.",
        ),
    ],
    policy: Annotated[
        str,
        typer.Option("--policy", help="flag or refuse movements that contradict the record."),
    ] = "flag",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and report; write nothing.")
    ] = False,
    quarantine: Annotated[
        Path,
        typer.Option(
            "--quarantine",
            metavar="FOLDER",
            help="Where rows that were refused or are in doubt are written, to be mended.",
        ),
    ] = Path(),
    db: Db = DEFAULT_DB,
    format: OutFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Read data files into the ledger, and report what was taken, flagged and refused.

    Safe to repeat: a second run adds nothing. The format is recognised by the first line: the
    transfers of ewenme, d2ski (CSV, JSON), eordo, emordonez and dcaribou (with players.csv and
    clubs.csv beside them), player histories (JSON), season squad lists, line-ups and appearances,
    rumours, and the ledger's own NDJSON. docs/reference/formats.md has every column.
    """
    from ledger.interfaces.cli.progress import progress
    from ledger.interfaces.files.importing import Importer

    if policy not in ("flag", "refuse"):
        raise typer.BadParameter("write flag or refuse", param_hint="--policy")
    printing = Printing(format, output, quiet)
    reports = []
    with _to_import_into(db, dry_run=dry_run) as book:
        importer = Importer(book, policy, quarantine)
        for path in files:
            with progress(f"{path.name}", quiet=quiet) as step:
                reports.append(
                    _report_of(importer, path, step, dry_run=dry_run, alone=len(files) == 1)
                )
        with progress("read models", quiet=quiet) as step:
            if not dry_run:
                book.catch_up(progress=step)
        facts = {"position": book.head().position} if dry_run else book.asking_meta().to_dict()
    _print_reports(reports, facts, printing)
    if any(report.refused_whole for report in reports):
        raise typer.Exit(2)


def _to_import_into(db: str, *, dry_run: bool) -> AbstractContextManager[Any]:
    """The ledger, made where there is none; to try an import on it, it is only read."""
    return opened(db, must_exist=False, read_only=dry_run)


def _report_of(
    importer: Importer, path: Path, step: Progress, *, dry_run: bool, alone: bool
) -> Report:
    """What became of a file; one that cannot be read does not keep those after it from it."""
    from ledger.domain.errors import Malformed
    from ledger.interfaces.files.report import Report

    try:
        return importer.bring_in(path, dry_run=dry_run, progress=step)
    except Malformed as error:
        if alone:
            raise
        report = Report(path.name, dry_run=dry_run)
        report.refuse(None, str(error), "")
        return report


def _print_reports(
    reports: Sequence[Report], facts: Mapping[str, object], printing: Printing
) -> None:
    rows = [
        {"file": report.file, "what": what, "count": count, "line": line, "says": says}
        for report in reports
        for what, count, line, says in report.lines()
    ]
    shown = columns(file="file", what="what", count="count", line="line", says="says")
    if printing.chosen is Format.JSON:
        facts = {**facts, "reports": [report.to_dict() for report in reports]}
    printing.print(table(shown, rows, facts))


def export(
    db: Db = DEFAULT_DB,
    output: Output = None,
    position: Annotated[
        int | None, typer.Option("--position", metavar="N", min=1, help="Only up to entry N.")
    ] = None,
    without_times: Annotated[
        bool,
        typer.Option(
            "--without-times",
            help="Leave out when entries were recorded and so known: two ledgers that say the "
            "same are the same bytes.",
        ),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Write the whole book as NDJSON, one entry a line, for ever readable by any tool.

    Imported into an empty ledger it gives the same answers and the same Merkle root, unless it is
    written without times.
    """
    from ledger.domain.errors import Malformed
    from ledger.interfaces.files import ndjson

    with opened(db) as book:
        entries = book.entries(lte=_within(book, position))
        if output is None:
            count = ndjson.write(entries, sys.stdout, times=not without_times)
        else:
            try:
                with output.open("w", encoding="utf-8", newline="\n") as out:
                    count = ndjson.write(entries, out, times=not without_times)
            except OSError as error:
                raise Malformed(f"Cannot write {output}: {error.strerror}.") from error
        head = book.head()
    root = head.root.hex() if head.root is not None else "none"
    Printing(None, output, quiet).note(
        f"{count} entries written" + ("" if position else f"; Merkle root {root}")
    )


def _within(book: Any, position: int | None) -> int | None:
    """A place in the book; beyond its end there is nothing more to write."""
    return min(position, book.head().position) if position is not None else None


def verify(
    expect: Annotated[
        str | None,
        typer.Option("--expect", metavar="N:ROOT", help="A head kept elsewhere: position, root."),
    ] = None,
    db: Db = DEFAULT_DB,
    format: OutFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Recompute every hash, position, number and time of the book; exit 6 where one is wrong."""
    from ledger.interfaces.cli.progress import progress

    with opened(db) as book, progress("verify", quiet=quiet) as step:
        findings = book.verify(progress=step, expect=_head(expect))
        head = book.head()
    rows = [{"position": finding.position, "what": finding.what} for finding in findings]
    root = head.root.hex() if head.root is not None else None
    meta = {"position": head.position, "root": root, "ok": not findings}
    note = (
        f"{len(findings)} findings; the first wrong position is #{findings[0].position}"
        if findings
        else f"{head.position} entries are as they were recorded; Merkle root {root}"
    )
    printing = Printing(format, output, quiet)
    if not findings and printing.chosen is Format.TABLE:
        typer.echo(note)
        return
    shown = columns(position="entry", what="what is wrong")
    printing.print(table(shown, rows, meta, note, keys=("position", "what")))
    if findings:
        raise typer.Exit(FINDINGS)


def _head(text: str | None) -> Head | None:
    from ledger.domain.errors import Malformed
    from ledger.store import Head

    if text is None:
        return None
    position, _, root = text.partition(":")
    try:
        return Head(position=int(position), recorded_at=None, root=bytes.fromhex(root))
    except ValueError as error:
        raise Malformed(
            f"Cannot read {text!r} as a head. Write position and root as `tledger verify` prints "
            f"them, with a colon between."
        ) from error


def rebuild(db: Db = DEFAULT_DB, quiet: QuietlyDone = False) -> None:
    """Fold all read models anew from the entries; the old ones answer until they are done."""
    from ledger.interfaces.cli.progress import progress

    with opened(db) as book, progress("rebuild", quiet=quiet) as step:
        position = book.rebuild(progress=step)
    if not quiet:
        typer.echo(f"All read models rebuilt up to #{position}.")
