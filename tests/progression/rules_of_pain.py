"""PAIN-01 to PAIN-06, written a second time: what each forbids in a life, as breaches in words."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.diary import SessionDiary
from planner.domain.exercise import Tag
from tests.progression.lived import (
    TWO_WEEKS,
    Lived,
    after_each_week,
    grew,
    held,
    last_times,
    most_work,
    pages_of,
    said,
    work,
)


def pain_above_five_makes_nothing_of_it_harder(life: Lived) -> Iterator[str]:
    """PAIN-01."""
    for number in after_each_week(life):
        for exercise, times in last_times(life, number - 1):
            if times[-1].too_much and most_work(life.weeks[number], exercise) > work(times[-1].item.dose):
                yield f"week {number}: {exercise} grew after pain {times[-1].pain}"


def usual_pain_may_rise_by_two_until_morning(life: Lived) -> Iterator[str]:
    """PAIN-02: nothing gets less for it."""
    for number in after_each_week(life):
        for exercise, times in last_times(life, number - 1):
            fine = not any(t.bad or t.unsettled for t in times if times[-1].day - t.day < TWO_WEEKS)
            less = [
                c.rule for c in life.told[number].changes if c.exercise == exercise and c.rule[:4] in ("REG-", "PAIN")
            ]
            if fine and {"REG-01", "REG-02", "PAIN-04"} & set(less) and life.told[number - 1].volume_factor == 1:
                was_less = {c.exercise for c in life.told[number - 1].changes}
                if exercise not in was_less:
                    yield f"week {number}: {exercise} got less for nothing"


def climbing_pain_stops_growth(life: Lived) -> Iterator[str]:
    """PAIN-03: a point from one week to the next, or a rise twice in a row."""
    pains: list[float | None] = []
    for number in range(len(life.weeks)):
        known = [page.pain_during for page in pages_of(life, number) if page.pain_during is not None]
        pains.append(sum(known) / len(known) if known else None)
    for number in after_each_week(life):
        now, before = pains[number - 1], pains[number - 2] if number > 1 else None
        earlier = pains[number - 3] if number > 2 else None
        jumps = now is not None and before is not None and now >= before + 1
        climbs = None not in (now, before, earlier) and earlier < before < now  # type: ignore[operator]
        if (jumps or climbs) and grew(life.told[number]):
            yield f"week {number}: growth while pain climbed"


def an_unsettled_morning_means_less_and_two_mean_another_exercise(life: Lived) -> Iterator[str]:
    """PAIN-04."""
    for number in after_each_week(life):
        for exercise, times in last_times(life, number - 1):
            if not times[-1].unsettled:
                continue
            now = most_work(life.weeks[number], exercise)
            if len(times) > 1 and times[-2].unsettled and now:
                yield f"week {number}: {exercise} is still there after two unsettled mornings"
            if now >= work(times[-1].item.dose) > 1:
                yield f"week {number}: {exercise} is no less after an unsettled morning"


def _told_of(page: SessionDiary, rule: str) -> bool:
    return any(symptom.startswith(rule) for symptom in page.new_symptoms)


def sharp_pain_sets_the_exercise_aside_and_asks_again(life: Lived) -> Iterator[str]:
    """PAIN-05."""
    for number in after_each_week(life):
        for page in pages_of(life, number - 1):
            if _told_of(page, "PAIN-05"):
                named = {e for e, note in page.exercises.items() if (note.pain or 0) > 2}
                if named & held(life.weeks[number]):
                    yield f"week {number}: what hurt sharply came again"
                if not (life.told[number].rescreen and said(life.told[number], "PAIN-05")):
                    yield f"week {number}: nobody asked about the sharp pain"


DIRECTIONS = ({Tag.FLEX_LOAD, Tag.FLEX_END}, {Tag.EXT_END}, {Tag.ROT_END, Tag.ROT_MID, Tag.ROT_LOAD}, {Tag.NEURAL})


def symptoms_down_the_leg_take_their_direction_away_for_a_week(life: Lived) -> Iterator[str]:
    """PAIN-06: for one week; the same direction is back in the week after, unless it happened again."""
    library = life.library.exercises
    for number in after_each_week(life):
        for page in pages_of(life, number - 1):
            if not _told_of(page, "PAIN-06"):
                continue
            named = [e for e, note in page.exercises.items() if (note.pain or 0) > 2]
            tags = set().union(*(d for d in DIRECTIONS for e in named if d & set(library[e].tags or ())))
            still = [e for e in held(life.weeks[number]) if tags & set(library[e].tags or ())]
            if still or not life.told[number].rescreen:
                yield f"week {number}: {still} move the way that sent symptoms down the leg"
            if number + 1 < len(life.told) and set(named) & set(life.told[number + 1].avoid):
                yield f"week {number + 1}: {named} is away for longer than a week"
