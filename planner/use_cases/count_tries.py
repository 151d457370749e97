"""Counting tries of something that anybody can ask for without signing in."""

from __future__ import annotations

from datetime import datetime

from planner.storage.unit_of_work import Storage
from planner.use_cases.sign_in import is_over


def is_one_too_many(storage: Storage, what: str, who: str, limit: int, now: datetime) -> bool:
    """Counts a try of ``what`` by ``who`` (a network address), and says whether ``limit`` in a quarter of an hour is
    passed. Counted for all processes together."""
    with storage.writing() as uow:
        over = is_over(uow, what, who, limit, now)
        uow.commit()
    return over
