"""The diary of a week to fill in by pen: the fields of ``planner.domain.diary_fields``, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from planner.domain.diary_fields import MOMENT_NAMES, WEEK_FIELDS, DiaryField, FieldKind, day_fields
from planner.domain.week import CareKind, Day, Week
from planner.sheets.dates import BRITISH, DateWords


@dataclass(frozen=True, slots=True)
class DiaryDay:
    """``session`` and ``treatment`` say whether one is planned for the day."""

    name: str
    number: int
    """Of the day in its month."""
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


def diary_of(week: Week, dates: DateWords = BRITISH) -> DiaryPage:
    """The diary of a planned week; treatments are those of its B12 care that fall on a day."""
    rows = tuple(
        DiaryRows(MOMENT_NAMES[moment], tuple(fields))
        for moment, fields in groupby(day_fields(week), lambda field: field.moment)
    )
    return DiaryPage(
        dates.span(week.days[0].date, week.days[-1].date),
        tuple(
            DiaryDay(
                dates.weekday(day.date)[:3],
                day.date.day,
                dates.short(day.date),
                bool(day.sessions),
                _treatment_due(day),
            )
            for day in week.days
        ),
        rows,
        tuple(field for field in WEEK_FIELDS if field.kind is FieldKind.SCORE),
        tuple(field for field in WEEK_FIELDS if field.kind is FieldKind.TICK),
    )


def _treatment_due(day: Day) -> bool:
    return any(care.kind is CareKind.B12 and " today" in care.text for care in day.care)
