"""Names as keys: the same person or club however its accents, capitals and dots are written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

_SLUG_LENGTH_MAX: Final = 100
_OTHER: Final = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65_536)
def slug(name: str) -> str:
    """A name as an id: ``Pierre Kalulu`` is ``pierre-kalulu``; empty where no letter is left."""
    plain = anyascii(name).replace("'", "").lower()
    return _OTHER.sub("-", plain).strip("-")[:_SLUG_LENGTH_MAX].strip("-")


def folded(name: str) -> str:
    """A name for comparing: ``Çalhanoğlu`` and ``calhanoglu`` are one."""
    return slug(name).replace("-", " ")
