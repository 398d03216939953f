"""What users declared of two clubs: a rivalry, an owner. Shown beside the figures, in none."""

from __future__ import annotations

from datetime import date
from typing import Final

from ledger.domain.events import OwnershipDeclared, RivalryDeclared
from ledger.projections.names import fold_name
from ledger.queries.asking import Asking
from ledger.queries.relationships.figures import Declared

_UNNAMED: Final = "rivals"


def declared(asking: Asking, a: str, b: str) -> Declared:
    """What stands on the day asked about."""
    one, two = _owners(asking, a), _owners(asking, b)
    both = [said for folded, said in one.items() if folded in two]
    return Declared(
        rivalry=_rivalry(asking, a, b) or _rivalry(asking, b, a),
        owners_a="; ".join(one.values()) or None,
        owners_b="; ".join(two.values()) or None,
        owner_of_both="; ".join(both) or None,
    )


def _rivalry(asking: Asking, club: str, other: str) -> str | None:
    """What a rivalry is called, the latest word on each of its times counting."""
    said: dict[date | None, str | None] = {}
    for item in asking.entries(f"club:{club}"):
        event = item.event
        if isinstance(event, RivalryDeclared) and event.with_club == other:
            stands = _stands(event.since, event.until, asking.on)
            said[event.since] = (event.name or _UNNAMED) if stands else None
    return next((name for name in said.values() if name), None)


def _owners(asking: Asking, club: str) -> dict[str, str]:
    """The owners of a club, by their names as compared.

    A later word on the same owner from the same day on replaces an earlier one.
    """
    said: dict[tuple[str, date | None], str | None] = {}
    for item in asking.entries(f"club:{club}"):
        event = item.event
        if isinstance(event, OwnershipDeclared):
            stands = _stands(event.since, event.until, asking.on)
            said[fold_name(event.owner), event.since] = event.owner if stands else None
    return {folded: name for (folded, _), name in said.items() if name}


def _stands(since: date | None, until: date | None, on: date) -> bool:
    """Whether a day lies inside; without a first or last day, that side is open."""
    return (since is None or since <= on) and (until is None or on <= until)
