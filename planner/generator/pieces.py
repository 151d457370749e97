"""A block that is ready to go into a session, with the sums that sessions are put together from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planner.domain.exercise import BETWEEN_ITEMS_SECONDS, Category, Exercise, ExerciseId, FamilyId
from planner.domain.week import Block, BlockKind, Item
from planner.generator.problem import WeekProblem

GENTLE_FAMILIES: Final = frozenset({"pranayama", "marchaero", "seataero", "break", "mountain", "sunbreath", "walk"})
RESTFUL_FAMILIES: Final = frozenset({"savasana", "rest", "viparita", "baddha", "pranayama", "breath"})
BREATHING_FAMILIES: Final = frozenset({"breath", "pranayama"})

FRONT, SIDE, BACK, HIPS = "front", "side", "back", "hips"
GROUPS: Final = (FRONT, SIDE, BACK, HIPS)
GROUP_OF_FAMILY: Final[dict[str, tuple[str, ...]]] = {
    "deadbug": (FRONT,),
    "curlup": (FRONT,),
    "plank": (FRONT,),
    "phalaka": (FRONT,),
    "navasana": (FRONT,),
    "sideplank": (SIDE,),
    "carry": (SIDE,),
    "pallof": (SIDE, FRONT),
    "birddog": (BACK, HIPS),
    "backext": (BACK,),
    "cobra": (BACK,),
    "locust": (BACK, HIPS),
    "warrior3": (BACK, HIPS),
    "hinge": (BACK, HIPS),
    "bridge": (HIPS,),
    "setubandha": (HIPS,),
    "hipabd": (HIPS, SIDE),
    "hipext": (HIPS,),
    "squat": (HIPS,),
    "lunge": (HIPS,),
    "stepup": (HIPS,),
    "wallsit": (HIPS,),
    "utkatasana": (HIPS,),
}

SORTS: Final = ("core", "movement", "stretch and yoga", "posture")
SORT_OF_CATEGORY: Final = {
    Category.CORE: 0,
    Category.AEROBIC: 1,
    Category.BALANCE: 0,
    Category.MOBILITY: 1,
    Category.STRETCH: 2,
    Category.YOGA: 2,
    Category.POSTURE: 3,
}
"""Goal weights of A9: core 40 %, movement 30 %, stretch and yoga 20 %, posture 10 %. Balance counts as core [D]."""


def is_extensor(exercise: Exercise) -> bool:
    """Back extensor work in the sense of DOSE-04."""
    return exercise.dose_row == "DOSE-04"


def is_balance(exercise: Exercise) -> bool:
    return exercise.category is Category.BALANCE


def is_breathing(exercise: Exercise) -> bool:
    return exercise.family in BREATHING_FAMILIES


def is_gentle(exercise: Exercise) -> bool:
    """May count towards the warm-up (ORD-01: breathing, march, mobility)."""
    return exercise.category is Category.MOBILITY or exercise.family in GENTLE_FAMILIES


@dataclass(frozen=True, slots=True)
class Piece:
    """``seconds`` covers the items and the changes between them, not the getting up.

    ``get_ups`` counts getting up from the floor inside the block. ``gentle_seconds`` is its leading warm-up-like part.
    """

    block: Block
    kind: BlockKind
    key: str
    exercises: frozenset[ExerciseId]
    families: frozenset[FamilyId]
    seconds: int
    get_ups: int
    starts_on_floor: bool
    ends_on_floor: bool
    gentle_seconds: int
    all_gentle: bool
    strength: bool
    extensor: bool
    highest_effort: int
    restful_end: bool
    lying_end: bool


def on_floor(problem: WeekProblem, exercise_id: ExerciseId) -> bool:
    """Whether this person gets down to the floor for it; a bed counts as none."""
    usable = problem.usable.get(exercise_id)
    return usable is not None and usable.needs_floor


def get_ups(floors: list[bool]) -> int:
    """How often a person gets up from the floor, the end of the session included."""
    ups, down = 0, False
    for floor in floors:
        ups += down and not floor
        down = floor
    return ups + down


def changes_seconds(items: int) -> int:
    return BETWEEN_ITEMS_SECONDS * max(0, items - 1)


def piece_of(problem: WeekProblem, kind: BlockKind, key: str, block: Block) -> Piece:
    """The sums of a block."""
    items, known = block.items, problem.library.exercises
    exercises = [known[item.exercise] for item in items]
    floors = [on_floor(problem, item.exercise) for item in items]
    gentle, all_gentle = _leading(items, exercises)
    last = exercises[-1]
    return Piece(
        block=block,
        kind=kind,
        key=key,
        exercises=frozenset([item.exercise for item in items]),
        families=frozenset([exercise.family for exercise in exercises]),
        seconds=sum([item.seconds for item in items]) + changes_seconds(len(items)),
        get_ups=get_ups(floors) - floors[-1],
        starts_on_floor=floors[0],
        ends_on_floor=floors[-1],
        gentle_seconds=gentle,
        all_gentle=all_gentle,
        strength=any(e.is_strength for e in exercises),
        extensor=any(is_extensor(e) for e in exercises),
        highest_effort=max([item.effort for item in items]),
        restful_end=last.family in RESTFUL_FAMILIES,
        lying_end=last.position.value in ("supine", "prone", "side-lying"),
    )


def _leading(items: tuple[Item, ...], exercises: list[Exercise]) -> tuple[int, bool]:
    seconds = 0
    for number, (item, exercise) in enumerate(zip(items, exercises, strict=True)):
        if not is_gentle(exercise):
            return seconds, False
        seconds += item.seconds + (BETWEEN_ITEMS_SECONDS if number else 0)
    return seconds, True
