"""The library as a whole: what the program may choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.domain.exercise import Exercise, ExerciseId, FamilyId
from planner.domain.routine import Routine, RoutineId


@dataclass(frozen=True, slots=True)
class Library:
    """``version`` names the contents: it changes when any file does."""

    exercises: Mapping[ExerciseId, Exercise]
    routines: Mapping[RoutineId, Routine]
    version: str
    _families: dict[FamilyId, tuple[Exercise, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    _same_muscles: dict[ExerciseId, tuple[ExerciseId, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def family(self, family: FamilyId) -> tuple[Exercise, ...]:
        """The steps of a family, easiest first."""
        if family not in self._families:
            steps = [e for e in self.exercises.values() if e.family == family]
            self._families[family] = tuple(sorted(steps, key=lambda e: (e.step, e.id)))
        return self._families[family]

    def same_muscles(self, exercise: Exercise) -> tuple[ExerciseId, ...]:
        """Other families of the category that share target muscles: most shared first, then in the same kind of
        position, then the easiest.
        """
        if exercise.id not in self._same_muscles:
            targets = set(exercise.targets)
            found = [
                (-len(targets.intersection(other.targets)), other.upright != exercise.upright, other.level, other.id)
                for other in self.exercises.values()
                if other.category is exercise.category and other.family != exercise.family
            ]
            self._same_muscles[exercise.id] = tuple(other for shared, _, _, other in sorted(found) if shared)
        return self._same_muscles[exercise.id]
