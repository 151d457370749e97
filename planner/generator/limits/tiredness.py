"""Weeks that are kept small: tiredness, a flare, the first days of treatment, a recent operation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planner.domain.week import Block, BlockKind
from planner.generator.bias import LOW_ENERGY, RESTORATIVE
from planner.generator.limits.base import SessionLimit
from planner.generator.pieces import is_breathing
from planner.generator.problem import ORANGE_MINUTES, WeekProblem
from planner.generator.seen import Seen

EASY_WALKS: Final = ("walk-5",)
QUIET_KINDS: Final = (BlockKind.WARM_UP, BlockKind.BREATHING)


class PaceOfTheWeek(SessionLimit):
    """FAT-03: sessions of at most ten minutes from the named routines. FAT-04: breathing only."""

    id = "FAT"
    sentence = "The sessions suit how tired you are."
    article = ("A14",)

    def faults(self, seen: Seen) -> Iterator[str]:
        if seen.problem.breathing_only:
            if not seen.facts.breathing_only:
                yield "At tiredness 9 or 10 there is breathing only (FAT-04)."
            return
        if not seen.problem.low_energy:
            return
        if seen.facts.minutes > ORANGE_MINUTES:
            yield f"At tiredness 7 or 8 a session takes at most 10 minutes, not {seen.facts.minutes} (FAT-03)."
        for block in seen.session.blocks:
            if not _low_energy(block, seen.problem):
                yield f"At tiredness 7 or 8 the {block.kind.value} block is not one of the easy ones (FAT-03)."


def _low_energy(block: Block, problem: WeekProblem) -> bool:
    if block.routine in LOW_ENERGY:
        return True
    if block.kind is BlockKind.BREATHING or all(item.exercise in EASY_WALKS for item in block.items):
        return True
    return len(problem.usable) < 2 * len(LOW_ENERGY) or block.kind is BlockKind.WARM_UP


class RestorativeDays(SessionLimit):
    """AMB-24, REG-03: on the first days of a flare restorative routines only."""

    id = "AMB-24"
    sentence = "The first days of a flare are restful ones."
    article = ("A16",)

    def faults(self, seen: Seen) -> Iterator[str]:
        if not seen.slot.restorative:
            return
        for block in seen.session.blocks:
            if block.routine not in RESTORATIVE and not _breathes(block, seen.problem):
                yield f"The {block.kind.value} block is not restful enough for the first days of a flare."


def _breathes(block: Block, problem: WeekProblem) -> bool:
    known = [problem.library.exercises.get(item.exercise) for item in block.items]
    return all(exercise is not None and is_breathing(exercise) for exercise in known)


class BreathingAndEasyWalkOnly(SessionLimit):
    """SCR-10, SCR-11: after an operation or in the first days of treatment; what a clearance names is free."""

    id = "SCR-10"
    sentence = "Only what is allowed so soon after an operation or the first treatment."

    def faults(self, seen: Seen) -> Iterator[str]:
        # Screening leaves only the allowed exercises usable (SAFE-02 judges them); this limit judges the effort.
        if seen.problem.passed.breathing_and_easy_walk_only and seen.facts.highest_effort > 5:
            yield f"Effort {seen.facts.highest_effort} is too much for now."
