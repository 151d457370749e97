"""Which failures of a database are the environment's, and the one sentence for each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from planner.domain.errors import StorageFault, StorageUnavailable

_SENTENCES = {
    StorageFault.LOCKED: "The database stayed locked by another program; nothing was changed, please try again.",
    StorageFault.READ_ONLY: "The database can be read but not written here; nothing was changed.",
    StorageFault.NEWER: "The database is from a newer version of the planner; nothing was changed, please update it.",
    StorageFault.OLDER: 'The database is not up to date; run "planner db upgrade" first.',
    StorageFault.UNREACHABLE: "The database cannot be opened or reached; nothing was changed.",
    StorageFault.DAMAGED: "The database file is damaged or is not a database; nothing was changed.",
    StorageFault.FULL: "The disk of the database is full; nothing was changed.",
    StorageFault.ADDRESS: "PLANNER_DATABASE_URL must be the address of a SQLite or PostgreSQL database.",
}

# SQLite's extended codes share their low byte with the plain one (SQLITE_BUSY_SNAPSHOT is 517).
_SQLITE = {
    5: StorageFault.LOCKED,
    6: StorageFault.LOCKED,
    8: StorageFault.READ_ONLY,
    10: StorageFault.DAMAGED,
    11: StorageFault.DAMAGED,
    13: StorageFault.FULL,
    14: StorageFault.UNREACHABLE,
    26: StorageFault.DAMAGED,
}
_POSTGRESQL = {
    "25006": StorageFault.READ_ONLY,
    "42501": StorageFault.READ_ONLY,
    "55P03": StorageFault.LOCKED,
    "40P01": StorageFault.LOCKED,
    "57P01": StorageFault.UNREACHABLE,
    "57P02": StorageFault.UNREACHABLE,
    "57P03": StorageFault.UNREACHABLE,
    "25P03": StorageFault.UNREACHABLE,
    "53100": StorageFault.FULL,
    "53300": StorageFault.UNREACHABLE,
    "42P01": StorageFault.OLDER,
    "42703": StorageFault.OLDER,
}


def unavailable(fault: StorageFault) -> StorageUnavailable:
    return StorageUnavailable(fault, _SENTENCES[fault])


def fault_of(error: DBAPIError) -> StorageFault | None:
    """The fault behind a driver's error; None where the error is a bug of ours."""
    return fault_of_driver(error.orig)


def fault_of_driver(original: BaseException | None) -> StorageFault | None:
    """The same for the error as the driver itself raises it."""
    code = getattr(original, "sqlite_errorcode", None)
    if isinstance(code, int):
        if code == 1 and ("no such table" in str(original) or "no such column" in str(original)):
            return StorageFault.OLDER
        return _SQLITE.get(code & 0xFF)
    state = getattr(original, "sqlstate", None)
    if isinstance(state, str):
        return StorageFault.UNREACHABLE if state.startswith("08") else _POSTGRESQL.get(state)
    # psycopg gives no state where no server answered.
    return StorageFault.UNREACHABLE if type(original).__name__ == "OperationalError" else None


@contextmanager
def plain_faults() -> Iterator[None]:
    """Turns a driver's error about the environment into StorageUnavailable."""
    try:
        yield
    except DBAPIError as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise unavailable(fault) from error
