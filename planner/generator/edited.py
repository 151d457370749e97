"""The problem of a week that was edited by hand: other days offered, and sessions that stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

from planner.domain.edits import NO_EDITS, Edits
from planner.domain.exercise import ExerciseId
from planner.domain.person import DayOffer, Weekday, weekday_of
from planner.domain.week import Day, Session, Week
from planner.generator.held import Held
from planner.generator.problem import WeekProblem


def edited_problem(problem: WeekProblem, week: Week, edits: Edits | None = None) -> WeekProblem:
    """``problem`` as the edits leave it; those of ``week`` where none are given. ``week`` says how the days stand."""
    edits = edits or week.edits or NO_EDITS
    if not edits.anything:
        return problem
    profile = replace(problem.profile, days=_offers(problem, week, edits))
    fresh = WeekProblem.of(profile, problem.passed, problem.library, problem.care, problem.prescription, problem.start)
    return replace(fresh, held=_held(week, edits, problem.usable))


def is_over(day: Day, edits: Edits) -> bool:
    return edits.as_of is not None and day.date < edits.as_of


def _offers(problem: WeekProblem, week: Week, edits: Edits) -> Mapping[Weekday, DayOffer]:
    """The days that may hold a session this week, with what was moved, and without what is lost or over."""
    first, last = problem.start, problem.start + timedelta(days=6)
    moved = [m for m in edits.moved if first <= m.to <= last]
    offers = dict(problem.profile.days)
    for m in moved:
        offers.pop(weekday_of(m.origin), None)
    for m in moved:
        offers[weekday_of(m.to)] = DayOffer(m.minutes, m.at)
    for day in week.days:
        over = is_over(day, edits)
        if (over and not day.sessions) or (day.date in edits.lost and not over):
            offers.pop(weekday_of(day.date), None)
    return offers


def _held(week: Week, edits: Edits, usable: Collection[ExerciseId]) -> Held:
    """What stands. A pin does not hold what screening has come to refuse since."""
    sessions = {number: day.sessions[0] for number, day in enumerate(week.days) if day.sessions}
    over = {number: day for number, day in enumerate(week.days) if is_over(day, edits)}
    settled = {number for number, session in sessions.items() if number in over or session.id in edits.done}
    return Held(
        sessions=sessions,
        settled=frozenset(settled),
        pinned=frozenset(n for n, s in sessions.items() if edits.is_pinned(s.id) and all_usable(s, usable)),
        items={number: found for number, s in sessions.items() if (found := _pinned(s, edits, usable))},
        over=over,
        first_open=len(over),
        edits=edits,
    )


def all_usable(session: Session, usable: Collection[ExerciseId]) -> bool:
    return all(item.exercise in usable for item in session.items)


def _pinned(session: Session, edits: Edits, usable: Collection[ExerciseId]) -> tuple[ExerciseId, ...]:
    there = {item.exercise for item in session.items if item.exercise in usable}
    return tuple(exercise for exercise in edits.pinned_exercises(session.id) if exercise in there)
