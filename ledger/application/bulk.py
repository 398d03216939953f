"""A bulk on its way in: steps that are judged, here or in another process, and written in order.

What a step rests on may change between the two. Then the store refuses it, and it is judged again;
so it never matters how long before, or where, a step was judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Final, TypeVar
from uuid import UUID

from ledger.application.handed import AsRead, Judged, Turned
from ledger.application.judging import Judge
from ledger.application.prepared import NO_STAMPS, Rejected
from ledger.domain.admission import Policy
from ledger.domain.entry import Entry
from ledger.domain.identity import LEDGER, SETTLING_KINDS, Identities
from ledger.queries.folding import collecting_nothing
from ledger.store import Conflict, Store, Stored

T = TypeVar("T")
ATTEMPTS: Final = 8


def until_unmoved(work: Callable[[], T]) -> T:
    """Judge and write, again where others wrote meanwhile.

    Raises:
        Conflict: they wrote at every attempt.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return work()
        except Conflict:
            continue
    return work()


@dataclass
class Bulk:
    """Judges and writes the steps of a bulk; what is refused is set aside and the rest goes on."""

    store: Store
    policy: Policy
    clock: Callable[[], datetime]
    _registered: set[str] = field(default_factory=set)

    def judge(self, step: Sequence[Entry], read: AsRead | None = None) -> Judged:
        """Judge a step against the record as it is, or as it was read."""
        judge = Judge(self.store, self.policy, NO_STAMPS, bulk=True, as_read=read)
        with collecting_nothing():
            prepared = judge.prepare(step, self.clock())
            return Judged(
                prepared.drafts(NO_STAMPS),
                prepared.read,
                read.relied if read is not None else (),
                [(str(flag.rule), str(flag.code)) for flag in prepared.raised()],
                [_turned(rejected) for rejected in judge.rejected],
            )

    def write(self, steps: Sequence[Judged]) -> list[int]:
        """Write steps in one transaction; how many entries of each were on record already.

        Raises:
            Conflict: what one of them rests on has changed; nothing was written.
        """
        unchanged: dict[str, int] = {}
        fresh: Counter[str] = Counter()
        for judged in steps:
            self._make_sure_of(subject for subject in judged.relied if subject not in fresh)
            for subject, number in judged.read.items():
                before = number - fresh[subject]  # the steps before it are not on record yet
                if unchanged.setdefault(subject, before) != before:
                    raise Conflict(subject, before, unchanged[subject])
            fresh.update(draft.subject for draft in judged.drafts)
        drafts = [draft for judged in steps for draft in judged.drafts]
        receipts = iter(self.store.append(drafts, unchanged=unchanged, now=self.clock()))
        return [
            sum(receipt.already_recorded for receipt in islice(receipts, len(judged.drafts)))
            for judged in steps
        ]

    def _make_sure_of(self, relied: Iterable[str]) -> None:
        """Make sure that these are on record.

        Raises:
            Conflict: one of them is not.
        """
        unsure = [subject for subject in relied if subject not in self._registered]
        for subject, number in self.store.numbers(unsure).items() if unsure else ():
            if number == 0:
                raise Conflict(subject, 1, 0)
            self._registered.add(subject)

    def record(self, step: Sequence[Entry]) -> tuple[Judged, int]:
        """Judge and write a step, again where others write meanwhile.

        Raises:
            Conflict: others kept recording on the same player; nothing was written.
        """

        def once() -> tuple[Judged, int]:
            judged = self.judge(step)
            (already,) = self.write([judged])
            return judged, already

        return until_unmoved(once)

    def as_read(
        self,
        subjects: AbstractSet[str],
        known: Identities,
        *,
        fresh: AbstractSet[str],
        doubts: AbstractSet[UUID],
        before: AbstractSet[UUID],
    ) -> AsRead:
        """What a step about these is to be judged by: their streams, as they are.

        Nothing is on record of those that are ``fresh``. ``doubts`` are those that the step tells
        in the ledger's own stream, ``before`` those that will be written there before it.
        """
        number = self.store.numbers([LEDGER])[LEDGER]  # read before what it is the end of
        doubted = [*doubts, *before]
        on_record = self.store.subjects_of(doubted).keys() if doubted else doubts
        own = SETTLING_KINDS if doubts.isdisjoint(on_record) else None
        every = {one for subject in subjects - fresh for one in known.members(subject)} - {LEDGER}
        streams: dict[str, list[Stored]] = {one: [] for one in (LEDGER, *every, *fresh)}
        for stored in self.store.stream([LEDGER], kinds=own) if number else ():
            if stored.kind in SETTLING_KINDS or stored.entry_id in doubts:
                streams[LEDGER].append(stored)
        for stored in self.store.stream(sorted(every)) if every else ():
            streams[stored.subject].append(stored)
        return AsRead(streams, number + len(before - on_record))


def _turned(rejected: Rejected) -> Turned:
    entry = rejected.entry
    lines = [piece.line for piece in entry.evidence if piece.line is not None]
    return Turned(entry.kind, lines[0] if lines else None, str(rejected.error))
