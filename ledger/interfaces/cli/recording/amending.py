"""``correct``, ``void`` and ``retract``: a slip of ours, an entry voided, a report retracted."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.interfaces.cli.options import (
    DEFAULT_DB,
    Db,
    OutFormat,
    Output,
    Printing,
    QuietlyDone,
    opened,
)
from ledger.interfaces.cli.recording.command import DryRun
from ledger.interfaces.cli.recording.given import NOT_CORRECTED, OPTIONS, Given, with_options
from ledger.interfaces.cli.recording.proof import Proof

Which = Annotated[
    str, typer.Argument(metavar="ENTRY", help="Its id, the beginning of its id, or #position.")
]
_WHO_SAYS = "Who says so"


def _says(flag: str, metavar: str, words: str) -> object:
    return typer.Option(flag, metavar=metavar, help=words, rich_help_panel=_WHO_SAYS)


@with_options(option for option in OPTIONS if option.key not in NOT_CORRECTED)
def correct(
    which: Which,
    *,
    given: Given,
    reason: Annotated[str, typer.Option("--reason", metavar="WHY", help="Why, for the audit.")],
    reason_source: Annotated[
        str | None, _says("--reason-source", "NAME", "What showed the slip; --source mends it.")
    ] = None,
    reason_url: Annotated[
        str | None, _says("--reason-url", "URL", "Where that stands; kept and never fetched.")
    ] = None,
    reason_published: Annotated[
        str | None, _says("--reason-published", "DATE", "When that was published.")
    ] = None,
    register: Annotated[
        bool, typer.Option("--register", help="Register the names the ledger does not know.")
    ] = False,
    dry_run: DryRun = False,
    db: Db = DEFAULT_DB,
    format: OutFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    quiet: QuietlyDone = False,
) -> None:
    """Mend an entry that we mistyped; the old answer stays reachable by position.

    The options given replace what the entry says, the rest is kept. What a source got wrong it
    retracts itself (`tledger retract`), and a deal that fell through is a DealCollapsed.
    """
    from ledger.interfaces.cli.recording.corrections import correct_entry

    proof = Proof(reason_source, reason_url, reason_published)
    with opened(db) as book:
        correct_entry(
            book, which, given, reason, proof, Printing(format, output, quiet),
            register=register, dry_run=dry_run,
        )  # fmt: skip


def void(
    which: Which,
    *,
    reason: Annotated[
        str, typer.Option("--reason", "--why", metavar="WHY", help="Why, for the audit.")
    ],
    source: Annotated[
        str | None, _says("--source", "NAME", "What showed that it was wrong.")
    ] = None,
    url: Annotated[str | None, _says("--url", "URL", "Where it stands; never fetched.")] = None,
    published: Annotated[
        str | None, _says("--published", "DATE", "When that was published.")
    ] = None,
    cascade: Annotated[
        bool, typer.Option("--cascade", help="Void also the entries that rest on it.")
    ] = False,
    dry_run: DryRun = False,
    db: Db = DEFAULT_DB,
    format: OutFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    quiet: QuietlyDone = False,
) -> None:
    """Void an entry that should never have been written; the book keeps both.

    Refused where other entries rest on it, naming all of them, unless they are to be voided as
    well, all or none. Voiding an amendment reinstates what it had replaced.
    """
    from ledger.interfaces.cli.recording.striking import void_entry

    with opened(db) as book:
        void_entry(
            book, which, reason, Proof(source, url, published), Printing(format, output, quiet),
            cascade=cascade, dry_run=dry_run,
        )  # fmt: skip


def retract(
    which: Which,
    *,
    source: Annotated[str, _says("--source", "NAME", "Who retracts it: whoever reported it.")],
    reason: Annotated[
        str | None,
        typer.Option("--reason", "--why", metavar="WHY", help="Why, in the source's words."),
    ] = None,
    cites: Annotated[
        list[str] | None,
        _says("--cites", "NAME", "Whom that source cites for it, where it only tells. Repeatable."),
    ] = None,
    url: Annotated[str | None, _says("--url", "URL", "Where it stands; never fetched.")] = None,
    quote: Annotated[str | None, _says("--quote", "TEXT", "A short quotation.")] = None,
    published: Annotated[
        str | None, _says("--published", "DATE", "When the source said so; by default now.")
    ] = None,
    dry_run: DryRun = False,
    db: Db = DEFAULT_DB,
    format: OutFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    quiet: QuietlyDone = False,
) -> None:
    """A source takes its own report back; the report stays on record, marked so.

    That is news of the world: before it was published, the report stood. Only whoever made the
    report, its outlet or its journalist can retract it, or somebody who cites them for it.

    For example: tledger retract '#12' --source gazzetta --why "It was wrong" --published 2025-01-20
    """
    from ledger.interfaces.cli.recording.printing import print_recorded
    from ledger.interfaces.cli.recording.proof import day_of

    with opened(db) as book:
        result = book.retract(
            which, source=source, reason=reason, cites=cites or (), url=url, excerpt=quote,
            published_at=day_of(published, "--published"), dry_run=dry_run,
        )  # fmt: skip
        print_recorded(book, [result], Printing(format, output, quiet), dry_run=dry_run)
