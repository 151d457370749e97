"""Which routines suit this person and this day (RT-02), as points against; None means not offered."""

from __future__ import annotations

from typing import Final

from planner.domain.exercise import ExerciseId, Level
from planner.domain.person import Answer
from planner.domain.routine import Routine, RoutineKind
from planner.generator.fitting import LEVEL_ORDER
from planner.generator.problem import DaySlot, WeekProblem
from planner.screening.outcome import Pace

LOW_ENERGY: Final = ("core-low-energy", "yoga-breath-five", "yoga-restorative")
"""FAT-03: the named routines of an orange week; of the restorative one only the first two items."""
RESTORATIVE: Final = ("yoga-restorative", "yoga-breath-five")
"""AMB-24 and REG-03: what counts as restorative work [D]."""
NO_FLOOR: Final = ("core-chair", "core-standing-support", "yoga-chair", "yoga-standing-support")
FOR_CHAIRS: Final = ("core-chair", "yoga-chair")
BONE_SAFE: Final = ("core-bone-safe", "yoga-bone-safe")
GROWTH: Final = ("PROG-01", "PROG-03")
MOST_EARNED_POINTS: Final = 6
WORDS_OF_KIND: Final = {
    RoutineKind.CORE: ("core",),
    RoutineKind.STRETCHING: ("stretch", "stretching"),
    RoutineKind.YOGA: ("yoga",),
    RoutineKind.BALANCE: ("balance",),
}


def points_against(problem: WeekProblem, routine: Routine, slot: DaySlot) -> int | None:
    """0 for a routine that fits this person and day, more the less it fits; None where it must not be used."""
    if not _may_be_offered(problem, routine, slot):
        return None
    points = _by_condition(problem, routine) + _by_level(problem, routine) + _by_day(problem, routine, slot)
    return max(0, points)


def just_earned(problem: WeekProblem) -> tuple[ExerciseId, ...]:
    """What last week's diary made a little harder: next steps, and exercises with a larger dose (PROG-01, PROG-02)."""
    exercises, changes = problem.library.exercises, problem.prescription.changes
    told = {(c.exercise, c.after) for c in changes}
    up = [new for old, new in _steps_up(problem) if (old, exercises[new].name) in told]
    grown = [c.exercise for c in changes if c.rule in GROWTH and c.exercise not in problem.prescription.steps]
    return tuple(e for e in dict.fromkeys((*up, *grown)) if e in exercises and problem.may_use(e))


def _steps_up(problem: WeekProblem) -> list[tuple[ExerciseId, ExerciseId]]:
    """Exercises and the later steps that stand in for them, those of earlier weeks too."""
    exercises = problem.library.exercises
    steps = problem.prescription.steps.items()
    return [(old, new) for old, new in steps if exercises[new].step > exercises[old].step]


def points_for_earned(problem: WeekProblem, routine: Routine) -> int:
    """Points off for a routine in which somebody has just got further: progress needs the same exercises again."""
    steps = problem.prescription.steps
    held = {steps.get(e, e) for e in routine.items}
    earned = {*just_earned(problem), *(new for _, new in _steps_up(problem) if problem.may_use(new))}
    return min(MOST_EARNED_POINTS, 2 * len(held & earned))


def disliked(problem: WeekProblem, routine: Routine) -> bool:
    words = (str(routine.id), *WORDS_OF_KIND[routine.kind])
    return any(word in problem.profile.dislikes for word in words)


def liked(problem: WeekProblem, routine: Routine) -> bool:
    words = (str(routine.id), *WORDS_OF_KIND[routine.kind])
    return any(word in problem.profile.likes for word in words)


def _may_be_offered(problem: WeekProblem, routine: Routine, slot: DaySlot) -> bool:
    if disliked(problem, routine) or LEVEL_ORDER.index(routine.level) > LEVEL_ORDER.index(problem.level):
        return False
    if problem.breathing_only:
        return False
    if slot.restorative:
        return routine.id in RESTORATIVE
    if problem.low_energy:
        return routine.id in LOW_ENERGY
    conditions = problem.passed.conditions
    match str(routine.id):
        case "stretch-extension-bias":
            # RT-02 asks that arching eases the pain. No question asks that, so the person has to name the set [D].
            return routine.id in problem.profile.likes and "EXT" not in conditions
        case "stretch-flexion-bias":
            barred = {"OP", "VF", "GLA", "GER", "SCI"}
            return "EXT" in conditions and barred.isdisjoint(conditions)
        case "yoga-evening":
            return slot.kind[3]
        case _:
            return True


def _by_condition(problem: WeekProblem, routine: Routine) -> int:
    conditions = problem.passed.conditions
    points = 0
    if _thin_bones(problem) and routine.kind in (RoutineKind.CORE, RoutineKind.YOGA):
        points += 0 if routine.id in BONE_SAFE else 18
    elif routine.id in BONE_SAFE:
        points += 12
    if routine.id == "stretch-upper" and "NEC" not in conditions:
        points += 6  # for the neck and chest; the low back gains more from the other sets [D]
    lies_down = problem.profile.floor is Answer.YES or "bed" in problem.profile.equipment
    if not lies_down and routine.kind in (RoutineKind.CORE, RoutineKind.YOGA) and routine.id not in NO_FLOOR:
        points += 10
    if lies_down and problem.pace is Pace.GREEN and routine.id in FOR_CHAIRS:
        points += 8  # chair work is for days or people that need it; the floor asks more of the trunk [D]
    return points


def _thin_bones(problem: WeekProblem) -> bool:
    return not {"OP", "VF"}.isdisjoint(problem.passed.conditions)


def _by_level(problem: WeekProblem, routine: Routine) -> int:
    gap = LEVEL_ORDER.index(problem.level) - LEVEL_ORDER.index(routine.level)
    # Balance work and the bone-safe routines grow with the steps of their exercises (RT-02 knows no level).
    suits_all = routine.kind is RoutineKind.BALANCE or (routine.id in BONE_SAFE and _thin_bones(problem))
    points = 0 if suits_all else 8 * gap
    if routine.id == "core-gentle-start" and problem.level is not Level.BEGINNER:
        points += 10
    return points


def _by_day(problem: WeekProblem, routine: Routine, slot: DaySlot) -> int:
    tired = problem.pace is not Pace.GREEN
    points = 0
    if routine.id in ("core-low-energy", "yoga-restorative") and not slot.restorative:
        points += 4 if tired else 14
    if routine.id == "yoga-evening":
        points += 4
    if routine.id == "stretch-morning" and not slot.early:
        points += 8
    if routine.minutes <= 6 and slot.budget_minutes > 10 and not slot.restorative:
        points += 6
    return points
