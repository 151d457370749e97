"""PROG-01 to PROG-08, written a second time: what each forbids in a life, as breaches in words."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.exercise import Tag
from planner.domain.person import Answer
from tests.progression.lived import (
    GROWTH,
    Lived,
    after_each_week,
    grew,
    items_of,
    last_times,
    level_order,
    most_work,
    pages_of,
    said,
    sets_of,
    walking,
    walks_of,
)


def growth_needs_room_to_spare_twice_running(life: Lived) -> Iterator[str]:
    """PROG-01, and PROG-06's two sessions at a step."""
    for number in after_each_week(life):
        times = dict(last_times(life, number - 1))
        for change in life.told[number].changes:
            if change.rule in GROWTH:
                last = times.get(change.exercise, [])[-2:]
                if len(last) < 2 or not all(once.spare for once in last):
                    yield f"week {number}: {change.exercise} grew by {change.rule} without two easy sessions"


def an_exercise_grows_in_one_way_at_a_time(life: Lived) -> Iterator[str]:
    """PROG-02, between two usual weeks of one level."""
    for number in after_each_week(life):
        was, now = life.told[number - 1], life.told[number]
        if was.level is not now.level or was.pace is not now.pace or min(was.volume_factor, now.volume_factor) < 1:
            continue
        before = {item.exercise: item for item in items_of(life.weeks[number - 1]) if item.minutes is None}
        for item in items_of(life.weeks[number]):
            old = before.get(item.exercise)
            if old is None or item.minutes is not None or old.sets != item.sets:
                continue
            reps = max(item.dose.reps_of_sets()) > max(old.dose.reps_of_sets())
            if reps and (item.hold_seconds or 0) > (old.hold_seconds or 0):
                yield f"week {number}: {item.exercise} has more repeats and a longer hold"


def more_load_leaves_the_dose_as_it_is(life: Lived) -> Iterator[str]:
    """PROG-03: a little more load, and nothing else at once."""
    for number in after_each_week(life):
        for change in life.told[number].changes:
            if change.rule != "PROG-03":
                continue
            if Tag.LOAD not in (life.library.exercises[change.exercise].tags or ()):
                yield f"week {number}: {change.exercise} has no load to add to"
            if most_work(life.weeks[number], change.exercise) > most_work(life.weeks[number - 1], change.exercise):
                yield f"week {number}: {change.exercise} has more load and a larger dose"


def sets_and_walks_grow_by_a_tenth(life: Lived) -> Iterator[str]:
    """PROG-04: against the best of the last four weeks; weeks of ten-minute sessions (FAT-03) are no yardstick."""
    minutes = walking(life)
    for number in after_each_week(life):
        recent = range(max(0, number - 4), number)
        best = max(minutes[n] for n in recent)
        if best and minutes[number] > (best + 5 if best < 50 else 1.1 * best):
            yield f"week {number}: {minutes[number]} minutes of walking after {best}"
        usual_weeks = [life.weeks[n] for n in recent if life.weeks[n].screening.caps.session_minutes != 10]
        if usual_weeks and not said(life.told[number], "RET-05"):
            most = max(sets_of(week) for week in usual_weeks)
            if sets_of(life.weeks[number]) > most + max(1, most // 10):
                yield f"week {number}: {sets_of(life.weeks[number])} sets after {most}"


def _stay(life: Lived, number: int) -> str | None:
    """Why nothing may get harder after that week (PROG-05)."""
    pages, week = pages_of(life, number), life.weeks[number]
    if any(
        once.too_much or once.unsettled
        for _, times in last_times(life, number)
        for once in times
        if once.week == number
    ):
        return "a pain rule was broken"
    tired = [page.tiredness for page in pages if page.tiredness is not None]
    if tired and sum(tired) / len(tired) >= 6:
        return "tired"
    if len([page for page in pages if page.done != "none"]) < 0.7 * len(week.sessions):
        return "few sessions"
    numb = life.person.numbness.areas is None or bool(life.person.numbness.areas)
    said_no = any(said.week == week.start and said.b12_done is False for said in life.check_ins)
    if said_no and numb and life.person.b12.low is not Answer.NO:
        return "a missed treatment with symptoms"
    return None


def nothing_progresses_after_a_week_that_says_stay(life: Lived) -> Iterator[str]:
    """PROG-05: doses, steps, load, level and walks."""
    minutes = walking(life)
    for number in after_each_week(life):
        why, told = _stay(life, number - 1), life.told[number]
        if why is None:
            continue
        if grew(told):
            yield f"week {number}: {grew(told)} after {why}"
        if level_order(told.level) > level_order(life.told[number - 1].level):
            yield f"week {number}: {told.level} after {why}"
        if minutes[number] > (max(minutes[max(0, number - 4) : number]) or minutes[number]):
            yield f"week {number}: more walking after {why}"


def levels_rise_one_at_a_time_at_reviews(life: Lived) -> Iterator[str]:
    """PROG-06."""
    for number in after_each_week(life):
        rise = level_order(life.told[number].level) - level_order(life.told[number - 1].level)
        if rise > 0 and (rise > 1 or number % 4):
            yield f"week {number}: {life.told[number].level} outside a review"
        if rise > 0 and any(t.volume_factor < 1 and not t.easy_week for t in life.told[number - 4 : number]):
            yield f"week {number}: {life.told[number].level} after a flare or a break"


def the_next_step_is_the_nearest_usable_one(life: Lived) -> Iterator[str]:
    """PROG-07: skip what is excluded; beside it other work for the same muscles only where two steps are excluded."""
    for number in after_each_week(life):
        told, library = life.told[number], life.library
        refused = {left.exercise for left in life.weeks[number].left_out}
        for change in told.changes:
            if change.rule not in GROWTH or change.exercise not in library.exercises:
                continue
            exercise = library.exercises[change.exercise]
            above = [e for e in library.family(exercise.family) if e.step > exercise.step][:2]
            new = told.steps.get(change.exercise)
            if new is not None and library.exercises[new].step > exercise.step:
                skipped = [e for e in above if e.step < library.exercises[new].step]
                if new not in {e.id for e in above} or any(e.id not in refused for e in skipped):
                    yield f"week {number}: {new} is not the nearest step above {change.exercise}"


def walks_grow_in_days_then_minutes(life: Lived) -> Iterator[str]:
    """PROG-08: never both at once, and minutes only at five days or where a day more would make walks too short."""
    for number in after_each_week(life):
        before, now = walks_of(life.weeks[number - 1]), walks_of(life.weeks[number])
        usual_weeks = min(life.told[n].volume_factor for n in range(max(0, number - 4), number + 1)) == 1
        if not before or not now or not usual_weeks or life.told[number - 1].pace is not life.told[number].pace:
            continue
        if len(now) > len(before) and now[0] > before[0]:
            yield f"week {number}: more and longer walks at once"
        if now[0] > before[0] and len(before) < 5 and sum(before) + 5 >= 5 * (len(before) + 1):
            yield f"week {number}: longer walks before there were five days"
