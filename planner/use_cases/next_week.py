"""The clock makes the next week by itself, in time for the letter of the week ahead, from the diary as it stands."""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from planner.domain.kept import KeptPerson, KeptWeek, MadeBy, PersonState
from planner.domain.person import PersonId, Profile
from planner.domain.reminder import LetterKind
from planner.domain.week import Stopped
from planner.exchange.profile_file import profile_from_text
from planner.exchange.week_file import week_to_json
from planner.generator.outcome import NoWeekPossible, Planned
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.account_letters import put_account_letter
from planner.use_cases.history import history_of
from planner.use_cases.intake import stop_plan
from planner.use_cases.letter_calendar import week_ahead_at
from planner.use_cases.letter_facts import local_day
from planner.use_cases.make_week import Content, History, make_week
from planner.use_cases.no_week import report_no_week
from planner.use_cases.own_library import content_of_person
from planner.use_cases.queue_week_letters import put_week_letters
from planner.use_cases.rescreening import due_now, last_screened

log = logging.getLogger(__name__)

LEAD: Final = timedelta(hours=2)
"""So long before its letter a week is made; many people may want theirs at the same hour. [D]"""
LATEST: Final = timedelta(days=3)
"""A week whose first day is further back than this is not made any more; the one after it is. [D]"""
_WEEK: Final = timedelta(days=7)
_TRY_AGAIN: Final = timedelta(hours=6)
_MOST_AT_ONCE: Final = 5
"""Letters wait while weeks are made, so there are only so many in one round."""


@dataclass(frozen=True, slots=True)
class WeekMade:
    """``changes`` says in words what is different from the week before."""

    person: PersonId
    week: KeptWeek
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RescreenAsked:
    """No week: the safety questions are due. ``told`` is whether the one letter about it was queued just now."""

    person: PersonId
    reason: str
    told: bool


@dataclass(frozen=True, slots=True)
class PlanStopped:
    """No week: by the answers as they count on that day, screening says stop."""

    person: PersonId
    stop: Stopped


@dataclass(frozen=True, slots=True)
class NoWeekMade:
    """No week keeps every limit, or what is kept cannot be read."""

    person: PersonId
    start: date
    why: str


Tried = MutableMapping[tuple[PersonId, date], datetime]
"""Weeks that could not be made, so that the next rounds leave them alone for some hours."""


def make_next_weeks(
    storage: Storage, content: Content, now: datetime, message_domain: str, tried: Tried | None = None
) -> tuple[WeekMade | RescreenAsked | PlanStopped | NoWeekMade, ...]:
    """One round: the weeks that are due to be made, a few at a time, and what became of each.

    Solving happens outside any transaction; somebody who changed their answers or planned by hand meanwhile wins.
    Nobody who is paused or stopped gets a week, nor does anybody whose safety questions are due (SCR-07).
    """
    known: Tried = {} if tried is None else tried
    with storage.reading() as uow:
        due = [(p, start) for p in uow.persons.all_active() if (start := _due_start(uow, p, now)) is not None]
    done: list[WeekMade | RescreenAsked | PlanStopped | NoWeekMade] = []
    for person, start in due:
        if len(done) >= _MOST_AT_ONCE:
            break
        if now - known.get((person.id, start), now - 2 * _TRY_AGAIN) < _TRY_AGAIN:
            continue
        outcome = _make_one(storage, person, start, content, now, message_domain)
        if isinstance(outcome, NoWeekMade | RescreenAsked):
            known[person.id, start] = now
        if outcome is not None:
            log.info("Next week of person %s: %s", person.id, type(outcome).__name__)
            done.append(outcome)
    return tuple(done)


def ask_who_is_due(storage: Storage, content: Content, now: datetime, message_domain: str) -> tuple[RescreenAsked, ...]:
    """One letter to everybody whose safety questions have come due, whenever their next week is (SCR-07)."""
    with storage.reading() as uow:
        active = uow.persons.all_active()
        due = [p for p in active if due_now(uow, p, content.safety, local_day(p, now)) is not None]
    asked = (_ask_to_rescreen(storage, person, content, now, message_domain) for person in due)
    return tuple(each for each in asked if each is not None and each.told)


