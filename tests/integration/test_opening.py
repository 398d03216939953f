"""Opening a ledger: what stands in the way is said, and goes when its cause is gone."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from ledger.store import (
    CannotOpen,
    Closed,
    MissingFolder,
    NewerSchema,
    NotALedger,
    NothingThere,
    ReadOnly,
    Store,
    StoreBusy,
    UnknownDatabase,
)

from .drafts import NOON, draft


def test_a_missing_folder_is_named_and_the_same_process_opens_it_once_it_is_there(
    tmp_path: Path,
) -> None:
    path = tmp_path / "books" / "transfers.db"
    with pytest.raises(MissingFolder, match="Make the folder"):
        Store.open(str(path))
    path.parent.mkdir()
    with Store.open(str(path)) as store:
        assert store.head().position == 0


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="it is a folder"):
        Store.open(str(tmp_path))


AS_NOBODY = """
import os, sys
from ledger.domain.errors import StoreError
from ledger.store import Store

if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
folder = sys.argv[1]
with Store.open(f"{folder}/transfers.db", read_only=True) as store:
    print(store.head().position, store.verify(), store.data_version() == store.data_version())
for name in ("transfers.db", "new.db"):
    try:
        Store.open(f"{folder}/{name}")
    except StoreError as error:
        print(type(error).__name__)
