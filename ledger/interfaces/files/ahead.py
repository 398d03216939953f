"""Groups of players judged ahead: while one is written, those after it are judged beside it.

Who is who is settled here, in the order of the file. What is then said of players is put into
entries, judged and encoded by forked processes, and written here again, in order, those that wait
together in one transaction. Nothing of that shows in the book: a group whose grounds have changed
until it is written is judged once more, on the record as it then is.

Where no process can be forked, everything is done here, group by group.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

from ledger.application.beside import Beside, processors
from ledger.application.bulk import Bulk
from ledger.application.handed import AsRead, Judged, Packed, from_bytes, to_bytes
from ledger.application.recording import steps
from ledger.domain.entry import Entry
from ledger.domain.events import LoanAgreed, TransferCompleted
from ledger.domain.identity import Identities
from ledger.interfaces.files.groups import Group, Teller
from ledger.interfaces.files.packing import (
    packed_group,
    packed_report,
    unpacked_parts,
    unpacked_report,
)
from ledger.interfaces.files.places import PlaceOf
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Statement
from ledger.store import Conflict, Store

Players = Mapping[str, Sequence[Statement]]
Outcome = tuple[Judged, int]
"""A step as it was judged, and how many of its entries were on record before."""
Written = Callable[[Group, Sequence[Outcome]], None]
"""Told of each group that is on record, with what became of it."""

WORTH_IT_STATEMENTS: Final = 4_000
"""What says less is done as fast by one process."""
PROCESSES_MAX: Final = 4
WAITING_FOR_EACH: Final = 2
"""So many groups wait for a process, so that it goes on while the one here writes."""
WRITTEN_AT_ONCE: Final = 2
"""So many groups make one transaction where they wait: each costs the disk nearly the same."""


class _Sent(NamedTuple):
    """A group that is being judged ahead, and by whom."""

    beside: Beside
    group: Group


class _Answered(NamedTuple):
    """A group as it was judged ahead, and what its telling had to report."""

    group: Group
    judged: Judged
    report: Packed


class Ahead:
    """Writes groups in the order they are handed in, and has those that wait judged beside it.

    Use it as a context manager: it ends the processes it has started. ``players`` is all that the
    file says, before any of it is taken.
    """

    def __init__(
        self,
        bulk: Bulk,
        teller: Teller,
        known: Identities,
        place_of: PlaceOf,
        *,
        players: Players,
        written: Written,
    ) -> None:
        self._bulk, self._teller, self._known, self._written = bulk, teller, known, written
        self._place_of = place_of
        work = partial(_judged_ahead, bulk, teller, dict(players))
        for kind in (Entry, TransferCompleted, LoanAgreed):
            kind.model_rebuild()  # it takes a while, and so each of them has it
        self._processes: list[Beside] = []
        with suppress(OSError):  # where there is no room for another process, this one does it all
            for _ in range(_processes(bulk.store, players)):
                self._processes.append(Beside(work))
        self._sent: deque[_Sent] = deque()

    def hand_in(self, group: Group) -> None:
        """Take the next group; it is on record once its turn came."""
        if group.apart or not self._processes:
            self._write_all()
            self._write(group)
            return
        self._make_room()
        before = {id_ for sent in self._sent for id_ in sent.group.doubted}
        read = self._bulk.as_read(
            group.subjects, self._known, fresh=group.fresh, doubts=group.doubted, before=before
        )
        asked = [sent.beside for sent in self._sent]
        beside = min(self._processes, key=asked.count)
        packed = packed_group(group, self._place_of)
        beside.ask(to_bytes((packed, read.packed(), group.report.file)))
        self._sent.append(_Sent(beside, group))

    def level(self, subjects: AbstractSet[str]) -> None:
        """Put on record what is still to be written of these, with all that comes before it."""
        if not all(sent.group.subjects.isdisjoint(subjects) for sent in self._sent):
            self._write_all()

    # -- written ------------------------------------------------------------------------------

    def _make_room(self) -> None:
        """Write what is judged, once it is enough for a transaction or nothing more can wait."""
        full = len(self._sent) == len(self._processes) * WAITING_FOR_EACH
        if full or self._answered() >= WRITTEN_AT_ONCE:
            self._write_first()

    def _write_all(self) -> None:
        while self._sent:
            self._write_first()

    def _answered(self) -> int:
        """How many of those that were sent first are judged by now, without one in between."""
        answers = {beside: beside.answers for beside in self._processes}
        for count, sent in enumerate(self._sent):
            if answers[sent.beside] == 0:
                return count
            answers[sent.beside] -= 1
        return len(self._sent)

    def _write_first(self) -> None:
        """Write the group that was sent first, and with it those after it that are judged too."""
        together: list[_Answered] = []
        for _ in range(min(max(self._answered(), 1), WRITTEN_AT_ONCE)):
            beside, group = self._sent.popleft()
            answer = beside.answer()
            judged_there: tuple[Packed, Packed] | None = from_bytes(answer) if answer else None
            if judged_there is None:
                self._write_as_judged(together)
                self._write(group)
                together = []
            else:
                judged, report = judged_there
                together.append(_Answered(group, Judged.unpacked(judged), report))
        self._write_as_judged(together)

    def _write_as_judged(self, together: Sequence[_Answered]) -> None:
        """Write groups in one transaction; one whose grounds have changed is judged once more."""
        if not together:
            return
        try:
            already = self._bulk.write([one.judged for one in together])
        except Conflict:
            if len(together) == 1:
                self._write(together[0].group)
            else:
                for one in together:
                    self._write_as_judged([one])
        else:
            for (group, judged, report), count in zip(together, already, strict=True):
                group.report.take(unpacked_report(report, group.report.file))
                self._written(group, [(judged, count)])

    def _write(self, group: Group) -> None:
        """Judge a group on the record as it is, and write it."""
        entries = self._teller.entries(group.parts, group.report)
        self._written(group, [self._bulk.record(step) for step in steps(entries)])

    # -- to the end ---------------------------------------------------------------------------

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._write_all()
        finally:
            for beside in self._processes:
                beside.end()


def _processes(store: Store, players: Players) -> int:
    """How many processes help: none for a small file, or a ledger that is not kept in a file."""
    if store.dialect != "sqlite" or not Path(store.url).is_file():
        return 0
    if sum(map(len, players.values())) < WORTH_IT_STATEMENTS or processors() == 1:
        return 0
    return min(processors(), PROCESSES_MAX)


def _judged_ahead(bulk: Bulk, teller: Teller, players: Players, question: bytes) -> bytes:
    """In the other process: a group as it was judged, and what its telling had to report.

    Nothing for a group of more than one transaction, of which the second rests on the first.
    """
    bulk.store.only_read()
    packed, read, file = from_bytes(question)
    report = Report(file)
    entries = teller.entries(unpacked_parts(packed, players), report)
    step = next(steps(entries), [])
    if len(step) < len(entries):
        return to_bytes(None)
    judged = bulk.judge(step, AsRead.unpacked(read))
    return to_bytes((judged.packed(), packed_report(report)))
