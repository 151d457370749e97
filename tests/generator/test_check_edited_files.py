"""What a hand may change in a week file beside its exercises, and what the checker says to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from planner.domain.exercise import ExerciseId, work_seconds
from planner.domain.person import Bones
from planner.domain.routine import RoutineId
from planner.domain.week import Block, BlockKind, CareItem, CareKind, Item, LeftOut, Reason, Week
from planner.generator.check import check_week
from planner.generator.limits.blocks import goes_under
from planner.generator.problem import WeekProblem
from planner.generator.singles import BREATH_ORDER, WARM_UP_POOLS
from tests.generator.conftest import WeekOf
from tests.generator.edits import edit_blocks, edit_item, edit_session
from tests.generator.people import NO, YES, person

Plain = tuple[Week, WeekProblem]


def texts(week: Week, problem: WeekProblem) -> dict[str, str]:
    """Everything the checker says, by limit."""
    said: dict[str, str] = {}
    for breach in check_week(week, problem):
        said[breach.limit] = f"{said.get(breach.limit, '')} {breach.text}"
    return said


def edit_care(week: Week, change: Callable[[CareItem], CareItem], kind: CareKind) -> Week:
    """Changes every care item of a kind."""
    days = [
        replace(day, care=tuple(change(item) if item.kind is kind else item for item in day.care)) for day in week.days
    ]
    changed = replace(week, days=tuple(days))
    assert changed != week
    return changed


def recounted(item: Item) -> Item:
    return replace(item, seconds=work_seconds(item.dose, item.sides, item.rest_seconds))


@pytest.fixture(scope="module")
def thin_bones(week_of: WeekOf) -> Plain:
    return week_of(person(bones=Bones(YES, NO, NO, NO), age=58))


def test_a_week_that_says_nothing_about_what_it_contains_is_found(plain: Plain) -> None:
    week, problem = plain
    silent = replace(week, laws=tuple(law for law in week.laws if law.id != "WEEK-03"))
    assert "does not say" in texts(silent, problem)["WEEK-03"]


def test_a_kept_week_that_claims_not_to_be_kept_is_found(plain: Plain) -> None:
    week, problem = plain
    laws = tuple(replace(law, kept=False) if law.id == "WEEK-03" else law for law in week.laws)
    assert set(texts(replace(week, laws=laws), problem)) == {"WEEK-03"}


def test_a_short_week_that_claims_to_be_kept_is_found(week_of: WeekOf) -> None:
    week, problem = week_of(person(tiredness=9))
    assert not check_week(week, problem)
    laws = tuple(replace(law, kept=True) for law in week.laws)
    assert "the week does not keep it" in texts(replace(week, laws=laws), problem)["WEEK-03"]


@pytest.mark.parametrize("kind", [CareKind.EXERCISE, CareKind.POSTURE, CareKind.WALK])
@pytest.mark.parametrize(
    ("exercise", "limit"), [("no-such", "SAFE-02"), ("standing-back-bend", "SAFE-02"), ("band-row-seated", "EQUIPMENT")]
)
def test_care_is_judged_like_the_exercises_of_a_session(
    thin_bones: Plain, kind: CareKind, exercise: str, limit: str
) -> None:
    week, problem = thin_bones
    changed = edit_care(week, lambda item: replace(item, exercise=ExerciseId(exercise)), kind)
    place = "as daily work" if kind is CareKind.EXERCISE else f"under {kind.value}"
    assert place in texts(changed, problem)[limit]


def test_a_walk_above_the_level_is_found(plain: Plain) -> None:
    week, problem = plain
    high = next(e.id for e in problem.library.exercises.values() if e.category.value == "aerobic" and e.level > 2)
    changed = edit_care(week, lambda item: replace(item, exercise=high), CareKind.WALK)
    assert "LEVEL" in texts(changed, problem)


def test_daily_work_over_five_minutes_is_found(thin_bones: Plain) -> None:
    week, problem = thin_bones
    changed = edit_care(week, lambda item: replace(item, minutes=9.0), CareKind.EXERCISE)
    assert texts(changed, problem).keys() == {"CARE"}
    assert "9 minutes; 5 is the most" in texts(changed, problem)["CARE"]


@pytest.mark.parametrize("minutes", [30.0, 90.0, 0.0, None])
def test_a_walk_longer_than_the_plan_allows_or_without_a_length_is_found(plain: Plain, minutes: float | None) -> None:
    week, problem = plain
    changed = edit_care(week, lambda item: replace(item, minutes=minutes), CareKind.WALK)
    assert texts(changed, problem).keys() == {"CARE"}


def test_a_walk_longer_than_the_diary_asks_for_is_found(week_of: WeekOf) -> None:
    week, problem = week_of(person(), walk_minutes=6)
    assert not check_week(week, problem)
    changed = edit_care(week, lambda item: replace(item, minutes=8.0), CareKind.WALK)
    assert "6 is the most" in texts(changed, problem)["CARE"]


def test_walks_on_more_days_than_planned_and_lying_down_are_found(plain: Plain) -> None:
    week, problem = plain
    walk = next(item for day in week.days for item in day.care if item.kind is CareKind.WALK)
    daily = replace(week, days=tuple(replace(day, care=(*day.care, walk)) for day in week.days))
    assert "walks on 7 days" in texts(daily, problem)["CARE"]
    assert "more than one walk" in texts(daily, problem)["CARE"]
    lying = edit_care(week, lambda item: replace(item, exercise=ExerciseId("brace-supine")), CareKind.WALK)
    assert "is no walk" in texts(lying, problem)["CARE"]


def only_block(week: Week, kind: BlockKind, exercise: str, routine: str | None = None) -> Week:
    """The first session as one block with one exercise."""
    item = replace(week.sessions[0][1].items[0], exercise=ExerciseId(exercise))
    return edit_blocks(week, lambda _: (Block(kind, RoutineId(routine) if routine else None, (item,)),))


@pytest.mark.parametrize(
    ("kind", "exercise"),
    [("stretch", "clamshell"), ("core", "calf-strap"), ("core", "cat-camel"), ("stretch", "chin-tuck-seated"),
     ("breathing", "bridge"), ("warm-up", "bridge"), ("yoga", "bridge")],
)  # fmt: skip
def test_an_exercise_under_a_kind_that_is_not_its_own_is_found(plain: Plain, kind: str, exercise: str) -> None:
    week, problem = plain
    assert exercise in problem.library.exercises
    changed = only_block(week, BlockKind(kind), exercise)
    assert f"does not go into the {kind} block" in texts(changed, problem)["BLOCKS"]


def test_a_routine_under_another_kind_and_an_unknown_one_are_found(plain: Plain) -> None:
    week, problem = plain
    wrong = only_block(week, BlockKind.CORE, "bridge", "yoga-chair")
    assert "yoga routine" in texts(wrong, problem)["BLOCKS"]
    unknown = only_block(week, BlockKind.CORE, "bridge", "no-such")
    assert "no routine no-such" in texts(unknown, problem)["BLOCKS"]


def test_posture_goes_under_core_and_what_opens_or_ends_a_session_has_its_place(plain: Plain) -> None:
    _, problem = plain
    exercises = problem.library.exercises
    assert goes_under(BlockKind.CORE, exercises[ExerciseId("chin-tuck-seated")])
    opening = {name for pool in WARM_UP_POOLS.values() for name in pool}
    assert all(goes_under(BlockKind.WARM_UP, exercises[ExerciseId(name)]) for name in sorted(opening))
    assert all(goes_under(BlockKind.BREATHING, exercises[ExerciseId(name)]) for name in BREATH_ORDER)


def test_a_list_of_refusals_that_is_not_whole_is_found(thin_bones: Plain) -> None:
    week, problem = thin_bones
    assert "not listed" in texts(replace(week, left_out=()), problem)["LEFT-OUT"]
    assert texts(replace(week, left_out=week.left_out[1:]), problem).keys() == {"LEFT-OUT"}
    twice = replace(week, left_out=(*week.left_out, week.left_out[0]))
    assert "twice" in texts(twice, problem)["LEFT-OUT"]


def test_an_exercise_in_use_listed_as_refused_and_other_reasons_are_found(thin_bones: Plain) -> None:
    week, problem = thin_bones
    used = LeftOut(week.sessions[0][1].items[0].exercise, (Reason("FLEX_END/OP", "…"),))
    assert "does not refuse" in texts(replace(week, left_out=(*week.left_out, used)), problem)["LEFT-OUT"]
    other = replace(week.left_out[0], reasons=())
    changed = replace(week, left_out=(other, *week.left_out[1:]))
    assert "other reasons" in texts(changed, problem)["LEFT-OUT"]


def test_flags_taken_out_of_the_file_are_found(thin_bones: Plain) -> None:
    week, problem = thin_bones
    assert week.screening.flags
    changed = replace(week, screening=replace(week.screening, flags=()))
    assert texts(changed, problem).keys() == {"SCREENING"}


def test_a_change_that_an_exercise_does_not_need_is_found(plain: Plain) -> None:
    week, problem = plain
    changed = edit_item(week, lambda item: replace(item, adaptations=(*item.adaptations, "AD-05")))
    assert "AD-05 is listed" in texts(changed, problem)["ADAPTED"]


def test_a_rest_shorter_than_the_dose_gives_is_found(plain: Plain) -> None:
    week, problem = plain
    changed = edit_item(
        week, lambda item: recounted(replace(item, rest_seconds=0)), matching=lambda item: item.rest_seconds > 0
    )
    assert "shorter" in texts(changed, problem)["EFFORT"]


@pytest.mark.parametrize("effort", [0, 10])
def test_no_effort_and_more_effort_than_the_dose_gives_are_found(plain: Plain, effort: int) -> None:
    week, problem = plain
    changed = edit_item(week, lambda item: replace(item, effort=effort))
    assert f"effort {effort}" in texts(changed, problem)["EFFORT"]


def test_fewer_repeats_are_no_breach(plain: Plain) -> None:
    week, problem = plain

    def many(item: Item) -> bool:
        return isinstance(item.reps, int) and item.reps > 2

    changed = edit_item(week, lambda item: recounted(replace(item, reps=2)), matching=many)
    assert not texts(changed, problem).keys() - {"MINUTES", "ORD-02"}


def test_another_name_and_a_replacement_of_nothing_are_found(plain: Plain) -> None:
    week, problem = plain
    renamed = edit_item(week, lambda item: replace(item, name="Crunch"))
    assert texts(renamed, problem).keys() == {"NAMES"}
    for nonsense in ("nonsense", str(week.sessions[0][1].items[0].exercise)):
        changed = edit_item(week, lambda item, n=nonsense: replace(item, instead_of=ExerciseId(n)))  # type: ignore[misc]
        assert texts(changed, problem).keys() == {"NAMES"}


def test_minutes_are_told_with_one_decimal(plain: Plain) -> None:
    week, problem = plain
    changed = edit_session(week, lambda s: replace(s, minutes=s.minutes - 1.0000000000000002))
    said = texts(changed, problem)["MINUTES"]
    assert f"{week.sessions[0][1].minutes - 1:.1f} minutes are written" in said
