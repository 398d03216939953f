"""How fast files are imported, against a floor measured in the same run, and in what memory.

    python tests/bench/importing.py FILE.csv.gz…
    python tests/bench/importing.py --kill 20 FILE.csv.gz…

The floor reads the same rows as CSV, encodes each as JSON and inserts it into one SQLite table in
one transaction. Prints the import's time by the clock and of the processors, each as a multiple of
the best of three runs of the floor, without and with the read models, and the most memory that one
process held. With ``--kill`` the import of the files into one ledger is killed at so many random
moments while it writes entries, each time run again, and each book compared with that of an
undisturbed run, byte for byte.
"""

from __future__ import annotations

import contextlib
import csv
import gzip
import json
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import ledger
from ledger.interfaces.files.importing import Importer


class Took(NamedTuple):
    """How long something took: by the clock, and of the processors, with processes it started."""

    seconds: float
    processor: float

    def __add__(self, other: Took) -> Took:  # type: ignore[override]
        return Took(self.seconds + other.seconds, self.processor + other.processor)


def timed(work: Callable[..., object], *given: object) -> Took:
    start, used = time.perf_counter(), _spent()
    work(*given)
    return Took(time.perf_counter() - start, _spent() - used)


def _spent() -> float:
    """Processor seconds of this process and of those it started: others may use the machine too."""
    ours, theirs = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return ours.ru_utime + ours.ru_stime + theirs.ru_utime + theirs.ru_stime


def floor(files: Sequence[Path], folder: Path) -> int:
    """Read, encode and insert every row; how many there were."""
    bare = sqlite3.connect(folder / "bare.db")
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")
    count = 0
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as lines:
            bodies = ((json.dumps(row).encode(),) for row in csv.DictReader(lines))
            count += bare.executemany("INSERT INTO rows (body) VALUES (?)", bodies).rowcount
    bare.commit()
    bare.close()
    return count


def peak_mb() -> float:
    """The most memory that this process held, or the largest of those it started."""
    sorts = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(sort).ru_maxrss for sort in sorts) / 1024


def measure(files: Sequence[Path]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = floor(files, folder)
        runs = [timed(floor, files, _made(folder / str(number))) for number in range(3)]
        least = Took(*map(min, zip(*runs, strict=True)))
        with ledger.open(str(folder / "bench.db")) as book:
            importer = Importer(book)
            took = Took(0, 0)
            for path in files:
                one = timed(importer.bring_in, path)
                took += one
                print(f"{path.name:24} {one.seconds:6.2f} s  at most {peak_mb():4.0f} MB")
            entries = book.head().position
            models = timed(book.catch_up)
            print(f"{rows:,} rows, {entries:,} entries, {len(files)} files")
            show("floor", least, least)
            show("import", took, least)
            show("with read models", took + models, least)
            show("again", timed(lambda: [importer.bring_in(path) for path in files]), least)
            print(f"most memory       {peak_mb():6.0f} MB in one process")


def show(what: str, took: Took, least: Took) -> None:
    print(
        f"{what:17} {took.seconds:6.2f} s  {took.seconds / least.seconds:5.1f} × the floor"
        f"  {took.processor:6.2f} s of the processors"
        f"  {took.processor / least.processor:5.1f} × the floor's"
    )


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def kill(files: Sequence[Path], times: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, chance = Path(name), random.Random(20)  # noqa: S311 - moments, no secrets
        start = time.monotonic()
        _import(files, folder / "whole.db").wait()
        seconds = time.monotonic() - start
        expected = _exported(folder / "whole.db")
        entries = _entries(folder / "whole.db")
        killed = 0
        while killed < times:
            db, drawn = folder / "killed.db", chance.randrange(entries)
            process = _import(files, db)
            while process.poll() is None and _entries(db) < drawn:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, seconds * _ENTRIES_A_TRANSACTION / entries))
            process.send_signal(signal.SIGKILL)
            process.wait()
            stood = _entries(db)
            if stood < entries:  # else it had written everything
                killed += 1
                _import(files, db).wait()
                came_to = "same" if _exported(db) == expected else "OTHER"
                print(f"{killed:3} killed at #{stood:<7} of {entries}: {came_to}", flush=True)
                if came_to != "same":
                    sys.exit(1)
            for left in folder.glob("killed.db*"):
                left.unlink()


_ENTRIES_A_TRANSACTION = 6_000


def _entries(db: Path) -> int:
    """How many entries a book has; none while nobody has made it yet."""
    if not db.exists():
        return 0
    with contextlib.closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as bare:
        try:
            (position,) = bare.execute("SELECT max(position) FROM entries").fetchone()
        except sqlite3.OperationalError:  # the tables are still being made
            return 0
    return position or 0


def _import(files: Sequence[Path], db: Path) -> subprocess.Popen[bytes]:
    words = (
        "import",
        *(str(path.resolve()) for path in files),
        "--db",
        str(db),
        "--quiet",
        "--quarantine",
        str(db.parent),
    )
    return subprocess.Popen([sys.executable, "-m", "ledger", *words], stdout=subprocess.DEVNULL)


def _exported(db: Path) -> bytes:
    words = [sys.executable, "-m", "ledger", "export", "--without-times", "--db", str(db)]
    return subprocess.run(words, check=True, capture_output=True).stdout


if __name__ == "__main__":
    if len(sys.argv) > 3 and sys.argv[1] == "--kill":
        kill([Path(word) for word in sys.argv[3:]], int(sys.argv[2]))
    elif len(sys.argv) > 1:
        measure([Path(word) for word in sys.argv[1:]])
    else:
        sys.exit(__doc__)
