"""The demo's entries: one summer, one winter and one rumour, written by hand from stated facts.

Two squads, Juventus and AC Milan, as they stood when the windows of 2024 had closed; a loan with
an option that was exercised (Kalulu), a rumour that came to nothing (Tomori), Juventus's winter
of 2025 and what the two clubs did with each other since 2005; and, recorded after all that, four
cases of other clubs. Every entry says who said it and what it rests on; what nobody on record
states is left out.

Recording it twice adds nothing: each entry's id follows from what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ledger.domain.entry import BEGINNING, Entry
from ledger.interfaces.demo.clubs import clubs
from ledger.interfaces.demo.dealings import dealings
from ledger.interfaces.demo.elsewhere import elsewhere, names
from ledger.interfaces.demo.kalulu import kalulu
from ledger.interfaces.demo.people import people
from ledger.interfaces.demo.sources import sources
from ledger.interfaces.demo.squads import squads
from ledger.interfaces.demo.tomori import tomori
from ledger.interfaces.demo.windows import windows
from ledger.interfaces.demo.winter_2025 import winter_2025

__all__ = ["entries"]


def entries() -> Iterator[Entry]:
    """Every entry of the demo, in the order in which an honest book would have grown.

    First whom and what the ledger knows by name, then everything in the order the world learned
    it; what became known at the same moment keeps the order of its story. The four cases of other
    clubs are a later chapter of the same make.
    """
    yield from clubs()
    yield from sources()
    yield from people()
    stories = (windows, squads, kalulu, tomori, winter_2025, dealings)
    yield from sorted((entry for story in stories for entry in story()), key=_known)
    yield from names()
    yield from sorted(elsewhere(), key=_known)


def _known(entry: Entry) -> datetime:
    """The moment by which the world knew it."""
    return entry.published_at.last_instant if entry.published_at is not None else BEGINNING
