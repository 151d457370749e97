"""Marks letters as sent one by one, each in a transaction of its own, over one connection that is kept.

The way through a unit of work asks the database five times a letter; this asks it once, and that is much of what a
letter costs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, bindparam, null, or_, update
from sqlalchemy.engine.interfaces import DBAPICursor

from planner.domain.reminder import LetterId, LetterState
from planner.storage.engine import SQLITE_BEGIN
from planner.storage.rows import OutboxRow
from planner.storage.unavailable import fault_of_driver, plain_faults, unavailable

_O: Final = OutboxRow.__table__.c
# The same conditions as in Outbox.mark_done.
_SENT: Final = (
    update(OutboxRow)
    .where(
        _O.id == bindparam("letter"),
        _O.claimed_by == bindparam("worker"),
        or_(_O.done_at.is_(None), _O.outcome == LetterState.CANCELLED.value),
    )
    .values(done_at=bindparam("now"), outcome=LetterState.SENT.value, last_error=null(), claimed_by=null())
)

# Given to the driver itself: SQLAlchemy's way takes twice the time, and there is one such statement for every letter.
_SENT_POSTGRESQL: Final = (
    "UPDATE outbox SET done_at = %s, outcome = 'sent', last_error = NULL, claimed_by = NULL "
    "WHERE id = %s AND claimed_by = %s AND (done_at IS NULL OR outcome = 'cancelled')"
)


class Marking:
    """Connects when the first letter is marked, and again after an error."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._cursor: DBAPICursor | None = None

    def mark_sent(self, letter: LetterId, worker: str, now: datetime) -> bool:
        """Ends a letter that ``worker`` holds; kept for good when this returns. False where the lease ended and
        somebody else has it. Raises StorageUnavailable."""
        try:
            with plain_faults():
                if self._engine.dialect.name == "postgresql":
                    return self._mark_on_postgresql(letter, worker, now)
                connection = self._open({SQLITE_BEGIN: "IMMEDIATE"})
                with connection.begin():
                    marked = connection.execute(_SENT, {"letter": letter, "worker": worker, "now": now})
        except BaseException:
            self.close()
            raise
        return marked.rowcount == 1

    def close(self) -> None:
        connection, self._connection, self._cursor = self._connection, None, None
        if connection is not None:
            connection.close()

    def _mark_on_postgresql(self, letter: LetterId, worker: str, now: datetime) -> bool:
        if self._cursor is None:
            # The server ends each statement by itself then.
            self._cursor = self._open({"isolation_level": "AUTOCOMMIT"}).connection.cursor()
        try:
            self._cursor.execute(_SENT_POSTGRESQL, (now, letter, worker))
        except self._engine.dialect.loaded_dbapi.Error as error:
            fault = fault_of_driver(error)
            if fault is None:
                raise
            raise unavailable(fault) from error
        return self._cursor.rowcount == 1

    def _open(self, options: Mapping[str, Any]) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect().execution_options(**options)
        return self._connection
