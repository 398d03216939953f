"""What processes hand to each other of a bulk: what a step is judged by, and what it came to.

Both are values, and go from one process to the other in plain ones.
"""

from __future__ import annotations

import marshal
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple, Self
from uuid import UUID

from ledger.domain.identity import LEDGER
from ledger.store import Draft, Stored

Packed = tuple[Any, ...]
"""Texts, numbers, bytes, and collections of them: what :mod:`marshal` can write."""
_moment: Final = lru_cache(maxsize=4_096)(datetime.fromisoformat)


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


def to_bytes(values: Any) -> bytes:
    """Values of one process for another that runs the same program."""
    return marshal.dumps(values)


def from_bytes(packed: bytes) -> Any:
    """What :func:`to_bytes` wrote. Only for what a process of our own has written."""
    return marshal.loads(packed)  # noqa: S302 - from a process forked from this one, or its parent
