"""The diary of a week, typed in from the paper sheet or put right afterwards."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from planner.domain.account import AccountId
from planner.domain.diary import DayLog, ItemNote, SessionDiary, WeekDiary
from planner.domain.exercise import ExerciseId
from planner.domain.health_record import TreatmentMark, TreatmentState
from planner.domain.kept import KeptPerson
from planner.domain.person import PersonId
from planner.domain.week import SessionId, Week
from planner.progression.facts import SAFE_PAIN
from planner.screening.rescreen import News
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.daily_gate import week_of
from planner.use_cases.letter_facts import read_week
from planner.use_cases.look_after import find_own
from planner.use_cases.rescreening import planned_day, report_news, was_done

_LENGTH = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekPaper:
    """A week and everything that was written down about it. ``starts`` are the first days of all weeks, oldest first;
    ``treated`` the days with a B12 treatment marked as done."""

    person: KeptPerson
    start: date
    week: Week
    starts: tuple[date, ...]
    days: Mapping[date, DayLog]
    sessions: Mapping[SessionId, SessionDiary]
    treated: frozenset[date]
    check_in: WeekDiary


@dataclass(frozen=True, slots=True)
class WeekEntries:
    """What the screen sends: whole days and sessions, as they are to stand from now on."""

    days: tuple[DayLog, ...]
    sessions: tuple[SessionDiary, ...]
    treated: frozenset[date]
    check_in: WeekDiary


def find_paper(
    storage: Storage, account: AccountId, person: PersonId, today: date, start: date | None = None
) -> WeekPaper | None:
    """The diary of the week that starts on ``start``; without it of the week that ``today`` lies in, else the last.

    A stopped person's diary may be kept too. None where it is not this account's person, or there is no such week.
    """
    with storage.reading() as uow:
        found = find_own(uow, account, person)
        starts = () if found is None else uow.weeks.starts(person)
        begun = [first for first in starts if first <= today] or list(starts[:1])
        first = begun[-1] if start is None and begun else start
        kept = None if found is None or first is None else uow.weeks.find_current(person, first)
        if found is None or kept is None:
            return None
        return _paper(uow, found, read_week(kept), starts)


def keep_week(
    storage: Storage, account: AccountId, person: PersonId, start: date, entries: WeekEntries, now: datetime
) -> WeekPaper | None:
    """Keeps the whole screen at once. A fall that is told for the first time makes the safety questions due."""
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        week = None if found is None else week_of(uow, person, start)
        if found is None or week is None:
            return None
        before = _paper(uow, found, week, ())
        for log in entries.days:
            if log != before.days.get(log.day, DayLog(log.day)):
                uow.diaries.record_day(person, log, now)
        for diary in entries.sessions:
            if diary != before.sessions.get(diary.session):
                uow.diaries.record_session(person, diary, now)
        _keep_treatments(uow, person, before.treated, entries.treated, now)
        for log in entries.days:
            remember_morning(uow, person, log, now)
        uow.diaries.record_week(person, _totals(entries, start, before), now)
        if entries.check_in.falls and not before.check_in.falls:
            report_news(uow, found, (News.FALL,), now)
        kept = _paper(uow, found, week, ())
        uow.commit()
    return kept


def remember_morning(uow: UnitOfWork, person: PersonId, log: DayLog, now: datetime) -> None:
    """Inside a transaction of the caller's: the morning's pain and tiredness, for the sessions of the day before."""
    if log.pain is None and log.tiredness is None:
        return
    for diary in uow.diaries.of_person(person).sessions:
        if planned_day(diary) + timedelta(days=1) != log.day or not was_done(diary):
            continue
        morning = replace(diary, pain_next_morning=log.pain, tiredness_next_morning=log.tiredness)
        if log.back_to_usual is not None:
            morning = replace(morning, exercises=_settled(diary, log.back_to_usual))
        if morning != diary:
            uow.diaries.record_session(person, morning, now)


def find_next_session(
    storage: Storage, account: AccountId, person: PersonId, today: date
) -> tuple[date, SessionId, date] | None:
    """Start of its week, id and day of the first session from ``today`` on that the diary does not have yet."""
    with storage.reading() as uow:
        found = find_own(uow, account, person)
        if found is None:
            return None
        written = {(d.week, d.session) for d in uow.diaries.of_person(person).sessions}
        for kept in uow.weeks.between(person, today - _LENGTH + timedelta(days=1), date.max):
            for day, session in read_week(kept).sessions:
                if day.date >= today and (kept.start, session.id) not in written:
                    return kept.start, session.id, day.date
    return None


def _paper(uow: UnitOfWork, person: KeptPerson, week: Week, starts: tuple[date, ...]) -> WeekPaper:
    last = week.start + _LENGTH - timedelta(days=1)
    diary = uow.diaries.of_person(person.id)
    marks = uow.records.treatments(person.id)
    return WeekPaper(
        person,
        week.start,
        week,
        starts,
        {log.day: log for log in uow.diaries.days(person.id, week.start, last)},
        {d.session: d for d in diary.sessions if d.week == week.start},
        frozenset(m.due for m in marks if m.state is TreatmentState.DONE and week.start <= m.due <= last),
        next((w for w in diary.weeks if w.week == week.start), WeekDiary(week.start)),
    )


def _settled(diary: SessionDiary, settled: bool) -> Mapping[ExerciseId, ItemNote]:
    """The morning's word counts for the exercises whose pain was told and was more than safe (PAIN-01)."""
    return {
        exercise: replace(note, settled_by_morning=settled) if (note.pain or 0) > SAFE_PAIN else note
        for exercise, note in diary.exercises.items()
    }


def _keep_treatments(
    uow: UnitOfWork, person: PersonId, before: Collection[date], after: Collection[date], now: datetime
) -> None:
    for day in sorted(set(after) - set(before)):
        uow.records.mark_treatment(person, TreatmentMark(day, TreatmentState.DONE, noted=now), now)
    for day in sorted(set(before) - set(after)):
        uow.records.unmark_treatment(person, day)


def _totals(entries: WeekEntries, start: date, paper: WeekPaper) -> WeekDiary:
    """Walking, painkillers and B12 of the week follow from its days; where no day says anything, what stood before."""
    before = paper.check_in
    walks = [log.walk_minutes for log in entries.days if log.walk_minutes is not None]
    painkillers = [log.painkillers for log in entries.days if log.painkillers is not None]
    return replace(
        entries.check_in,
        week=start,
        walk_minutes=sum(walks) if walks else before.walk_minutes,
        painkiller_days=sum(painkillers) if painkillers else before.painkiller_days,
        b12_done=True if entries.treated else None if paper.treated else before.b12_done,
    )
