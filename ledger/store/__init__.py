"""Where entries are kept: append-only, in one order, sealed.

Beside ``Store``, the module is a persistence module of the ``eventsourcing`` library: set
``PERSISTENCE_MODULE=ledger.store`` and ``TRANSFER_LEDGER_DB`` and a stock application runs on it.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ledger.store.errors import (
    BackwardsRecord,
    CannotOpen,
    Closed,
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
from ledger.store.supposed import Supposed, SupposedStore
from ledger.store.values import Draft, Finding, Head, Receipt, Stored

if TYPE_CHECKING:
    from ledger.store.factory import Factory

__all__ = [
    "BackwardsRecord",
    "CannotOpen",
    "Closed",
    "Conflict",
    "Damaged",
    "Draft",
    "EntryIdReused",
    "Factory",
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
    "Supposed",
    "SupposedStore",
    "UnknownDatabase",
    "metadata",
]


class _PersistenceModule(ModuleType):
    """This module, with ``Factory`` in it from the moment somebody looks for it.

    The library finds a factory by looking through a module's ``__dict__``. Importing it only then
    spares every other process, such as one short command, the import of the whole library.
    """

    @property
    def __dict__(self) -> dict[str, Any]:  # type: ignore[override]
        names = globals()
        if "Factory" not in names:
            from ledger.store.factory import Factory

            names["Factory"] = Factory
        return names

    def __getattr__(self, name: str) -> Any:
        if name == "Factory":
            return self.__dict__[name]
        msg = f"module {self.__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)


sys.modules[__name__].__class__ = _PersistenceModule
