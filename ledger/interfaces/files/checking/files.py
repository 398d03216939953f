"""What every check of a file shares."""

from __future__ import annotations

from pathlib import Path

from ledger.domain.errors import Malformed


class NothingToCheck(Malformed):
    """A file that does not hold what is to be checked."""

    def __init__(self, path: Path, what: str, wanted: str) -> None:
        super().__init__(
            f"Cannot check {what} in {path}: its first line is that of no table of {what}. "
            f"Give {wanted}."
        )
