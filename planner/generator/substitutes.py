"""What stands in for an exercise of a routine that this person should not or cannot do (RT-01)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from planner.domain.exercise import Category, Exercise, ExerciseId
from planner.generator.problem import WeekProblem
from planner.screening.outcome import Pace

LOWERED = (Category.CORE, Category.BALANCE)


def substitute(
    problem: WeekProblem, exercise_id: ExerciseId, taken: Collection[ExerciseId], *, early: bool
) -> ExerciseId | None:
    """The exercise to use for ``exercise_id``: itself, a replacement, an easier step, the same muscles; None drops it.

    ``taken`` are the exercises already in the routine.
    """
    wanted = problem.prescription.steps.get(exercise_id, exercise_id)
    for candidate in _candidates(problem, wanted, exercise_id):
        if candidate not in taken and problem.may_use(candidate, early=early):
            return candidate
    return None


def _candidates(problem: WeekProblem, wanted: ExerciseId, original: ExerciseId) -> Iterator[ExerciseId]:
    exercise = problem.library.exercises[wanted]
    if problem.pace is Pace.YELLOW:
        yield from _one_step_lower(problem, exercise)
    yield wanted
    if wanted != original:
        yield original
    yield from problem.passed.exercises.replacements.get(wanted, ())
    yield from _lower_steps(problem, exercise)
    yield from same_muscles(problem, exercise)


def _lower_steps(problem: WeekProblem, exercise: Exercise) -> Iterator[ExerciseId]:
    family = problem.library.family(exercise.family)
    for step in reversed(family):
        if step.step < exercise.step:
            yield step.id


def _one_step_lower(problem: WeekProblem, exercise: Exercise) -> Iterator[ExerciseId]:
    """FAT-02 asks for the lower step of each family; one that keeps lying work lying and upright work upright [D]."""
    if exercise.category not in LOWERED:
        return
    for step in reversed(problem.library.family(exercise.family)):
        if step.step < exercise.step and problem.may_use(step.id):
            if step.upright == exercise.upright:
                yield step.id
            return


def same_muscles(problem: WeekProblem, exercise: Exercise) -> list[ExerciseId]:
    """Usable exercises of the same category and target muscles, best first."""
    return [other for other in problem.library.same_muscles(exercise) if other in problem.usable]


def is_substitute(problem: WeekProblem, old: Exercise, new: Exercise) -> bool:
    """RT-01: a step of the same family that is no harder, the same category and muscles, or screening's replacement."""
    if new.family == old.family:
        return new.step <= old.step
    if new.category is old.category and set(old.targets).intersection(new.targets):
        return True
    return new.id in problem.passed.exercises.replacements.get(old.id, ())
