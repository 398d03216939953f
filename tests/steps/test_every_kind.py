"""Every kind of event is recorded by some scenario, and every scenario is run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.domain.entry import EVENTS
from steps.census import CENSUS, FILE, Census, repeated_names, written_scenarios


@pytest.fixture(scope="module")
def census(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Census:
    """What all scenarios recorded: in this run if it ran them all, else in a run of their own."""
    here = request.config.stash[CENSUS]
    if here.scenarios >= written_scenarios():
        return here
    left = tmp_path_factory.mktemp("census") / "census.json"
    itself = str(Path(__file__).relative_to(request.config.rootpath))
    scenarios = [str(Path(__file__).parent), "--deselect", itself]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *scenarios],
        cwd=request.config.rootpath,
        env={**os.environ, FILE: str(left)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert left.exists(), run.stdout + run.stderr
    return Census.load(left)


def test_every_scenario_is_run(census: Census) -> None:
    assert sorted(written_scenarios() - census.scenarios) == []


def test_no_two_scenarios_of_a_feature_share_a_name() -> None:
    assert list(repeated_names()) == []


def test_every_kind_is_recorded_by_some_scenario(census: Census) -> None:
    assert sorted(EVENTS.keys() - census.kinds) == []
