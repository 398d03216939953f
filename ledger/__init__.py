"""Transfer Ledger: football's transfer market as a ledger of sourced events.

>>> import ledger
>>> lg = ledger.open("transfers.db")            # doctest: +SKIP
>>> lg.squad("Juventus", on="2024-12-15")       # doctest: +SKIP

Importing this package touches no disk, no network and no logging.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ledger.application import Ledger, Rejected, Result
    from ledger.application.importing import Importers
    from ledger.domain import events
    from ledger.domain.entry import Content, Entry, Recorded
    from ledger.domain.errors import (
        Ambiguous,
        LedgerError,
        Malformed,
        NotFound,
        Refused,
        StoreError,
    )
    from ledger.domain.sources import Basis, Evidence
    from ledger.domain.values import Fee, Money, UncertainDate
    from ledger.interfaces.files.checking import check_lineups, check_squad

__version__ = "0.1.0"

_HOMES = {
    "Ledger": "ledger.application",
    "Rejected": "ledger.application",
    "Result": "ledger.application",
    "Content": "ledger.domain.entry",
    "Entry": "ledger.domain.entry",
    "Recorded": "ledger.domain.entry",
    "Ambiguous": "ledger.domain.errors",
    "LedgerError": "ledger.domain.errors",
    "Malformed": "ledger.domain.errors",
    "NotFound": "ledger.domain.errors",
    "Refused": "ledger.domain.errors",
    "StoreError": "ledger.domain.errors",
    "Basis": "ledger.domain.sources",
    "Evidence": "ledger.domain.sources",
    "Fee": "ledger.domain.values",
    "Money": "ledger.domain.values",
    "UncertainDate": "ledger.domain.values",
    "check_lineups": "ledger.interfaces.files.checking",
    "check_squad": "ledger.interfaces.files.checking",
}


def open(url: str = "transfers.db", *, read_only: bool = False, clock: Any = None) -> Ledger:  # noqa: A001
    """Open the ledger at a path or database URL, making it where there is none.

    Args:
        url: a file (``transfers.db``), ``:memory:``, or a PostgreSQL URL.
        read_only: never write, not even to catch up; answers say at which position they stand.
        clock: gives the current aware UTC time; for tests and reproducible builds.

    Raises:
        StoreError: it cannot be opened; the sentence says why and what to do.
    """
    from ledger.application import Ledger
    from ledger.store import Store

    return Ledger(Store.open(url, read_only=read_only), clock=clock, importers=_importers)


def _importers() -> Importers:
    """Those who read files and tables, loaded when they are first needed."""
    from ledger.interfaces.files.door import Door

    return Door()


def __getattr__(name: str) -> Any:
    """Load a public name's home only when it is asked for, so that start-up stays fast."""
    from importlib import import_module

    if name == "events":
        return import_module("ledger.domain.events")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'ledger' has no attribute {name!r}")


__all__ = [
    "Ambiguous",
    "Basis",
    "Content",
    "Entry",
    "Evidence",
    "Fee",
    "Ledger",
    "LedgerError",
    "Malformed",
    "Money",
    "NotFound",
    "Recorded",
    "Refused",
    "Rejected",
    "Result",
    "StoreError",
    "UncertainDate",
    "check_lineups",
    "check_squad",
    "events",
    "open",
]
