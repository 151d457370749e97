"""The diary of a week to fill in by pen: the fields of ``planner.domain.diary_fields``, in their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from planner.domain.diary_fields import DAY_FIELDS, MOMENT_NAMES, WEEK_FIELDS, DiaryField, FieldKind
from planner.domain.week import CareKind, Week
from planner.sheets.dates import BRITISH, DateWords


@dataclass(frozen=True, slots=True)
class DiaryDay:
    """``session`` and ``treatment`` say whether one is planned for the day."""

    name: str
    date: str
    session: bool
    treatment: bool


@dataclass(frozen=True, slots=True)
class DiaryRows:
    """Fields that are filled in at one moment of the day."""

    name: str
    fields: tuple[DiaryField, ...]


@dataclass(frozen=True, slots=True)
class DiaryPage:
    span: str
    days: tuple[DiaryDay, ...]
    rows: tuple[DiaryRows, ...]
    scores: tuple[DiaryField, ...]
    """Asked once, a number each."""
    ticks: tuple[DiaryField, ...]
    """Asked once, a box each."""


def diary_page(
    start: date, *, sessions: Iterable[date], treatments: Iterable[date], dates: DateWords = BRITISH
) -> DiaryPage:
    """Seven days from ``start``."""
    planned, due = frozenset(sessions), frozenset(treatments)
    days = [start + timedelta(days=number) for number in range(7)]
    rows = tuple(
        DiaryRows(MOMENT_NAMES[moment], tuple(fields)) for moment, fields in groupby(DAY_FIELDS, lambda f: f.moment)
    )
    return DiaryPage(
        dates.span(days[0], days[-1]),
        tuple(DiaryDay(dates.weekday(day)[:3], dates.short(day), day in planned, day in due) for day in days),
        rows,
        tuple(field for field in WEEK_FIELDS if field.kind is FieldKind.SCORE),
        tuple(field for field in WEEK_FIELDS if field.kind is FieldKind.TICK),
    )


def diary_of(week: Week, dates: DateWords = BRITISH) -> DiaryPage:
    """The diary of a planned week; treatments are those of its B12 care that fall on a day."""
    return diary_page(
        week.start,
        sessions=(day.date for day, _ in week.sessions),
        treatments=(
            day.date for day in week.days for care in day.care if care.kind is CareKind.B12 and " today" in care.text
        ),
        dates=dates,
    )
