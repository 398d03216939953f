"""The command ``tledger``: every command in one place, and what an error looks like."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any, Final

import ledger

HELP: Final = """Football's transfer market as a ledger of sourced events.

Record what a newspaper or a club says, import what data sets hold, and ask: who was where on any
day, as known at any moment; how a deal evolved; what happened in a window.

Try `tledger demo` first.
"""


def run() -> None:
    """Run the command line and leave with the exit code that tells how it went.

    0 ok · 1 unexpected · 2 usage · 3 not found or ambiguous · 4 conflict · 5 refused by a rule ·
    6 findings · 130 interrupted.
    """
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"tledger {ledger.__version__}\n")
        return
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    import typer

    try:
        return _run(arguments)
    except typer.Exit as leaving:
        return int(leaving.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write("interrupted; nothing more was written\n")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads any more
        return 0


def _run(arguments: list[str]) -> int:
    """Run one command; what is wrong with it is said in words."""
    from ledger.domain.errors import LedgerError
    from ledger.interfaces.cli.errors import NotText, report, report_usage, unfit_words

    try:
        NotText.check(arguments)
        outcome = build()(args=arguments, prog_name="tledger", standalone_mode=False)
    except LedgerError as error:
        return report(error, format=_format_asked(arguments))
    except _usage_error() as error:
        return report_usage(error, format=_format_asked(arguments))
    except _validation_error() as error:
        return report(unfit_words(error), format=_format_asked(arguments))
    return outcome if isinstance(outcome, int) else 0


def _usage_error() -> Any:
    """What Typer raises for words it cannot take; it exports only the narrower BadParameter."""
    import typer

    return typer.BadParameter.__mro__[2]


def _validation_error() -> Any:
    """What a value raises for words that do not fit it, where no command knew better."""
    from pydantic import ValidationError

    return ValidationError


def _format_asked(arguments: list[str]) -> Any:
    """The format an error is printed in: JSON where JSON was asked for."""
    from ledger.interfaces.cli.output import Format

    for index, word in enumerate(arguments):
        value = word.partition("=")[2] if word.startswith("--format=") else None
        if word in ("--format", "-f") and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in tuple(Format):
            return Format(value)
    return Format.TABLE


def _everything(*, version: bool = False) -> None:
    """The options before any command; ``--version`` alone never comes this far."""
    if version:
        import typer

        sys.stdout.write(f"tledger {ledger.__version__}\n")
        raise typer.Exit


def build() -> Any:
    """The whole command line as one click command."""
    import typer

    from ledger.interfaces.cli import (
        asking,
        auditing,
        checking,
        entries,
        evidence,
        flagging,
        identity,
        keeping,
        market,
        projecting,
        recording,
        relating,
        replaying,
        sourcing,
    )

    app = typer.Typer(
        name="tledger",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    version = typer.Option("--version", "-V", help="Print the version and leave.")
    _everything.__annotations__["version"] = Annotated[bool, version]
    app.callback(help=HELP)(_everything)
    keeping.add_first_steps(app)
    for module in (
        recording,
        projecting,
        asking,
        market,
        relating,
        sourcing,
        replaying,
        entries,
        auditing,
        flagging,
        evidence,
        checking,
        identity,
        keeping,
    ):
        module.add_to(app)
    return typer.main.get_command(app)
