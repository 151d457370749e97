"""Queue the letters of a week: the week ahead at once, each session in its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from planner.domain.kept import KeptPerson, KeptWeek, PersonState
from planner.domain.person import PersonId, ReminderChoices
from planner.domain.reminder import (
    SESSION_LETTER_USEFUL,
    LetterKind,
    NewLetter,
    local_instant,
    session_letter_due,
)
from planner.domain.week import Week
from planner.storage.unit_of_work import Storage, UnitOfWork


@dataclass(frozen=True, slots=True)
class QueuedLetters:
    """How many letters of the week wait now, and how many unsent ones were taken back."""

    waiting: int
    taken_back: int


def queue_week_letters(
    storage: Storage, person: PersonId, week: Week, kept: KeptWeek, now: datetime, message_domain: str
) -> QueuedLetters:
    """Queues the letters of ``week`` as the person's reminder choices ask.

    Planned again after an edit it replaces the letters that have not gone out; none is queued twice.
    ``message_domain`` ends every Message-ID.
    """
    with storage.writing() as unit:
        choices = unit.reminders.of_person(person)
        queued = put_week_letters(unit, unit.persons.get(person), week, kept, choices, now, message_domain)
        unit.commit()
    return queued


def put_week_letters(
    unit: UnitOfWork,
    person: KeptPerson,
    week: Week,
    kept: KeptWeek,
    choices: ReminderChoices,
    now: datetime,
    message_domain: str,
) -> QueuedLetters:
    """The same inside a transaction of the caller's, who commits."""
    letters = week_letters(person, week, kept, choices, now)
    waiting = sum(unit.outbox.put(letter, now, message_domain) for letter in letters)
    keys = [letter.once_key for letter in letters]
    taken_back = sum(
        unit.outbox.cancel_others(person.id, _key(kind, person.id, kept), keys, now)
        for kind in (LetterKind.WEEK_AHEAD, LetterKind.SESSION)
    )
    return QueuedLetters(waiting, taken_back)


def week_letters(
    person: KeptPerson, week: Week, kept: KeptWeek, choices: ReminderChoices, now: datetime
) -> tuple[NewLetter, ...]:
    """The letters that are still of use at ``now``; none for somebody who is paused or stopped, or has no address."""
    if choices.email is None or person.state is not PersonState.ACTIVE:
        return ()
    return (_week_ahead(person, week, kept, choices.email, now), *_sessions(person, week, kept, choices, now))


def _week_ahead(person: KeptPerson, week: Week, kept: KeptWeek, email: str, now: datetime) -> NewLetter:
    end = local_instant(week.start + timedelta(days=7), datetime.min.time(), ZoneInfo(person.time_zone))
    return NewLetter(
        once_key=_key(LetterKind.WEEK_AHEAD, person.id, kept),
        kind=LetterKind.WEEK_AHEAD,
        to_address=email,
        due=now,
        # Somebody has just asked for this week: it is of use for a day even if its days are over. [D]
        expires=max(end, now + timedelta(days=1)),
        person=person.id,
        parameters={"week": kept.id},
    )


def _sessions(
    person: KeptPerson, week: Week, kept: KeptWeek, choices: ReminderChoices, now: datetime
) -> list[NewLetter]:
    if choices.email is None or choices.session_minutes_before is None:
        return []
    zone = ZoneInfo(person.time_zone)
    letters = []
    for day, session in week.sessions:
        start = local_instant(day.date, session.at, zone)
        if start + SESSION_LETTER_USEFUL <= now:
            continue
        letters.append(
            NewLetter(
                once_key=f"{_key(LetterKind.SESSION, person.id, kept)}{day.date}/{session.id}",
                kind=LetterKind.SESSION,
                to_address=choices.email,
                due=session_letter_due(start, choices.session_minutes_before, choices.quiet, zone),
                expires=start + SESSION_LETTER_USEFUL,
                person=person.id,
                parameters={"week": kept.id, "date": day.date.isoformat(), "session": session.id},
            )
        )
    return letters


def _key(kind: LetterKind, person: PersonId, kept: KeptWeek) -> str:
    # By the start of the week, not its version: a week planned again is the same letters.
    return f"{kind.value}/{person}/{kept.start}/"
