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

    def family(self, family: FamilyId) -> tuple[Exercise, ...]:
        """The steps of a family, easiest first."""
        if family not in self._families:
            steps = [e for e in self.exercises.values() if e.family == family]
            self._families[family] = tuple(sorted(steps, key=lambda e: (e.step, e.id)))
        return self._families[family]
