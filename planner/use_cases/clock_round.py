"""One round of the clock: read what came back, make weeks, keep the queue in step, send what is due."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from planner.mail.bounces import BounceMailbox
from planner.storage.unit_of_work import Storage
from planner.use_cases.lapse import end_lapsed
from planner.use_cases.letter_links import LetterLinks
from planner.use_cases.make_week import Content
from planner.use_cases.next_week import Tried, ask_who_is_due, make_next_weeks
from planner.use_cases.queue_ahead import queue_ahead
from planner.use_cases.take_bounces import take_bounces

log = logging.getLogger(__name__)

_EVERY: Final = timedelta(minutes=5)
"""How often everybody's letters are looked through; a letter is queued a day before it is due."""


@dataclass(slots=True)
class ClockRound:
    """What a worker remembers from one round to the next; none of it is the truth, which is in the database."""

    storage: Storage
    content: Content
    links: LetterLinks
    message_domain: str
    bounces: BounceMailbox | None = None
    tried: Tried = field(default_factory=dict)
    looked_at: datetime | None = None


def clock_round(memory: ClockRound, now: datetime, send_due: Callable[[], object]) -> None:
    """Each step by itself: one that fails is written down, and the letters go out all the same."""
    bounces = memory.bounces
    if bounces is not None:
        _step("read what came back", lambda: take_bounces(memory.storage, bounces, memory.links, now))
    if memory.looked_at is None or not timedelta() <= now - memory.looked_at < _EVERY:
        memory.looked_at = now
        look = memory.storage, memory.content, now, memory.message_domain
        _step("look at clearances", lambda: end_lapsed(*look))
        _step("ask the safety questions", lambda: ask_who_is_due(*look))
        _step("queue letters", lambda: queue_ahead(memory.storage, now, memory.message_domain))
    _step(
        "make next weeks",
        lambda: make_next_weeks(memory.storage, memory.content, now, memory.message_domain, memory.tried),
    )
    send_due()


def _step(name: str, work: Callable[[], object]) -> None:
    try:
        work()
    except Exception:
        log.exception("The clock could not %s.", name)
