"""A person's own record of their B12 treatment: dates marked, blood results typed in. Never a judgement of dose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from planner.care.b12 import has_absorption_problem
from planner.care.blood import NotRead, read_result
from planner.care.course import COURSE, Stage, course_text
from planner.care.schedule import is_treated, schedule_words
from planner.care.treatments import Treatment, next_treatment, overdue_treatment, treatments
from planner.domain.account import AccountId
from planner.domain.health_record import BloodResult, BloodTest, TreatmentMark, TreatmentState
from planner.domain.kept import KeptPerson
from planner.domain.person import Answer, EverySchedule, PersonId, Profile
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.care_person import CarePerson, NotAnswered, find_care_person
from planner.use_cases.look_after import find_own

_BACK: Final = timedelta(days=366)
_AHEAD: Final = timedelta(days=366)
_LISTED_AHEAD: Final = 4
_LISTED_BACK: Final = 12
_MOVED_AT_MOST: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class B12View:
    """``past`` newest first; ``schedule`` in words, None where none is known; ``weeks`` of treatment so far.

    A daily treatment (``is_daily``) has no dates to tick off, only the schedule.
    """

    person: KeptPerson
    profile: Profile
    absorption: bool
    low: bool
    treated: bool
    is_daily: bool
    schedule: str | None
    overdue: Treatment | None
    next_on: date | None
    coming: tuple[Treatment, ...]
    past: tuple[Treatment, ...]
    weeks: int | None
    now_text: str
    results: tuple[BloodResult, ...]

    @property
    def stages(self) -> tuple[tuple[Stage, bool], ...]:
        """The expected course, each part with whether it is the present one."""
        return tuple((stage, self.weeks is not None and stage.holds(self.weeks)) for stage in COURSE)


@dataclass(frozen=True, slots=True)
class NoSuchDate:
    """There is no treatment due on this date."""


@dataclass(frozen=True, slots=True)
class DateNotUsable:
    """``too_late``: done on a day that has not come; else too far from the date it was due."""

    too_late: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What was asked for is in the record."""


def show_b12(storage: Storage, account: AccountId, person: PersonId, today: date) -> B12View | NotAnswered | None:
    """None where it is not this account's person."""
    with storage.reading() as uow:
        found = find_care_person(uow, account, person, today)
        if not isinstance(found, CarePerson):
            return found
        marks, results = uow.records.treatments(found.person.id), uow.records.blood_results(found.person.id)
    return _view(found, marks, results, today)


def mark_treatment(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    due: date,
    state: TreatmentState,
    on: date | None,
    today: date,
    now: datetime,
) -> Kept | NoSuchDate | DateNotUsable | NotAnswered | None:
    """Marks the treatment of ``due``. ``on`` is the day it was really had, or the new day of one that was moved."""
    with storage.writing() as uow:
        found = find_care_person(uow, account, person, today)
        if not isinstance(found, CarePerson):
            return found
        if not _is_due(uow, found, due, today):
            return NoSuchDate()
        day = None if state is TreatmentState.MISSED or on == due else on
        had_on = day or due
        if state is TreatmentState.DONE and had_on > today:
            return DateNotUsable(too_late=True)
        if abs(had_on - due) > _MOVED_AT_MOST or (state is TreatmentState.MOVED and day is None):
            return DateNotUsable(too_late=False)
        uow.records.mark_treatment(found.person.id, TreatmentMark(due, state, day), now)
        uow.commit()
    return Kept()


def unmark_treatment(storage: Storage, account: AccountId, person: PersonId, due: date) -> Kept | None:
    """Takes a mark back. None where it is not this account's person."""
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        if found is None:
            return None
        uow.records.unmark_treatment(found.id, due)
        uow.commit()
    return Kept()


def add_blood_result(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    test: BloodTest,
    taken: date,
    typed: str,
    now: datetime,
) -> Kept | NotRead | None:
    """Keeps a result as the person's own record; NotRead says which unit and range can be kept."""
    reading = read_result(typed, test)
    if isinstance(reading, NotRead):
        return reading
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        if found is None:
            return None
        uow.records.add_blood_result(
            found.id, test=test, taken=taken, value=reading.value, unit=reading.unit, typed=reading.typed, now=now
        )
        uow.commit()
    return Kept()


def remove_blood_result(storage: Storage, account: AccountId, person: PersonId, result: int) -> Kept | None:
    """A number that is not this person's removes nothing."""
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        if found is None:
            return None
        uow.records.remove_blood_result(found.id, result)
        uow.commit()
    return Kept()


def _is_due(uow: UnitOfWork, found: CarePerson, due: date, today: date) -> bool:
    marks = uow.records.treatments(found.person.id)
    near = treatments(found.profile.b12, marks, min(due, today), max(due, today), today)
    return not _is_daily(found.profile) and any(treatment.due == due for treatment in near)


def _is_daily(profile: Profile) -> bool:
    schedule = profile.b12.schedule
    return isinstance(schedule, EverySchedule) and schedule.unit == "days" and schedule.every == 1


def _view(
    found: CarePerson, marks: tuple[TreatmentMark, ...], results: tuple[BloodResult, ...], today: date
) -> B12View:
    profile, b12 = found.profile, found.profile.b12
    daily = _is_daily(profile)
    known = () if daily else treatments(b12, marks, today - _BACK, today + _AHEAD, today)
    begun = is_treated(b12) and b12.started is not None and b12.started <= today
    weeks = (today - b12.started).days // 7 if begun and b12.started is not None else None
    return B12View(
        person=found.person,
        profile=profile,
        absorption=has_absorption_problem(profile),
        low=b12.low is not Answer.NO,
        treated=is_treated(b12),
        is_daily=daily,
        schedule=None if b12.schedule is None else schedule_words(b12.schedule),
        overdue=None if daily else overdue_treatment(b12, marks, today),
        next_on=None if daily else next_treatment(b12, marks, today),
        coming=tuple(t for t in known if _is_coming(t, today))[:_LISTED_AHEAD],
        past=tuple(t for t in reversed(known) if not _is_coming(t, today))[:_LISTED_BACK],
        weeks=weeks,
        now_text="" if is_treated(b12) and weeks is None else course_text(weeks),
        results=results,
    )


def _is_coming(treatment: Treatment, today: date) -> bool:
    settled = treatment.state in (TreatmentState.DONE, TreatmentState.MISSED)
    return treatment.on >= today and not settled
