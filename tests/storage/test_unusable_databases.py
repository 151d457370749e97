"""A database that cannot be used: one plain sentence, nothing lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from planner.domain.errors import StorageFault, StorageUnavailable
from planner.storage import migrate
from planner.storage.engine import make_engine
from planner.storage.unit_of_work import Storage


def _add_person(storage: Storage, now: datetime) -> None:
    with storage.writing() as unit:
        unit.persons.add("Sam", "UTC", "{}", now)
        unit.commit()


def _fault(storage: Storage, now: datetime) -> StorageUnavailable:
    with pytest.raises(StorageUnavailable) as caught:
        _add_person(storage, now)
    storage.close()
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    assert "\n" not in sentence
    return caught.value


def test_a_locked_sqlite_file_is_waited_for_and_then_refused(sqlite_url: str, now: datetime) -> None:
    holder = make_engine(sqlite_url)
    with holder.connect().execution_options(sqlite_begin="IMMEDIATE") as connection:
        connection.execute(text("SELECT 1"))
        error = _fault(Storage(make_engine(sqlite_url, lock_wait_seconds=0.1)), now)
    holder.dispose()
    assert error.fault is StorageFault.LOCKED
    storage = Storage(make_engine(sqlite_url))
    _add_person(storage, now)
    storage.close()


def test_a_locked_postgresql_table_is_waited_for_and_then_refused(postgresql: str, now: datetime) -> None:
    url = postgresql.format("prepared")
    holder = make_engine(url)
    with holder.connect() as connection:
        connection.execute(text("LOCK TABLE persons IN ACCESS EXCLUSIVE MODE"))
        error = _fault(Storage(make_engine(url, lock_wait_seconds=0.1)), now)
        connection.rollback()
    holder.dispose()
    assert error.fault is StorageFault.LOCKED


def test_a_read_only_sqlite_file_is_refused(sqlite_url: str, now: datetime) -> None:
    keeper = make_engine(sqlite_url)
    with keeper.connect() as connection:
        connection.execute(text("SELECT count(*) FROM persons"))
        path = sqlite_url.removeprefix("sqlite:///")
        error = _fault(Storage(make_engine(f"sqlite:///file:{path}?mode=ro&uri=true")), now)
    keeper.dispose()
    assert error.fault is StorageFault.READ_ONLY


def test_a_read_only_postgresql_is_refused(postgresql: str, now: datetime) -> None:
    url = postgresql.format("prepared") + "&options=-cdefault_transaction_read_only%3Don"
    assert _fault(Storage(make_engine(url)), now).fault is StorageFault.READ_ONLY


def test_a_database_without_tables_says_what_to_do(tmp_path: Path, postgresql: str, now: datetime) -> None:
    for url in (f"sqlite:///{tmp_path / 'new.sqlite3'}", postgresql.format("postgres")):
        error = _fault(Storage(make_engine(url)), now)
        assert error.fault is StorageFault.OLDER
        assert "planner db upgrade" in str(error)


def test_a_database_that_cannot_be_reached_is_refused(tmp_path: Path, now: datetime) -> None:
    for url in (
        f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.sqlite3'}",
        f"postgresql://tester@/none?host={tmp_path}",
    ):
        assert _fault(Storage(make_engine(url)), now).fault is StorageFault.UNREACHABLE


def test_a_file_that_is_not_a_database_is_left_as_it_is(tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "letter.sqlite3"
    path.write_text("Dear Sam, this is not a database at all.\n" * 40)
    before = path.read_bytes()
    assert _fault(Storage(make_engine(f"sqlite:///{path}")), now).fault is StorageFault.DAMAGED
    with pytest.raises(StorageUnavailable, match="damaged"):
        migrate.upgrade(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageUnavailable) as caught:
        migrate.upgrade(f"sqlite:///{tmp_path / 'file' / 'planner.sqlite3'}")
    assert caught.value.fault is StorageFault.UNREACHABLE


@pytest.mark.parametrize(
    "address", ["nonsense", "mysql://host/planner", "postgresql://host:port/planner", "sqlite+aiosqlite://"]
)
def test_an_address_that_is_neither_sqlite_nor_postgresql_is_one_sentence(address: str) -> None:
    with pytest.raises(StorageUnavailable) as caught:
        make_engine(address)
    assert caught.value.fault is StorageFault.ADDRESS
    assert "PLANNER_DATABASE_URL" in str(caught.value)
