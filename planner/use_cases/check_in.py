"""The short check-ins: the morning after (CHK-02) and the week (CHK-03)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from planner.domain.account import AccountId
from planner.domain.diary import DayLog, WeekDiary
from planner.domain.person import PersonId
from planner.domain.week import Stopped
from planner.screening.daily_gate import ShortQuestion
from planner.screening.rescreen import News, RescreenDue
from planner.storage.unit_of_work import Storage
from planner.use_cases.daily_gate import SignAnswers, asked_of, day_log, stop_or_tell, week_of
from planner.use_cases.intake import draft_of
from planner.use_cases.keep_diary import remember_morning
from planner.use_cases.letter_facts import local_day
from planner.use_cases.look_after import find_own
from planner.use_cases.make_week import Content
from planner.use_cases.rescreening import due_now, report_news

_LENGTH = timedelta(days=7)
_FIRST_DAYS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class CheckInKept:
    """``due``: the safety questions come before the next session."""

    due: RescreenDue | None


@dataclass(frozen=True, slots=True)
class WeekToCheck:
    """The week that a weekly check-in is about, and what is known of it already. ``on_b12``: its treatment is asked."""

    start: date
    known: WeekDiary
    on_b12: bool
    asked: tuple[ShortQuestion, ...]


def find_morning(storage: Storage, account: AccountId, person: PersonId, today: date) -> DayLog | None:
    """What is known of this morning. None where it is not this account's person."""
    with storage.reading() as uow:
        found = find_own(uow, account, person)
        return None if found is None else day_log(uow, person, today)


def keep_morning(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    pain: int,
    tiredness: int,
    back_to_usual: bool | None,
    now: datetime,
) -> CheckInKept | None:
    """CHK-02, for today; it also tells how yesterday's session was the morning after."""
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        if found is None:
            return None
        before = day_log(uow, person, local_day(found, now))
        log = replace(before, pain=pain, tiredness=tiredness, back_to_usual=back_to_usual)
        uow.diaries.record_day(person, log, now)
        remember_morning(uow, person, log, now)
        uow.commit()
    return CheckInKept(None)


def find_week_to_check(
    storage: Storage, account: AccountId, person: PersonId, content: Content, today: date
) -> WeekToCheck | None:
    """The week that is coming to its end, or ended a few days ago; numbers that the days give are filled in.

    None where no week has begun.
    """
    with storage.reading() as uow:
        found = find_own(uow, account, person)
        starts = [] if found is None else [w.start for w in uow.weeks.of_person(person) if w.start <= today]
        # In its first days a week has nothing to tell yet: the one before is asked about. [D]
        told = [start for start in starts if today - start >= _FIRST_DAYS] or starts
        week = week_of(uow, person, told[-1]) if told else None
        if found is None or week is None:
            return None
        kept = next((w for w in uow.diaries.of_person(person).weeks if w.week == week.start), WeekDiary(week.start))
        days = uow.diaries.days(person, week.start, week.start + _LENGTH - timedelta(days=1))
    on_b12 = draft_of(found).get("b12", {}).get("low") != "no"
    return WeekToCheck(week.start, _filled_in(kept, days), on_b12, asked_of(week, content))


def keep_week_check(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    diary: WeekDiary,
    news: Collection[News],
    signs: SignAnswers,
    content: Content,
    now: datetime,
) -> CheckInKept | Stopped | None:
    """CHK-03. A warning sign stops the plan; a fall or other news makes the safety questions due (SCR-07)."""
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        week = None if found is None else week_of(uow, person, diary.week)
        if found is None or week is None:
            return None
        uow.diaries.record_week(person, diary, now)
        stop = stop_or_tell(uow, found, asked_of(week, content), signs, content, now)
        report_news(uow, found, {*news, *((News.FALL,) if diary.falls else ())}, now)
        due = None if stop else due_now(uow, found, content.safety, local_day(found, now))
        uow.commit()
    return stop or CheckInKept(due)


def _filled_in(kept: WeekDiary, days: tuple[DayLog, ...]) -> WeekDiary:
    """What stands in the days, where the week itself says nothing yet."""
    walks = [log.walk_minutes for log in days if log.walk_minutes is not None]
    painkillers = [log.painkillers for log in days if log.painkillers is not None]
    return replace(
        kept,
        walk_minutes=sum(walks) if kept.walk_minutes is None and walks else kept.walk_minutes,
        painkiller_days=sum(painkillers) if kept.painkiller_days is None and painkillers else kept.painkiller_days,
        pain_average=_mean([log.pain for log in days]) if kept.pain_average is None else kept.pain_average,
        tiredness_average=(
            _mean([log.tiredness for log in days]) if kept.tiredness_average is None else kept.tiredness_average
        ),
    )


def _mean(values: list[int | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known)) if known else None
