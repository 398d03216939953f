"""An import that is killed and runs again comes to the same book as one nobody disturbed."""

from __future__ import annotations

import contextlib
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import ledger
from ledger.interfaces.files.importing import bring_in

from .leagues import careers, league

MOMENTS = 3


def started(path: Path, db: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "ledger", "import", str(path), "--db", str(db), "--quiet"],
        cwd=path.parent, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def finished(path: Path, db: Path) -> None:
    """Import to the end."""
    process = started(path, db)
    _, told = process.communicate(timeout=300)
    assert process.returncode == 0, told.decode()


def killed(path: Path, db: Path, at: int) -> int:
    """Import, and end it like a power cut once so many entries are written; how many were."""
    process = started(path, db)
    while process.poll() is None and entries_in(db) < at:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return entries_in(db)


def entries_in(db: Path) -> int:
    """How many entries a book has; none before it is made."""
    if not db.exists():
        return 0
    with contextlib.closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as bare:
        try:
            (position,) = bare.execute("SELECT max(position) FROM entries").fetchone()
        except sqlite3.OperationalError:  # its tables are still being made
            return 0
    return position or 0


def exported(db: Path) -> bytes:
    words = [sys.executable, "-m", "ledger", "export", "--without-times", "--db", str(db)]
    return subprocess.run(words, check=True, capture_output=True, timeout=300).stdout


def test_killed_while_it_writes_a_rerun_comes_to_the_same_bytes(tmp_path: Path) -> None:
    path = league(tmp_path, *careers(750, seed=7))
    whole = tmp_path / "whole.db"
    finished(path, whole)
    expected, entries = exported(whole), entries_in(whole)
    assert entries > 3_000
    chance = random.Random(11)  # noqa: S311 - moments, no secrets
    cut = 0
    for moment in range(MOMENTS):
        db = tmp_path / f"{moment}.db"
        stood = killed(path, db, chance.randrange(entries // 2))
        if moment == 0:  # one is killed a second time, when it has gone on
            stood = killed(path, db, stood + 1)
        cut += stood < entries
        finished(path, db)
        assert exported(db) == expected
    assert cut >= MOMENTS - 1  # a busy machine may be done before one is killed


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_cut_off_between_two_groups_of_players_it_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, groups: int
) -> None:
    """The same without chance: the store fails at the n-th transaction of an import."""
    path = league(tmp_path, *careers(1_800, seed=8))
    with ledger.open(":memory:") as book:
        bring_in(book, path)
        expected = [(i.position, i.number, i.entry_id, i.entry) for i in book.entries()]
    with ledger.open(":memory:") as book:
        append, done = book.store.append, 0

        def failing(*given: object, **named: object) -> object:
            nonlocal done
            done += 1
            if done > groups:
                raise KeyboardInterrupt
            return append(*given, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(book.store, "append", failing)
        with pytest.raises(KeyboardInterrupt):
            bring_in(book, path)
        monkeypatch.undo()
        assert 0 < book.head().position < len(expected)
        bring_in(book, path)
        assert [(i.position, i.number, i.entry_id, i.entry) for i in book.entries()] == expected
