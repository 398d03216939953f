"""Folding histories into rows: in this process, and for a large rebuild in a second one beside it.

Players are independent of each other, so a rebuild folds them in any order and in parallel. The
second process opens the same file to read only, is told whose histories to fold, and answers with
rows as JSON, a batch a line. Where it cannot be had, this process folds everything.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, Final

from ledger.domain.entry import BOOK_KINDS
from ledger.domain.identity import Identities
from ledger.projections import PROJECTIONS
from ledger.projections.base import History, Projection
from ledger.queries.persons import entries_of, identities_at
from ledger.store import Store

Rows = dict[str, list[Sequence[Any]]]
BATCH_SUBJECTS: Final = 400
WORTH_HELP_SUBJECTS: Final = 4_000
"""From so many subjects on, a second process saves more time than it takes to start."""
SHARE_OF_HELP: Final = 0.55
"""The share of the second process; this one also writes the rows of both."""
DECLARED: Final = BOOK_KINDS.union(*(projection.kinds for projection in PROJECTIONS))


def histories(
    store: Store,
    those: Sequence[str],
    *,
    upto: int | None,
    known: Identities,
    known_by: int | None = None,
    kinds: frozenset[str] = DECLARED,
) -> Iterator[History]:
    """The histories of these persons, with only the entries that any projection reads."""
    entries = entries_of(store, those, known, upto=upto, kinds=kinds)
    for person in those:
        yield History(person, known.unified(entries[person]), known_by)


def fold(
    store: Store,
    those: Sequence[str],
    *,
    upto: int | None,
    known: Identities,
    known_by: int | None = None,
    projections: Sequence[Projection] = PROJECTIONS,
) -> Rows:
    """The rows of projections for these persons, all of them unless some are named.

    With ``known_by`` the rows are those of one state of knowledge, which is much less to fold.
    """
    rows: Rows = {projection.name: [] for projection in projections}
    declared = BOOK_KINDS.union(*(projection.kinds for projection in projections))
    folded = histories(store, those, upto=upto, known=known, known_by=known_by, kinds=declared)
    for history in folded:
        subject_type = history.subject.partition(":")[0]
        kinds = {item.entry.event.kind for item in history.recorded}
        for projection in projections:
            if subject_type in projection.subjects and not kinds.isdisjoint(projection.kinds):
                rows[projection.name].extend(projection.fold(history))
    return rows


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """No garbage collection in here: it would walk the many values held again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def batches(subjects: Sequence[str]) -> Iterator[Sequence[str]]:
    """Subjects in batches small enough to hold in memory."""
    for start in range(0, len(subjects), BATCH_SUBJECTS):
        yield subjects[start : start + BATCH_SUBJECTS]


def fold_all(
    store: Store, those: Sequence[str], *, upto: int, known: Identities
) -> Iterator[tuple[int, Rows]]:
    """The rows of all these persons, with how many are done, from as many processes as help."""
    every = list(batches(those))
    with _second_process(store, every, upto) as (own, answers):
        done = 0
        for batch in every[:own]:
            done += len(batch)
            yield done, fold(store, batch, upto=upto, known=known)
        for batch in every[own:]:
            line = answers.get()
            done += len(batch)
            rows = json.loads(line) if line else fold(store, batch, upto=upto, known=known)
            yield done, rows


@contextmanager
def _second_process(
    store: Store, every: Sequence[Sequence[str]], upto: int
) -> Iterator[tuple[int, SimpleQueue[bytes]]]:
    """How many batches this process keeps for itself, and where the rows of the rest come in.

    An empty line says that the second process is gone: the batch is then folded here.
    """
    answers: SimpleQueue[bytes] = SimpleQueue()
    alone = sum(map(len, every)) < WORTH_HELP_SUBJECTS or (os.cpu_count() or 1) == 1
    if alone or store.dialect != "sqlite" or not Path(store.url).is_file():
        yield len(every), answers
        return
    own = int(len(every) * (1 - SHARE_OF_HELP))
    asked = {"url": store.url, "upto": upto, "batches": every[own:]}
    try:
        worker = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    except OSError:
        yield len(every), answers
        return
    reader = Thread(target=_collect, args=(worker, asked, answers), daemon=True)
    reader.start()
    try:
        yield own, answers
    finally:
        worker.kill()
        worker.wait()
        reader.join()


def _collect(
    worker: subprocess.Popen[bytes], asked: dict[str, Any], answers: SimpleQueue[bytes]
) -> None:
    """Ask the second process and pass its lines on; empty ones for ever once it is gone."""
    assert worker.stdin is not None  # noqa: S101 - both ends were asked for
    assert worker.stdout is not None  # noqa: S101 - as above
    try:
        with worker.stdin as question:
            question.write(json.dumps(asked).encode())
        for line in worker.stdout:
            answers.put(line if line.endswith(b"\n") else b"")
    except OSError:
        pass  # it went away: what is missing is folded by the one who asked
    finally:
        worker.stdout.close()
        for _ in asked["batches"]:
            answers.put(b"")


def serve(question: IO[bytes], answer: IO[bytes]) -> None:
    """Be the second process: fold what was asked for, a batch a line."""
    asked = json.load(question)
    with Store.open(asked["url"], read_only=True) as store, collecting_nothing():
        known = identities_at(store, asked["upto"])
        for batch in asked["batches"]:
            rows = fold(store, batch, upto=asked["upto"], known=known)
            answer.write(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())
            answer.write(b"\n")
            answer.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
