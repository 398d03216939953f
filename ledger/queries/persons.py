"""Persons: the entries of all ids that are one by now, in the order of recording."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from ledger.domain.entry import Recorded, decode
from ledger.domain.identity import LEDGER, NOBODY_MERGED, SETTLING_KINDS, Identities, identities
from ledger.store import Store, Stored


class Streams(Protocol):
    """Wherever streams are read: a store, or what was read of one before."""

    def stream(
        self,
        subjects: Sequence[str],
        *,
        upto: int | None = None,
        kinds: Collection[str] | None = None,
    ) -> list[Stored]:
        """Return the entries of those streams together, in the order recorded."""

    def numbers(self, subjects: Sequence[str]) -> dict[str, int]:
        """Return the number of each stream's last entry, 0 for an empty one."""


def recorded(stored: Stored) -> Recorded:
    """An entry read back from the store, decoded."""
    entry = decode(
        stored.body,
        subject=stored.subject,
        entry_id=stored.entry_id,
        kind=stored.kind,
        deal=stored.deal,
    )
    return Recorded(
        entry,
        stored.position,
        stored.number,
        stored.recorded_at,
        stored.known_at,
        stored.position,
    )


def identities_at(store: Streams, upto: int | None) -> Identities:
    """Who is one and the same at a position of the book; at its end where none is given."""
    stream = store.stream([LEDGER], upto=upto, kinds=SETTLING_KINDS)
    return identities([recorded(stored) for stored in stream]) if stream else NOBODY_MERGED


def persons(subjects: Iterable[str], known: Identities) -> list[str]:
    """The surviving ids of these subjects, each once, in order."""
    if not known.parents:
        return sorted(set(subjects))
    return sorted({known.person_of(subject) for subject in subjects})


def entries_of(
    store: Streams,
    those: Sequence[str],
    known: Identities,
    *,
    upto: int | None = None,
    kinds: Collection[str] | None = None,
) -> dict[str, list[Recorded]]:
    """The entries of these persons, by surviving id: those of all their ids, as written.

    ``kinds`` leaves out all others before they are read.
    """
    found: dict[str, list[Recorded]] = {person: [] for person in those}
    merged = known.parents
    streams = [member for person in those for member in known.members(person)] if merged else those
    for stored in store.stream(streams, upto=upto, kinds=kinds):
        person = known.person_of(stored.subject) if merged else stored.subject
        found[person].append(recorded(stored))
    return found


def naming_clubs(store: Store, clubs: Iterable[str], *, upto: int | None = None) -> list[str]:
    """Every subject whose entries name one of these clubs, and the clubs themselves."""
    named = {subject for club in clubs for subject in store.mentioned_in(club, upto=upto)}
    return sorted({*named, *clubs} - {LEDGER})
