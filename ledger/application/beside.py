"""A process beside this one that does work meanwhile, on another processor.

It is forked, so it starts with all that this one knows, and is asked and answers in bytes, one
question after the other. It ends with whoever asks it. Where it fails or is killed, its questions
stay without an answer, and whoever asked does the work.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Final, NoReturn

Work = Callable[[bytes], bytes]
_LENGTH_BYTES: Final = 8
_LETTERS_HEARD_OF: Final = 64


def processors() -> int:
    """How many processors there are to work on; 1 where no process can be forked safely.

    A fork copies the thread that forks alone, and whatever locks the others held stay locked.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


class Beside:
    """One such process; ``work`` turns a question into its answer there."""

    def __init__(self, work: Work) -> None:
        self._questions, self._answers = _Post(), _Post()
        self._process = os.fork()
        if self._process == 0:
            _serve(work, self._questions, self._answers)
        self._questions.only_send()
        self._answers.only_receive()

    def ask(self, question: bytes) -> None:
        """Hand a question over; it is answered after those before it."""
        try:
            self._questions.send(question)
        except OSError:  # it is gone, or there is no room to write: no more answers come
            self._kill()

    @property
    def answers(self) -> int:
        """How many answers can be had without waiting for them."""
        return self._answers.waiting

    def answer(self) -> bytes | None:
        """Wait for the next answer; None where there will be none."""
        return self._answers.receive()

    def end(self) -> None:
        """End it, whatever it is at."""
        self._kill()
        with suppress(ChildProcessError):  # somebody else has waited for it
            os.waitpid(self._process, 0)
        self._questions.close()
        self._answers.close()

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)


class _Post:
    """Letters from one process to another: in a file, with their lengths through a pipe.

    A pipe holds little, and would make whoever sends a long letter wait until it is read.
    """

    def __init__(self) -> None:
        self._letters = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        ends: tuple[int | None, int | None] = os.pipe()
        self._outlet, self._inlet = ends
        self._at = 0
        self._come: deque[int] = deque()

    def only_send(self) -> None:
        """Leave the other end to the other process, so that each notices when the other ends."""
        self._outlet = _close(self._outlet)

    def only_receive(self) -> None:
        """Leave this end to the other process."""
        self._inlet = _close(self._inlet)

    def send(self, letter: bytes) -> None:
        assert self._inlet is not None  # noqa: S101 - whoever sends has kept it
        done = 0
        while done < len(letter):
            done += os.pwrite(self._letters.fileno(), letter[done:], self._at + done)
        self._at += len(letter)
        os.write(self._inlet, len(letter).to_bytes(_LENGTH_BYTES))

    @property
    def waiting(self) -> int:
        """How many letters have come and are not received yet."""
        assert self._outlet is not None  # noqa: S101 - whoever receives has kept it
        looking = select.poll()
        looking.register(self._outlet, select.POLLIN)
        if looking.poll(0):
            self._hear()
        return len(self._come)

    def receive(self) -> bytes | None:
        """The next letter; None once the other process is gone."""
        if not self._come:
            self._hear()
        length = self._come.popleft() if self._come else 0
        letter = os.pread(self._letters.fileno(), length, self._at)
        self._at += length
        return letter or None

    def _hear(self) -> None:
        """Take in the lengths of the letters that have come; wait for one where none has."""
        assert self._outlet is not None  # noqa: S101 - whoever receives has kept it
        told = os.read(self._outlet, _LETTERS_HEARD_OF * _LENGTH_BYTES)
        for at in range(0, len(told), _LENGTH_BYTES):
            self._come.append(int.from_bytes(told[at : at + _LENGTH_BYTES]))

    def close(self) -> None:
        self._inlet, self._outlet = _close(self._inlet), _close(self._outlet)
        self._letters.close()


def _close(end: int | None) -> int | None:
    if end is not None:
        os.close(end)
    return None


def _serve(work: Work, questions: _Post, answers: _Post) -> NoReturn:
    """Be the other process, until nobody asks any more; it says nothing about how it failed."""
    try:
        questions.only_receive()
        answers.only_send()
        while (question := questions.receive()) is not None:
            answers.send(work(question))
    finally:
        os._exit(0)
