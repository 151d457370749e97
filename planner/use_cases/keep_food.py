"""What somebody noted of their food: portions by the day, beside the reference of their country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from planner.care.b12 import has_absorption_problem
from planner.care.food import ideas_for_week, intake_text
from planner.care.food_log import FoodDay, FoodWeek, day_view, week_view
from planner.care.foods import FOODS, Food, foods_for
from planner.domain.account import AccountId
from planner.domain.diary import DayLog
from planner.domain.kept import KeptPerson
from planner.domain.person import PersonId, Profile
from planner.storage.unit_of_work import Storage
from planner.use_cases.care_person import CarePerson, NotAnswered, find_care_person
from planner.use_cases.daily_gate import day_log

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FoodView:
    """``week`` is the calendar week of ``day``, Monday first; ``foods`` are those of the person's diet, and any
    other that was noted on the day."""

    person: KeptPerson
    profile: Profile
    day: date
    today: date
    log: DayLog
    eaten: FoodDay
    week: FoodWeek
    foods: tuple[Food, ...]
    absorption: bool
    intake: str
    ideas: tuple[tuple[date, str], ...]


def show_food(
    storage: Storage, account: AccountId, person: PersonId, day: date, today: date
) -> FoodView | NotAnswered | None:
    """``day`` and the week around it. None where it is not this account's person."""
    monday = day - timedelta(days=day.weekday())
    with storage.reading() as uow:
        found = find_care_person(uow, account, person, today)
        if not isinstance(found, CarePerson):
            return found
        logs = uow.diaries.days(found.person.id, monday, monday + _WEEK - timedelta(days=1))
    log = next((log for log in logs if log.day == day), DayLog(day))
    profile = found.profile
    known = foods_for(profile.diet)
    return FoodView(
        person=found.person,
        profile=profile,
        day=day,
        today=today,
        log=log,
        eaten=day_view(log, profile),
        week=week_view(logs, monday, profile),
        foods=tuple(food for food in FOODS.values() if food in known or log.foods.get(food.id)),
        absorption=has_absorption_problem(profile),
        intake=intake_text(profile),
        ideas=tuple(
            (today + timedelta(days=number), idea) for number, idea in enumerate(ideas_for_week(today, profile.diet))
        ),
    )


def note_food(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    day: date,
    portions: Mapping[str, float],
    today: date,
    now: datetime,
) -> bool:
    """Replaces the portions of a day; what else was written down for it stays. Unknown foods are left out.

    False where it is not this account's person, or the questions are not answered to the end.
    """
    with storage.writing() as uow:
        found = find_care_person(uow, account, person, today)
        if not isinstance(found, CarePerson):
            return False
        foods = {food: portions[food] for food in FOODS if portions.get(food)}
        uow.diaries.record_day(found.person.id, replace(day_log(uow, found.person.id, day), foods=foods), now)
        uow.commit()
    return True
