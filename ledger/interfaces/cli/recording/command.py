"""The command ``record``."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from ledger.interfaces.cli.options import (
    DEFAULT_DB,
    Db,
    OutFormat,
    Output,
    Printing,
    QuietlyDone,
    columns,
    table,
)
from ledger.interfaces.cli.recording.given import OPTIONS, Given, with_options

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Judge it, say what would change, and write nothing.")
]


@with_options(OPTIONS)
def record(
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="What happened; see --kinds.")
    ] = None,
    *,
    given: Given,
    kinds: Annotated[bool, typer.Option("--kinds", help="List every kind of event.")] = False,
    fields: Annotated[
        bool, typer.Option("--fields", help="List the options a kind takes.")
    ] = False,
    file: Annotated[
        str | None,
        typer.Option(
            "--file",
            metavar="FILE|-",
            help="Record a file of the ledger's own NDJSON, all or none.",
        ),
    ] = None,
    register: Annotated[
        bool, typer.Option("--register", help="Register the names the ledger does not know.")
    ] = False,
    entry_id: Annotated[
        str | None,
        typer.Option("--id", metavar="UUID", help="The entry's id: a repeat is recorded once."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Record it though the same source has said the same.")
    ] = False,
    dry_run: DryRun = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask anything.")] = False,
    db: Db = DEFAULT_DB,
    format: OutFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    quiet: QuietlyDone = False,
) -> None:
    """Record one event with who says so, or a file of them.

    Into an empty ledger the names are registered along with it:

    tledger record RumourReported --player "Fikayo Tomori" --to Juventus
    --source "Nicolò Schira" --published 2024-12-27

    Money and conditions are written as people write them: --fee '~25m+5m',
    --option 14m --until 2025-06-30, --obligation 14.5m --if 'staying up'.

    What contradicts the record is refused with its reason (exit 5) and nothing
    is written; a report that contradicts it is recorded and flagged.
    """
    printing = Printing(format, output, quiet)
    if kinds:
        _print_kinds(printing)
        return
    if fields:
        _print_fields(kind, printing)
        return
    if file is not None:
        _record_file(file, kind, given, db, printing, dry_run=dry_run)
        return
    from ledger.interfaces.cli.recording.one import Wanted, record_one

    asks = not no_input and sys.stdin.isatty() and sys.stdout.isatty()
    wanted = Wanted(kind, given, entry_id, register, again, dry_run, asks)
    record_one(wanted, db, printing)


def _print_kinds(printing: Printing) -> None:
    from ledger.interfaces.cli.recording.catalogue import listing

    rows = listing()
    notes = "tledger record KIND --fields lists the options of one kind"
    shown = columns(group="group", kind="kind", means="means…")
    printing.print(table(shown, rows, {}, notes))


def _print_fields(kind: str | None, printing: Printing) -> None:
    from ledger.domain.errors import Malformed
    from ledger.interfaces.cli.recording.catalogue import fields, meaning
    from ledger.interfaces.cli.recording.kinds import kind_named

    if kind is None:
        raise Malformed("Cannot list the options of no kind. Write `tledger record KIND --fields`.")
    event = kind_named(kind)
    shown = columns(
        option="option", value="value", needed="needed", means="means…", choices="choices…",
        field="field",
    )  # fmt: skip
    whole = " ".join((event.__doc__ or "").replace("``", "").split())
    rows: list[dict[str, Any]] = fields(event)
    meta = {"kind": event.__name__, "means": meaning(event)}
    printing.print(table(shown, rows, meta, f"{event.__name__}: {whole}"))


def _record_file(
    file: str, kind: str | None, given: Given, db: str, printing: Printing, *, dry_run: bool
) -> None:
    from ledger.domain.errors import Malformed
    from ledger.interfaces.cli.recording.files import record_file

    if kind is not None or list(given):
        raise Malformed("--file holds whole entries: give it without a kind and other options.")
    record_file(file, db, printing, dry_run=dry_run)
