"""What the care of a day asks for: short daily work, and walks no longer than they may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planner.domain.exercise import Category
from planner.domain.week import CareItem, CareKind, Week
from planner.generator.limits.base import HeldByConstruction, Limit
from planner.generator.limits.daily import MOST_CARE_MINUTES
from planner.generator.outcome import Breach
from planner.generator.problem import WeekProblem

SHORT_WORK: Final = (CareKind.POSTURE, CareKind.EXERCISE)


class CareStaysSmall(HeldByConstruction, Limit):
    """Contract, "Daily work and rest": at most five minutes. DOSE-09, FAT, PROG-04: walks as planned."""

    id = "CARE"
    sentence = "Walks and daily work outside the sessions are no longer than is good for you."
    article = ("A9",)

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        found = [
            self.breach(day.weekday, text) for day in week.days for item in day.care for text in _faults(item, problem)
        ]
        walks = sum(any(item.kind is CareKind.WALK for item in day.care) for day in week.days)
        if walks > problem.walks.most_days > 0:
            found.append(
                self.breach("week", f"There are walks on {walks} days; {problem.walks.most_days} is the most.")
            )
        found += [
            self.breach(day.weekday, "There is more than one walk on this day.")
            for day in week.days
            if sum(item.kind is CareKind.WALK for item in day.care) > 1
        ]
        return tuple(found)


def longest_walk(problem: WeekProblem) -> int:
    """Minutes: what the diary asks for, else the most that this person may be asked for this week."""
    asked = problem.prescription.walk_minutes
    return problem.walks.most_minutes if asked is None else problem.walks.minutes


def _faults(item: CareItem, problem: WeekProblem) -> Iterator[str]:
    if item.minutes is not None and item.minutes <= 0:
        yield f"The minutes of {item.kind.value} must be more than none."
    elif item.kind is CareKind.WALK:
        yield from _walk_faults(item, problem)
    elif item.kind in SHORT_WORK and item.minutes is not None and item.minutes > MOST_CARE_MINUTES:
        yield f"Daily work takes {item.minutes:g} minutes; {MOST_CARE_MINUTES} is the most."


def _walk_faults(item: CareItem, problem: WeekProblem) -> Iterator[str]:
    if problem.walks.days == 0:
        yield "No walk is planned for this week."
        return
    most = longest_walk(problem)
    if item.minutes is None:
        yield "The walk does not say how many minutes it takes."
    elif item.minutes > most:
        yield f"The walk takes {item.minutes:g} minutes; {most} is the most."
    exercise = problem.library.exercises.get(item.exercise) if item.exercise is not None else None
    if exercise is not None and exercise.category is not Category.AEROBIC:
        yield f"{exercise.name} is no walk and nothing that stands for one."
