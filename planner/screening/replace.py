"""Usable substitutes for exercises that an adaptation replaces (contract, "Adaptations"; RT-01)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.domain.exercise import Exercise, ExerciseId
from planner.domain.library import Library
from planner.screening.outcome import UsableExercise
from planner.screening.tables import AdaptationRow


def substitutes(
    exercise: Exercise,
    rows: tuple[AdaptationRow, ...],
    usable: Mapping[ExerciseId, UsableExercise],
    library: Library,
) -> tuple[ExerciseId, ...]:
    """Best first: lower steps of the family, the families that the adaptation names, same category and muscles."""
    found: dict[ExerciseId, None] = {}
    for candidate in _candidates(exercise, rows, library):
        chosen = usable.get(candidate.id)
        # An overridden exercise is admitted for itself, not as a substitute for others.
        if candidate.id != exercise.id and chosen is not None and chosen.overridden is None:
            found.setdefault(candidate.id)
    return tuple(found)


def _candidates(exercise: Exercise, rows: tuple[AdaptationRow, ...], library: Library) -> Iterator[Exercise]:
    for step in reversed(library.family(exercise.family)):
        if step.step < exercise.step:
            yield step
    for row in rows:
        for family in row.instead:
            yield from (e for e in library.exercises.values() if e.family == family)
    for other in library.exercises.values():
        if other.category is exercise.category and set(other.targets) & set(exercise.targets):
            yield other
