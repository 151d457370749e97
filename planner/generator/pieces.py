"""A block that is ready to go into a session, with the sums that sessions are put together from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from planner.domain.exercise import BETWEEN_ITEMS_SECONDS, Category, Exercise, ExerciseId, FamilyId
from planner.domain.week import Block, BlockKind, Item
from planner.generator.problem import WeekProblem

GENTLE_FAMILIES: Final = frozenset({"pranayama", "marchaero", "seataero", "break", "mountain", "sunbreath", "walk"})
RESTFUL_FAMILIES: Final = frozenset({"savasana", "rest", "viparita", "baddha", "pranayama", "breath"})
BREATHING_FAMILIES: Final = frozenset({"breath", "pranayama"})
LYING: Final = ("supine", "prone", "side-lying")

FRONT, SIDE, BACK, HIPS = "front", "side", "back", "hips"
WARM_UP_CHOICE: Final = 4
"""With fewer gentle exercises than this a full warm-up cannot be asked for [D]."""
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
SOLID_CORE_ITEMS: Final = 3
HARD_EFFORT: Final = 7
"""WEEK-06, in the words of the effort scale (EFF-01)."""
BIT_OF_KIND: Final = {BlockKind.CORE: 1, BlockKind.AEROBIC: 2, BlockKind.YOGA: 4, BlockKind.STRETCH: 8}
CATEGORIES_WITH_GROUPS: Final = (Category.CORE, Category.POSTURE, Category.YOGA)
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


class Traits(NamedTuple):
    """What sums ask of an exercise again and again.

    ``on_floor``: this person gets down to the floor for it; a bed counts as none.
    """

    family: FamilyId
    on_floor: bool
    gentle: bool
    breathing: bool
    strength: bool
    extensor: bool
    restful: bool
    lying: bool
    sort: int
    groups: tuple[str, ...]


def traits_of(problem: WeekProblem, exercise_id: ExerciseId) -> Traits | None:
    """None for an exercise that the library does not have."""
    known = problem.traits.get(exercise_id)
    if known is None and exercise_id in problem.library.exercises:
        known = problem.traits[exercise_id] = _traits(problem, problem.library.exercises[exercise_id])
    return known


def _traits(problem: WeekProblem, exercise: Exercise) -> Traits:
    usable = problem.usable.get(exercise.id)
    return Traits(
        family=exercise.family,
        on_floor=usable is not None and usable.needs_floor,
        gentle=is_gentle(exercise),
        breathing=is_breathing(exercise),
        strength=exercise.is_strength,
        extensor=is_extensor(exercise),
        restful=exercise.family in RESTFUL_FAMILIES,
        lying=exercise.position.value in LYING,
        sort=SORT_OF_CATEGORY[exercise.category],
        groups=GROUP_OF_FAMILY.get(exercise.family, ()) if exercise.category in CATEGORIES_WITH_GROUPS else (),
    )


def can_warm_up(problem: WeekProblem) -> bool:
    """Whether enough gentle exercises are left for a warm-up to be asked for (ORD-02)."""
    gentle = [u for u in problem.usable.values() if is_gentle(u.exercise) and problem.may_use(u.exercise.id)]
    return len(gentle) >= WARM_UP_CHOICE


class Piece(NamedTuple):
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
    features: int
    """What limits and wishes look at, a bit for each; those of a session are in any of its pieces."""


def get_ups(floors: Sequence[bool]) -> int:
    """How often a person gets up from the floor, the end of the session included."""
    ups, down = 0, False
    for floor in floors:
        ups += down and not floor
        down = floor
    return ups + down


def changes_seconds(items: int) -> int:
    return BETWEEN_ITEMS_SECONDS * max(0, items - 1)


def gentle_lead(items: Sequence[Item], traits: Sequence[Traits | None]) -> tuple[int, int]:
    """Seconds of the leading breathing, marching or mobility work (ORD-01), changes included, and of how many items."""
    seconds = count = 0
    for item, trait in zip(items, traits, strict=True):
        if trait is None or not trait.gentle:
            break
        seconds += item.seconds
        count += 1
    return seconds + changes_seconds(count), count


def piece_of(problem: WeekProblem, kind: BlockKind, key: str, block: Block) -> Piece:
    """The sums of a block of exercises that the library has."""
    items = block.items
    traits = [trait for item in items if (trait := traits_of(problem, item.exercise)) is not None]
    families, floors, _, _, strengths, extensors, *_ = zip(*traits, strict=True)
    gentle_seconds, gentle_items = gentle_lead(items, traits)
    last, effort = traits[-1], max([item.effort for item in items])
    strength = any(strengths)
    return Piece(
        block=block,
        kind=kind,
        key=key,
        exercises=frozenset([item.exercise for item in items]),
        families=frozenset(families),
        seconds=sum([item.seconds for item in items]) + changes_seconds(len(items)),
        get_ups=get_ups(floors) - floors[-1],
        starts_on_floor=floors[0],
        ends_on_floor=floors[-1],
        gentle_seconds=gentle_seconds,
        all_gentle=gentle_items == len(items),
        strength=strength,
        extensor=any(extensors),
        highest_effort=effort,
        restful_end=last.restful,
        lying_end=last.lying,
        features=_features(kind, len(items), strength=strength, hard=effort >= HARD_EFFORT),
    )


def _features(kind: BlockKind, items: int, *, strength: bool, hard: bool) -> int:
    solid = kind is BlockKind.CORE and items >= SOLID_CORE_ITEMS
    return BIT_OF_KIND.get(kind, 0) | solid << 4 | strength << 5 | hard << 6
