"""What may stand in a block, and under which name (contract, "Blocks")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planner.domain.exercise import Category, Exercise
from planner.domain.week import Block, BlockKind, Item
from planner.generator.fitting import KIND_OF_ROUTINE
from planner.generator.limits.base import HeldByConstruction, ItemLimit, SessionLimit
from planner.generator.pieces import RESTFUL_FAMILIES, is_breathing, is_gentle
from planner.generator.problem import WeekProblem
from planner.generator.seen import Seen, SeenOn

CATEGORIES_OF_KIND: Final = {
    BlockKind.WARM_UP: (Category.MOBILITY,),
    BlockKind.BALANCE: (Category.BALANCE,),
    BlockKind.CORE: (Category.CORE, Category.POSTURE),
    BlockKind.AEROBIC: (Category.AEROBIC,),
    BlockKind.YOGA: (Category.YOGA,),
    BlockKind.STRETCH: (Category.STRETCH,),
    BlockKind.BREATHING: (),
}


class BlocksHoldTheirKind(HeldByConstruction, SessionLimit):
    """A routine's block has its kind; an exercise that no routine brought stands under its own kind."""

    id = "BLOCKS"
    sentence = "Each part of a session holds the kind of work it is named after."

    def faults(self, seen: Seen) -> Iterator[str]:
        for block in seen.session.blocks:
            yield from _block_faults(block, seen.problem)


def _block_faults(block: Block, problem: WeekProblem) -> Iterator[str]:
    routine = problem.library.routines.get(block.routine) if block.routine is not None else None
    if block.routine is not None and routine is None:
        yield f"The library has no routine {block.routine}."
    elif routine is not None and KIND_OF_ROUTINE[routine.kind] is not block.kind:
        yield f"{routine.name} is a {routine.kind.value} routine and does not go into the {block.kind.value} block."
    brought = routine.items if routine is not None else ()
    for item in block.items:
        exercise = problem.library.exercises.get(item.exercise)
        if exercise is None or item.exercise in brought or item.instead_of in brought:
            continue
        if not goes_under(block.kind, exercise):
            what = f"{exercise.name} ({exercise.category.value})"
            yield f"{what} does not go into the {block.kind.value} block."


def goes_under(kind: BlockKind, exercise: Exercise) -> bool:
    """Whether a single exercise may stand in a block of this kind; breathing and marching also open a session."""
    if kind is BlockKind.BREATHING:
        return is_breathing(exercise) or exercise.family in RESTFUL_FAMILIES
    if kind is BlockKind.WARM_UP and (is_gentle(exercise) or is_breathing(exercise)):
        return True
    return exercise.category in CATEGORIES_OF_KIND[kind]


class NamesOfTheLibrary(HeldByConstruction, ItemLimit):
    """An item carries its exercise's name and says truly what it stands for."""

    id = "NAMES"
    sentence = "Each exercise has its own name, and a replacement says what it replaces."

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        exercises = seen.problem.library.exercises
        exercise = exercises.get(item.exercise)
        if exercise is not None and item.name != exercise.name:
            yield f"the exercise {item.exercise} is called {exercise.name}."
        if item.instead_of is None:
            return
        if item.instead_of not in exercises:
            yield f"it stands for {item.instead_of}, which the library does not have."
        elif item.instead_of == item.exercise:
            yield "it cannot stand for itself."
