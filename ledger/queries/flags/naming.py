"""Texts of flags with the names people know, instead of the ids in braces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from ledger.queries.asking import Asking

_BRACED: Final = re.compile(r"\{([^{}]+)\}")
_NOBODY: Final = "an unknown club"


def names_in(asking: Asking, texts: Iterable[str]) -> Callable[[str], str]:
    """A reading of these texts: ``{juventus}`` is a club, ``{player:pierre-kalulu}`` a player."""
    wanted = {found for text in texts for found in _BRACED.findall(text)}
    named = asking.named(_subject(one) for one in wanted)

    def fill(text: str) -> str:
        return _BRACED.sub(lambda found: _name(found[1]), text)

    def _name(one: str) -> str:
        return _NOBODY if one == "None" else named(_subject(one)) or one

    return fill


def _subject(one: str) -> str:
    return one if ":" in one else f"club:{one}"
