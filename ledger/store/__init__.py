"""Where entries are kept: append-only, in one order, sealed; the only place that knows SQL."""

from ledger.store.errors import (
    BackwardsRecord,
    CannotOpen,
    Conflict,
    Damaged,
    EntryIdReused,
    MissingFolder,
    NaiveInstant,
    NestedWrite,
    NewerSchema,
    NotALedger,
    NothingThere,
    OutcomeUnknown,
    ReadOnly,
    StoreBusy,
    StoreFailed,
    UnknownDatabase,
)
from ledger.store.schema import metadata
from ledger.store.store import Store
from ledger.store.values import Draft, Finding, Head, Receipt, Stored

__all__ = [
    "BackwardsRecord",
    "CannotOpen",
    "Conflict",
    "Damaged",
    "Draft",
    "EntryIdReused",
    "Finding",
    "Head",
    "MissingFolder",
    "NaiveInstant",
    "NestedWrite",
    "NewerSchema",
    "NotALedger",
    "NothingThere",
    "OutcomeUnknown",
    "ReadOnly",
    "Receipt",
    "Store",
    "StoreBusy",
    "StoreFailed",
    "Stored",
    "UnknownDatabase",
    "metadata",
]
