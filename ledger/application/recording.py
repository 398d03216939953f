"""How entries get in: filled in, judged against the whole person, and appended in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby, islice
from typing import Final
from uuid import uuid4

from ledger.application.bulk import until_unmoved
from ledger.application.judging import Judge
from ledger.application.prepared import NO_STAMPS, Rejected, Result, Stamps
from ledger.domain.admission import Policy
from ledger.domain.entry import Entry
from ledger.domain.identity import settles_identity
from ledger.queries.folding import collecting_nothing
from ledger.store import Store

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]
STEP: Final = 4_000


def record(
    store: Store, entries: Sequence[Entry], policy: Policy, clock: Clock, *, dry_run: bool = False
) -> list[Result]:
    """Judge and write a batch, all or nothing; read again where others wrote meanwhile."""
    if not entries:
        return []
    judge = Judge(store, policy, NO_STAMPS, bulk=False)
    return _write(store, _with_ids(entries), judge, clock, dry_run=dry_run)


def record_many(
    store: Store,
    entries: Iterable[Entry],
    policy: Policy,
    clock: Clock,
    *,
    progress: Progress | None = None,
    total: int = 0,
    stamps: Stamps = NO_STAMPS,
) -> tuple[list[Result], list[Rejected]]:
    """Write a bulk in steps of one transaction each; what is refused is returned.

    ``stamps`` are the moments at which a restored book had recorded its entries. An entry id on
    record stands as it is, whatever the new entry says.
    """
    written: list[Result] = []
    rejected: list[Rejected] = []
    judge = Judge(store, policy, stamps, bulk=True)
    done = 0
    for step in steps(entries):
        judge.rejected = []
        written.extend(_write(store, step, judge, clock))
        rejected.extend(judge.rejected)
        done += len(step)
        if progress is not None:
            progress(done, max(total, done))
    return written, rejected


def steps(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Steps of one transaction each, merges apart: the next is judged with other entries then."""
    for _, run in groupby(entries, key=settles_identity):
        while step := _with_ids(islice(run, STEP)):
            yield step


def _with_ids(entries: Iterable[Entry]) -> list[Entry]:
    return [e if e.entry_id else e.model_copy(update={"entry_id": uuid4()}) for e in entries]


def _write(
    store: Store, batch: Sequence[Entry], judge: Judge, clock: Clock, *, dry_run: bool = False
) -> list[Result]:
    """Judge a batch and append it in one transaction."""

    def once() -> list[Result]:
        judge.rejected = []
        with collecting_nothing():
            prepared = judge.prepare(batch, clock())
        if dry_run:
            return prepared.results(None)
        drafts = prepared.drafts(judge.stamps)
        return prepared.results(store.append(drafts, unchanged=prepared.read, now=clock()))

    return until_unmoved(once)
