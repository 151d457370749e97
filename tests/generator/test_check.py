"""The checker finds what a hand has changed in a week, and names it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import time, timedelta

import pytest

from planner.domain.exercise import ExerciseId, Level, work_seconds
from planner.domain.person import Bones, Falls, Numbness
from planner.domain.week import Block, BlockKind, Caps, CareKind, Item, Session, SessionId, Week
from planner.generator.check import check_week
from planner.generator.facts import facts_of
from planner.generator.problem import WeekProblem
from tests.generator.conftest import WeekOf
from tests.generator.edits import edit_blocks, edit_day, edit_item, edit_session
from tests.generator.people import FULL_HOME, NO, YES, days, person, very_tired

Plain = tuple[Week, WeekProblem]


def breached(week: Week, problem: WeekProblem) -> set[str]:
    return {breach.limit for breach in check_week(week, problem)}


def recounted(week: Week, problem: WeekProblem) -> Week:
    """The same week with honest sums, so that only the edit itself is left to find."""
    for which, (_, session) in enumerate(week.sessions):
        minutes = facts_of(problem, session).minutes
        week = edit_session(week, lambda s, m=minutes: replace(s, minutes=m), which=which)
    return week


def as_exercise(item: Item, exercise: str, sides: int = 1) -> Item:
    seconds = work_seconds(item.dose, sides, item.rest_seconds)
    return replace(item, exercise=ExerciseId(exercise), name=exercise, sides=sides, seconds=seconds)


def test_checking_needs_no_solver() -> None:
    code = "import sys, planner.generator.check; sys.exit('ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_unknown_exercise_is_found(plain: Plain) -> None:
    week, problem = plain
    changed = edit_item(week, lambda item: replace(item, exercise=ExerciseId("nonsense")))
    assert "SAFE-02" in breached(changed, problem)


def test_an_excluded_exercise_is_found_with_its_rule(week_of: WeekOf) -> None:
    week, problem = week_of(person(bones=Bones(YES, NO, NO, NO)))
    changed = edit_item(week, lambda item: as_exercise(item, "mcgill-curl-up"), matching=lambda i: i.sides == 1)
    found = [b for b in check_week(changed, problem) if b.limit == "SAFE-02"]
    assert found
    assert "/OP" in found[0].text


def test_an_exercise_above_the_level_is_found(plain: Plain) -> None:
    week, problem = plain
    changed = edit_item(week, lambda item: as_exercise(item, "low-cobra"), matching=lambda i: i.sides == 1)
    assert "LEVEL" in breached(changed, problem)


def test_an_exercise_without_its_equipment_is_found(plain: Plain) -> None:
    week, problem = plain
    changed = edit_item(week, lambda item: as_exercise(item, "band-row-seated"), matching=lambda i: i.sides == 1)
    assert "EQUIPMENT" in breached(changed, problem)


def test_a_missing_adaptation_is_found(week_of: WeekOf) -> None:
    week, problem = week_of(person(numbness=Numbness(("feet",), "same", YES), bones=Bones(YES, NO, NO, NO)))
    changed = edit_item(week, lambda item: replace(item, adaptations=()), matching=lambda item: bool(item.adaptations))
    assert breached(changed, problem) == {"ADAPTED"}


def test_wrong_seconds_are_found(plain: Plain) -> None:
    week, problem = plain
    changed = recounted(edit_item(week, lambda item: replace(item, seconds=item.seconds + 2)), problem)
    assert breached(changed, problem) == {"SECONDS"}


def test_wrong_minutes_are_found(plain: Plain) -> None:
    week, problem = plain
    changed = edit_session(week, lambda s: replace(s, minutes=round(s.minutes - 0.2, 1)))
    assert breached(changed, problem) == {"MINUTES"}


def test_a_session_over_its_minutes_is_found(plain: Plain) -> None:
    week, problem = plain
    long = edit_item(
        week, lambda item: replace(item, minutes=15, seconds=900), matching=lambda item: item.minutes is not None
    )
    assert "BUDGET" in breached(recounted(long, problem), problem)


def test_a_budget_raised_by_hand_does_not_help(plain: Plain) -> None:
    week, problem = plain
    assert breached(edit_session(week, lambda s: replace(s, budget_minutes=60)), problem) == {"BUDGET"}


def test_two_sessions_share_the_minutes_of_their_day(plain: Plain) -> None:
    week, problem = plain

    def twice(session: Session) -> tuple[Session, Session]:
        return session, replace(session, id=SessionId("mon-2"), at=time(19, 0))

    changed = edit_day(week, 0, lambda day: replace(day, sessions=twice(day.sessions[0])))
    assert "BUDGET" in breached(changed, problem)


def test_effort_and_holds_over_the_caps_are_found(week_of: WeekOf) -> None:
    week, problem = week_of(person(bones=Bones(NO, NO, NO, YES)))
    harder = edit_item(week, lambda item: replace(item, effort=9))
    assert "CAPS" in breached(harder, problem)

    def held(item: Item) -> Item:
        longer = replace(item, sets=1, reps=1, hold_seconds=18)
        return replace(longer, seconds=work_seconds(longer.dose, longer.sides, longer.rest_seconds))

    def is_core(item: Item) -> bool:
        return problem.library.exercises[item.exercise].category.value == "core"

    longer = recounted(edit_item(week, held, matching=is_core), problem)
    assert "CAPS" in breached(longer, problem)


def test_a_dose_above_the_table_is_found(plain: Plain) -> None:
    week, problem = plain

    def more(item: Item) -> Item:
        heavy = replace(item, sets=6)
        return replace(heavy, seconds=work_seconds(heavy.dose, heavy.sides, heavy.rest_seconds))

    changed = edit_item(week, more, matching=lambda i: i.minutes is None and isinstance(i.reps, int))
    assert "DOSE" in breached(recounted(changed, problem), problem)


def test_blocks_out_of_order_and_twice_are_found(plain: Plain) -> None:
    week, problem = plain
    which = next(n for n, (_, s) in enumerate(week.sessions) if len(s.blocks) > 1)
    backwards = edit_blocks(week, lambda blocks: blocks[::-1], which=which)
    assert "ORD-01" in breached(recounted(backwards, problem), problem)
    doubled = edit_blocks(week, lambda blocks: (blocks[0], *blocks), which=which)
    assert {"ORD-01", "ONCE"} <= breached(recounted(doubled, problem), problem)


def test_a_missing_warm_up_is_found(week_of: WeekOf) -> None:
    week, problem = week_of(person(age=70))
    cold = edit_blocks(week, lambda blocks: tuple(b for b in blocks if b.kind is not BlockKind.WARM_UP))
    assert "ORD-02" in breached(recounted(cold, problem), problem)


def test_too_many_floor_changes_are_found(week_of: WeekOf) -> None:
    week, problem = week_of(person(falls=Falls(YES, NO), equipment=FULL_HOME - {"bed"}))
    item = week.sessions[0][1].items[0]
    down, up = as_exercise(item, "brace-supine"), as_exercise(item, "mountain")
    lying = replace(as_exercise(item, "diaphragm-breath"), name="again")
    restless = Block(BlockKind.CORE, None, (down, up, lying, replace(up, exercise=ExerciseId("chin-tuck-seated"))))
    changed = edit_blocks(week, lambda blocks: (restless,))
    assert "ORD-03" in breached(recounted(changed, problem), problem)


def test_strength_on_two_days_running_is_found(week_of: WeekOf) -> None:
    week, problem = week_of(person(days=days(mon=20, tue=20, thu=20)))
    strong = next(s for _, s in week.sessions if facts_of(problem, s).strength)
    changed = edit_session(week, lambda s: replace(s, blocks=strong.blocks, minutes=strong.minutes), which=0)
    changed = edit_session(changed, lambda s: replace(s, blocks=strong.blocks, minutes=strong.minutes), which=1)
    assert "WEEK-04" in breached(changed, problem)


def test_two_hard_days_running_are_found(week_of: WeekOf) -> None:
    week, problem = week_of(person(level=Level.ADVANCED, days=days(mon=20, tue=20, thu=20)))

    def hard(session: Session) -> Session:
        blocks = tuple(replace(b, items=tuple(replace(i, effort=7) for i in b.items)) for b in session.blocks)
        return replace(session, blocks=blocks)

    assert "WEEK-06" in breached(edit_session(edit_session(week, hard, which=0), hard, which=1), problem)


def test_a_week_without_rest_is_found(week_of: WeekOf) -> None:
    week, problem = week_of(person(days=days(mon=15, tue=15, wed=15, thu=15, fri=15, sat=15, sun=15)))
    empty = next(n for n, day in enumerate(week.days) if day.rest)
    session = replace(week.sessions[0][1], id=SessionId(f"{week.days[empty].weekday}-1"), at=time(10))
    changed = edit_day(week, empty, lambda day: replace(day, rest=False, sessions=(session,)))
    assert "REST-DAY" in breached(changed, problem)


def test_a_session_on_a_day_not_offered_is_found(plain: Plain) -> None:
    week, problem = plain
    session = replace(week.sessions[0][1], id=SessionId("wed-1"))
    changed = edit_day(week, 2, lambda day: replace(day, rest=False, sessions=(session,)))
    assert "OFFERED" in breached(changed, problem)


def test_another_start_time_is_found(plain: Plain) -> None:
    week, problem = plain
    assert breached(edit_session(week, lambda s: replace(s, at=time(5, 0))), problem) == {"OFFERED"}


def test_wrong_dates_ids_and_rest_marks_are_found(plain: Plain) -> None:
    week, problem = plain
    assert breached(edit_session(week, lambda s: replace(s, id=SessionId("mon-2"))), problem) == {"DATES"}
    assert breached(edit_day(week, 0, lambda d: replace(d, rest=True)), problem) == {"DATES"}
    assert breached(edit_day(week, 0, lambda d: replace(d, weekday="sun")), problem) >= {"DATES"}
    assert breached(edit_day(week, 3, lambda d: replace(d, date=d.date + timedelta(1))), problem) >= {"DATES"}
    assert "DATES" in breached(replace(week, days=week.days[:6]), problem)


def test_a_disliked_exercise_is_found(week_of: WeekOf, plain: Plain) -> None:
    week, _ = plain
    used = week.sessions[0][1].items[0].exercise
    _, problem = week_of(person(dislikes=(used,)))
    assert "DISLIKE" in breached(week, problem)


def test_a_week_that_drops_its_core_although_there_is_time_is_found(plain: Plain) -> None:
    week, problem = plain
    changed = week
    for which in range(len(week.sessions)):
        changed = edit_blocks(changed, lambda bs: tuple(b for b in bs if b.kind is not BlockKind.CORE), which=which)
    assert "WEEK-03" in breached(recounted(changed, problem), problem)


def test_a_week_without_posture_breaks_or_walks_is_found(plain: Plain) -> None:
    week, problem = plain
    for kind in (CareKind.POSTURE, CareKind.WALK):
        changed = replace(
            week, days=tuple(replace(d, care=tuple(c for c in d.care if c.kind is not kind)) for d in week.days)
        )
        assert breached(changed, problem) == {"WEEK-03"}


def test_missing_daily_work_is_found_in_sessions_and_on_rest_days(week_of: WeekOf) -> None:
    week, problem = week_of(person(bones=Bones(YES, NO, NO, NO), age=58))
    no_balance = edit_blocks(week, lambda bs: tuple(b for b in bs if b.kind is not BlockKind.BALANCE))
    assert "DAILY-BALANCE" in breached(recounted(no_balance, problem), problem)
    rest = next(n for n, day in enumerate(week.days) if day.rest)
    without = edit_day(week, rest, lambda d: replace(d, care=tuple(c for c in d.care if c.kind.value != "exercise")))
    assert breached(without, problem) == {"DAILY-BALANCE", "DAILY-BACK"}


def test_a_normal_session_in_a_very_tired_week_is_found(week_of: WeekOf, plain: Plain) -> None:
    normal, _ = plain
    week, problem = week_of(very_tired())
    heavy = normal.sessions[0][1]
    changed = edit_session(week, lambda s: replace(s, blocks=heavy.blocks, minutes=heavy.minutes))
    assert {"FAT", "BUDGET", "CAPS"} <= breached(changed, problem)


def test_a_file_that_plays_down_the_screening_is_found(week_of: WeekOf) -> None:
    week, problem = week_of(person(bones=Bones(YES, NO, NO, NO)))
    milder = replace(week, screening=replace(week.screening, conditions=(), caps=Caps()))
    assert breached(milder, problem) == {"SCREENING"}


@pytest.mark.parametrize("most", [5])
def test_more_sets_than_the_diary_allows_are_found(week_of: WeekOf, plain: Plain, most: int) -> None:
    week, problem = plain
    strict = replace(problem, prescription=replace(problem.prescription, most_sets=most))
    assert breached(week, strict) == {"PROG-04"}
