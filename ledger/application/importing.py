"""What a ledger asks of whoever brings files and tables into it; the importers stand outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ledger.domain.errors import Malformed

if TYPE_CHECKING:
    from ledger.application.ledger import Ledger


class ImportReport(Protocol):
    """The figures of one import, and everything a person may want to look at again."""

    @property
    def rows(self) -> int:
        """How many rows were read."""

    @property
    def merged(self) -> int:
        """How many of them were the other club's side of a move already read."""

    @property
    def recorded(self) -> int:
        """How many entries are new."""

    @property
    def already(self) -> int:
        """How many entries were on record."""

    @property
    def quarantined(self) -> int:
        """How many rows were set aside because nobody can tell whose they are."""

    @property
    def flagged(self) -> Mapping[str, int]:
        """How often something was taken although in doubt, by reason."""

    @property
    def refusals(self) -> Sequence[Any]:
        """What was not taken: each with ``line``, ``what`` and ``way_out``."""

    @property
    def quarantine(self) -> Path | None:
        """Where the rows that were set aside were written."""

    def to_dict(self) -> dict[str, Any]:
        """All of it, for JSON."""


class Importers(Protocol):
    """Whoever can read files and tables into a ledger."""

    def file(
        self, book: Ledger, path: Path, *, policy: str, dry_run: bool, quarantine: Path | None
    ) -> ImportReport:
        """Read a file into a ledger."""

    def frame(
        self,
        book: Ledger,
        frame: Any,
        *,
        format: str | None,  # noqa: A002 - as the public method has it
        source: str | None,
        policy: str,
        dry_run: bool,
    ) -> ImportReport:
        """Read a table in memory into a ledger."""


GetImporters = Callable[[], Importers]
"""Loads the importers; only when something is imported, since they take time to load."""


class NoImporters(Malformed):
    """A ledger that was made from a bare store, without those who read files."""

    def __init__(self) -> None:
        super().__init__(
            "Cannot import into this ledger: it was made from a store alone, without importers. "
            "Open it with ledger.open."
        )


def no_importers() -> Importers:
    """What a ledger made from a store alone has.

    Raises:
        NoImporters: always.
    """
    raise NoImporters
