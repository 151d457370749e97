"""Keep the queue in step with what is true: the clock's round through everybody whose plan is under way."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

from planner.domain.kept import KeptPerson, PersonState
from planner.domain.reminder import LetterKind, NewLetter
from planner.domain.week import StopState
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.account_letters import put_account_letter
from planner.use_cases.choose_letters import resume
from planner.use_cases.letter_calendar import letters_between
from planner.use_cases.letter_facts import facts_around, local_day

log = logging.getLogger(__name__)

_AHEAD: Final = timedelta(days=1)
_NEWS_OF_A_STOP: Final = timedelta(days=1)


def queue_ahead(storage: Storage, now: datetime, message_domain: str) -> int:
    """Queues what is due until the end of tomorrow, for everybody; how many letters are new or were moved.

    A pause that has run its time ends here, and a stop is told by letter once. Letters that ended stay as they are:
    a letter that somebody cancelled does not come back.
    """
    with storage.reading() as uow:
        active = uow.persons.all_active()
    _end_pauses(storage, now, message_domain)
    changed = _tell_stops(storage, now, message_domain)
    for person in active:
        try:
            changed += _queue_for(storage, person, now, message_domain)
        except ValueError:
            # One person whose record cannot be read must not hold up everybody else's letters.
            log.exception("The letters of person %s cannot be queued.", person.id)
    return changed


def queue_for_person(uow: UnitOfWork, person: KeptPerson, now: datetime, message_domain: str) -> int:
    """The same for one person, inside a transaction of the caller's, who commits."""
    return sum(uow.outbox.refresh(letter, now, message_domain) for letter in _wanted(uow, person, now))


def _queue_for(storage: Storage, person: KeptPerson, now: datetime, message_domain: str) -> int:
    with storage.reading() as uow:
        stale = [letter for letter in _wanted(uow, person, now) if not uow.outbox.is_fresh(letter, now)]
    if not stale:
        return 0
    with storage.writing() as uow:
        changed = sum(uow.outbox.refresh(letter, now, message_domain) for letter in stale)
        uow.commit()
    return changed


def _wanted(uow: UnitOfWork, person: KeptPerson, now: datetime) -> tuple[NewLetter, ...]:
    today = local_day(person, now)
    if uow.reminders.of_person(person.id).email is None:
        return ()
    facts = facts_around(uow, person, today, today + _AHEAD)
    # The week ahead is queued by whoever makes the week.
    return tuple(
        letter
        for letter in letters_between(facts, today, today + _AHEAD)
        if letter.kind is not LetterKind.WEEK_AHEAD and letter.expires > now
    )


def _end_pauses(storage: Storage, now: datetime, message_domain: str) -> None:
    with storage.reading() as uow:
        over = [
            person
            for person in uow.persons.in_state(PersonState.PAUSED)
            if (until := uow.reminders.letters_of(person.id).paused_until) is not None
            and until <= local_day(person, now)
        ]
    for person in over:
        with storage.writing() as uow:
            again = uow.persons.find(person.id)
            if again is not None and again.state is PersonState.PAUSED:
                resume(uow, again, now, message_domain)
                uow.commit()


def _tell_stops(storage: Storage, now: datetime, message_domain: str) -> int:
    """To whoever had a plan; somebody stopped in the middle of the first questions saw it on the page. [D]"""
    stops = {state.value for state in StopState}
    with storage.reading() as uow:
        news = []
        for person in uow.persons.in_state(PersonState.STOPPED):
            last = max((e.at for e in uow.screenings.of_person(person.id) if e.state in stops), default=None)
            if last is not None and now - last < _NEWS_OF_A_STOP and uow.weeks.of_person(person.id):
                news.append((person, last))
    told = 0
    for person, at in news:
        with storage.writing() as uow:
            told += put_account_letter(uow, person, LetterKind.STOPPED, at.isoformat(), now, message_domain)
            uow.commit()
    return told
