"""What was done in a registration period, and what it came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ledger.domain.regulations.windows import Window
from ledger.domain.values import in_digits
from ledger.queries.answers import Listed, Meta
from ledger.queries.asking import Asking
from ledger.queries.deal_rows import DealSummary
from ledger.queries.deals import board
from ledger.queries.windows import window_for

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


def summary(asking: Asking, name: str, club: str | None = None) -> WindowAnswer:
    """A window's dates, its completed deals and what they come to."""
    which = asking.club(club).id if club is not None else None
    window = window_for(asking, name, which)
    found = board(asking, window=window.id, club=which)
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
