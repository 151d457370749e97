"""What the laws want to know about a session, counted from the session itself; unknown exercises count for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from planner.domain.exercise import Category, ExerciseId
from planner.domain.week import BlockKind, Item, Session
from planner.generator.pieces import (
    GROUP_OF_FAMILY,
    SORT_OF_CATEGORY,
    SORTS,
    changes_seconds,
    get_ups,
    is_breathing,
    is_extensor,
    is_gentle,
    on_floor,
)
from planner.generator.problem import WeekProblem

SOLID_CORE_ITEMS: Final = 3
CATEGORIES_WITH_GROUPS: Final = (Category.CORE, Category.POSTURE, Category.YOGA)
HARD_EFFORT: Final = 7
"""WEEK-06, in the words of the effort scale (EFF-01)."""


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """``load`` is effort times minutes; ``sorts`` are the seconds of each sort of A9, in the order of ``SORTS``."""

    seconds: int
    get_ups: int
    kinds: tuple[BlockKind, ...]
    exercises: tuple[ExerciseId, ...]
    warm_up_seconds: int
    strength: bool
    extensor: bool
    breathing_only: bool
    highest_effort: int
    load: int
    sets: int
    core_items: int
    sorts: tuple[int, ...]
    groups: frozenset[str]

    @property
    def core(self) -> bool:
        return BlockKind.CORE in self.kinds

    @property
    def solid_core(self) -> bool:
        """More of a core block than the daily back work."""
        return self.core_items >= SOLID_CORE_ITEMS

    @property
    def soft(self) -> bool:
        """Holds a stretch or yoga block."""
        return BlockKind.STRETCH in self.kinds or BlockKind.YOGA in self.kinds

    @property
    def aerobic(self) -> bool:
        return BlockKind.AEROBIC in self.kinds

    @property
    def balance(self) -> bool:
        return BlockKind.BALANCE in self.kinds

    @property
    def hard(self) -> bool:
        return self.highest_effort >= HARD_EFFORT

    @property
    def minutes(self) -> float:
        """One decimal, rounded to the nearest."""
        return round(self.seconds / 60, 1)


def session_seconds(problem: WeekProblem, session: Session) -> int:
    """Items, the changes between them, and SAFE-06 for each getting up from the floor."""
    items = session.items
    ups = get_ups([on_floor(problem, item.exercise) for item in items])
    return _seconds(problem, items, ups)


def _seconds(problem: WeekProblem, items: Sequence[Item], ups: int) -> int:
    work = sum([item.seconds for item in items])
    return work + changes_seconds(len(items)) + ups * problem.passed.get_up_seconds


def facts_of(problem: WeekProblem, session: Session) -> SessionFacts:
    """The facts of one session."""
    items, library = session.items, problem.library.exercises
    known = [(item, library[item.exercise]) for item in items if item.exercise in library]
    exercises = [exercise for _, exercise in known]
    ups = get_ups([on_floor(problem, item.exercise) for item in items])
    sorts = [0] * len(SORTS)
    groups: set[str] = set()
    for item, exercise in known:
        sorts[SORT_OF_CATEGORY[exercise.category]] += item.seconds
        if exercise.category in CATEGORIES_WITH_GROUPS:
            groups.update(GROUP_OF_FAMILY.get(exercise.family, ()))
    return SessionFacts(
        seconds=_seconds(problem, items, ups),
        get_ups=ups,
        kinds=tuple([block.kind for block in session.blocks]),
        exercises=tuple([item.exercise for item in items]),
        warm_up_seconds=_warm_up_seconds(problem, items),
        strength=any(e.is_strength for e in exercises),
        extensor=any(is_extensor(e) for e in exercises),
        breathing_only=bool(items) and len(known) == len(items) and all(is_breathing(e) for e in exercises),
        highest_effort=max([item.effort for item in items], default=0),
        load=sum([item.seconds * item.effort for item in items]) // 60,
        sets=sum([item.sets for item in items]),
        core_items=sum([len(block.items) for block in session.blocks if block.kind is BlockKind.CORE]),
        sorts=tuple(sorts),
        groups=frozenset(groups),
    )


def _warm_up_seconds(problem: WeekProblem, items: Sequence[Item]) -> int:
    """The leading part of the session that is breathing, marching or mobility work (ORD-01), changes included."""
    seconds = count = 0
    for item in items:
        exercise = problem.library.exercises.get(item.exercise)
        if exercise is None or not is_gentle(exercise):
            break
        seconds += item.seconds
        count += 1
    return seconds + changes_seconds(count)
