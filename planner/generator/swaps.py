"""What may come in the place of an exercise, best first, each with its reason (RT-01)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from planner.domain.edits import SwapExercise
from planner.domain.exercise import Category, Exercise, ExerciseId
from planner.domain.week import Item, SessionId, Week
from planner.generator.edit import NOTHING_MISSED, fits_as_it_is
from planner.generator.problem import WeekProblem
from planner.generator.proposals import table_of
from planner.generator.substitutes import is_substitute, same_muscles
from planner.generator.words import purpose_of
from planner.progression.gaps import Return

OFFERED: Final = 3
MOST_TRIED: Final = 24
LIKENESS: Final = {
    Category.CORE: "Works the same muscles",
    Category.POSTURE: "Works the same muscles",
    Category.MOBILITY: "Moves the same part of the body",
    Category.STRETCH: "Stretches the same muscles",
    Category.YOGA: "For the same part of the body",
    Category.BALANCE: "Another balance exercise",
    Category.AEROBIC: "Another way to get moving",
}
"""What two exercises of a category for the same targets have in common."""


@dataclass(frozen=True, slots=True)
class Swap:
    """``reason`` is one sentence for the person."""

    exercise: ExerciseId
    name: str
    reason: str


def swaps_for(
    week: Week,
    session: SessionId,
    exercise: ExerciseId,
    problem: WeekProblem,
    today: date,
    done: Collection[SessionId] = (),
    returning: Return = NOTHING_MISSED,
) -> tuple[Swap, ...]:
    """The best three that fit into the session as it is: none for a session that is done, over or not there.

    ``problem`` is the person's, as it is without any edit.
    """
    table = table_of(week, problem, today, done, returning)
    number = table.number_of(session)
    if number is None or exercise not in problem.library.exercises:
        return ()
    old = problem.library.exercises[exercise]
    there = next((item for item in table.sessions[number].items if item.exercise == exercise), None)
    if there is None:
        return ()
    original = problem.library.exercises.get(there.instead_of) if there.instead_of is not None else None
    found: list[Swap] = []
    early = table.now().slots[number].early
    for tried, candidate in enumerate(_candidates(problem, old, original)):
        if len(found) == OFFERED or tried == MOST_TRIED:
            break
        may = problem.may_use(candidate.id, early=early) and not _much_longer(candidate, there)
        if may and fits_as_it_is(table, SwapExercise(session, exercise, candidate.id)):
            found.append(Swap(candidate.id, candidate.name, reason_for(old, candidate, original)))
    return tuple(found)


def _much_longer(candidate: Exercise, item: Item) -> bool:
    """An easy walk of ten minutes is no warm-up of two."""
    return bool(candidate.dose.minutes and item.minutes and candidate.dose.minutes > 2 * item.minutes)


def _candidates(problem: WeekProblem, old: Exercise, original: Exercise | None) -> Iterator[Exercise]:
    """The nearest easier step, the two best for the same muscles, then the other steps, then the rest."""
    exercises = problem.library.exercises
    steps = [step for step in reversed(problem.library.family(old.family)) if step.step < old.step]
    muscles = [exercises[name] for name in same_muscles(problem, old)]
    first = [] if original is None else [original]
    order = [*first, *steps[:1], *muscles[: OFFERED - 1], *steps[1:], *muscles[OFFERED - 1 :]]
    seen = {old.id}
    for candidate in order:
        if candidate.id not in seen and is_substitute(problem, old, candidate):
            seen.add(candidate.id)
            yield candidate


def reason_for(old: Exercise, new: Exercise, original: Exercise | None = None) -> str:
    """Why ``new`` can stand in for ``old``, as one sentence."""
    if original is not None and new.id == original.id:
        return f"The one that the routine names: it {purpose_of(new)}."
    if new.family == old.family:
        step = "An easier" if new.step < old.step else "Another"
        return f"{step} step of the same exercise: it {purpose_of(new)}."
    sentence = f"{LIKENESS[new.category]}: it {purpose_of(new)}."
    if new.upright != old.upright:
        sentence += " You do it standing or sitting." if new.upright else " You do it lying down or on the floor."
    return sentence
