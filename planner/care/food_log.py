"""What a person noted of their food, beside the reference of their country: a day, and a week (FOOD-01 … FOOD-04)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from planner.care.b12 import LBL_ABS, has_absorption_problem
from planner.care.foods import FOODS, Food, daily_intake
from planner.domain.diary import DayLog
from planner.domain.person import Answer, Profile

TARGET_MET: Final = "Target met"
MAY_NOT_GET_THROUGH: Final = (
    "What the food holds is not what the body takes up. Ask your clinic what this means for you."
)
"""Low B12 whose cause is not known to be the diet: the figures show, no target does [D]."""
NOT_IN_PREGNANCY: Final = "Liver is not for pregnancy: it holds too much vitamin A."
"""E3."""


@dataclass(frozen=True, slots=True)
class FoodLine:
    """One food of a day; ``lowest`` and ``highest`` in µg differ where only the packet's label knows."""

    food: Food
    portions: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class FoodDay:
    """``reference`` in µg a day, None for a country without one.

    ``met`` is None where there is no target: no reference, or a problem that food may not solve (FOOD-03). ``words``
    is what to show beside the figures.
    """

    day: date
    lines: tuple[FoodLine, ...]
    lowest: float
    highest: float
    reference: float | None
    met: bool | None
    words: str


@dataclass(frozen=True, slots=True)
class FoodWeek:
    """``average`` in µg over the days that were noted, lowest figures; None while none is. Others are not zero."""

    days: tuple[FoodDay | None, ...]
    noted: int
    average: float | None
    reference: float | None
    words: str


def micrograms(portions: Mapping[str, float]) -> tuple[float, float]:
    """B12 in portions by food id, lowest and highest, in µg. Raises KeyError for a food that is not in the table."""
    lines = [_line(name, count) for name, count in portions.items()]
    return round(sum(line.lowest for line in lines), 1), round(sum(line.highest for line in lines), 1)


def day_view(log: DayLog, profile: Profile) -> FoodDay:
    """One day of food against the reference intake. Raises KeyError for a food that is not in the table."""
    lowest, highest = micrograms(log.foods)
    lines = tuple(_line(name, log.foods[name]) for name in FOODS if log.foods.get(name))
    reference = daily_intake(profile)
    met = None if reference is None or not shows_target(profile) else lowest >= reference
    words = target_words(profile, lowest)
    if profile.pregnancy.pregnant is not Answer.NO and any(line.food.avoid_in_pregnancy for line in lines):
        words = f"{words} {NOT_IN_PREGNANCY}"
    return FoodDay(log.day, lines, lowest, highest, reference, met, words)


def week_view(logs: Iterable[DayLog], first: date, profile: Profile) -> FoodWeek:
    """The seven days from ``first``. A day without any food noted is unknown and never counts as nothing eaten."""
    by_day = {log.day: log for log in logs if log.foods}
    dates = [first + timedelta(days=number) for number in range(7)]
    days = tuple(day_view(by_day[day], profile) if day in by_day else None for day in dates)
    noted = [day for day in days if day is not None]
    average = round(sum(day.lowest for day in noted) / len(noted), 1) if noted else None
    return FoodWeek(days, len(noted), average, daily_intake(profile), _week_words(noted, average, profile))


def shows_target(profile: Profile) -> bool:
    """A target makes sense where food can fill it: B12 that is not low, or low by diet (FOOD-03)."""
    return profile.b12.low is Answer.NO or (profile.b12.low is Answer.YES and profile.b12.cause == "diet")


def target_words(profile: Profile, eaten: float) -> str:
    """What to say about so many µg in a day: never "target met" where absorption is or may be the problem."""
    if has_absorption_problem(profile):
        return LBL_ABS
    amount = daily_intake(profile)
    if not shows_target(profile):
        return f"About {eaten:g} µg. {MAY_NOT_GET_THROUGH}"
    if amount is None:
        return f"About {eaten:g} µg today."
    if eaten >= amount:
        return TARGET_MET
    return f"About {eaten:g} of {amount:g} µg today."


def _week_words(noted: list[FoodDay], average: float | None, profile: Profile) -> str:
    if has_absorption_problem(profile):
        return LBL_ABS
    if average is None:
        return "No food noted this week."
    days = "1 day" if len(noted) == 1 else f"{len(noted)} days"
    words = f"About {average:g} µg a day on average, over {days} you noted."
    if not shows_target(profile):
        return f"{words} {MAY_NOT_GET_THROUGH}"
    reference = daily_intake(profile)
    return words if reference is None else f"{words} The reference is {reference:g} µg."


def _line(name: str, portions: float) -> FoodLine:
    food = FOODS[name]
    lowest, highest = (round(amount * portions, 2) for amount in food.micrograms)
    return FoodLine(food, portions, lowest, highest)
