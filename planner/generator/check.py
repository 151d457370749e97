"""Judges any week, hand-edited ones too, by the limits of the planner and without a solver."""

from __future__ import annotations

from planner.domain.week import Week
from planner.generator.edited import edited_problem
from planner.generator.limits import LIMITS
from planner.generator.outcome import Breach
from planner.generator.problem import WeekProblem


def check_week(week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
    """Every breach, in the order of the limits; none for a week that may be followed.

    ``problem`` is the person's, without the edits: the week says itself what was moved, lost or done.
    """
    as_edited = edited_problem(problem, week)
    return tuple(breach for limit in LIMITS for breach in limit.breaches(week, as_edited))
