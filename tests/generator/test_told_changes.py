"""The changes that a week tells are those it shows."""

from __future__ import annotations

from dataclasses import replace

from planner.domain.dose_words import dose_words
from planner.domain.exercise import ExerciseId
from planner.domain.week import BlockKind, CareKind, Change, Item, Week
from planner.generator.problem import WeekProblem
from planner.generator.told_changes import AWAY, told_changes
from tests.generator.conftest import WeekOf
from tests.generator.edits import edit_blocks
from tests.generator.people import person

Plain = tuple[Week, WeekProblem]


def change(exercise: str, after: str, rule: str = "PROG-02") -> Change:
    return Change(ExerciseId(exercise), "less", after, rule, "A little more.")


def told(plain: Plain, *changes: Change, steps: dict[str, str] | None = None) -> tuple[Change, ...]:
    week, problem = plain
    named = {ExerciseId(old): ExerciseId(new) for old, new in (steps or {}).items()}
    prescription = replace(problem.prescription, changes=changes, steps=named)
    return told_changes(week, replace(problem, prescription=prescription))


def items_of(week: Week, kind: BlockKind) -> list[Item]:
    return [i for _, session in week.sessions for block in session.blocks if block.kind is kind for i in block.items]


def unused(week: Week, problem: WeekProblem) -> ExerciseId:
    used = {item.exercise for _, session in week.sessions for item in session.items}
    return next(e for e in problem.library.exercises if e not in used)


def test_a_change_of_an_exercise_that_the_week_has_at_the_new_dose_is_told(plain: Plain) -> None:
    item = items_of(plain[0], BlockKind.CORE)[0]
    told_of = change(item.exercise, dose_words(item.dose, item.sides))
    assert told(plain, told_of) == (told_of,)


def test_a_change_of_an_exercise_that_is_not_in_the_week_is_not_told(plain: Plain) -> None:
    assert told(plain, change(unused(*plain), "9 times"), change(unused(*plain), "a little more load", "PROG-03")) == ()


def test_a_warm_up_stretched_over_its_prescription_tells_no_change(plain: Plain) -> None:
    week, _ = plain
    stretched = next(item for item in items_of(week, BlockKind.WARM_UP) if item.minutes is not None)
    assert told(plain, change(stretched.exercise, "2 min 15 s", "PAIN-04")) == ()


def test_a_step_is_told_where_the_new_exercise_stands(plain: Plain) -> None:
    week, problem = plain
    new, old = items_of(week, BlockKind.CORE)[0], unused(week, problem)
    step = change(old, new.name)
    assert told(plain, step, steps={old: new.exercise}) == (step,)
    gone = replace(week, days=tuple(replace(day, sessions=(), care=()) for day in week.days))
    assert told((gone, problem), step, steps={old: new.exercise}) == ()


def test_an_exercise_set_aside_is_told_while_it_is_away(plain: Plain) -> None:
    week, problem = plain
    away = change(unused(week, problem), AWAY, "REG-02")
    here = change(items_of(week, BlockKind.CORE)[0].exercise, AWAY, "REG-02")
    assert told(plain, away, here) == (away,)


def test_walks_are_told_as_they_stand_in_the_week(plain: Plain) -> None:
    week, problem = plain
    days = sum(item.kind is CareKind.WALK for day in week.days for item in day.care)
    as_it_is = change("walk-5", f"{days} × {problem.walks.minutes} min", "PROG-08")
    assert told(plain, as_it_is, change("walk-5", f"{days + 1} × 30 min", "PROG-08")) == (as_it_is,)


def test_a_planned_week_holds_only_the_changes_it_shows(week_of: WeekOf, plain: Plain) -> None:
    away = change(unused(*plain), "9 times")
    week, _ = week_of(person(), changes=(away,))
    assert week.changes == ()
    assert replace(week, changes=plain[0].changes).days == plain[0].days


def test_a_set_less_than_prescribed_is_not_told_as_the_whole(plain: Plain) -> None:
    week, problem = plain
    item = items_of(week, BlockKind.CORE)[0]
    after = change(item.exercise, dose_words(item.dose, item.sides))
    fewer = week
    for which in range(len(week.sessions)):
        fewer = edit_blocks(
            fewer,
            lambda blocks: tuple(
                replace(b, items=tuple(replace(i, sets=1, reps=1, hold_seconds=1) for i in b.items)) for b in blocks
            ),
            which=which,
        )
    assert told((fewer, problem), after) == ()


def test_a_step_is_not_told_where_the_week_goes_on_with_the_exercise_before_it(plain: Plain) -> None:
    """A routine that held both goes on with both: nothing has changed."""
    one, two = items_of(plain[0], BlockKind.CORE)[:2]
    taken = change(one.exercise, two.name)
    assert told(plain, taken, steps={one.exercise: two.exercise}) == ()
    gone = change(unused(*plain), two.name)
    assert told(plain, gone, steps={gone.exercise: two.exercise}) == (gone,)
