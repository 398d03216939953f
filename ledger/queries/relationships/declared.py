"""What users declared of two clubs: a rivalry, an owner. Shown beside the figures, in none."""

from __future__ import annotations

from ledger.queries.asking import Asking
from ledger.queries.relationships.figures import Declared


def declared(asking: Asking, a: str, b: str) -> Declared:  # noqa: ARG001
    """What stands on the day asked about."""
    return Declared(None, None, None, None)
