"""What the sheet on B12 and food says to one person, for a year from a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from planner.care.b12 import LBL_ABS, OVERDUE, has_absorption_problem, review_date, weeks_of_treatment
from planner.care.course import course_text
from planner.care.food import PLANT_FOODS, intake_text
from planner.care.foods import Food, foods_for
from planner.care.help import help_messages
from planner.care.schedule import is_treated, schedule_words
from planner.care.treatments import Treatment, overdue_treatment, treatments
from planner.domain.health_record import TreatmentMark, TreatmentState
from planner.domain.person import Answer, Profile
from planner.sheets.dates import DateWords
from planner.sheets.spelling import Own, is_american

MOST_LISTED: Final = 28
"""More dates than these stand in a table of months and days."""
_HELP: Final = ("HELP-02", "HELP-03", "HELP-04", "HELP-05")


@dataclass(frozen=True, slots=True)
class YearDate:
    text: str
    done: bool
    missed: bool


@dataclass(frozen=True, slots=True)
class MonthRow:
    """``days`` has an entry for each day of the month: due or not."""

    name: str
    days: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class FoodRow:
    name: str
    portion: str
    amount: str


@dataclass(frozen=True, slots=True)
class B12Year:
    name: str
    span: str
    label: str
    schedule: str
    overdue: str
    listed: tuple[YearDate, ...]
    months: tuple[MonthRow, ...]
    review: str
    expect: tuple[str, ...]
    intake: str
    plants: str
    foods: tuple[FoodRow, ...]
    ring: tuple[str, ...]


def b12_year(
    profile: Profile, first: date, *, marks: Iterable[TreatmentMark] = (), language: str | None = None
) -> B12Year | None:
    """A year of treatment dates as the clinic set them (B12-01), from ``first``; None where B12 is not low.

    Where the cause is an absorption problem LBL-ABS stands on it and nothing is called enough (B12-02, FOOD-03).
    """
    b12 = profile.b12
    if b12.low is Answer.NO:
        return None
    dates = DateWords(is_american(language))
    kept = tuple(marks)
    last = first + timedelta(days=365)
    due = treatments(b12, kept, first, last, first)
    weeks = weeks_of_treatment(b12, first)
    review = review_date(profile)
    many = len(due) > MOST_LISTED
    return B12Year(
        Own(profile.name),
        dates.span(first, last),
        LBL_ABS if has_absorption_problem(profile) else "",
        schedule_words(b12.schedule) if b12.schedule and is_treated(b12) else "",
        OVERDUE if overdue_treatment(b12, kept, first) else "",
        () if many else tuple(_year_date(one, dates) for one in due),
        _months(first, last, frozenset(one.on for one in due), dates) if many else (),
        f"{dates.weekday(review)} {dates.full(review)}" if review and review >= first else "",
        _expect(weeks, injected=b12.treatment in ("injections", "both")),
        intake_text(profile),
        PLANT_FOODS,
        tuple(_food_row(food) for food in foods_for("any") if not _is_refused(food, profile)),
        tuple(message.text for message in help_messages(profile) if message.id in _HELP),
    )


def _expect(weeks: int | None, *, injected: bool) -> tuple[str, ...]:
    """B12-12, B12-14 (only to those who have injections) and B12-15, each a sentence or two."""
    on_injections = (
        "On injections your clinic goes by how you feel and by your blood count. If you feel worse again before the "
        "next one, tell them: the interval can be looked at.",
    )
    return (
        course_text(weeks),
        *(on_injections if injected else ()),
        "Folic acid alone can hide low B12 while nerves suffer. Please do not start it without your clinic.",
    )


def _year_date(one: Treatment, dates: DateWords) -> YearDate:
    return YearDate(
        dates.brief(one.on),
        one.state is TreatmentState.DONE,
        one.state is TreatmentState.MISSED,
    )


def _months(first: date, last: date, due: frozenset[date], dates: DateWords) -> tuple[MonthRow, ...]:
    rows: list[MonthRow] = []
    day = first
    while day <= last:
        name = f"{dates.short(day).strip('0123456789 ')} {day.year}"
        if not rows or rows[-1].name != name:
            rows.append(MonthRow(name, ()))
        before = rows[-1].days
        missing = (False,) * (day.day - 1 - len(before))
        rows[-1] = MonthRow(name, (*before, *missing, day in due))
        day += timedelta(days=1)
    return tuple(rows)


def _food_row(food: Food) -> FoodRow:
    low, high = food.micrograms
    amount = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return FoodRow(food.name, food.portion, f"{amount}, see label" if food.on_label else amount)


def _is_refused(food: Food, profile: Profile) -> bool:
    return food.avoid_in_pregnancy and profile.pregnancy.pregnant is not Answer.NO
