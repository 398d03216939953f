"""What would follow: questions on a fork of the ledger, with entries that are never written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Final, Unpack
from uuid import UUID, uuid5

from ledger.application.judging import Judge
from ledger.application.prepared import NO_STAMPS, Prepared, draft_of, id_of
from ledger.application.questions import Questions
from ledger.application.recording import Clock
from ledger.domain.admission import Policy
from ledger.domain.entry import Entry, encode
from ledger.queries.asking import Asking, At
from ledger.queries.folding import collecting_nothing
from ledger.queries.projected.assuming import supposing
from ledger.store import Store, Stored, Supposed, SupposedStore

_IDS: Final = UUID("4d0a1c52-7a0f-5d5e-9c55-0b2d7f9f6f31")
"""The namespace of the ids that supposed entries without one get from what they say."""


class Fork(Questions):
    """A ledger with entries assumed beside it: every question is answered as if they stood there.

    They are judged by the rules that what is recorded is judged by, against what was known at the
    moment a question is asked for. Without a ``published_at`` they are known at that moment; one
    that was published later is not known to that question. They are never written, and
    ``meta.assumed`` says how many count.
    """

    def __init__(
        self, book: Questions, store: Store, clock: Clock, entries: Sequence[Entry]
    ) -> None:
        super().__init__(store, clock)
        self._book = book
        self._entries = tuple(_with_id(one, place) for place, one in enumerate(entries, start=1))

    @contextmanager
    def asking(self, **at: Unpack[At]) -> Iterator[Asking]:
        """A question on the fork, by default now.

        Raises:
            Refused: a hard rule forbids one of the assumed entries at that moment.
        """
        with self._book.asking(**at) as asking:
            yield supposing(asking, _judged(asking, self._entries))


def _with_id(entry: Entry, place: int) -> Entry:
    """The entry with the id it has, else with one by its place and what it says."""
    if entry.entry_id is not None:
        return entry
    said = f"{place} {entry.subject} {encode(entry).decode()}"
    return entry.model_copy(update={"entry_id": uuid5(_IDS, said)})


def _judged(asking: Asking, entries: Sequence[Entry]) -> list[Supposed]:
    """The entries as they would stand behind what is on record, if the rules allow."""
    known = [one for one in entries if _is_known(one, asking.known_at)]
    store = SupposedStore(asking.store, upto=asking.upto, known_at=asking.known_at)
    judge = Judge(store, Policy.REFUSE, NO_STAMPS, bulk=False)
    with collecting_nothing():
        prepared = judge.prepare(known, asking.known_at)
    fresh = [entry for entry in prepared.entries if id_of(entry) not in prepared.old]
    return [
        _supposed(prepared, entry, asking.upto + place)
        for place, entry in enumerate(fresh, start=1)
    ]


def _is_known(entry: Entry, moment: datetime) -> bool:
    return entry.published_at is None or entry.published_at.first_instant <= moment


def _supposed(prepared: Prepared, entry: Entry, position: int) -> Supposed:
    item, draft = prepared.items[id_of(entry)], draft_of(entry, None)
    stored = Stored(
        position=position,
        entry_id=draft.entry_id,
        subject=draft.subject,
        number=item.number,
        kind=draft.kind,
        recorded_at=item.recorded_at,
        known_at=item.known_at,
        body=draft.body,
        deal=draft.deal,
    )
    return Supposed(stored, draft.mentions)
