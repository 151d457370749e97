"""Which changes against the week before a finished week tells: only what it really holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planner.domain.dose_words import dose_words
from planner.domain.exercise import ExerciseId
from planner.domain.week import CareItem, CareKind, Change, Item, Week
from planner.generator.problem import WeekProblem

AWAY: Final = "not this week"


def told_changes(week: Week, problem: WeekProblem) -> tuple[Change, ...]:
    """The prescription's changes that this week shows.

    A change of dose is told where an item has the new dose as it is; a warm-up or a breath that was stretched to fill
    its place, or a block cut to one set, has another one. A step is told where it has taken the place of the exercise:
    a routine that held both goes on with both. An exercise that is set aside is told as long as it is away.
    """
    items: dict[ExerciseId, list[Item]] = {}
    for _, session in week.sessions:
        for item in session.items:
            items.setdefault(item.exercise, []).append(item)
    care = [item for day in week.days for item in day.care]
    return tuple(c for c in problem.prescription.changes if _shows(c, items, care, problem))


def _shows(change: Change, items: dict[ExerciseId, list[Item]], care: list[CareItem], problem: WeekProblem) -> bool:
    if change.after == AWAY:
        return change.exercise not in items
    walks = [item for item in care if item.kind is CareKind.WALK]
    if walks and change.after == f"{len(walks)} × {problem.walks.minutes} min":
        return True
    step = problem.prescription.steps.get(change.exercise)
    if step is not None and change.after == problem.library.exercises[step].name:
        shown = step in items or any(item.exercise == step for item in care)
        return shown and change.exercise not in items
    if change.exercise not in items:
        return False
    return not _is_dose(change, problem) or change.after in _doses(items[change.exercise])


def _is_dose(change: Change, problem: WeekProblem) -> bool:
    """Whether the change tells an amount; more load is told in words, as the file knows no weights (PROG-03)."""
    return change.rule != "PROG-03" and change.exercise in problem.library.exercises


def _doses(items: list[Item]) -> Iterator[str]:
    return (dose_words(item.dose, item.sides) for item in items)
