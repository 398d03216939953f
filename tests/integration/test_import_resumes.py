"""An import that is killed and runs again comes to the same book as one nobody disturbed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import ledger
from ledger.interfaces.files.importing import bring_in

from .leagues import careers, league

MOMENTS = 4


def started(path: Path, db: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "ledger", "import", str(path), "--db", str(db), "--quiet"],
        cwd=path.parent, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def finished(path: Path, db: Path) -> float:
    """Import to the end; how long it took."""
    before = time.monotonic()
    process = started(path, db)
    _, told = process.communicate(timeout=300)
    assert process.returncode == 0, told.decode()
    return time.monotonic() - before


def killed(path: Path, db: Path, after: float) -> bool:
    """Import and end it like a power cut after some time; False where it was done before."""
    process = started(path, db)
    try:
        process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return True
    return False


def exported(db: Path) -> bytes:
    words = [sys.executable, "-m", "ledger", "export", "--without-times", "--db", str(db)]
    return subprocess.run(words, check=True, capture_output=True, timeout=300).stdout


def test_killed_at_any_moment_a_rerun_comes_to_the_same_bytes(tmp_path: Path) -> None:
    path = league(tmp_path, *careers(900, seed=7))
    whole = tmp_path / "whole.db"
    seconds = finished(path, whole)
    expected = exported(whole)
    assert expected.count(b"\n") > 3_000
    chance = random.Random(11)  # noqa: S311 - moments, no secrets
    cut = 0
    for moment in range(MOMENTS):
        db = tmp_path / f"{moment}.db"
        while killed(path, db, seconds * chance.uniform(0.2, 0.95)):
            cut += 1
            if cut % 2:
                break  # every other one is killed a second time
        finished(path, db)
        assert exported(db) == expected
    assert cut >= MOMENTS // 2


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_cut_off_between_two_groups_of_players_it_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, groups: int
) -> None:
    """The same without chance: the store fails at the n-th transaction of an import."""
    path = league(tmp_path, *careers(900, seed=8))
    with ledger.open(":memory:") as book:
        bring_in(book, path)
        expected = [(i.position, i.number, i.entry_id, i.entry) for i in book.entries()]
    with ledger.open(":memory:") as book:
        record_many, done = book.record_many, 0

        def failing(*given: object, **named: object) -> object:
            nonlocal done
            done += 1
            if done > groups:
                raise KeyboardInterrupt
            return record_many(*given, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(book, "record_many", failing)
        with pytest.raises(KeyboardInterrupt):
            bring_in(book, path)
        monkeypatch.undo()
        assert 0 < book.head().position < len(expected)
        bring_in(book, path)
        assert [(i.position, i.number, i.entry_id, i.entry) for i in book.entries()] == expected
