"""The database engine: SQLite by default, PostgreSQL by address. One engine belongs to one process."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Engine, Pool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from planner.domain.errors import StorageFault
from planner.storage.unavailable import unavailable

SQLITE_BEGIN = "sqlite_begin"
"""Execution option of a connection: how SQLite begins (``DEFERRED`` or ``IMMEDIATE``)."""


def database_url(url: str) -> URL:
    """``url`` with the driver we ship: psycopg 3 for any PostgreSQL address. Raises StorageUnavailable for another."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise unavailable(StorageFault.ADDRESS) from error
    if parsed.drivername in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise unavailable(StorageFault.ADDRESS)
    return parsed


def make_engine(url: str, *, lock_wait_seconds: float = 20, poolclass: type[Pool] | None = None) -> Engine:
    """An engine for ``url``. A writer waits ``lock_wait_seconds`` for another one before it gives up."""
    address = database_url(url)
    pool: dict[str, Any] = {} if poolclass is None else {"poolclass": poolclass}
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address, connect_args={"timeout": lock_wait_seconds}, **pool)
        _prepare_sqlite(engine, round(lock_wait_seconds * 1000))
    else:
        engine = create_engine(address, pool_pre_ping=True, **pool)
        _prepare_postgresql(engine, round(lock_wait_seconds * 1000))
    return engine


def _prepare_sqlite(engine: Engine, wait_milliseconds: int) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy says BEGIN, not the driver
        # The wait comes first: changing to WAL needs the lock too.
        for pragma in (
            f"busy_timeout={wait_milliseconds}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
        ):
            connection.execute("PRAGMA " + pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # A deferred transaction that reads and then writes fails at once when another process wrote in between,
        # whatever the wait. So writers say IMMEDIATE; readers do not, or they would queue for nothing.
        how = connection.get_execution_options().get(SQLITE_BEGIN, "DEFERRED")
        connection.exec_driver_sql("BEGIN " + how)


def _prepare_postgresql(engine: Engine, wait_milliseconds: int) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            # A forgotten open transaction keeps dead outbox rows alive and slows every claim.
            cursor.execute("SET idle_in_transaction_session_timeout = '60s'")
            cursor.execute(f"SET lock_timeout = {wait_milliseconds}")
            cursor.execute("SET TIME ZONE 'UTC'")
        connection.commit()
