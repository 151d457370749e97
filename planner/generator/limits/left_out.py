"""The list of what screening refuses: complete, and nothing else (contract, "Left out")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planner.domain.exercise import ExerciseId
from planner.domain.week import Week
from planner.generator.limits.base import HeldByConstruction, Limit
from planner.generator.outcome import Breach
from planner.generator.problem import WeekProblem
from planner.generator.words import and_list

NAMED: Final = 3


class EverythingRefusedIsListed(HeldByConstruction, Limit):
    """Every exercise refused by screening, level, equipment or floor is listed with its rules; no other one is."""

    id = "LEFT-OUT"
    sentence = "Every exercise that is not for you is listed with the reason."

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        refused = problem.passed.exercises.refused
        listed = {left.exercise: tuple(reason.rule for reason in left.reasons) for left in week.left_out}
        missing = [e for e in problem.library.exercises if e in refused and e not in listed]
        extra = [e for e in listed if e not in refused]
        other = [e for e in listed if e in refused and listed[e] != tuple(reason.rule for reason in refused[e])]
        found = []
        if missing:
            found.append(self.breach("left_out", f"Refused by screening and not listed: {_some(missing, problem)}."))
        if extra:
            found.append(
                self.breach("left_out", f"Listed, though screening does not refuse it: {_some(extra, problem)}.")
            )
        if other:
            found.append(
                self.breach("left_out", f"Listed with other reasons than screening's: {_some(other, problem)}.")
            )
        if len(listed) < len(week.left_out):
            found.append(self.breach("left_out", "An exercise is listed twice."))
        return tuple(found)


def _some(exercises: Sequence[ExerciseId], problem: WeekProblem) -> str:
    """The first few by name, and how many more."""
    known = problem.library.exercises
    names = [known[e].name if e in known else str(e) for e in exercises[:NAMED]]
    more = len(exercises) - len(names)
    return and_list([*names, f"{more} more"] if more else names)
