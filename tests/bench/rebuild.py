"""How fast the read models of a real league are rebuilt, and how fast it is imported.

    python tests/bench/rebuild.py FILE.csv.gz

Prints entries a second for the import, the first fill and full rebuilds, each beside a floor of
the same run: decoding every entry once, and writing the same rows with the bare driver.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ledger
from ledger.interfaces.files.importing import bring_in
from ledger.projections import PROJECTIONS
from ledger.queries.persons import recorded

RUNS = 3


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def floor_of_rows(book: ledger.Ledger, folder: str) -> float:
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

    seconds = timed(write)
    bare.close()
    return seconds


def main(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = ledger.open(str(Path(folder) / "bench.db"))
        seconds = timed(lambda: bring_in(book, path))
        entries = book.head().position
        print(f"{entries:,} entries from {path.name}")
        print(f"import        {seconds:6.2f} s  {entries / seconds:9,.0f} entries/s")
        seconds = timed(book.catch_up)
        print(f"first fill    {seconds:6.2f} s  {entries / seconds:9,.0f} entries/s")
        best = min(timed(book.rebuild) for _ in range(RUNS))
        print(f"full rebuild  {best:6.2f} s  {entries / best:9,.0f} entries/s (best of {RUNS})")
        decode = min(
            timed(lambda: [recorded(stored) for stored in book.store.entries()])
            for _ in range(RUNS)
        )
        rows = floor_of_rows(book, folder)
        print(f"floor: read and decode {decode:.2f} s, write the rows bare {rows:.2f} s")
        print(f"rebuild against that floor: {best / (decode + rows):.1f} ×")
        book.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
