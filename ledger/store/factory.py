"""What ``PERSISTENCE_MODULE=ledger.store`` gives a stock ``eventsourcing`` application."""

from threading import Lock
from typing import TypeVar, cast

from eventsourcing.persistence import InfrastructureFactory
from eventsourcing.utils import Environment, EnvType, resolve_topic, strtobool

from ledger.store.recorders import (
    LedgerAggregateRecorder,
    LedgerApplicationRecorder,
    LedgerProcessRecorder,
    LedgerTrackingRecorder,
)
from ledger.store.store import Store

T = TypeVar("T")


class Factory(InfrastructureFactory[LedgerTrackingRecorder]):
    """Makes recorders over the one store that ``TRANSFER_LEDGER_DB`` names.

    ``ORIGINATOR_ID_TYPE=text`` keeps stream ids as they are; by default those that read as UUIDs
    become UUIDs again.
    """

    DATABASE = "TRANSFER_LEDGER_DB"
    ORIGINATOR_ID_TYPE = "ORIGINATOR_ID_TYPE"
    CREATE_TABLE = "CREATE_TABLE"

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        url = self.env.get(self.DATABASE)
        if not url:
            keys = ", ".join(self.env.create_keys(self.DATABASE))
            msg = f"Cannot open a ledger: none of {keys} is set. Set one to a file or a URL."
            raise OSError(msg)
        id_type = (self.env.get(self.ORIGINATOR_ID_TYPE) or "uuid").lower()
        if id_type not in {"uuid", "text"}:
            msg = f"Cannot use {self.ORIGINATOR_ID_TYPE}={id_type!r}: say 'uuid' or 'text'."
            raise OSError(msg)
        self._url = url
        self._uuid_ids = id_type == "uuid"
        self._store: Store | None = None
        self._opening = Lock()

    @property
    def store(self) -> Store:
        """The store, opened when first needed, so that a failure can be mended and tried again."""
        with self._opening:
            if self._store is None:
                self._store = Store.open(self._url)
            return self._store

    def aggregate_recorder(self, purpose: str = "events") -> LedgerAggregateRecorder:
        """Make a recorder beside the record, for snapshots."""
        return LedgerAggregateRecorder(self.store, purpose=purpose, uuid_ids=self._uuid_ids)

    def application_recorder(self) -> LedgerApplicationRecorder:
        """Make a recorder of the record itself."""
        recorder_class = self._chosen(self.APPLICATION_RECORDER_TOPIC, LedgerApplicationRecorder)
        return recorder_class(self.store, uuid_ids=self._uuid_ids)

    def tracking_recorder(
        self, tracking_recorder_class: type[LedgerTrackingRecorder] | None = None
    ) -> LedgerTrackingRecorder:
        """Make a recorder for a projection, with the tables its class adds."""
        recorder_class = tracking_recorder_class or self._chosen(
            self.TRACKING_RECORDER_TOPIC, LedgerTrackingRecorder
        )
        recorder = recorder_class(self.store, uuid_ids=self._uuid_ids)
        if strtobool(self.env.get(self.CREATE_TABLE, "yes") or "yes"):
            recorder.create_table()
        return recorder

    def process_recorder(self) -> LedgerProcessRecorder:
        """Make a recorder of the record that also keeps how far a cause is processed."""
        recorder_class = self._chosen(self.PROCESS_RECORDER_TOPIC, LedgerProcessRecorder)
        return recorder_class(self.store, uuid_ids=self._uuid_ids)

    def _chosen(self, setting: str, default: type[T]) -> type[T]:
        topic = self.env.get(setting)
        return cast("type[T]", resolve_topic(topic)) if topic else default

    def close(self) -> None:
        """Close the store."""
        with self._opening:
            if self._store is not None:
                self._store.close()
                self._store = None
