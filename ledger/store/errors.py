"""Everything the store may refuse, with its sentence.

::

    LedgerError
    ├── Conflict              someone recorded on the same subject first     exit 4
    ├── EntryIdReused         the same entry id with other content           exit 4
    ├── Malformed
    │   ├── UnknownDatabase   the URL names a database the ledger cannot use
    │   ├── NaiveInstant      a time without a zone says no instant
    │   └── BackwardsRecord   a restore states a time before the last one
    └── StoreError                                                            exit 1
        ├── MissingFolder     the file's folder is not there
        ├── CannotOpen        the file or server does not let itself be opened
        ├── NothingThere      asked to read only, and there is no ledger
        ├── NotALedger        something else is kept there
        ├── NewerSchema       a newer version of the ledger wrote it
        ├── ReadOnly          asked to write where only reading is possible
        ├── StoreBusy         another writer held the lock for too long
        ├── StoreFailed       the disk or the server failed in the middle
        ├── NotRecorded       the commit failed and nothing was stored
        ├── OutcomeUnknown    the commit failed and nobody can say what was stored
        ├── NestedWrite       a transaction was asked for inside another one
        └── Damaged           the record contradicts its own seal
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ledger.domain.errors import Conflict as ConflictFamily
from ledger.domain.errors import EntryIdReused as EntryIdReusedFamily
from ledger.domain.errors import Malformed, StoreError
