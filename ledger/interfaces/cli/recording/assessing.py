"""The command ``assess``: how likely our user holds a deal to be."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.interfaces.cli.options import DEFAULT_DB, Db, OutFormat, Output, Printing, QuietlyDone
from ledger.interfaces.cli.recording.command import DryRun
from ledger.interfaces.cli.recording.given import Given


def assess(
    deal: Annotated[str, typer.Argument(metavar="DEAL", help="A deal's id, or a player.")],
    probability: Annotated[str, typer.Argument(metavar="P", help="0.6 or 60%.")],
    *,
    from_club: Annotated[
        str | None, typer.Option("--from", metavar="CLUB", help="The releasing club.")
    ] = None,
    to_club: Annotated[
        str | None, typer.Option("--to", metavar="CLUB", help="The engaging club.")
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help="What speaks for it, or against.")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="Since when it was held; by default now."),
    ] = None,
    dry_run: DryRun = False,
    db: Db = DEFAULT_DB,
    format: OutFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    quiet: QuietlyDone = False,
) -> None:
    """Say how likely you hold a deal to be; the latest assessment stands.

    It is no news of the deal and moves nobody; an expected squad counts with it.

    For example: tledger assess tomori 60% --to juventus --why "both clubs want it"
    """
    from ledger.interfaces.cli.recording.one import Wanted, record_one

    given = Given(
        {
            "deal": deal,
            "probability": probability,
            "from_club": from_club,
            "to_club": to_club,
            "why": why,
            "published": published,
        }
    )
    wanted = Wanted(
        "AssessmentRecorded", given, None, register=False, again=True, dry_run=dry_run, asks=False
    )
    record_one(wanted, db, Printing(format, output, quiet))
