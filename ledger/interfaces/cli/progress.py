"""How far a long piece of work has come, for somebody who is watching."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE_S: Final = 1.0
_BETWEEN_FRAMES_S: Final = 0.1


@contextmanager
def progress(
    title: str,
    *,
    err: TextIO | None = None,
    quiet: bool = False,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Callable[[int, int], None]]:
    """A bar on ``err`` while the work lasts, fed by calling ``(done, total)``.

    It appears only on a terminal and only once the work has taken a second, and it is gone when
    the work is done or fails. Anywhere else nothing is written.
    """
    stream = err or sys.stderr
    if quiet or not stream.isatty():
        yield _say_nothing
        return
    bar = _Bar(title, stream, clock)
    try:
        yield bar.show
    finally:
        bar.clear()


def _say_nothing(done: int, total: int) -> None:
    """Nobody is watching."""


class _Bar:
    """The bar on the screen, which Rich is loaded for only when it first appears."""

    def __init__(self, title: str, stream: TextIO, clock: Callable[[], float]) -> None:
        self._title, self._stream, self._clock = title, stream, clock
        self._due = clock() + PATIENCE_S
        self._drawn: tuple[Progress, TaskID] | None = None

    def show(self, done: int, total: int) -> None:
        if self._clock() < self._due and not (self._drawn and done >= total):
            return
        self._due = self._clock() + _BETWEEN_FRAMES_S
        if self._drawn is None:
            self._drawn = self._appear()
        bar, task = self._drawn
        bar.update(task, completed=done, total=total, refresh=True)

    def clear(self) -> None:
        if self._drawn is not None:
            self._drawn[0].stop()

    def _appear(self) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(file=self._stream, no_color=bool(os.environ.get("NO_COLOR")) or None),
            transient=True,
            auto_refresh=False,
        )
        bar.start()
        return bar, bar.add_task(self._title, total=None)