def _due_start(uow: UnitOfWork, person: KeptPerson, now: datetime) -> date | None:
    """The first day of the week that is to be made now; None while it has time."""
    newest = uow.weeks.last_start(person.id)
    if newest is None:
        return None  # the first week is made with the person, at the end of the questions
    start, earliest = newest + _WEEK, local_day(person, now) - LATEST
    if start < earliest:
        start += -(-(earliest - start).days // 7) * _WEEK
    choices = uow.reminders.of_person(person.id)
    return start if now >= week_ahead_at(start, choices, ZoneInfo(person.time_zone)) - LEAD else None


def _make_one(
    storage: Storage, person: KeptPerson, start: date, content: Content, now: datetime, message_domain: str
) -> WeekMade | RescreenAsked | PlanStopped | NoWeekMade | None:
    asked = _ask_to_rescreen(storage, person, content, now, message_domain)
    if asked is not None:
        return asked
    try:
        with storage.reading() as uow:
            history = history_of(uow, person.id, start)
            theirs = content_of_person(uow, person.id, content)
        profile = _profile(person, start, theirs)
        outcome = make_week(profile, theirs, start, history)
    except Exception as error:
        # One record that cannot be read must not keep everybody else from their week.
        log.exception("The next week of person %s cannot be made.", person.id)
        return NoWeekMade(person.id, start, str(error))
    if isinstance(outcome, NoWeekPossible):
        _tell(storage, person, start, outcome, now, message_domain)
        return NoWeekMade(person.id, start, "; ".join(outcome.in_words))
    return _keep(storage, person, start, history, outcome, now, message_domain)


def _tell(
    storage: Storage, person: KeptPerson, start: date, outcome: NoWeekPossible, now: datetime, message_domain: str
) -> None:
    with storage.writing() as uow:
        same = uow.persons.find(person.id)
        if same == person:
            report_no_week(uow, person, start, outcome, now, message_domain)
            uow.commit()


def _profile(person: KeptPerson, start: date, content: Content) -> Profile:
    profile = profile_from_text(person.answers, start, content.library)
    if isinstance(profile, tuple):
        raise ValueError("; ".join(map(str, profile)))
    return profile


def _ask_to_rescreen(
    storage: Storage, person: KeptPerson, content: Content, now: datetime, message_domain: str
) -> RescreenAsked | None:
    with storage.writing() as uow:
        due = due_now(uow, person, content.safety, local_day(person, now))
        if due is None:
            return None
        # By the answers that ran out: however long nobody answers, there is one letter.
        answered = last_screened(uow, person).isoformat()
        told = put_account_letter(uow, person, LetterKind.RESCREEN, answered, now, message_domain)
        uow.commit()
    return RescreenAsked(person.id, due.text, told)


def _keep(
    storage: Storage,
    person: KeptPerson,
    start: date,
    history: History,
    outcome: Planned | Stopped,
    now: datetime,
    message_domain: str,
) -> WeekMade | PlanStopped | None:
    with storage.writing() as uow:
        same = uow.persons.find(person.id)
        if same is None or same.state is not PersonState.ACTIVE or same.answers != person.answers:
            return None
        newest = uow.weeks.last_start(person.id)
        if (newest is not None and newest >= start) or uow.diaries.of_person(person.id) != history.diary:
            return None
        if isinstance(outcome, Stopped):
            stop_plan(uow, same, outcome, now)
            uow.commit()
            return PlanStopped(person.id, outcome)
        week, choices = outcome.week, uow.reminders.of_person(person.id)
        kept = uow.weeks.add(person.id, start, week_to_json(week), now, made_by=MadeBy.CLOCK)
        ahead_at = week_ahead_at(start, choices, ZoneInfo(same.time_zone))
        put_week_letters(uow, same, week, kept, choices, now, message_domain, ahead_at=ahead_at)
        uow.commit()
    return WeekMade(person.id, kept, tuple(dict.fromkeys(change.text for change in week.changes)))
