"""Everything the store may refuse, with its sentence.

::

    LedgerError
    ├── Conflict              someone recorded on the same subject first     exit 4
    ├── EntryIdReused         the same entry id with other content           exit 4
    ├── Malformed                                                             exit 2
    │   ├── UnknownDatabase   the URL names a database the ledger cannot use
    │   ├── NaiveInstant      a time without a zone is no instant
    │   └── BackwardsRecord   a restore states a time before the last one
    └── StoreError                                                            exit 1
        ├── CannotOpen        the file or server does not let itself be opened
        │   ├── MissingFolder     the file's folder is not there
        │   └── NothingThere      asked to read only, and nothing is there
        ├── NotALedger        something else is kept there
        ├── NewerSchema       a newer version of the ledger wrote it
        ├── ReadOnly          asked to write where only reading is possible
        ├── StoreBusy         another writer held the lock for too long
        ├── StoreFailed       the disk or the server failed, nothing was stored
        ├── OutcomeUnknown    the commit failed and nobody can say what was stored
        ├── Closed            the store was closed before
        ├── NestedWrite       a write was asked for inside another one
        └── Damaged           the record contradicts its own seal
"""

# ruff: noqa: N818 - the sentences read better without "Error" at the end of every name

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ledger.domain.errors import LedgerError, Malformed, StoreError


class Conflict(LedgerError):
    """Someone recorded on the same subject between reading and writing."""

    code = "conflict"
    exit_code = 4

    def __init__(self, subject: str, expected: int, actual: int) -> None:
        super().__init__(
            f"Cannot record on {subject} as read at its entry {expected}: "
            f"its last entry on record is now {actual}. Read it again and decide anew."
        )
        self.subject, self.expected, self.actual = subject, expected, actual


class EntryIdReused(LedgerError):
    """The same entry id was given to two different entries."""

    code = "entry-id-reused"
    exit_code = 4

    def __init__(self, entry_id: UUID, position: int | None) -> None:
        owner = "an entry handed over with it" if position is None else f"entry {position}"
        super().__init__(
            f"Cannot record another entry under the id {entry_id}: {owner} already has it, "
            "with other content. Give the new entry an id of its own."
        )
        self.entry_id, self.position = entry_id, position


class UnknownDatabase(Malformed):
    """The URL names a database the ledger cannot be kept in."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"Cannot open {url}: a ledger is kept in SQLite or PostgreSQL, and this names neither. "
            "Give a file such as ./transfers.db, or a URL that starts with postgresql://."
        )


class NaiveInstant(Malformed):
    """A time without a zone, which is no instant."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(
            f"Cannot record the time {moment.isoformat()}: it names no zone, so it is no instant. "
            "Give it one, such as UTC."
        )


class BackwardsRecord(Malformed):
    """A restored entry claims to have been recorded before the one ahead of it."""

    def __init__(self, entry_id: UUID, stated: datetime, last: datetime) -> None:
        super().__init__(
            f"Cannot restore entry {entry_id} as recorded at {stated.isoformat()}: the entry "
            f"before it was recorded at {last.isoformat()}. Restore the entries in their order."
        )


class CannotOpen(StoreError):
    """The file or server does not let itself be opened."""

    code = "cannot-open"

    def __init__(self, place: str, what: str, remedy: str) -> None:
        super().__init__(f"Cannot open the ledger {place}: {what}. {remedy}")
        self.place = place


class MissingFolder(CannotOpen):
    """The folder the file should stand in is not there."""

    def __init__(self, place: str, folder: str) -> None:
        super().__init__(
            place, f"there is no folder {folder}", "Make the folder, or name another file."
        )


class NothingThere(CannotOpen):
    """Reading only was asked for, and no ledger is there to read."""

    def __init__(self, place: str) -> None:
        super().__init__(
            place,
            "nothing has been recorded there, and opening it to read creates nothing",
            "Check the name, or record something there first.",
        )


class NotALedger(StoreError):
    """Something else is kept where a ledger was expected."""

    code = "not-a-ledger"

    def __init__(self, place: str, what: str) -> None:
        super().__init__(
            f"Cannot open {place} as a ledger: {what}. "
            "Name another file or database; this one was left as it is."
        )
        self.place = place


class NewerSchema(StoreError):
    """A newer version of the ledger wrote this store."""

    code = "newer-schema"

    def __init__(self, place: str, found: int, known: int) -> None:
        super().__init__(
            f"Cannot open the ledger {place}: it is written in store version {found}, and this "
            f"program reads up to version {known}. Upgrade transfer-ledger."
        )
        self.found, self.known = found, known


class ReadOnly(StoreError):
    """A write was asked for where only reading is possible."""

    code = "read-only"

    def __init__(self, place: str, what: str = "it was opened to read only") -> None:
        super().__init__(
            f"Cannot write to the ledger {place}: {what}. Open it where writing is allowed."
        )


class StoreBusy(StoreError):
    """Another writer held the lock for longer than the ledger waits."""

    code = "busy"

    def __init__(self, place: str, patience_s: float) -> None:
        super().__init__(
            f"Cannot write to the ledger {place}: another program has been writing to it for more "
            f"than {patience_s:g} seconds. Nothing was stored; try again when it has finished."
        )


class StoreFailed(StoreError):
    """The disk or the server failed in the middle; nothing of it was stored."""

    code = "store-failed"

    def __init__(self, place: str, what: str) -> None:
        super().__init__(
            f"Cannot read or write the ledger {place}: {what}. "
            "Nothing of this was stored; mend the cause and try again."
        )


class OutcomeUnknown(StoreError):
    """The commit failed, and nobody could say whether the entries were stored."""

    code = "outcome-unknown"

    def __init__(self, place: str, entry_ids: Sequence[UUID], what: str) -> None:
        named = ", ".join(str(entry_id) for entry_id in entry_ids[:3])
        more = f" and {len(entry_ids) - 3} more" if len(entry_ids) > 3 else ""  # noqa: PLR2004
        super().__init__(
            f"Cannot say whether the ledger {place} stored {named + more or 'the write'}: {what}, "
            "and it could not be read again. Send the same entries again under the same ids: "
            "what is on record is not recorded twice."
        )
        self.entry_ids = tuple(entry_ids)


class Closed(StoreError):
    """The store was closed before it was asked."""

    code = "closed"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"Cannot read or write the ledger {place}: it was closed. Open it again first."
        )


class NestedWrite(StoreError):
    """A write was asked for inside another one, which would wait for itself."""

    code = "nested-write"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"Cannot begin a write to the ledger {place}: this thread is in the middle of one. "
            "Finish that one first, or pass its connection on."
        )


class Damaged(StoreError):
    """The record contradicts its own seal; nothing may be added until it is mended."""

    code = "damaged"

    def __init__(self, place: str, what: str) -> None:
        super().__init__(
            f"Cannot add to the ledger {place}: {what}. "
            "Run verify to find the first wrong entry, and restore the file from a copy."
        )
