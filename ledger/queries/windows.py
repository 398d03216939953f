"""Windows: when a registration period was open, and whose clubs an association's are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from ledger.domain.book import live
from ledger.domain.events import WindowAmended, WindowDefined
from ledger.domain.regulations.countries import association_named
from ledger.domain.regulations.windows import Window, window_asked, window_named
from ledger.projections import NAMES
from ledger.queries.asking import Asking
from ledger.queries.persons import recorded


def on_record(asking: Asking) -> list[Window]:
    """The windows that entries of this ledger define or amend, as known at the moment."""
    found: dict[str, Window | None] = {}
    subjects = asking.everyone("window")
    told = asking.store.stream(subjects, upto=asking.position) if subjects else []
    for item in live([recorded(stored) for stored in told]):
        if asking.knows(item):
            name = item.entry.subject.partition(":")[2]
            found[name] = _amended(found.get(name), name, item.event, asking.known_at)
    return [window for _, window in sorted(found.items()) if window is not None]


def _amended(window: Window | None, name: str, event: object, known_at: datetime) -> Window | None:
    association = name[:3] if name[:3].isupper() else None
    match event:
        case WindowDefined():
            published = window_named(name, association, known_at=known_at)
            same = (published.first_day, published.last_day) == (event.first_day, event.last_day)
            return Window(
                id=name,
                association=event.association or association,
                first_day=event.first_day,
                last_day=event.last_day,
                closes_at=published.closes_at if same else None,
                assumed=False,
                source="this ledger",
                note=published.note if same else "",
            )
        case WindowAmended():
            base = window or window_named(name, association, known_at=known_at)
            return Window(
                id=name,
                association=base.association,
                first_day=event.first_day or base.first_day,
                last_day=event.last_day or base.last_day,
                closes_at=None,
                assumed=False,
                source="this ledger, as amended",
                note=event.reason or "",
            )
        case _:
            return window


def associations(asking: Asking) -> dict[str, str]:
    """The association of every club on record that has one, by subject."""
    table = NAMES.table
    of_clubs = select(table.c.subject, table.c.detail).where(
        table.c.type == "club", table.c.primary, table.c.detail.is_not(None)
    )
    with asking.over(lambda: asking.everyone("club"), NAMES) as tables:
        return {row.subject: row.detail for row in tables.execute(of_clubs)}


def league_named(asked: str) -> str:
    """The association whose clubs somebody means, by its three letters or its country.

    Raises:
        NotAnAssociation: no association goes by that.
    """
    return association_named(asked, "the league of an association")


def window_for(asking: Asking, name: str, club: str | None) -> Window:
    """The dates of a window: of the club's association where one is asked for."""
    association = asking.club(club).detail if club is not None else None
    return window_asked(name, association, on_record(asking), known_at=asking.known_at)
