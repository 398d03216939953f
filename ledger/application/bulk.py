"""A bulk on its way in: steps that are judged, here or in another process, and written in order.

What a step rests on may change between the two. Then the store refuses it, and it is judged again;
so it never matters how long before, or where, a step was judged.
"""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any, Final, NamedTuple, Self, TypeVar
from uuid import UUID

from ledger.application.judging import Judge
from ledger.application.prepared import NO_STAMPS, Rejected
from ledger.domain.admission import Policy
from ledger.domain.entry import Entry
from ledger.domain.identity import LEDGER, SETTLING_KINDS, Identities
from ledger.queries.folding import collecting_nothing
from ledger.store import Conflict, Draft, Store, Stored

T = TypeVar("T")
ATTEMPTS: Final = 8
Packed = tuple[Any, ...]
"""Texts, numbers, bytes, and collections of them: what :mod:`marshal` can write."""
_moment: Final = lru_cache(maxsize=4_096)(datetime.fromisoformat)


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


class Turned(NamedTuple):
    """An entry that was turned down: its kind, the line it came from, and why."""

    kind: str
    line: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A step as it was judged: what is to be written, what it rests on, and what was turned down.

    ``read`` are the streams it was judged against, with the number of the last entry of each, and
    ``relied`` those who were taken to be on record. ``flags`` are the rules and codes of what its
    entries raised, in their order.
    """

    drafts: Sequence[Draft]
    read: Mapping[str, int]
    relied: Collection[str]
    flags: Sequence[tuple[str, str]]
    turned: Sequence[Turned]

    def packed(self) -> Packed:
        """The same in values that :mod:`marshal` can write."""
        drafts = [
            (
                draft.entry_id.bytes,
                draft.subject,
                draft.kind,
                draft.body,
                draft.known_by.isoformat() if draft.known_by is not None else None,
                draft.about_the_book,
                draft.mentions,
                draft.deal,
            )
            for draft in self.drafts
        ]
        turned = [tuple(one) for one in self.turned]
        return drafts, dict(self.read), list(self.relied), list(self.flags), turned

    @classmethod
    def unpacked(cls, values: Packed) -> Self:
        """What :meth:`packed` gave."""
        packed, read, relied, flags, turned = values
        drafts = [
            Draft(
                UUID(bytes=entry_id),
                subject,
                kind,
                body,
                _moment(known_by) if known_by is not None else None,
                about_the_book,
                mentions,
                None,
                deal,
            )
            for entry_id, subject, kind, body, known_by, about_the_book, mentions, deal in packed
        ]
        return cls(drafts, read, relied, flags, [Turned(*one) for one in turned])


@dataclass(slots=True)
class AsRead:
    """What was read of a ledger, to judge a step by it where the ledger is out of reach.

    Of the ledger's own stream it is what settles who is who, and the doubts that the step tells
    again; ``settled`` is the number of the last entry that stands there when the step is written.
    Whoever was not read is taken to be on record and noted in ``relied``, for whoever writes to
    make sure.
    """

    streams: Mapping[str, Sequence[Stored]]
    settled: int
    relied: set[str] = field(default_factory=set)

    def packed(self) -> Packed:
        """The same in values that :mod:`marshal` can write."""
        streams = {
            subject: [
                (
                    stored.position,
                    stored.entry_id.bytes,
                    stored.number,
                    stored.kind,
                    stored.recorded_at.isoformat(),
                    stored.known_at.isoformat() if stored.known_at is not None else None,
                    stored.body,
                    stored.deal,
                )
                for stored in stream
            ]
            for subject, stream in self.streams.items()
        }
        return streams, self.settled

    @classmethod
    def unpacked(cls, packed: Packed) -> Self:
        """What :meth:`packed` gave."""
        streams, settled = packed
        return cls(
            {
                subject: [
                    Stored(
                        position,
                        UUID(bytes=entry_id),
                        subject,
                        number,
                        kind,
                        _moment(recorded_at),
                        _moment(known_at) if known_at is not None else None,
                        body,
                        deal,
                    )
                    for position, entry_id, number, kind, recorded_at, known_at, body, deal in rows
                ]
                for subject, rows in streams.items()
            },
            settled,
        )

    def stream(
        self,
        subjects: Sequence[str],
        *,
        upto: int | None = None,
        kinds: Collection[str] | None = None,
    ) -> list[Stored]:
        """The entries of those streams together, in the order recorded."""
        found = [
            stored
            for subject in dict.fromkeys(subjects)
            for stored in self.streams[subject]
            if (upto is None or stored.position <= upto) and (kinds is None or stored.kind in kinds)
        ]
        return sorted(found, key=lambda stored: stored.position)

    def numbers(self, subjects: Sequence[str]) -> dict[str, int]:
        """The number of each stream's last entry, 1 where it was not read."""
        self.relied.update(subject for subject in subjects if subject not in self.streams)
        return {subject: self._number(subject) for subject in subjects}

    def _number(self, subject: str) -> int:
        if subject == LEDGER:
            return self.settled
        stream = self.streams.get(subject)
        if stream is None:
            return 1
        return stream[-1].number if stream else 0


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


def to_bytes(values: Any) -> bytes:
    """Values of one process for another that runs the same program."""
    return marshal.dumps(values)


def from_bytes(packed: bytes) -> Any:
    """What :func:`to_bytes` wrote. Only for what a process of our own has written."""
    return marshal.loads(packed)  # noqa: S302 - from a process forked from this one, or its parent
