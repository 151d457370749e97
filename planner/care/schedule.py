"""Dates of a B12 treatment as the clinic set it (B12-01, B12-03 … B12-07). All dates are local dates."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from planner.domain.person import B12, Answer, B12Schedule, EverySchedule, LoadingPhase

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_OFTEN: Final = {1: "once", 2: "twice"}


def spoken(day: date) -> str:
    """``Monday 16 November``, the same on every machine."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def is_treated(b12: B12) -> bool:
    return b12.low is not Answer.NO and b12.treatment in ("injections", "tablets", "both", "nasal")


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def treatment_dates(b12: B12, first: date, last: date) -> tuple[date, ...]:
    """Dates of the clinic's schedule from ``first`` to ``last``, both included.

    A regular interval runs from ``last_injection``, else from ``started`` (which then is the first date). Phases run
    one after the other from ``started``; an interval for good after them from the last date of the phases, or from
    ``last_injection`` if that is later. Empty without a schedule, without a known date, when treatment has not begun
    or B12 is not low.
    """
    if not is_treated(b12):
        return ()
    dates: list[date] = []
    for day in _all_dates(b12):
        if day > last:
            break
        if day >= first:
            dates.append(day)
    return tuple(dates)


def schedule_words(schedule: B12Schedule) -> str:
    """The schedule as a person says it: ``3 times a week for 2 weeks, then every 3 months``."""
    phases = schedule.phases if not isinstance(schedule, EverySchedule) else (schedule,)
    return ", then ".join(_phase_words(phase) for phase in phases)


def _phase_words(phase: LoadingPhase | EverySchedule) -> str:
    words = _times_a_week(phase.times_per_week) if isinstance(phase, LoadingPhase) else _interval(phase)
    return words if phase.weeks is None else f"{words} for {_counted(phase.weeks, 'week')}"


def _times_a_week(times: int) -> str:
    if times == 7:
        return "every day"
    return f"{_OFTEN[times]} a week" if times in _OFTEN else f"{times} times a week"


def _interval(every: EverySchedule) -> str:
    if every.unit == "days" and every.every == 2:
        return "every other day"
    return f"every {every.unit.removesuffix('s')}" if every.every == 1 else f"every {every.every} {every.unit}"


def _counted(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def _times(anchor: date, every: EverySchedule, times: int) -> date:
    # Counted from the anchor, not from the date before: 31 January, 28 February, 31 March.
    if every.unit == "months":
        return months_on(anchor, times * every.every)
    days = 7 if every.unit == "weeks" else 1
    return anchor + timedelta(days=days * times * every.every)


def _regular(anchor: date, every: EverySchedule, first_time: int) -> Iterator[date]:
    times = first_time
    while True:
        yield _times(anchor, every, times)
        times += 1


def _phase_dates(begin: date, phase: LoadingPhase | EverySchedule) -> Iterator[date]:
    """Dates of a phase that ends; so many a week are spread evenly over each week [D]."""
    if isinstance(phase, LoadingPhase):
        times = phase.times_per_week
        for week in range(phase.weeks):
            for number in range(times):
                yield begin + timedelta(days=7 * week + 7 * number // times)
        return
    end = begin + timedelta(weeks=phase.weeks or 0)
    for day in _regular(begin, phase, 0):
        if day >= end:
            return
        yield day


def _phases(schedule: B12Schedule) -> tuple[tuple[LoadingPhase | EverySchedule, ...], EverySchedule | None]:
    """The phases that end, and the interval for good after them."""
    phases = (schedule,) if isinstance(schedule, EverySchedule) else schedule.phases
    last = phases[-1]
    if isinstance(last, EverySchedule) and last.weeks is None:
        return phases[:-1], last
    return phases, None


def _all_dates(b12: B12) -> Iterator[date]:
    """Every date of the schedule, in order, without end where the last phase is for good."""
    if b12.schedule is None:
        return
    phases, for_good = _phases(b12.schedule)
    ended: list[date] = []
    if b12.started is not None:
        begin = b12.started
        for phase in phases:
            ended += _phase_dates(begin, phase)
            begin += timedelta(weeks=phase.weeks or 0)
    yield from ended
    if for_good is None:
        return
    # The interval runs from the last treatment had, or from the end of the phases where that is later.
    known = [day for day in (b12.last_injection, ended[-1] if ended else None) if day is not None]
    if known:
        yield from _regular(max(known), for_good, 1)
    elif b12.started is not None:
        yield from _regular(b12.started, for_good, 0)
