"""The store on both databases: the same tests, a fresh ledger each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.store import Store

POSTGRES = pytest.param("postgresql", marks=pytest.mark.postgres)


@pytest.fixture(params=["sqlite", POSTGRES])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a ledger that other processes can open too."""
    if request.param == "sqlite":
        return str(tmp_path / "transfers.db")
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened


@pytest.fixture(params=["file", "memory", POSTGRES])
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A ledger in a file, in memory or on a server."""
    places = {"file": str(tmp_path / "transfers.db"), "memory": ":memory:"}
    place = places.get(request.param) or request.getfixturevalue("postgres_url")
    with Store.open(place) as opened:
        yield opened


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "transfers.db")) as opened:
        yield opened


@pytest.fixture
def postgres_store(postgres_url: str) -> Iterator[Store]:
    with Store.open(postgres_url) as opened:
        yield opened
