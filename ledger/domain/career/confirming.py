"""Sightings that merely confirm: most do, and a fold that they cannot change is not repeated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ledger.domain.career.timeline import Career, Spell
from ledger.domain.career.uncertain import interval
from ledger.domain.entry import Recorded
from ledger.domain.events import PlayerSighted
from ledger.domain.sources import FACTUAL


def change_nothing(career: Career, known: Iterable[Recorded], new: Sequence[Recorded]) -> bool:
    """Whether the career stays what it is when these entries become known beside the others.

    So it does with sightings where he is at that club anyway, on days that no move told only
    within an interval may fall on. What is neither official nor listed moves nobody.
    """
    days = []
    for item in new:
        if item.entry.basis not in FACTUAL:
            continue
        if not isinstance(item.event, PlayerSighted):
            return False
        spell = career.on(item.day)
        if spell is None or spell.club != item.event.club or _known_from_later(spell):
            return False
        days.append(item.day)
    return not any(
        told[0] <= day <= told[1]
        for item in known
        if days and (told := interval(item)) is not None
        for day in days
    )


def _known_from_later(spell: Spell) -> bool:
    """Whether only a later move shows that he was there: from a sighting on, that does."""
    inferred = spell.how == "inferred"
    return inferred and (spell.valid_from is None or spell.entry.day >= spell.valid_from)
