"""Queue the letters of a week: the week ahead at once, each session in its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from planner.domain.kept import KeptPerson, KeptWeek, PersonState
from planner.domain.person import PersonId, ReminderChoices
from planner.domain.reminder import LetterChoices, LetterKind, NewLetter, local_instant
from planner.domain.week import Week
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.letter_calendar import session_key, session_letters, week_ahead_key

USUAL: LetterChoices = LetterChoices()


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
    *,
    ahead_at: datetime | None = None,
) -> QueuedLetters:
    """The same inside a transaction of the caller's, who commits. The week ahead goes out at ``ahead_at``, at once
    where nothing is said."""
    letters = week_letters(person, week, kept, choices, now, unit.reminders.letters_of(person.id), ahead_at)
    waiting = sum(unit.outbox.put(letter, now, message_domain) for letter in letters)
    keys = [letter.once_key for letter in letters]
    taken_back = sum(
        unit.outbox.cancel_others(person.id, prefix, keys, now)
        for prefix in (week_ahead_key(person, kept.start), session_key(person, kept.start))
    )
    return QueuedLetters(waiting, taken_back)


def week_letters(
    person: KeptPerson,
    week: Week,
    kept: KeptWeek,
    choices: ReminderChoices,
    now: datetime,
    letters: LetterChoices = USUAL,
    ahead_at: datetime | None = None,
) -> tuple[NewLetter, ...]:
    """The letters that are still of use at ``now``; none for somebody who is paused or stopped, or has no address."""
    if choices.email is None or person.state is not PersonState.ACTIVE:
        return ()
    sessions = session_letters(person, week, kept, choices, letters)
    useful = tuple(letter for letter in sessions if letter.expires > now)
    if LetterKind.WEEK_AHEAD in letters.off:
        return useful
    return (_week_ahead(person, week, kept, choices.email, now, ahead_at), *useful)


def _week_ahead(
    person: KeptPerson, week: Week, kept: KeptWeek, email: str, now: datetime, ahead_at: datetime | None
) -> NewLetter:
    end = local_instant(week.start + timedelta(days=7), datetime.min.time(), ZoneInfo(person.time_zone))
    due = now if ahead_at is None else max(now, ahead_at)
    return NewLetter(
        once_key=week_ahead_key(person, kept.start),
        kind=LetterKind.WEEK_AHEAD,
        to_address=email,
        due=due,
        # Somebody has just asked for this week: it is of use for a day even if its days are over. [D]
        expires=max(end, due + timedelta(days=1)),
        person=person.id,
        # What nobody asked for in person counts towards the letters of its day.
        parameters={"week": kept.id} if ahead_at is None else {"week": kept.id, "clock": 1},
    )
