"""An exercise of the library and the words that describe it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, NewType

ExerciseId = NewType("ExerciseId", str)
FamilyId = NewType("FamilyId", str)
DoseRow = NewType("DoseRow", str)
"""A row of the dose table, ``DOSE-01`` … ``DOSE-12`` (clinical reference, section D1)."""


class Category(StrEnum):
    CORE = "core"
    STRETCH = "stretch"
    YOGA = "yoga"
    MOBILITY = "mobility"
    POSTURE = "posture"
    BALANCE = "balance"
    AEROBIC = "aerobic"


class Position(StrEnum):
    SUPINE = "supine"
    PRONE = "prone"
    SIDE_LYING = "side-lying"
    QUADRUPED = "quadruped"
    KNEELING = "kneeling"
    SEATED_FLOOR = "seated-floor"
    SEATED_CHAIR = "seated-chair"
    STANDING = "standing"
    WALL = "wall"


class Tag(StrEnum):
    """Movement tags, a closed vocabulary (clinical reference, section C1)."""

    FLEX_LOAD = "FLEX_LOAD"
    FLEX_END = "FLEX_END"
    ROT_END = "ROT_END"
    ROT_MID = "ROT_MID"
    ROT_LOAD = "ROT_LOAD"
    EXT_END = "EXT_END"
    PRONE = "PRONE"
    SUPINE = "SUPINE"
    KNEEL = "KNEEL"
    INVERT = "INVERT"
    SLS = "SLS"
    BAL_FREE = "BAL_FREE"
    EYES_CLOSED = "EYES_CLOSED"
    FLOOR = "FLOOR"
    IMPACT = "IMPACT"
    VALSALVA = "VALSALVA"
    OVERHEAD = "OVERHEAD"
    WRIST = "WRIST"
    SHLD = "SHLD"
    CERV = "CERV"
    HEAD_MOVE = "HEAD_MOVE"
    ISO_LONG = "ISO_LONG"
    ABD_PRESS = "ABD_PRESS"
    KNEE_DEEP = "KNEE_DEEP"
    HIP_FLEX90 = "HIP_FLEX90"
    HIP_ADDIR = "HIP_ADDIR"
    HIP_EXTER = "HIP_EXTER"
    NEURAL = "NEURAL"
    HEEL_LOAD = "HEEL_LOAD"
    LOAD = "LOAD"
    STAND_LONG = "STAND_LONG"
    HEAT = "HEAT"


class Level(StrEnum):
    """How much a person is used to; exercises carry a number from 1 to 5."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"

    @property
    def highest_exercise_level(self) -> int:
        """Highest exercise level allowed (section D: B 1-2, I 1-3, A 1-5)."""
        return {"beginner": 2, "intermediate": 3, "advanced": 5}[self.value]


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise: sets, repeats and holds in seconds, or minutes.

    ``reps`` is one number, or one number a set for falling sets (``6-4-2``); it counts per side where
    the exercise has two. With ``minutes`` the dose is timed: one set, no reps, no hold.
    """

    sets: int
    reps: int | tuple[int, ...] | None
    hold_seconds: int | None = None
    minutes: float | None = None

    def reps_of_sets(self) -> tuple[int, ...]:
        """Repeats of each set; empty for a timed dose."""
        if self.reps is None:
            return ()
        return self.reps if isinstance(self.reps, tuple) else (self.reps,) * self.sets


HOLD_OVERHEAD_SECONDS = 3
REP_SECONDS = 4
BETWEEN_ITEMS_SECONDS = 15


def work_seconds(dose: Dose, sides: int, rest_seconds: int) -> int:
    """Seconds of all sets, both sides and the rests between sets (contract, "Seconds")."""
    if dose.minutes is not None:
        return round(dose.minutes * 60)
    rep = REP_SECONDS if dose.hold_seconds is None else dose.hold_seconds + HOLD_OVERHEAD_SECONDS
    return sides * sum(dose.reps_of_sets()) * rep + (dose.sets * sides - 1) * rest_seconds


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise as its YAML file gives it.

    ``tags`` is None where nobody has looked yet; such an exercise is never selected (SAFE-02).
    ``equipment`` is a list of alternatives: every group needs one of its members.
    ``figure`` is the figure part of the file, read by ``planner.figures``.
    """

    id: ExerciseId
    name: str
    category: Category
    position: Position
    targets: tuple[str, ...]
    regions: tuple[str, ...]
    tags: frozenset[Tag] | None
    equipment: tuple[frozenset[str], ...]
    level: int
    family: FamilyId
    step: int
    dose: Dose
    sides: Literal[1, 2]
    dose_row: DoseRow
    setup: str
    steps: tuple[str, ...]
    breathing: str
    feel: str
    mistakes: tuple[str, ...]
    stop_if: tuple[str, ...]
    evidence: tuple[str, ...]
    figure: Mapping[str, Any]
    sanskrit: str | None = None
    other_names: tuple[str, ...] = ()
    source: str = field(default="", compare=False)
    """Where the file is (``path``), for messages."""
    credit: str = ""
    """Author and licence, to be shown wherever the exercise is; empty for the program's own."""
    picture: bytes | None = field(default=None, repr=False)
    """A PNG that stands in the place of the drawing."""

    def has(self, tag: Tag) -> bool:
        return self.tags is not None and tag in self.tags

    @property
    def upright(self) -> bool:
        """Standing or sitting on a chair."""
        return self.position in (Position.STANDING, Position.WALL, Position.SEATED_CHAIR)

    @property
    def is_strength(self) -> bool:
        """Strength in the sense of WEEK-04: dosed by DOSE-03."""
        return self.dose_row == "DOSE-03"
