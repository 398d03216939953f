"""Windows: when a registration period was open, and what was done in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import select

from ledger.domain.book import live
from ledger.domain.events import WindowAmended, WindowDefined
from ledger.domain.regulations.windows import Window, window_named
from ledger.domain.values import in_digits
from ledger.projections import NAMES
from ledger.queries.answers import Listed, Meta
from ledger.queries.asking import Asking
from ledger.queries.deal_rows import DealSummary
from ledger.queries.deals import board
from ledger.queries.persons import recorded

BUSIEST: Final = 5


@dataclass(frozen=True, slots=True)
class Totals:
    """What was paid in one currency, fixed parts only, in whole units as text.

    ``direction`` is spent or received by the club asked about; without one, all is spent.
    """

    currency: str
    direction: str
    deals: int
    fixed: str


@dataclass(frozen=True)
class WindowAnswer(Listed[DealSummary]):
    """A window: its dates and where they come from, its completed deals, and their totals.

    ``by_type`` counts completed deals by move; ``untold`` counts those whose fee is unknown or
    undisclosed, which no total can hold. ``busiest`` are days with the number of deals.
    """

    window: Window
    items: tuple[DealSummary, ...]
    by_type: dict[str, int]
    totals: tuple[Totals, ...]
    untold: int
    busiest: tuple[tuple[str, int], ...]
    open_options: int
    meta: Meta

    @property
    def deals(self) -> tuple[DealSummary, ...]:
        """The completed deals, in the order of their days."""
        return self.items


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


def window_for(asking: Asking, name: str, club: str | None) -> Window:
    """The dates of a window: of the club's association where one is asked for."""
    association = asking.club(club).detail if club is not None else None
    return window_named(name, association, on_record(asking), known_at=asking.known_at)


def summary(asking: Asking, name: str, club: str | None = None) -> WindowAnswer:
    """A window's dates, its completed deals and what they come to.

    Of an association's own window (``ITA-2025-winter``) those from or to its clubs.
    """
    which = asking.club(club).id if club is not None else None
    window = window_for(asking, name, which)
    found: Sequence[DealSummary] = board(asking, window=window.id, club=which)
    if which is None and window.association is not None:
        found = _of_association(asking, found, window.association)
    done = sorted(
        (deal for deal in found if deal.outcome == "completed"),
        key=lambda deal: (deal.outcome_on or "", deal.last_entry),
    )
    days = Counter(deal.outcome_on for deal in done if deal.outcome_on)
    return WindowAnswer(
        window=window,
        items=tuple(done),
        by_type=dict(sorted(Counter(deal.move or "not told" for deal in done).items())),
        totals=tuple(_totals(done, which)),
        untold=sum(deal.fee_kind in ("unknown", "undisclosed") for deal in done),
        busiest=tuple(sorted(days.items(), key=lambda pair: (-pair[1], pair[0]))[:BUSIEST]),
        open_options=sum(
            deal.option not in (None, "none") and deal.option_state is None for deal in done
        ),
        meta=asking.meta,
    )


def _of_association(
    asking: Asking, deals: Sequence[DealSummary], association: str
) -> list[DealSummary]:
    """The deals from or to a club of an association."""
    known = associations(asking)
    return [
        deal
        for deal in deals
        if association in {known.get(f"club:{one}") for one in (deal.from_club_id, deal.to_club_id)}
    ]


def _totals(deals: Sequence[DealSummary], club: str | None) -> Iterator[Totals]:
    sums: dict[tuple[str, str], tuple[int, Decimal]] = {}
    for deal in deals:
        if deal.fee_amount is None or deal.fee_currency is None:
            continue
        direction = "received" if club is not None and deal.from_club_id == club else "spent"
        count, total = sums.get((deal.fee_currency, direction), (0, Decimal(0)))
        sums[deal.fee_currency, direction] = (count + 1, total + Decimal(deal.fee_amount))
    for (currency, direction), (count, total) in sorted(sums.items()):
        yield Totals(currency, direction, count, in_digits(total))
