"""The reminder worker: one tick after another until it is told to stop."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event
from typing import Any

log = logging.getLogger(__name__)


def run_worker(tick: Callable[[], object], stop: Event, *, seconds: float = 20) -> None:
    """Calls ``tick`` at once and then about every ``seconds``, in a thread, until ``stop`` is set.

    Returns when the tick under way has ended. A tick that fails is written down and does not stop the next.
    Any number of workers may run on one database: the letters are claimed, not the ticks. Call this in the process
    that is to tick, never before a fork: threads do not survive one.
    """
    scheduler = start_clock(tick, seconds=seconds)
    try:
        stop.wait()
    finally:
        scheduler.shutdown(wait=True)


def start_clock(tick: Callable[[], object], *, seconds: float = 20) -> Any:
    """The running scheduler, for a program that does other things meanwhile; end it with ``shutdown(wait=True)``."""
    from datetime import UTC, datetime

    from apscheduler.schedulers.background import BackgroundScheduler

    def guarded() -> None:
        try:
            tick()
        except Exception:
            # One bad tick must not end the reminders of everybody.
            log.exception("A tick of the reminder worker failed.")

    scheduler = BackgroundScheduler(
        timezone="UTC",
        # The default drops a tick that is one second late; after a sleep of the machine, many make one.
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    scheduler.add_job(
        guarded,
        "interval",
        seconds=seconds,
        jitter=seconds / 4,
        id="outbox",
        next_run_time=datetime.now(UTC),
    )
    # A tick that takes longer than the interval is no news.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    scheduler.start()
    return scheduler
