"""Read models: what entries add up to. Pure folds of one subject's entries into rows."""

from typing import Final
from zlib import crc32

from ledger.projections.base import FOLDS_VERSION, Projection, metadata
from ledger.projections.confirmations import CONFIRMATIONS
from ledger.projections.coverage import COVERAGE
from ledger.projections.dealings import DEALINGS
from ledger.projections.deals import DEALS, TERMS
from ledger.projections.discrepancies import DISCREPANCIES
from ledger.projections.names import NAMES
from ledger.projections.reports import REPORTS
from ledger.projections.spells import SPELLS
from ledger.projections.squad_matters import AVAILABILITY, CONTRACTS

PROJECTIONS: Final[tuple[Projection, ...]] = (
    SPELLS,
    CONFIRMATIONS,
    DEALS,
    TERMS,
    AVAILABILITY,
    CONTRACTS,
    REPORTS,
    DEALINGS,
    DISCREPANCIES,
    NAMES,
    COVERAGE,
)
"""Every projection, in the order they are rebuilt."""

VERSION: Final = crc32(
    "\n".join(
        f"{table.name} {' '.join(f'{c.name}:{c.type}' for c in table.columns)}"
        for table in metadata.sorted_tables
    ).encode(),
    FOLDS_VERSION,
)
"""What the tables and folds of this version are known by; a ledger with others is filled anew."""

__all__ = [
    "AVAILABILITY",
    "CONFIRMATIONS",
    "CONTRACTS",
    "COVERAGE",
    "DEALINGS",
    "DEALS",
    "DISCREPANCIES",
    "NAMES",
    "PROJECTIONS",
    "REPORTS",
    "SPELLS",
    "TERMS",
    "VERSION",
    "Projection",
    "metadata",
]
