"""Where entries come from: who says it, in which file; and ids a second reading finds again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha1
from typing import Final
from uuid import UUID

from ledger.domain.making import made
from ledger.domain.sources import Evidence


@dataclass(frozen=True, slots=True)
class Origin:
    """Who says it all: the source's id and name, and the file it stands in."""

    source: str
    name: str
    file: str

    def at(self, line: int | None) -> Evidence:
        """What stands on a line of the file, or in the file without a place, as evidence."""
        told = _in_file(self.source, self.file)
        return made(Evidence, source=told.source, file=told.file, line=line)


@lru_cache(maxsize=64)
def _in_file(source: str, file: str) -> Evidence:
    """The evidence of a file, of which each line of it is told."""
    return Evidence(source=source, file=file)


_NAMESPACE: Final = UUID("6a1f2c52-0d5e-5a0b-9f0e-5d9c3b7a4e11")
"""Fixed for ever: ids made under it must be found again by every later version."""


_HASHED: Final = sha1(_NAMESPACE.bytes, usedforsecurity=False)


def entry_id(*said: object) -> UUID:
    """The id of what is said: the same words give the same id, whatever line they stand on.

    It is the UUID of version 5 (RFC 9562) that :func:`uuid.uuid5` gives.
    """
    hashed = _HASHED.copy()
    hashed.update("\x1f".join(map(str, said)).encode())
    return UUID(bytes=hashed.digest()[:16], version=5)
