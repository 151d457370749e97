"""Counting tries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from planner.storage.rows import RateLimitRow


class RateLimits:
    def __init__(self, session: Session) -> None:
        self._session = session

    def count(self, key: str, now: datetime, window: timedelta) -> int:
        """Counts one more try under ``key`` and says how many there were in this window, this one included."""
        seconds = int(window.total_seconds())
        start = datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)
        make = sqlite.insert if self._session.get_bind().dialect.name == "sqlite" else postgresql.insert
        statement = make(RateLimitRow).values(key=key, window_start=start, count=1)
        counted: int | None = self._session.scalar(
            statement.on_conflict_do_update(
                index_elements=["key", "window_start"], set_={"count": RateLimitRow.count + 1}
            ).returning(RateLimitRow.count)
        )
        assert counted is not None
        return counted

    def forget(self, before: datetime) -> None:
        """Deletes the counts of windows that began before ``before``."""
        self._session.execute(delete(RateLimitRow).where(RateLimitRow.window_start < before))
