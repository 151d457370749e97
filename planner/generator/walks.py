"""Places the walks and the daily work of care on the days of a week whose sessions are chosen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from math import ceil

from planner.care.week import DailyWork
from planner.domain.exercise import Dose, ExerciseId, work_seconds
from planner.domain.week import CareItem, CareKind, Session
from planner.generator.facts import facts_of
from planner.generator.fitting import Fitter
from planner.generator.problem import DAYS_IN_WEEK, WeekProblem
from planner.progression.dose import with_sets


def walk_days(problem: WeekProblem, sessions: Sequence[Session | None]) -> tuple[int, ...]:
    """Days for the walks: not beside strength work where that can be, spread over the week, not on aerobic days."""
    facts = [facts_of(problem, session) if session else None for session in sessions]

    def cost(days: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        points = 0
        for day in days:
            one = facts[day]
            points += 4 if one and one.aerobic else 0
            points += 3 if one and one.strength else 0
            points += 2 if one else 0
        gaps = [b - a for a, b in pairwise(days)]
        points += sum(2 for gap in gaps if gap == 1)
        points += max(gaps, default=0)
        return points, days

    walked, ahead = problem.held.walked, range(problem.held.first_open, DAYS_IN_WEEK)
    left = problem.days_with_walks - len(walked)
    return min((tuple(sorted((*walked, *days))) for days in combinations(ahead, left)), key=cost)


def walk_item(problem: WeekProblem) -> CareItem:
    walks = problem.walks
    return CareItem(CareKind.WALK, None, walks.text, walks.rule, walks.article, walks.minutes, walks.exercise)


def daily_items(
    problem: WeekProblem, fitter: Fitter, number: int, sessions: Sequence[Session | None]
) -> tuple[CareItem, ...]:
    """Daily work as care on a day whose session does not hold it (rest days, restful days, FAT-03 weeks).

    ``sessions`` are the week's; what they hold is known already and comes first.
    """
    if problem.slots[number].restorative or problem.breathing_only or problem.passed.breathing_and_easy_walk_only:
        return ()
    session = sessions[number]
    facts = facts_of(problem, session) if session else None
    known = {item.exercise for one in sessions if one for item in one.items}
    items = []
    for work in problem.care.daily_work:
        has = facts is not None and (facts.extensor if work.purpose == "extensors" else facts.balance)
        item = None if has else _daily_item(problem, fitter, work, known)
        if item is not None:
            items.append(item)
    return tuple(items)


def _daily_item(
    problem: WeekProblem, fitter: Fitter, work: DailyWork, known: Collection[ExerciseId]
) -> CareItem | None:
    """The first candidate off the floor, a known one before others, with as much of its dose as the minutes allow."""
    usable = [e for e in work.candidates if problem.may_use(e)]
    usable.sort(key=lambda e: (problem.usable[e].needs_floor, e not in known))
    if not usable:
        return None
    exercise, base = problem.library.exercises[usable[0]], fitter.dose(usable[0])
    dose = _within(base.dose, exercise.sides, base.rest_seconds, round(work.most_minutes * 60))
    minutes = ceil(work_seconds(dose, exercise.sides, base.rest_seconds) / 30) / 2
    changed = problem.usable[exercise.id].changes_in_words
    text = " ".join((f"{exercise.name}, {dose_in_words(dose, exercise.sides)}.", *changed, work.text))
    return CareItem(CareKind.EXERCISE, None, text, work.rule, work.article, minutes, exercise.id)


def _within(dose: Dose, sides: int, rest_seconds: int, most_seconds: int) -> Dose:
    """One set, and fewer repeats where that is still too long."""
    if dose.minutes is not None:
        return replace(dose, minutes=min(dose.minutes, most_seconds / 60))
    dose = with_sets(dose, 1) if dose.sets > 1 else dose
    reps = dose.reps_of_sets()[0]
    while reps > 1 and work_seconds(replace(dose, reps=reps), sides, rest_seconds) > most_seconds:
        reps -= 1
    return replace(dose, reps=reps)


def dose_in_words(dose: Dose, sides: int) -> str:
    """``3 times, 10 seconds each, on each side``."""
    if dose.minutes is not None:
        return f"{dose.minutes:g} minutes"
    reps = dose.reps_of_sets()
    words = f"{' and '.join(str(r) for r in reps)} times"
    if dose.hold_seconds is not None:
        words += f", {dose.hold_seconds} seconds each"
    return words + (", on each side" if sides == 2 else "")
