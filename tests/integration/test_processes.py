"""Many processes at one ledger, and processes that die in the middle."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ledger.store import Store

from . import writer
from .drafts import NOON, draft

WRITERS, EACH = 8, 25


def _start(*words: str) -> "subprocess.Popen[str]":
    program = [sys.executable, str(Path(writer.__file__)), *words]
    return subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_eight_processes_record_on_one_stream_and_nothing_is_lost(url: str) -> None:
    processes = [_start(url, f"writer {n}", str(EACH)) for n in range(WRITERS)]
    answers = [process.communicate(timeout=60) for process in processes]
    assert [(p.returncode, err) for p, (_, err) in zip(processes, answers, strict=True)] == [
        (0, "")
    ] * WRITERS
    with Store.open(url) as store:
        entries = store.stream([writer.STREAM])
        assert [entry.position for entry in entries] == list(range(1, WRITERS * EACH + 1))
        assert [entry.number for entry in entries] == list(range(1, WRITERS * EACH + 1))
        assert len({entry.body for entry in entries}) == WRITERS * EACH
        assert store.verify() == []


@pytest.mark.parametrize("moment", range(3))
def test_a_process_killed_in_the_middle_leaves_all_of_a_batch_or_nothing(
    url: str, moment: int
) -> None:
    size = 500
    with Store.open(url) as store:
        process = _start(url, "victim", "endless", str(size))
        assert process.stdout is not None
        assert process.stderr is not None
        said = [process.stdout.readline() for _ in range(2 + 2 * moment)]
        assert said[-1].startswith("recorded")
        process.stdout.readline()
        time.sleep(0.004 * moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        confirmed = len(said) // 2 + sum(
            line.startswith("recorded") for line in process.stdout.read().splitlines()
        )
        process.stdout.close()
        process.stderr.close()
        # Waits, on a server, until the dead process's transaction has ended.
        store.append([draft("after", "club:ac-milan")], unchanged={}, now=NOON)
        found = len(store.stream([writer.STREAM]))
        assert found % size == 0
        assert found >= confirmed * size
        assert store.verify() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_child_uses_connections_of_its_own(store: Store) -> None:
    store.append([draft("before")], unchanged={}, now=NOON)
    store.data_version()
    child = os.fork()
    if child == 0:
        try:
            for turn in range(20):
                store.append([draft(f"child {turn}")], unchanged={}, now=NOON)
            store.data_version()
        except BaseException:  # noqa: BLE001 - the child must not return into pytest
            os._exit(1)
        os._exit(0)
    for turn in range(20):
        store.append([draft(f"parent {turn}")], unchanged={}, now=NOON)
    assert os.waitpid(child, 0)[1] == 0
    assert store.head().position == 41
    assert store.verify() == []
