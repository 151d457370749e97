"""Keep the week that the answers of today led to, with what screening found and the letters."""

from __future__ import annotations

from datetime import datetime

from planner.domain.kept import KeptPerson, KeptWeek, ScreeningEntry
from planner.domain.person import ReminderChoices
from planner.domain.week import Week
from planner.exchange.week_file import week_to_json
from planner.storage.unit_of_work import UnitOfWork
from planner.use_cases.queue_week_letters import QueuedLetters, put_week_letters


def keep_answered_week(
    uow: UnitOfWork, person: KeptPerson, week: Week, choices: ReminderChoices, now: datetime, message_domain: str
) -> tuple[KeptWeek, QueuedLetters]:
    """Inside a transaction of the caller's, who commits, for somebody whose answers have just passed."""
    report = week.screening
    uow.screenings.add(person.id, ScreeningEntry(now, report.state.value, report.flags, report.conditions))
    uow.reminders.choose(person.id, choices)
    kept = uow.weeks.add(person.id, week.start, week_to_json(week), now)
    return kept, put_week_letters(uow, person, week, kept, choices, now, message_domain)
