"""What is true of one person when their letters are judged: read in one go, used without the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from planner.domain.diary import DayLog, SessionDiary, WeekDiary
from planner.domain.health_record import TreatmentMark
from planner.domain.kept import KeptPerson, KeptWeek, WeekId
from planner.domain.person import B12, ReminderChoices
from planner.domain.reminder import LetterChoices, OutboxLetter, local_instant
from planner.domain.week import Day, Session, SessionId, Week
from planner.exchange.profile_file import profile_from_text
from planner.exchange.week_file import day_as_kept, week_as_kept
from planner.storage.unit_of_work import UnitOfWork

_LENGTH = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A kept version of a week, read no further than somebody asks. Both raise ValueError where it cannot be read."""

    kept: KeptWeek
    read: Week | None = None
    _days: dict[date, Day | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def week(self) -> Week:
        return read_week(self.kept) if self.read is None else self.read

    def on(self, day: date) -> Day | None:
        """That day of the week."""
        if self.read is None:
            if day not in self._days:
                self._days[day] = day_as_kept(self.kept.text, day)
            return self._days[day]
        return next((each for each in self.read.days if each.date == day), None)


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """``plans`` are the newest versions of the weeks around the days in question, oldest first; ``first_week`` is
    the first day of the first week ever. Entries are by what they are about; ``sent`` holds the letters
    of the last two weeks that went out, by their keys."""

    person: KeptPerson
    choices: ReminderChoices
    letters: LetterChoices
    b12: B12 | None = None
    plans: tuple[KeptPlan, ...] = ()
    first_week: date | None = None
    sessions: Mapping[tuple[date, SessionId], SessionDiary] = field(default_factory=dict)
    weeks: Mapping[date, WeekDiary] = field(default_factory=dict)
    days: Mapping[date, DayLog] = field(default_factory=dict)
    treatments: Mapping[date, TreatmentMark] = field(default_factory=dict)
    measured: frozenset[date] = frozenset()
    sent: Mapping[str, OutboxLetter] = field(default_factory=dict)
    kept_answers: dict[date, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was made of these facts for a day; other facts begin with none."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.person.time_zone)

    def plan_on(self, day: date) -> KeptPlan | None:
        """The week that ``day`` lies in; of two that overlap, the one that began last."""
        return next((p for p in reversed(self.plans) if p.kept.start <= day < p.kept.start + _LENGTH), None)

    def sessions_on(self, day: date) -> tuple[tuple[KeptPlan, Day, Session], ...]:
        plan = self.plan_on(day)
        if plan is None:
            return ()
        found = plan.on(day)
        return () if found is None else tuple((plan, found, session) for session in found.sessions)

    def entry(self, plan: KeptPlan, session: Session) -> SessionDiary | None:
        return self.sessions.get((plan.kept.start, session.id))


def facts_around(
    uow: UnitOfWork, person: KeptPerson, first: date, last: date, *, treatments: bool = True
) -> LetterFacts:
    """The facts for letters of the local days from ``first`` to ``last``. Without ``treatments`` the answers, which
    are slow to read, are left alone.

    Raises ValueError where what is kept cannot be read any more.
    """
    zone = ZoneInfo(person.time_zone)
    since, until = (local_instant(day, time(), zone) for day in (first - 2 * _LENGTH, last + 2 * _DAY))
    near = uow.weeks.between(person.id, first - _LENGTH + _DAY, last + _LENGTH)
    diary = uow.diaries.of_person(person.id)
    return LetterFacts(
        person=person,
        choices=uow.reminders.of_person(person.id),
        letters=uow.reminders.letters_of(person.id),
        b12=_b12_of(person.answers, first) if treatments else None,
        plans=tuple(KeptPlan(kept) for kept in near),
        first_week=uow.weeks.first_start(person.id),
        sessions={(entry.week, entry.session): entry for entry in diary.sessions},
        weeks={entry.week: entry for entry in diary.weeks},
        days={log.day: log for log in uow.diaries.days(person.id, first - _DAY, last)},
        treatments={mark.due: mark for mark in uow.records.treatments(person.id)} if treatments else {},
        measured=frozenset(o.day for o in uow.records.outcomes(person.id) if o.measure.startswith("OUT")),
        sent={letter.once_key: letter for letter in uow.outbox.sent_to(person.id, since, until)},
    )


def read_week(kept: KeptWeek) -> Week:
    """The week of a kept version, read once. Raises ValueError where it cannot be read any more."""
    return _read_week(kept.id, kept.text)


@lru_cache(maxsize=256)
def _read_week(_id: WeekId, text: str) -> Week:
    return week_as_kept(text)


@lru_cache(maxsize=256)
def _b12_of(answers: str, day: date) -> B12 | None:
    if answers == "{}":
        return None
    profile = profile_from_text(answers, day)
    if isinstance(profile, tuple):
        raise ValueError("Kept answers cannot be read: " + "; ".join(map(str, profile)))
    return profile.b12


def local_day(person: KeptPerson, now: datetime) -> date:
    """The calendar day it is for the person."""
    return now.astimezone(ZoneInfo(person.time_zone)).date()
