"""Routines that suit the person (RT-02)."""

from __future__ import annotations

from planner.domain.week import Week
from planner.generator.bias import points_against
from planner.generator.draft import Draft
from planner.generator.problem import WeekProblem
from planner.generator.wishes.base import Wish
from planner.generator.words import and_list


class RoutinesThatSuit(Wish):
    """RT-02: bone-safe with thin bones, no floor where the floor is out of reach, easy ones when tired."""

    id = "RT-02"
    weight = 1
    sentence = "The routines are the ones that suit you best."

    def post(self, draft: Draft) -> None:
        """The points are part of each option's own points (see ``MinutesUsedWell``)."""

    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:
        if problem.special:
            return None  # so tired, or so soon after an operation, what is allowed is named: nothing else suits better
        found = []
        for slot, day in zip(problem.slots, week.days, strict=False):
            for session in day.sessions:
                for block in session.blocks:
                    routine = problem.library.routines.get(block.routine) if block.routine else None
                    if routine is not None and (points_against(problem, routine, slot) or 0) >= 10:
                        found.append(routine.name)
        if not found:
            return None
        return f"{and_list(sorted(set(found)))} came in for variety and time; other routines suit you still better."
