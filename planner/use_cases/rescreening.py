"""Whether the safety questions are due again (SCR-07), and the news that makes them due."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

from planner.domain.diary import SessionDiary
from planner.domain.kept import KeptPerson, PersonState
from planner.domain.person import WEEKDAYS, PersonId
from planner.domain.week import PassState
from planner.screening.rescreen import News, RescreenDue, rescreen_due
from planner.screening.tables import SafetyTables
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.intake import is_open
from planner.use_cases.letter_facts import local_day

NEWS_RECORD: Final = "SCR-07"
"""Beside the outcome measures: what a check-in reported, each with its instant."""
_WALKS_LOOKED_AT: Final = timedelta(days=60)
_WEEK: Final = timedelta(days=7)


def find_rescreen(storage: Storage, person: KeptPerson, safety: SafetyTables, today: date) -> RescreenDue | None:
    """Why the questions come again now; None while the last answers hold, and where there is no plan anyway. The caller
    has made sure that the person is theirs."""
    with storage.reading() as uow:
        return due_now(uow, person, safety, today)


def due_now(uow: UnitOfWork, person: KeptPerson, safety: SafetyTables, today: date) -> RescreenDue | None:
    """The same inside a transaction of the caller's. ``today`` is the person's own calendar day.

    A pause does not keep the answers young: a session that is opened during one or right after it is asked first too.
    """
    if person.state is PersonState.STOPPED or is_open(person):
        return None
    screened = last_screened(uow, person)
    screened_on = local_day(person, screened)
    enough = timedelta(days=safety.limits.rescreen_days_off)
    # Younger answers are not too old however long somebody has done nothing: no need to read their diary.
    active = _last_active(uow, person.id, today, enough) if today - screened_on >= enough else None
    return rescreen_due(screened_on, active, today, safety, _news_since(uow, person.id, screened))


def report_news(uow: UnitOfWork, person: KeptPerson, news: Collection[News], now: datetime) -> None:
    """Inside a transaction of the caller's, who commits: the questions are due from now on."""
    if not news:
        return
    today = local_day(person, now)
    known = next((o.answers for o in uow.records.outcomes(person.id, NEWS_RECORD) if o.day == today), {})
    reported = dict(known) | {kind.value: now.isoformat() for kind in News if kind in news}
    uow.records.add_outcome(person.id, NEWS_RECORD, today, None, reported, now)


def planned_day(diary: SessionDiary) -> date:
    """The date of a session by its id: ``wed-1`` of the week that began on a Monday is the third day."""
    weekday = WEEKDAYS.index(diary.session.split("-")[0])
    return diary.week + timedelta(days=(weekday - diary.week.weekday()) % 7)


def was_done(diary: SessionDiary) -> bool:
    """At least something of it."""
    return diary.done != "none" and diary.done != {}


def last_screened(uow: UnitOfWork, person: KeptPerson) -> datetime:
    """When the answers in force were given."""
    passed = {state.value for state in PassState}
    entries = [entry.at for entry in uow.screenings.of_person(person.id) if entry.state in passed]
    return max(entries, default=person.created)


def _last_active(uow: UnitOfWork, person: PersonId, today: date, enough: timedelta) -> date | None:
    """A session counts on the day it was planned for, but never as later than today. Most people were active within
    ``enough``: nothing older of theirs is read."""
    lately = _last_active_since(uow, person, today, today - enough - _WEEK)
    if lately is not None and today - lately <= enough:
        return lately
    return _last_active_since(uow, person, today, date.min)


def _last_active_since(uow: UnitOfWork, person: PersonId, today: date, first_week: date) -> date | None:
    sessions = uow.diaries.sessions_since(person, first_week)
    logs = uow.diaries.days(person, max(first_week, today - _WALKS_LOOKED_AT), today)
    done = [min(planned_day(diary), today) for diary in sessions if was_done(diary)]
    return max((*done, *(log.day for log in logs if log.walk_minutes)), default=None)


def _news_since(uow: UnitOfWork, person: PersonId, screened: datetime) -> frozenset[News]:
    told = (outcome.answers for outcome in uow.records.outcomes(person, NEWS_RECORD))
    return frozenset(
        News(kind) for answers in told for kind, at in answers.items() if datetime.fromisoformat(at) > screened
    )
