"""How fast the read models of a real league are rebuilt, and how fast it is imported.

    python tests/bench/rebuild.py FILE.csv.gz

Prints the seconds and the processor's seconds, of both processes, of the import, the first fill
and full rebuilds, beside a floor of the same run: decoding every entry once, and writing the same
rows with the bare driver. Where the machine has other work, only the latter can be compared.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import ledger
from ledger.interfaces.files.importing import bring_in
from ledger.projections import PROJECTIONS
from ledger.queries.persons import recorded

RUNS = 3


class Took(NamedTuple):
    """How long something took: by the clock, and of the processor."""

    seconds: float
    processor: float


def timed(work: Callable[[], object]) -> Took:
    start, used = time.perf_counter(), sum(os.times()[:4])
    work()
    return Took(time.perf_counter() - start, sum(os.times()[:4]) - used)


def best(work: Callable[[], object]) -> Took:
    every = [timed(work) for _ in range(RUNS)]
    return Took(*map(min, zip(*every, strict=True)))


def show(what: str, took: Took, entries: int) -> None:
    print(
        f"{what:22}{took.seconds:6.2f} s  {entries / took.seconds:7,.0f} entries/s  "
        f"{took.processor:6.2f} s of the processor"
    )


def floor_of_rows(book: ledger.Ledger, folder: str) -> Took:
    """Writing the rows that the projections hold, with the bare driver, in one transaction."""
    rows = {}
    with book.store.begin() as connection:
        for projection in PROJECTIONS:
            table = projection.table
            rows[table.name] = [tuple(row) for row in connection.execute(table.select())]
    bare = sqlite3.connect(Path(folder) / "bare.db")
    bare.execute("PRAGMA journal_mode=WAL")

    def write() -> None:
        for name, lines in rows.items():
            if lines:
                marks = ", ".join("?" * len(lines[0]))
                columns = ", ".join(f"c{index}" for index in range(len(lines[0])))
                bare.execute(f"CREATE TABLE {name} ({columns})")
                bare.executemany(f"INSERT INTO {name} VALUES ({marks})", lines)  # noqa: S608
        bare.commit()

    took = timed(write)
    bare.close()
    return took


def main(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = ledger.open(str(Path(folder) / "bench.db"))
        imported = timed(lambda: bring_in(book, path))
        entries = book.head().position
        print(f"{entries:,} entries from {path.name}; the best of {RUNS} where it says so")
        show("import", imported, entries)
        show("first fill", timed(book.catch_up), entries)
        rebuilt = best(book.rebuild)
        show("full rebuild, best", rebuilt, entries)
        decoded = best(lambda: [recorded(stored) for stored in book.store.entries()])
        show("floor: decode, best", decoded, entries)
        written = floor_of_rows(book, folder)
        show("floor: write the rows", written, entries)
        clock = rebuilt.seconds / (decoded.seconds + written.seconds)
        processor = rebuilt.processor / (decoded.processor + written.processor)
        print(f"rebuild against that floor: {clock:.1f} ×, of the processor {processor:.1f} ×")
        book.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
