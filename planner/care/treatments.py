"""What became of each B12 treatment: done, missed or moved, what is overdue and what comes next (B12-09).

The dates are the clinic's; marks are what the person wrote down. Nothing here proposes a date (B12-01).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from planner.care.schedule import is_treated, treatment_dates
from planner.domain.health_record import TreatmentMark, TreatmentState
from planner.domain.person import B12

LOOK_AHEAD: Final = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Treatment:
    """``due`` by the clinic's schedule, ``on`` the day it is or was really had; ``state`` None while unmarked."""

    due: date
    on: date
    state: TreatmentState | None
    overdue: bool


def with_marks(b12: B12, marks: Iterable[TreatmentMark]) -> B12:
    """The treatment with its last one had, as the marks know it: a regular interval runs on from there."""
    had = [_day_of(mark) for mark in marks if mark.state is TreatmentState.DONE]
    known = had if b12.last_injection is None else [*had, b12.last_injection]
    return replace(b12, last_injection=max(known)) if known else b12


def treatments(b12: B12, marks: Iterable[TreatmentMark], first: date, last: date, today: date) -> tuple[Treatment, ...]:
    """Every treatment due from ``first`` to ``last``, with its mark; marks of the past stay, whatever the schedule."""
    by_due = {mark.due: mark for mark in marks}
    now = with_marks(b12, by_due.values())
    since = _tracked_from(now, by_due)
    dates = {day for day in treatment_dates(now, first, last) if not _before_last(day, now)}
    dates |= {due for due in by_due if first <= due <= last}
    return tuple(_treatment(day, by_due.get(day), since, now, today) for day in sorted(dates))


def overdue_treatment(b12: B12, marks: Iterable[TreatmentMark], today: date) -> Treatment | None:
    """The first treatment that has passed without being done; None while nothing has, or where nothing is tracked.

    Daily tablets are never overdue: there is nothing to rebook [D]. Where neither a last treatment nor a mark is
    recorded, the schedule is taken as kept [D].
    """
    kept = tuple(marks)
    since = _tracked_from(with_marks(b12, kept), {mark.due: mark for mark in kept})
    if since is None:
        return None
    return next((t for t in treatments(b12, kept, since, today, today) if t.overdue), None)


def next_treatment(b12: B12, marks: Iterable[TreatmentMark], today: date) -> date | None:
    """The day of the next treatment, today included, within two years; a moved one counts on its new day."""
    kept = tuple(marks)
    first = min([today, *(mark.due for mark in kept)])
    open_ones = (t.on for t in treatments(b12, kept, first, today + LOOK_AHEAD, today) if _is_open(t.state))
    return min((day for day in open_ones if day >= today), default=None)


def _is_open(state: TreatmentState | None) -> bool:
    return state is None or state is TreatmentState.MOVED


def _day_of(mark: TreatmentMark) -> date:
    return mark.moved_to or mark.due


def _before_last(day: date, b12: B12) -> bool:
    """Dates up to the last treatment had are settled by it."""
    return b12.last_injection is not None and day <= b12.last_injection


def _tracked_from(b12: B12, by_due: Mapping[date, TreatmentMark]) -> date | None:
    """The first day from which an unmarked treatment counts as not had."""
    if not is_treated(b12) or b12.treatment == "tablets":
        return None
    if b12.last_injection is not None:
        return b12.last_injection + timedelta(days=1)
    return min(by_due, default=None)


def _treatment(due: date, mark: TreatmentMark | None, since: date | None, b12: B12, today: date) -> Treatment:
    state = None if mark is None else mark.state
    on = due if mark is None or state is TreatmentState.MISSED else _day_of(mark)
    passed = on < today or (state is TreatmentState.MISSED and on <= today)
    tracked = since is not None and on >= since and not _before_last(on, b12)
    return Treatment(due, on, state, overdue=state is not TreatmentState.DONE and passed and tracked)
