"""What screening left out for one person and a clinician may admit: by reason, and found by words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.domain.exercise import Exercise, ExerciseId
from planner.domain.spelling import folded
from planner.domain.week import LeftOut
from planner.use_cases.programme import Programme


@dataclass(frozen=True, slots=True)
class Admissible:
    """``also`` are the reasons beside the one it stands under: to admit it overrides all of them."""

    exercise: Exercise
    also: tuple[str, ...]


class LeftOutPage:
    """The exercises of the week's list that one override can bring in, each once, under its first reason."""

    def __init__(self, view: Programme, library: Mapping[ExerciseId, Exercise], wanted: str) -> None:
        self.wanted = " ".join(wanted.split())[:60]
        known = [(library[left.exercise], left) for left in view.admissible if left.exercise in library]
        self.number = len(known)
        self.fixed = len(view.fixed)
        self._known = sorted(known, key=lambda one: folded(one[0].name))

    @property
    def groups(self) -> Mapping[str, tuple[Admissible, ...]]:
        """By reason, as the week tells them."""
        groups: dict[str, tuple[Admissible, ...]] = {}
        for exercise, left in self._known:
            first, *others = (reason.text for reason in left.reasons)
            if self._is_wanted(exercise, left):
                groups[first] = (*groups.get(first, ()), Admissible(exercise, tuple(others)))
        return dict(sorted(groups.items()))

    def _is_wanted(self, exercise: Exercise, left: LeftOut) -> bool:
        """Every word is in a name of the exercise or in a reason."""
        told = (exercise.name, *exercise.other_names, *(reason.text for reason in left.reasons))
        return all(word in folded(" ".join(told)) for word in folded(self.wanted).split())
