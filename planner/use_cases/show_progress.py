"""What was written down over the last weeks, beside what was planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from planner.domain.account import AccountId
from planner.domain.diary import DayLog, SessionDiary, WeekDiary
from planner.domain.health_record import OutcomeScore
from planner.domain.kept import KeptPerson
from planner.domain.outcome_measures import MEASURES
from planner.domain.person import PersonId, Profile
from planner.domain.week import CareKind, Week
from planner.exchange.profile_file import profile_as_kept
from planner.storage.unit_of_work import Storage
from planner.use_cases.letter_facts import read_week
from planner.use_cases.look_after import find_own
from planner.use_cases.rescreening import planned_day, was_done

SPAN: Final = timedelta(days=84)
"""Twelve weeks are shown."""
_LENGTH: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekSum:
    """A week that has begun: sessions done of those planned until today, and minutes walked; None is "not said"."""

    start: date
    planned: int
    done: int
    walked: int | None
    walks_planned: int
    check_in: WeekDiary | None


@dataclass(frozen=True, slots=True)
class ProgressView:
    """``sessions`` with the day each was planned for; ``scores`` oldest first. ``profile`` is None where the answers
    are not complete."""

    person: KeptPerson
    profile: Profile | None
    today: date
    days: tuple[DayLog, ...]
    sessions: tuple[tuple[date, SessionDiary], ...]
    weeks: tuple[WeekSum, ...]
    scores: tuple[OutcomeScore, ...]


def find_progress(storage: Storage, account: AccountId, person: PersonId, today: date) -> ProgressView | None:
    """None where it is not this account's person."""
    with storage.reading() as uow:
        found = find_own(uow, account, person)
        if found is None:
            return None
        first = today - SPAN
        diary = uow.diaries.of_person(person)
        days = uow.diaries.days(person, first, today)
        kept = uow.weeks.between(person, first, today)
        scores = tuple(score for score in uow.records.outcomes(person) if score.measure in MEASURES)
    weeks = [read_week(week) for week in kept]
    profile = profile_as_kept(found.answers, today)
    sessions = tuple(
        sorted(((planned_day(d), d) for d in diary.sessions if planned_day(d) >= first), key=lambda p: p[0])
    )
    check_ins = {check_in.week: check_in for check_in in diary.weeks}
    return ProgressView(
        found,
        None if isinstance(profile, tuple) else profile,
        today,
        days,
        sessions,
        tuple(_sum(week, diary.sessions, days, check_ins.get(week.start), today) for week in weeks),
        scores,
    )


def _sum(
    week: Week, sessions: Iterable[SessionDiary], days: Iterable[DayLog], check_in: WeekDiary | None, today: date
) -> WeekSum:
    last = week.start + _LENGTH
    walked = [d.walk_minutes for d in days if week.start <= d.day < last and d.walk_minutes is not None]
    said = None if check_in is None else check_in.walk_minutes
    done = {d.session for d in sessions if d.week == week.start and was_done(d)}
    # Today's session may still be done: it counts once it is.
    planned = {s.id for day, s in week.sessions if day.date < today or s.id in done}
    return WeekSum(
        week.start,
        len(planned),
        len(done),
        said if said is not None else sum(walked) if walked else None,
        round(sum(c.minutes or 0 for day in week.days for c in day.care if c.kind is CareKind.WALK)),
        check_in,
    )
