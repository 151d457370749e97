"""A named routine: exercises in order with one purpose (clinical reference, section H)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from planner.domain.exercise import ExerciseId, Level

RoutineId = NewType("RoutineId", str)


class RoutineKind(StrEnum):
    CORE = "core"
    STRETCHING = "stretching"
    YOGA = "yoga"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class Routine:
    """``minutes`` are indicative; the contract's formula for seconds binds.

    ``one_set`` limits each item to one set (``sets = 1`` in section H).
    """

    id: RoutineId
    name: str
    kind: RoutineKind
    level: Level
    minutes: int
    one_set: bool
    purpose: str
    items: tuple[ExerciseId, ...]
    source: str = field(default="", compare=False)
