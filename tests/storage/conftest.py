"""A fresh, upgraded database for each test: SQLite in a temporary folder and a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from planner.storage import migrate
from planner.storage.engine import make_engine
from planner.storage.rows import Base
from planner.storage.unit_of_work import Storage

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BINARIES = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
NUMBERS = count(1)


def _run(command: Sequence[str | Path], folder: Path) -> None:
    # PostgreSQL refuses to run as root.
    # PostgreSQL refuses root. runuser lies in a folder that not every PATH has.
    runuser = shutil.which("runuser", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or "runuser"
    runner = [runuser, "-u", "postgres", "--"] if os.getuid() == 0 else []
    done = subprocess.run(
        [*runner, *map(str, command)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a server with an upgraded database ``template``, for this test run only."""
    if BINARIES is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="planner-pg-"))  # a socket's path must be short
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        _run(
            [BINARIES / "initdb", "-D", folder / "db", "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync"], folder
        )
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
        _run([BINARIES / "pg_ctl", "-D", folder / "db", "-w", "-l", folder / "log", "-o", options, "start"], folder)
        try:
            address = f"postgresql://tester@/{{}}?host={folder}"
            _make_database(address.format("postgres"), "prepared")
            migrate.upgrade(address.format("prepared"))
            yield address
        finally:
            _run([BINARIES / "pg_ctl", "-D", folder / "db", "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder)


def _make_database(address: str, name: str, template: str = "template1") -> None:
    engine = make_engine(address)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("prepared") / "planner.sqlite3"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'planner.sqlite3'}"
    server: str = request.getfixturevalue("postgresql")
    name = f"empty{next(NUMBERS)}"
    _make_database(server.format("postgres"), name)
    return server.format(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """An address of an upgraded database without any rows; its tables are to stay as they are."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    address = str(request.getfixturevalue("postgresql")).format("prepared")
    engine = make_engine(address)
    with engine.begin() as connection:
        # Much faster than a new database for each test.
        names = ", ".join(table.name for table in Base.metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
    engine.dispose()
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def own_url(request: pytest.FixtureRequest) -> str:
    """An address of an upgraded database that the test may ruin."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    server: str = request.getfixturevalue("postgresql")
    name = f"own{next(NUMBERS)}"
    _make_database(server.format("postgres"), name, "prepared")
    return server.format(name)


@pytest.fixture
def storage(url: str) -> Iterator[Storage]:
    storage = Storage(make_engine(url))
    yield storage
    storage.close()


@pytest.fixture
def sqlite_url(prepared_sqlite: Path, tmp_path: Path) -> str:
    path = tmp_path / "planner.sqlite3"
    shutil.copy(prepared_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def now() -> datetime:
    return NOW