print(sorted(os.listdir(folder)))
"""


@pytest.mark.skipif(os.name != "posix", reason="permissions are set as POSIX has them")
def test_where_nothing_may_be_written_a_ledger_is_read_and_a_write_is_refused() -> None:
    folder = Path(tempfile.mkdtemp(prefix="tledger-"))  # where an unprivileged user may look
    path = folder / "transfers.db"
    with Store.open(str(path)) as store:
        store.append([draft("a")], unchanged={}, now=NOON)
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(folder)],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
    if "Permission denied" in done.stderr or "No module named" in done.stderr:
        pytest.skip("the unprivileged user may not read this Python")
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "1 [] True",
        "ReadOnly",
        "CannotOpen",
        "['transfers.db']",
    ]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_of_another_kind_is_left_as_it_was(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "squad.csv"
    path.write_text("number,player\n20,Pierre Kalulu\n" * 50)
    before = path.read_bytes()
    with pytest.raises(NotALedger, match="another kind"):
        Store.open(str(path), read_only=read_only)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["squad.csv"]
    path.unlink()
    Store.open(str(path)).close()


@pytest.mark.parametrize("read_only", [True, False])
def test_another_programs_database_is_left_as_it_was(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "music.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE songs (name TEXT)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(NotALedger, match="songs"):
        Store.open(str(path), read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.postgres
def test_tables_of_the_same_names_are_not_touched(postgres_url: str) -> None:
    engine = create_engine(postgres_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE entries (id int)"))
        connection.execute(text("CREATE TABLE songs (id int)"))
    engine.dispose()
    with pytest.raises(NotALedger, match=r"\(entries\)"):
        Store.open(postgres_url)


@pytest.mark.postgres
def test_other_tables_in_the_same_database_are_no_harm(postgres_url: str) -> None:
    engine = create_engine(postgres_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE songs (id int)"))
    engine.dispose()
    Store.open(postgres_url).close()


def test_a_newer_ledger_is_refused(url: str) -> None:
    with Store.open(url) as store, store.write() as writing:
        writing.execute(text("UPDATE schema_version SET version = 99"))
    with pytest.raises(NewerSchema, match="Upgrade transfer-ledger") as caught:
        Store.open(url)
    assert caught.value.found == 99


def test_reading_creates_nothing(url: str, tmp_path: Path) -> None:
    with pytest.raises(NothingThere, match="creates nothing"):
        Store.open(url, read_only=True)
    assert list(tmp_path.iterdir()) == []
    with Store.open(url) as store:
        store.append([draft("a")], unchanged={}, now=NOON)
    before = sorted(tmp_path.iterdir())
    with Store.open(url, read_only=True) as reader:
        assert reader.head().position == 1
        assert reader.data_version() == reader.data_version()
    assert sorted(tmp_path.iterdir()) == before


def test_an_empty_file_is_no_ledger_to_read_but_becomes_one(tmp_path: Path) -> None:
    path = tmp_path / "transfers.db"
    path.touch()
    with pytest.raises(NothingThere):
        Store.open(str(path), read_only=True)
    assert path.stat().st_size == 0
    Store.open(str(path)).close()
    Store.open(str(path), read_only=True).close()


def test_a_read_only_ledger_refuses_to_write(url: str) -> None:
    Store.open(url).close()
    with Store.open(url, read_only=True) as reader:
        with pytest.raises(ReadOnly, match="to read only"):
            reader.append([draft("a")], unchanged={}, now=NOON)
        with pytest.raises(ReadOnly), reader.write():
            pass
        with pytest.raises(ReadOnly), reader.begin() as reading:
            reading.execute(text("INSERT INTO schema_version (version) VALUES (2)"))


def test_a_reader_sees_what_is_recorded_meanwhile(url: str) -> None:
    with Store.open(url) as store, Store.open(url, read_only=True) as reader:
        before = reader.data_version()
        store.append([draft("a")], unchanged={}, now=NOON)
        assert reader.head().position == 1
        assert reader.data_version() != before


@pytest.mark.parametrize("name", ["mysql://host/ledger", "nonsense://", "://"])
def test_other_databases_are_refused_by_name(name: str) -> None:
    with pytest.raises(UnknownDatabase, match="SQLite or PostgreSQL"):
        Store.open(name)


def test_a_server_that_is_not_there_is_said_without_the_password() -> None:
    with pytest.raises(CannotOpen, match="Check the server") as caught:
        Store.open("postgresql://scout:secret@127.0.0.1:1/transfers")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
def test_a_file_is_named_by_its_path_or_by_a_url(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a book with ?#% in its name.db"
    if form == "{}":
        with Store.open(form.format(path)) as store:
            assert store.url == str(path)
    else:
        path = tmp_path / "plain.db"
        Store.open(form.format(path)).close()
    assert path.exists()


@pytest.mark.parametrize("name", [":memory:", "sqlite://", "sqlite:///:memory:"])
def test_a_ledger_in_memory_is_new_every_time(name: str) -> None:
    with Store.open(name) as one, Store.open(name) as other:
        one.append([draft("a")], unchanged={}, now=NOON)
        assert (one.head().position, other.head().position) == (1, 0)
        assert one.dialect == "sqlite"


def test_every_setting_the_ledger_relies_on_is_made(sqlite_store: Store) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "recursive_triggers": 1,
    }
    with sqlite_store.begin() as reading:
        found = {name: reading.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in expected}
    assert found == expected


def test_a_copy_made_without_the_log_gets_one_again(sqlite_store: Store, tmp_path: Path) -> None:
    sqlite_store.append([draft("a")], unchanged={}, now=NOON)
    copy = tmp_path / "copy.db"
    with sqlite3.connect(sqlite_store.url) as raw:
        raw.execute("VACUUM INTO ?", (str(copy),))
    raw.close()
    with Store.open(str(copy)) as store, store.begin() as reading:
        assert reading.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert store.verify() == []


def test_many_open_a_new_ledger_at_the_same_time(url: str) -> None:
    failures: list[BaseException] = []

    def open_it() -> None:
        try:
            Store.open(url).close()
        except BaseException as error:  # noqa: BLE001 - reported in the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Store.open(url) as store:
        assert store.verify() == []


def test_a_writer_that_waits_too_long_is_told(url: str) -> None:
    with Store.open(url) as store, Store.open(url, patience_s=0.2) as hasty:
        with store.database.write("append"), pytest.raises(StoreBusy, match="try again"):
            hasty.append([draft("a")], unchanged={}, now=NOON)
        hasty.append([draft("a")], unchanged={}, now=NOON)


def test_a_closed_ledger_says_so(any_store: Store) -> None:
    any_store.close()
    any_store.close()
    with pytest.raises(Closed, match="Open it again"):
        any_store.head()
    with pytest.raises(Closed):
        any_store.append([draft("a")], unchanged={}, now=NOON)


def test_the_library_is_not_imported_until_a_stock_application_asks() -> None:
    program = "import sys, ledger.store; print('eventsourcing' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
