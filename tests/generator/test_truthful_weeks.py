"""Weeks say what they really hold, and heed what the diary and the person say."""

from __future__ import annotations

from planner.care.posture import posture_item
from planner.domain.exercise import Category, Dose, ExerciseId
from planner.domain.person import BackPain, WorseWith
from planner.domain.week import BlockKind, Change
from planner.generator.check import check_week
from planner.generator.outcome import Planned
from planner.generator.problem import WeekProblem
from planner.generator.solve import plan_week
from tests.generator.conftest import ProblemOf, WeekOf
from tests.generator.people import NO, START, days, desk_worker, person
from tests.generator.test_weeks import thin_bones_and_numb_feet

E = ExerciseId


def test_a_flare_says_on_which_days_the_daily_work_is_left_out(week_of: WeekOf) -> None:
    pain = BackPain(now=8, below_knee=NO, worse_with=WorseWith.NEITHER)
    week, problem = week_of(thin_bones_and_numb_feet(back_pain=pain))  # type: ignore[arg-type]
    assert check_week(week, problem) == ()
    laws = {law.id: law for law in week.laws}
    assert not laws["DAILY-BACK"].kept
    assert "Monday" in laws["DAILY-BACK"].text
    assert laws["DAILY-BACK"].text.endswith(".")


def test_a_usual_week_says_that_its_daily_work_is_there(week_of: WeekOf) -> None:
    week, _ = week_of(thin_bones_and_numb_feet())  # type: ignore[arg-type]
    assert {law.id: law.kept for law in week.laws}["DAILY-BACK"]


def test_filling_a_place_never_goes_beyond_a_reduced_dose(week_of: WeekOf) -> None:
    week, problem = week_of(person(), doses={E("march-support"): Dose(1, None, None, 1.0)})
    assert check_week(week, problem) == ()
    marches = [i for _, s in week.sessions for i in s.items if i.exercise == "march-support"]
    assert all(item.minutes == 1.0 for item in marches)


def test_at_the_worst_tiredness_without_a_seat_the_week_is_for_rest(problem_of: ProblemOf) -> None:
    problem = problem_of(person(tiredness=9, equipment=frozenset()))
    outcome = plan_week(problem)
    assert isinstance(outcome, Planned)
    assert outcome.week.sessions == ()
    assert check_week(outcome.week, problem) == ()
    assert any("breathe slowly" in message.text for message in outcome.week.screening.messages)


def test_posture_drills_heed_dislikes_and_the_diary(problem_of: ProblemOf) -> None:
    profile = person(dislikes=("posture",))
    passed = problem_of(profile).passed
    exercises = passed.exercises.usable
    for day in range(7):
        drill = posture_item(profile, passed, START.replace(day=20 + day), avoid=(E("walk-break"),)).exercise
        assert drill != "walk-break"
        assert drill is None or exercises[drill].exercise.category.value != "posture"


def _is_new_core(exercise: ExerciseId, used: set[ExerciseId], problem: WeekProblem) -> bool:
    core = problem.library.exercises[exercise].category is Category.CORE
    return core and exercise not in used and problem.may_use(exercise)


def test_what_the_diary_earned_comes_again(week_of: WeekOf) -> None:
    plain, problem = week_of(person())
    used = {item.exercise for _, session in plain.sessions for item in session.items}
    routines = (problem.library.routines[r] for r in problem.library.routines if r.startswith("core-"))
    earned = next(e for r in routines for e in r.items if _is_new_core(e, used, problem))
    grown = (Change(earned, "1 x 4", "1 x 5", "PROG-01", "A little more."),)
    week, _ = week_of(person(), changes=grown)
    assert earned in {item.exercise for _, session in week.sessions for item in session.items}


def test_a_march_that_opens_a_routine_is_easy(week_of: WeekOf) -> None:
    week, _ = week_of(desk_worker())
    marches = [i for _, s in week.sessions for i in s.items if i.exercise == "march-support"]
    assert all(item.effort <= 3 for item in marches)


def test_a_session_without_strength_work_is_not_named_after_it(week_of: WeekOf) -> None:
    week, problem = week_of(desk_worker())
    for _, session in week.sessions:
        strong = any(problem.library.exercises[item.exercise].is_strength for item in session.items)
        assert strong or "strength" not in session.title.lower()


def test_the_few_minutes_of_one_day_are_enough_for_a_session(week_of: WeekOf) -> None:
    week, _ = week_of(person(days=days(wed=10)))
    assert any(block.kind is BlockKind.CORE for _, s in week.sessions for block in s.blocks)


def test_a_posture_break_needs_no_support_to_hold(problem_of: ProblemOf) -> None:
    """Numb feet want a hand on the worktop for the reach upwards: that is no drill for a break beside a chair."""
    profile = thin_bones_and_numb_feet()
    passed = problem_of(profile).passed  # type: ignore[arg-type]
    assert "AD-08" in {a.code for a in passed.exercises.usable[E("stand-reach-break")].adaptations}
    drills = {posture_item(profile, passed, START.replace(day=n)).exercise for n in range(1, 29)}  # type: ignore[arg-type]
    assert "stand-reach-break" not in drills
    assert len(drills) > 3
