"""A signal within one process: something was written, whoever waits may look."""

import threading


class Signal:
    """Counts what was written; a waiter names the count it has seen, so nothing is missed."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._count = 0

    @property
    def count(self) -> int:
        """How often something was written so far."""
        return self._count

    def send(self) -> None:
        """Say that something was written."""
        with self._condition:
            self._count += 1
            self._condition.notify_all()

    def wait(self, seen: int, timeout_s: float) -> int:
        """Wait until more was written than was seen, or the time is up; return the count."""
        with self._condition:
            self._condition.wait_for(lambda: self._count != seen, timeout=timeout_s)
            return self._count
