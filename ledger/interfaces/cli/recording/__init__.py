"""Recording: record, assess, correct, void, retract."""

from __future__ import annotations

import typer

from ledger.interfaces.cli.recording.amending import correct, retract, void
from ledger.interfaces.cli.recording.assessing import assess
from ledger.interfaces.cli.recording.command import record

PANEL = "Record"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (record, assess, correct, void, retract):
        app.command(rich_help_panel=PANEL)(command)
