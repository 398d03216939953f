"""The importers as a ledger calls them: files and tables in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ledger.application import Ledger
from ledger.interfaces.files.frames import bring_frame
from ledger.interfaces.files.importing import bring_in
from ledger.interfaces.files.report import Report


class Door:
    """How files and tables come into a ledger."""

    def file(
        self, book: Ledger, path: Path, *, policy: str, dry_run: bool, quarantine: Path | None
    ) -> Report:
        """Read a file into a ledger."""
        return bring_in(book, path, policy=policy, dry_run=dry_run, quarantine=quarantine)

    def frame(
        self,
        book: Ledger,
        frame: Any,
        *,
        format: str | None,  # noqa: A002 - as the ledger's method has it
        source: str | None,
        policy: str,
        dry_run: bool,
    ) -> Report:
        """Read a table in memory into a ledger."""
        return bring_frame(
            book, frame, format=format, source=source, policy=policy, dry_run=dry_run
        )
