"""The host's desk over the queue: look, send again, take back. The caller has made sure that it is the host."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from planner.domain.person import PersonId
from planner.domain.reminder import LetterId, LetterState, OutboxLetter, QueueHealth
from planner.storage.unit_of_work import Storage

_USEFUL_AGAIN: Final = timedelta(days=1)
"""A letter that the host sends again may go out for so long. [D]"""


def list_letters(
    storage: Storage,
    now: datetime,
    *,
    state: LetterState | None = None,
    person: PersonId | None = None,
    before: LetterId | None = None,
    limit: int = 50,
) -> tuple[OutboxLetter, ...]:
    """The newest letters first, a page at a time; ``before`` is the last letter of the page before."""
    with storage.reading() as uow:
        return uow.outbox.list_letters(now, limit, before=before, outcome=state, person=person)


def resend(storage: Storage, letter: LetterId, now: datetime) -> bool:
    """Queues a letter that failed, expired or was cancelled once more; whether it is still wanted is judged as for
    any other when it goes out. False for one that waits or was sent."""
    with storage.writing() as uow:
        queued = uow.outbox.resend(letter, now, now + _USEFUL_AGAIN)
        uow.commit()
    return queued


def cancel(storage: Storage, letter: LetterId, now: datetime) -> bool:
    """Takes back a letter that waits. False where it has ended already."""
    with storage.writing() as uow:
        cancelled = uow.outbox.cancel(letter, now)
        uow.commit()
    return cancelled


def health_of(storage: Storage, now: datetime) -> QueueHealth:
    """How the queue stands, for whoever watches over the program."""
    with storage.reading() as uow:
        return uow.outbox.health(now)
