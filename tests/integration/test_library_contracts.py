"""The library's own tests of a persistence module, on both databases."""

import importlib.util
import sys
import threading
from types import ModuleType
from typing import Any

import pytest
from eventsourcing.persistence import InfrastructureFactory
from eventsourcing.utils import Environment

from ledger.store import Store
from ledger.store.factory import Factory
from ledger.store.recorders import (
    LedgerAggregateRecorder,
    LedgerApplicationRecorder,
    LedgerProcessRecorder,
    LedgerRecorder,
    LedgerTrackingRecorder,
)

if importlib.util.find_spec("Crypto") is None:
    # The library's tests import its cipher, which wants pycryptodome. We keep no secrets: a name
    # in its place is enough, and the tests of the cipher itself are left to the library.
    cipher = ModuleType("eventsourcing.cipher")
    cipher.AESCipher = type("AESCipher", (), {})  # type: ignore[attr-defined]
    sys.modules["eventsourcing.cipher"] = cipher

from eventsourcing.tests import persistence as contracts

# The library's cases are unittest classes, which take no parametrised fixtures: each of their tests
# is run here as one test of ours, on a fresh ledger.
RECORDER_CONTRACTS: list[tuple[type[Any], type[LedgerRecorder]]] = [
    (contracts.AggregateRecorderTestCase, LedgerAggregateRecorder),
    (contracts.ApplicationRecorderTestCase, LedgerApplicationRecorder),
    (contracts.NonInterleavingNotificationIDsBaseCase, LedgerApplicationRecorder),
    (contracts.TrackingRecorderTestCase, LedgerTrackingRecorder),
    (contracts.ProcessRecorderTestCase, LedgerProcessRecorder),
]


def _tests_of(case: type[Any]) -> list[str]:
    optional = ["optional_test_insert_subscribe"]
    return [
        name
        for name in dir(case)
        if (name.startswith("test") or name in optional) and "cipher" not in name
    ]


RECORDER_TESTS = [
    pytest.param(case, recorder, name, id=f"{recorder.__name__}-{case.__name__}-{name}")
    for case, recorder in RECORDER_CONTRACTS
    for name in _tests_of(case)
]


@pytest.mark.parametrize(("case", "recorder", "name"), RECORDER_TESTS)
def test_a_recorder_keeps_the_librarys_contract(
    store: Store, case: type[Any], recorder: type[LedgerRecorder], name: str
) -> None:
    class OnThisStore(case):  # type: ignore[misc]
        def create_recorder(self) -> LedgerRecorder:
            return recorder(store)

    test = OnThisStore(name)
    test.setUp()
    getattr(test, name)()
    test.tearDown()
    for thread in set(threading.enumerate()) - {threading.current_thread()}:
        thread.join(timeout=5)  # the library leaves readers behind


class FactoryContract(contracts.InfrastructureFactoryTestCase[Factory]):
    __test__ = False

    class View(LedgerTrackingRecorder):
        """A projection's recorder of its own."""

    def expected_factory_class(self) -> type[Factory]:
        return Factory

    def expected_aggregate_recorder_class(self) -> type[LedgerAggregateRecorder]:
        return LedgerAggregateRecorder

    def expected_application_recorder_class(self) -> type[LedgerApplicationRecorder]:
        return LedgerApplicationRecorder

    def expected_tracking_recorder_class(self) -> type[LedgerTrackingRecorder]:
        return LedgerTrackingRecorder

    def tracking_recorder_subclass(self) -> type[LedgerTrackingRecorder]:
        return self.View

    def expected_process_recorder_class(self) -> type[LedgerProcessRecorder]:
        return LedgerProcessRecorder


@pytest.mark.parametrize("name", _tests_of(FactoryContract))
def test_the_factory_keeps_the_librarys_contract(url: str, name: str) -> None:
    test = FactoryContract(name)
    test.env = Environment(env={"PERSISTENCE_MODULE": "ledger.store", "TRANSFER_LEDGER_DB": url})
    test.setUp()
    try:
        getattr(test, name)()
    finally:
        test.tearDown()


def test_the_factory_is_found_in_the_module_itself(url: str) -> None:
    settings = {"PERSISTENCE_MODULE": "ledger.store", "TRANSFER_LEDGER_DB": url}
    with InfrastructureFactory.construct(settings) as factory:
        assert isinstance(factory, Factory)
        factory.close()
