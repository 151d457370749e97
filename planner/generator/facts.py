"""What the laws want to know about a session, counted from the session itself; unknown exercises count for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planner.domain.exercise import ExerciseId
from planner.domain.week import Block, BlockKind, Session
from planner.generator.pieces import (
    HARD_EFFORT,
    SOLID_CORE_ITEMS,
    SORTS,
    changes_seconds,
    gentle_lead,
    get_ups,
    traits_of,
)
from planner.generator.problem import WeekProblem


class SessionFacts(NamedTuple):
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


def facts_of(problem: WeekProblem, session: Session) -> SessionFacts:
    """The facts of one session; remembered with the problem, as nearly every law asks for them."""
    known = problem.facts.get(id(session))
    if known is None:
        known = problem.facts[id(session)] = (session, facts_of_blocks(problem, session.blocks))
    return known[1]


def facts_of_blocks(problem: WeekProblem, blocks: Sequence[Block]) -> SessionFacts:
    """The facts of a session with these blocks."""
    items = [item for block in blocks for item in block.items]
    traits = [traits_of(problem, item.exercise) for item in items]
    known = [(item, trait) for item, trait in zip(items, traits, strict=True) if trait is not None]
    ups = get_ups([trait is not None and trait.on_floor for trait in traits])
    sorts = [0] * len(SORTS)
    for item, trait in known:
        sorts[trait.sort] += item.seconds
    work = sum([item.seconds for item in items])
    return SessionFacts(
        seconds=work + changes_seconds(len(items)) + ups * problem.passed.get_up_seconds,
        get_ups=ups,
        kinds=tuple([block.kind for block in blocks]),
        exercises=tuple([item.exercise for item in items]),
        warm_up_seconds=gentle_lead(items, traits)[0],
        strength=any(trait.strength for _, trait in known),
        extensor=any(trait.extensor for _, trait in known),
        breathing_only=bool(items) and all(trait is not None and trait.breathing for trait in traits),
        highest_effort=max([item.effort for item in items], default=0),
        load=sum([item.seconds * item.effort for item in items]) // 60,
        sets=sum([item.sets for item in items]),
        core_items=sum([len(block.items) for block in blocks if block.kind is BlockKind.CORE]),
        sorts=tuple(sorts),
        groups=frozenset([group for _, trait in known for group in trait.groups]),
    )
