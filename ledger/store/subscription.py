"""A subscription in the library's sense: what is recorded after a position, as it is recorded."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from threading import Thread
from typing import Any

from eventsourcing.persistence import ListenNotifySubscription, TApplicationRecorder_co

from ledger.store.database import Watch

_WAIT_S = 0.1  # so that a subscription stops promptly though nothing is recorded


class LedgerSubscription(ListenNotifySubscription[TApplicationRecorder_co]):
    """Wakes the library's reader whenever this process or another has appended."""

    def __init__(
        self,
        recorder: TApplicationRecorder_co,
        watch: Callable[[], AbstractContextManager[Watch]],
        *,
        gt: int | None = None,
        topics: Sequence[str] = (),
    ) -> None:
        super().__init__(recorder=recorder, gt=gt, topics=topics)
        self._watch = watch
        self._watch_thread = Thread(target=self._wake, name="ledger-subscription")
        self._watch_thread.start()

    def __exit__(self, *args: object, **kwargs: Any) -> None:
        try:
            super().__exit__(*args, **kwargs)
        finally:
            self._watch_thread.join()

    def _wake(self) -> None:
        try:
            with self._watch() as wait:
                # What was recorded before the watch began may have been read, or not.
                self._has_been_notified.set()
                while not self._has_been_stopped:
                    if wait(_WAIT_S):
                        self._has_been_notified.set()
        except BaseException as error:  # noqa: BLE001 - raised again where the events are read
            if self._thread_error is None:
                self._thread_error = error
            self.stop()
