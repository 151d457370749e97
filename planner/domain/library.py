"""The library as a whole: what the program may choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.domain.exercise import Exercise, ExerciseId, FamilyId
from planner.domain.routine import Routine, RoutineId


@dataclass(frozen=True, slots=True)
class Library:
    """``version`` names the contents: it changes when any file does."""

    exercises: Mapping[ExerciseId, Exercise]
    routines: Mapping[RoutineId, Routine]
    version: str

    def family(self, family: FamilyId) -> tuple[Exercise, ...]:
        """The steps of a family, easiest first."""
        return tuple(
            sorted(
                (e for e in self.exercises.values() if e.family == family),
                key=lambda e: (e.step, e.id),
            )
        )
