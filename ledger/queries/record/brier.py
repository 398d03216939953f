"""How far chances were off what came of them: the Brier score, beside that of 0.25 for each."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from ledger.queries.record.model import PRIOR


def brier(given: Sequence[tuple[float, bool]]) -> tuple[float, float] | tuple[None, None]:
    """The mean squared error of chances, and of 0.25 for each; nothing where none was given."""
    if not given:
        return None, None
    return (
        rounded(fmean((chance - hit) ** 2 for chance, hit in given)),
        rounded(fmean((PRIOR - hit) ** 2 for _, hit in given)),
    )


def rounded(figure: float) -> float:
    """A share, a chance or a score to four places, as every answer of the record has it."""
    return round(figure, 4)
