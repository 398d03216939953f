"""The market of each scenario, and the census of what all of them recorded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd.parser import Feature, Scenario

from steps.census import CENSUS, FILE, Census, name_of
from steps.market import Market

STEPS = (
    "reports",
    "deals",
    "movements",
    "loans",
    "matters",
    "sightings",
    "assessments",
    "lists",
    "declared",
    "clauses",
    "identity",
    "book",
    "asking",
    "relationships",
    "sourcing",
    "auditing",
    "checking",
    "flagging",
    "projecting",
    "replaying",
)
LAST = "test_every_kind.py"


def pytest_configure(config: pytest.Config) -> None:
    config.stash.setdefault(CENSUS, Census())
    for name in STEPS:
        config.pluginmanager.import_plugin(f"steps.{name}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The census is read when everything else has run."""
    items.sort(key=lambda item: item.path.name == LAST)


@pytest.fixture
def market(request: pytest.FixtureRequest) -> Iterator[Market]:
    market = Market()
    yield market
    request.config.stash[CENSUS].kinds.update(market.kinds())
    market.ledger.close()
    market.settle()


def pytest_bdd_after_scenario(
    request: pytest.FixtureRequest, feature: Feature, scenario: Scenario
) -> None:
    request.config.stash[CENSUS].scenarios.add(name_of(feature.filename, scenario.name))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if path := os.environ.get(FILE):
        session.config.stash[CENSUS].save(Path(path))
