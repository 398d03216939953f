"""The commands ``correct`` and ``void``: what we wrote wrongly, with the old answer kept."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.interfaces.cli.options import DEFAULT_DB, Db, OutFormat, Output, Printing, Quiet, opened
from ledger.interfaces.cli.recording.command import DryRun
from ledger.interfaces.cli.recording.given import NOT_CORRECTED, OPTIONS, Given, with_options

Which = Annotated[
    str, typer.Argument(metavar="ENTRY", help="Its id, the beginning of its id, or #position.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="WHY", help="Why, for the audit.")]


@with_options(option for option in OPTIONS if option.key not in NOT_CORRECTED)
def correct(
    which: Which,
    *,
    given: Given,
    reason: Reason,
    register: Annotated[
        bool, typer.Option("--register", help="Register the names the ledger does not know.")
    ] = False,
    dry_run: DryRun = False,
    db: Db = DEFAULT_DB,
    format: OutFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Mend an entry that we mistyped; the old answer stays reachable by position.

    The options given replace what the entry says, the rest is kept. What a source got wrong is
    a ReportRetracted instead, and a deal that fell through a DealCollapsed.
    """
    from ledger.interfaces.cli.recording.corrections import correct_entry

    with opened(db) as book:
        correct_entry(
            book, which, given, reason, Printing(format, output, quiet),
            register=register, dry_run=dry_run,
        )  # fmt: skip


def void(
    which: Which,
    *,
    reason: Reason,
    cascade: Annotated[
        bool, typer.Option("--cascade", help="Strike also the entries that rest on it.")
    ] = False,
    dry_run: DryRun = False,
    db: Db = DEFAULT_DB,
    format: OutFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Strike an entry that should never have been written; the book keeps both.

    Refused where other entries rest on it, naming them, unless they are to be struck as well.
    Voiding an amendment reinstates what it had replaced.
    """
    from ledger.interfaces.cli.recording.corrections import void_entry

    with opened(db) as book:
        void_entry(
            book, which, reason, Printing(format, output, quiet), cascade=cascade, dry_run=dry_run
        )
