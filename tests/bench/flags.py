"""How long the flags of a whole book take.

    python tests/bench/flags.py FILE.csv.gz …

Prints the seconds and the processor's seconds of the question, the best of three, beside a floor of
the same run: reading and decoding every entry once.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ledger
from ledger.interfaces.files.importing import bring_in
from ledger.queries.persons import recorded

RUNS = 3


def best(work: Callable[[], object]) -> tuple[float, float]:
    """The fewest seconds by the clock, and of the processor."""
    seconds, processor = [], []
    for _ in range(RUNS):
        start, used = time.perf_counter(), time.process_time()
        work()
        seconds.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    return min(seconds), min(processor)


def main(paths: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = ledger.open(str(Path(folder) / "bench.db"))
        for path in paths:
            bring_in(book, path)
        book.catch_up()
        entries = book.head().position
        print(f"{entries:,} entries from {len(paths)} files; the best of {RUNS}")
        floor = best(lambda: [recorded(stored) for stored in book.store.entries()])
        for what, took in (
            ("floor: read and decode", floor),
            ("flags", best(book.flags)),
            ("flags of one rule (F5)", best(lambda: book.flags(rule="F5"))),
        ):
            seconds, processor = took
            times = processor / floor[1]
            print(f"{what:24}{seconds:6.2f} s  {processor:6.2f} s of the processor  {times:4.1f} ×")
        book.close()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(name) for name in sys.argv[1:]])
