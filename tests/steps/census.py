"""Which scenarios ran, and which kinds of event they put on record."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest
from pytest_bdd.feature import get_features

FEATURES: Final = Path(__file__).parents[2] / "features"
FILE: Final = "TRANSFER_LEDGER_FEATURES_CENSUS"
"""Where a run that was started for its census leaves it."""


class Census:
    """What the scenarios of this run recorded."""

    def __init__(self) -> None:
        self.scenarios: set[str] = set()
        self.kinds: set[str] = set()

    def save(self, path: Path) -> None:
        path.write_text(json.dumps([sorted(self.scenarios), sorted(self.kinds)]))

    @classmethod
    def load(cls, path: Path) -> Census:
        found = cls()
        scenarios, kinds = json.loads(path.read_text())
        found.scenarios, found.kinds = set(scenarios), set(kinds)
        return found


CENSUS: Final = pytest.StashKey[Census]()


def written_scenarios() -> set[str]:
    """Every scenario of features/, as path and name."""
    found = get_features([str(FEATURES)])
    return {name_of(f.filename, name) for f in found for name in f.scenarios}


def repeated_names() -> Iterable[str]:
    """Scenarios that share a name within a feature, of which only one would run."""
    for path in sorted(FEATURES.rglob("*.feature")):
        names = [
            line.strip()
            for line in path.read_text(encoding="utf-8").splitlines()
            if line.strip().startswith(("Scenario:", "Scenario Outline:"))
        ]
        yield from (f"{path.name}: {name}" for name in set(names) if names.count(name) > 1)


def name_of(filename: str, scenario: str) -> str:
    """A scenario's path and name."""
    return f"{Path(filename).resolve().relative_to(FEATURES)}: {scenario}"
