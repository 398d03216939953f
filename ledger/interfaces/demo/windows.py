"""The windows of summer 2024 and winter 2025, as far as both their days are on record.

The closing times stand in the ledger's own rule data. Left out, since a day is not on record:
Türkiye's summer of 2024, Saudi Arabia's windows, and the summer of 2025. Italy's extra days of 1
to 10 June 2025 are no window of their own and stand in the rule data too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ledger.domain.entry import Entry
from ledger.domain.events import WindowAmended, WindowDefined
from ledger.interfaces.demo.saying import listed, official
from ledger.interfaces.demo.sources import PUBLIC_PAGES

_ELSEWHERE: Final = (
    ("ENG-2024-summer", date(2024, 6, 14), date(2024, 8, 30)),
    ("ESP-2024-summer", date(2024, 7, 1), date(2024, 8, 30)),
    ("GER-2024-summer", date(2024, 7, 1), date(2024, 8, 30)),
    ("FRA-2024-summer", date(2024, 7, 1), date(2024, 8, 30)),
    ("USA-2024-summer", date(2024, 7, 18), date(2024, 8, 14)),
    ("ENG-2025-winter", date(2025, 1, 1), date(2025, 2, 3)),
    ("ESP-2025-winter", date(2025, 1, 2), date(2025, 2, 3)),
    ("GER-2025-winter", date(2025, 1, 1), date(2025, 2, 3)),
    ("FRA-2025-winter", date(2025, 1, 1), date(2025, 2, 3)),
    ("TUR-2025-winter", date(2025, 1, 13), date(2025, 2, 11)),
    ("USA-2025-winter", date(2025, 1, 31), date(2025, 4, 23)),
)
_ITALY_FIRST: Final = "2024-05-29"


def windows() -> Iterator[Entry]:
    """Each window in its own stream; where its day of publication is not known, its first day."""
    yield _defined("ITA-2024-summer", date(2024, 7, 1), date(2024, 8, 30))
    yield official(
        "window:ITA-2025-winter",
        WindowDefined(association="ITA", first_day=date(2025, 1, 2), last_day=date(2025, 2, 2)),
        _ITALY_FIRST,
        "figc",
    )
    yield official(
        "window:ITA-2025-winter",
        WindowAmended(last_day=date(2025, 2, 3)),
        "2024-05-29/2025-02-02",
        "figc",
        assumed=("occurred_on", "published_at"),
        note="It was moved between its first publication and its end; the day is not on record.",
    )
    for window, first_day, last_day in _ELSEWHERE:
        yield _defined(window, first_day, last_day)


def _defined(window: str, first_day: date, last_day: date) -> Entry:
    return listed(
        f"window:{window}",
        WindowDefined(association=window[:3], first_day=first_day, last_day=last_day),
        first_day.isoformat(),
        PUBLIC_PAGES,
        assumed=("occurred_on", "published_at"),
    )
