"""Few different exercises in the week: the hard core of the choice, and how the solver is helped with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from planner.domain.exercise import ExerciseId, Level
from planner.domain.week import Week
from planner.generator.draft import Chooses, Draft, total
from planner.generator.problem import WeekProblem
from planner.generator.wishes.base import Wish

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

FEW_EXERCISES: Final = {Level.BEGINNER: 14, Level.INTERMEDIATE: 18, Level.ADVANCED: 22}
"""[D] As many as a physiotherapist hands out at once."""
MANY_MORE: Final = 4
BEYOND_FEW: Final = 4


class FewDifferentExercises(Wish):
    """Familiar exercises help people keep going; each different one counts, more so beyond a handful."""

    id = "FAMILIAR"
    weight = 2
    sentence = "The week keeps to a small set of exercises that you get to know."

    def post(self, draft: Draft) -> None:
        groups = _Groups(draft)
        different = sum(size * used for size, used in zip(groups.sizes, groups.used, strict=True))
        beyond = draft.whole_number(sum(groups.sizes), "exercises_beyond_few")
        draft.add(different - FEW_EXERCISES[draft.problem.level] <= beyond)
        draft.cost(self.weight, different)
        draft.cost(BEYOND_FEW, beyond)
        for days, chooses, missing in draft.wanted:
            groups.count_whole(draft, days, chooses, missing)

    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:
        different = len({item.exercise for _, session in week.sessions for item in session.items})
        if different <= FEW_EXERCISES[problem.level] + MANY_MORE:
            return None
        return f"The week has {different} different exercises: the time you offer asks for more."


class _Groups:
    """Exercises that always come together share one variable, ``used``: 1 if the week holds one of their options."""

    def __init__(self, draft: Draft) -> None:
        different = draft.different()
        users: dict[ExerciseId, list[int]] = {}
        for number, (option, _) in enumerate(different):
            for exercise in option.facts.exercises:
                users.setdefault(exercise, []).append(number)
        number_of: dict[tuple[int, ...], int] = {}
        self.sizes: list[int] = []
        groups: list[set[int]] = [set() for _ in different]
        for options in users.values():
            group = number_of.setdefault(tuple(options), len(self.sizes))
            if group == len(self.sizes):
                self.sizes.append(0)
                for number in options:
                    groups[number].add(group)
            self.sizes[group] += 1
        self.of_options = [(option.facts, frozenset(held)) for (option, _), held in zip(different, groups, strict=True)]
        self.used = [
            _used(draft, group, [different[number][1] for number in options]) for options, group in number_of.items()
        ]

    def count_whole(self, draft: Draft, days: int, chooses: Chooses, missing: IntVar) -> None:
        """Says what follows anyway, so that the estimate is better: *one* session with yoga will be in the week, whole.

        Without it the estimate spreads a sixth of a yoga session over six days and counts a sixth of its exercises.
        One stand-in for each smallest set of exercises; whichever of those sessions is chosen holds one of the sets.
        """
        sets = {groups for facts, groups in self.of_options if chooses(facts)}
        smallest = sorted(sorted(one) for one in sets if not any(other < one for other in sets))
        if not smallest:
            return
        stands_in = [draft.flag(f"{missing.name}_or_{number}") for number in range(len(smallest))]
        draft.add(days * total(stands_in) + missing >= days)
        having: dict[int, list[IntVar]] = {}
        for one, variable in zip(smallest, stands_in, strict=True):
            for group in one:
                having.setdefault(group, []).append(variable)
        for group, variables in sorted(having.items()):
            draft.add(total(variables) <= self.used[group])


def _used(draft: Draft, group: int, options: Sequence[Sequence[tuple[int, int]]]) -> IntVar:
    """``options`` are the places at which each of them is offered."""
    used = draft.flag(f"uses_{group}")
    days: dict[int, list[IntVar]] = {}
    for places in options:
        for day, number in places:
            days.setdefault(day, []).append(draft.chosen[day][number])
    for _, chosen in sorted(days.items()):
        draft.add(total(chosen) <= used)
    return used
