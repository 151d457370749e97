"""Which routines suit whom (RT-02): points against a routine, more the less it suits the person and the day."""

from __future__ import annotations

import pytest

from planner.domain.exercise import ExerciseId, Level
from planner.domain.person import Bones, DayOffer
from planner.domain.routine import RoutineId
from planner.domain.week import Change
from planner.generator.bias import just_earned, points_against, points_for_earned
from planner.generator.problem import WeekProblem
from tests.generator.conftest import ProblemOf
from tests.generator.people import NO, YES, person
from tests.generator.test_weeks import FRAIL

E = ExerciseId
BROKEN_SPINE = Bones(NO, NO, NO, YES)
A_LEVEL = 8


def points(problem: WeekProblem, routine: str) -> int | None:
    """On the first day that is offered."""
    slot = next(slot for slot in problem.slots if slot.budget_minutes)
    return points_against(problem, problem.library.routines[RoutineId(routine)], slot)


@pytest.mark.parametrize("bones", [FRAIL, BROKEN_SPINE])
@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("routine", ["core-bone-safe", "yoga-bone-safe"])
def test_with_thin_bones_the_bone_safe_routines_suit_every_level(
    problem_of: ProblemOf, bones: Bones, level: Level, routine: str
) -> None:
    assert points(problem_of(person(bones=bones), level=level), routine) == 0


@pytest.mark.parametrize("level", list(Level))
def test_with_thin_bones_every_other_core_routine_suits_less_than_the_bone_safe_one(
    problem_of: ProblemOf, level: Level
) -> None:
    problem = problem_of(person(bones=FRAIL), level=level)
    others = [r.id for r in problem.library.routines.values() if r.kind.value == "core" and r.id != "core-bone-safe"]
    found = [found for other in others if (found := points(problem, other)) is not None]
    assert len(found) > 3
    assert min(found) >= 18


def test_without_thin_bones_the_bone_safe_routines_suit_less_and_less_the_higher_the_level(
    problem_of: ProblemOf,
) -> None:
    found = [points(problem_of(person(), level=level), "core-bone-safe") for level in Level]
    assert found == [12, 12 + A_LEVEL, 12 + 2 * A_LEVEL]


def test_a_routine_below_the_level_suits_less_and_one_above_it_is_not_offered(problem_of: ProblemOf) -> None:
    beginner, advanced = (problem_of(person(), level=level) for level in (Level.BEGINNER, Level.ADVANCED))
    assert points(advanced, "core-foundation") == (points(beginner, "core-foundation") or 0) + 2 * A_LEVEL
    assert points(beginner, "core-advanced") is None
    assert points(advanced, "core-advanced") == 0


def test_balance_suits_every_level(problem_of: ProblemOf) -> None:
    found = {points(problem_of(person(age=70), level=level), "balance-numb-feet") for level in Level}
    assert found == {0}


def test_evening_yoga_is_for_evenings_and_the_morning_loosener_for_mornings(problem_of: ProblemOf) -> None:
    def at(hour: int) -> WeekProblem:
        offer = person().days["mon"]
        return problem_of(person(days={"mon": DayOffer(20, offer.at.replace(hour=hour))}))

    assert points(at(8), "yoga-evening") is None
    assert points(at(20), "yoga-evening") is not None
    assert (points(at(7), "stretch-morning") or 0) < (points(at(20), "stretch-morning") or 0)


def test_a_routine_in_which_somebody_got_further_suits_better_week_after_week(problem_of: ProblemOf) -> None:
    plain = problem_of(person())
    further = problem_of(person(), steps={E("heel-slide"): E("supine-march")})
    routine = plain.library.routines[RoutineId("core-gentle-start")]
    assert points_for_earned(plain, routine) == 0
    assert points_for_earned(further, routine) > 0


def test_only_what_the_last_week_earned_is_asked_for_in_this_one(problem_of: ProblemOf) -> None:
    """A step of months ago is taken where its routine comes; nobody misses it in a week without that routine."""
    steps = {E("heel-slide"): E("supine-march"), E("seated-mountain"): E("mountain")}
    name = problem_of(person()).library.exercises[E("supine-march")].name
    now = (
        Change(E("heel-slide"), "before", name, "PROG-02", "Next step."),
        Change(E("bridge"), "8 times", "9 times", "PROG-01", "A little more."),
    )
    assert just_earned(problem_of(person(), steps=steps, changes=now)) == (E("supine-march"), E("bridge"))
