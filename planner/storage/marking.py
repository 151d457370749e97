"""Marks letters as sent one by one, each in a transaction of its own, over one connection that is kept.

The way through a unit of work asks the database five times a letter; this asks it once, and that is much of what a
letter costs.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Engine, bindparam, null, or_, update

from planner.domain.reminder import LetterId, LetterState
from planner.storage.engine import SQLITE_BEGIN
from planner.storage.rows import OutboxRow
from planner.storage.unavailable import plain_faults

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

# In words, because putting them together takes longer than they do.
_SENT_POSTGRESQL: Final = (
    "UPDATE outbox SET done_at = %s, outcome = 'sent', last_error = NULL, claimed_by = NULL "
    "WHERE id = %s AND claimed_by = %s AND (done_at IS NULL OR outcome = 'cancelled')"
)


class Marking:
    """Connects when the first letter is marked, and again after an error."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def mark_sent(self, letter: LetterId, worker: str, now: datetime) -> bool:
        """Ends a letter that ``worker`` holds; kept for good when this returns. False where the lease ended and
        somebody else has it. Raises StorageUnavailable."""
        try:
            with plain_faults():
                connection = self._open()
                if self._engine.dialect.name == "postgresql":
                    return connection.exec_driver_sql(_SENT_POSTGRESQL, (now, letter, worker)).rowcount == 1
                with connection.begin():
                    marked = connection.execute(_SENT, {"letter": letter, "worker": worker, "now": now})
        except BaseException:
            self.close()
            raise
        return marked.rowcount == 1

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _open(self) -> Connection:
        if self._connection is None:
            # PostgreSQL ends each statement by itself then; SQLite is told to begin and to commit.
            own = {"isolation_level": "AUTOCOMMIT"} if self._engine.dialect.name == "postgresql" else {}
            connection = self._engine.connect()
            self._connection = connection.execution_options(**{SQLITE_BEGIN: "IMMEDIATE"}, **own)
        return self._connection
