"""Every error a user can meet, with its sentence.

::

    LedgerError
    ├── Malformed            the words given do not make sense            exit 2
    ├── NotFound             nothing on record goes by that name          exit 3
    ├── Ambiguous            several things go by that name               exit 3
    ├── Conflict             someone recorded on the same subject first   exit 4
    ├── EntryIdReused        the same entry id with other content         exit 4
    ├── Refused              a rule of the market forbids it              exit 5
    └── StoreError           the file or database could not do it         exit 1

A sentence has three parts: what was asked, what the record says, what to do.
"""

from uuid import UUID


class LedgerError(Exception):
    """Something the ledger could not do, said in one sentence for a person."""

    code = "error"
    exit_code = 1


class Malformed(LedgerError):  # noqa: N818 - a sentence's subject
    """The words given do not make sense, whatever the record says."""

    code = "malformed"
    exit_code = 2


class NotFound(LedgerError):  # noqa: N818 - a sentence's subject
    """Nothing on record goes by that name."""

    code = "not-found"
    exit_code = 3


class Ambiguous(LedgerError):  # noqa: N818 - a sentence's subject
    """Several things on record go by that name."""

    code = "ambiguous"
    exit_code = 3


class Refused(LedgerError):  # noqa: N818 - a sentence's subject
    """A rule of the market forbids it: nothing was written.

    ``rule`` is H1 to H9, ``reason`` the short code of what is wrong, ``blocking`` the id and
    ``position`` the place of the entry on record that stands in the way, where one does.
    """

    code = "refused"
    exit_code = 5

    def __init__(
        self,
        *,
        what: str,
        record: str,
        way_out: str,
        rule: str,
        reason: str,
        blocking: UUID | None = None,
        position: int | None = None,
    ) -> None:
        self.what, self.record, self.way_out = what, record, way_out
        self.rule, self.reason = rule, reason
        self.blocking, self.position = blocking, position
        where = f" (entry #{position})" if position is not None else ""
        super().__init__(f"Cannot {what}: {record}{where}. {way_out}")


class StoreError(LedgerError):
    """The file or database could not do what was asked."""

    code = "store"
    exit_code = 1
