"""What a clinician wants to see at a visit: the last weeks on one page, from what was planned and written down.

Numbers are the person's own; nothing here judges them or says what they mean for health (SAFE-01).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from planner.care.b12 import LBL_ABS, has_absorption_problem
from planner.care.schedule import schedule_words
from planner.care.treatments import Treatment, treatments
from planner.domain.diary import DayLog, Diary, SessionDiary, WeekDiary
from planner.domain.exercise import ExerciseId
from planner.domain.health_record import BloodResult, BloodTest, OutcomeScore, TreatmentMark
from planner.domain.outcome_measures import MEASURES, Progress, progress
from planner.domain.person import Answer, Profile
from planner.domain.week import Caps, CareKind, Week

WEEKS: Final = 12
"""Shown, the last one included."""
WEEK_LENGTH: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class VisitWeek:
    """A week that has begun. Averages 0 to 10, minutes, days; None where nothing was written down."""

    start: date
    planned: int
    done: int | None
    """Sessions done wholly or in part, of those planned until today. [D]"""
    pain: float | None
    tiredness: float | None
    effort: float | None
    walked: int | None
    walks_planned: int
    painkiller_days: int | None


@dataclass(frozen=True, slots=True)
class VisitOutcome:
    """A measure with its first and last score, compared with nobody but the person (OUT-13)."""

    measure: str
    first_day: date
    last_day: date
    progress: Progress


@dataclass(frozen=True, slots=True)
class VisitChange:
    """What was changed in the programme in the week from ``start`` on, and why."""

    start: date
    exercise: ExerciseId
    before: str
    after: str
    text: str


@dataclass(frozen=True, slots=True)
class VisitReport:
    """``first`` is the first day of the first week shown. ``blood`` is in order of time for each test."""

    name: str
    age: int
    today: date
    first: date
    level: str
    conditions: tuple[str, ...]
    caps: Caps
    label: str
    """LBL-ABS where it applies (B12-02)."""
    schedule: str
    weeks: tuple[VisitWeek, ...]
    treatments: tuple[Treatment, ...]
    blood: Mapping[BloodTest, tuple[BloodResult, ...]]
    outcomes: tuple[VisitOutcome, ...]
    changes: tuple[VisitChange, ...]
    """Newest first."""
    falls: int
    """Weeks with a fall."""
    symptoms: tuple[tuple[date, str], ...]
    """New symptoms as written after sessions, by the day of the session's week."""
    notes: tuple[tuple[date, str], ...]


def visit_report(
    profile: Profile,
    weeks: Sequence[Week],
    diary: Diary,
    days: Sequence[DayLog],
    marks: Iterable[TreatmentMark],
    blood: Iterable[BloodResult],
    outcomes: Iterable[OutcomeScore],
    today: date,
) -> VisitReport:
    """The report on the last twelve weeks up to ``today``. Of several versions of a week the last one given counts."""
    by_start = {week.start: week for week in weeks if week.start <= today}
    shown = [by_start[start] for start in sorted(by_start)][-WEEKS:]
    first = shown[0].start if shown else today - WEEK_LENGTH * WEEKS
    check_ins = {one.week: one for one in diary.weeks}
    newest = shown[-1] if shown else None
    return VisitReport(
        profile.name,
        profile.age,
        today,
        first,
        newest.person.level.value if newest else profile.level.value,
        newest.screening.conditions if newest else (),
        newest.screening.caps if newest else Caps(),
        LBL_ABS if has_absorption_problem(profile) else "",
        schedule_words(profile.b12.schedule) if profile.b12.schedule and profile.b12.low is not Answer.NO else "",
        tuple(_week(week, diary.sessions, days, check_ins.get(week.start), today) for week in shown),
        treatments(profile.b12, tuple(marks), first, today, today),
        _by_test(blood, today),
        _outcomes(outcomes, today),
        _changes(shown),
        sum(one.falls is True and first <= one.week <= today for one in diary.weeks),
        tuple((one.week, symptom) for one in diary.sessions if one.week >= first for symptom in one.new_symptoms),
        tuple((one.day, one.note) for one in days if one.note and first <= one.day <= today),
    )


def _week(
    week: Week, sessions: Iterable[SessionDiary], days: Iterable[DayLog], check_in: WeekDiary | None, today: date
) -> VisitWeek:
    written = [one for one in sessions if one.week == week.start]
    logs = [one for one in days if week.start <= one.day < week.start + WEEK_LENGTH]
    done = {one.session for one in written if one.done != "none"}
    planned = {session.id for day, session in week.sessions if day.date < today or session.id in done}
    walked = [one.walk_minutes for one in logs if one.walk_minutes is not None]
    tablets = [one.painkillers for one in logs if one.painkillers is not None]
    said = check_in or WeekDiary(week.start)
    return VisitWeek(
        week.start,
        len(planned),
        len(done) if written else None,
        _mean([one.pain for one in logs], said.pain_average, [one.pain_next_morning for one in written]),
        _mean([one.tiredness for one in logs], said.tiredness_average, [one.tiredness for one in written]),
        _mean([one.effort for one in written]),
        said.walk_minutes if said.walk_minutes is not None else sum(walked) if walked else None,
        round(sum(care.minutes or 0 for day in week.days for care in day.care if care.kind is CareKind.WALK)),
        said.painkiller_days if said.painkiller_days is not None else sum(tablets) if tablets else None,
    )


def _mean(
    days: Sequence[float | None], said: float | None = None, sessions: Sequence[float | None] = ()
) -> float | None:
    """The mean of the days; without any the person's own average, without that the mean of the sessions."""
    for values in (days, (said,), sessions):
        known = [value for value in values if value is not None]
        if known:
            return round(fmean(known), 1)
    return None


def _by_test(blood: Iterable[BloodResult], today: date) -> dict[BloodTest, tuple[BloodResult, ...]]:
    results = sorted((one for one in blood if one.taken <= today), key=lambda one: (one.taken, one.id))
    kept = {test: tuple(one for one in results if one.test is test) for test in BloodTest}
    return {test: found for test, found in kept.items() if found}


def _outcomes(outcomes: Iterable[OutcomeScore], today: date) -> tuple[VisitOutcome, ...]:
    scored = sorted((one for one in outcomes if one.score is not None and one.day <= today), key=lambda one: one.day)
    found = []
    for measure in MEASURES.values():
        own = [one for one in scored if one.measure == measure.id]
        if own:
            moved = progress(measure, own[0].score or 0.0, own[-1].score or 0.0)
            found.append(VisitOutcome(measure.id, own[0].day, own[-1].day, moved))
    return tuple(found)


def _changes(weeks: Sequence[Week]) -> tuple[VisitChange, ...]:
    return tuple(
        VisitChange(week.start, change.exercise, change.before, change.after, change.text)
        for week in reversed(weeks)
        for change in week.changes
    )
