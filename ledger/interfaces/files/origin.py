"""Where entries come from: who says it, in which file; and ids a second reading finds again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5


@dataclass(frozen=True, slots=True)
class Origin:
    """Who says it all: the source's id and name, and the file it stands in."""

    source: str
    name: str
    file: str


_NAMESPACE: Final = UUID("6a1f2c52-0d5e-5a0b-9f0e-5d9c3b7a4e11")
"""Fixed for ever: ids made under it must be found again by every later version."""


def entry_id(*said: object) -> UUID:
    """The id of what is said: the same words give the same id, whatever line they stand on."""
    return uuid5(_NAMESPACE, "\x1f".join(map(str, said)))
